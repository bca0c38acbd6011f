"""The pages that draw on every slice: home, search, and what waits for a member of staff."""
