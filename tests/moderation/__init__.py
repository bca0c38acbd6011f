"""Stories of the queue: what waits, who decides, and what two officers may not do to each other."""
