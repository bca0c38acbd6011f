"""The outside things, each tried for real."""
