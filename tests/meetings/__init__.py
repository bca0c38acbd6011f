"""Stories of a group's room."""
