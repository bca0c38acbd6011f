"""Stories about reporting a concern."""
