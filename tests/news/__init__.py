"""Stories of the news."""
