"""Plain functions with domain names that make what a story starts with."""
