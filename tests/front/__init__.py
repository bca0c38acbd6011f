"""Home, search and brand."""
