"""Stories of places where concerns gather, and of what is done about them."""
