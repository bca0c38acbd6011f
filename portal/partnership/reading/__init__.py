"""Reads a partnership's folder and says, by file and line, what is wrong with it."""
