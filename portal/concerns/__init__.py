"""Reporting a concern, its receipt, and what happens to it."""
