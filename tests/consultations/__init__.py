"""Stories of asking, answering, coming back and counting."""
