"""Each role's journey through a running portal, in a real browser."""
