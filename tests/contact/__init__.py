"""Stories of people who ask, complain or put a question to the board."""
