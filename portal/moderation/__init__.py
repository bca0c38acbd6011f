"""One queue over everything that waits for a person, and the room where safeguarding leads work."""
