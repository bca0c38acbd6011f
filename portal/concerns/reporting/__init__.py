"""The pages of a report: its questions, the way through them, the place, and what travels between them."""
