"""Safety advice and helplines."""
