"""Forms translate what was typed into values; they do not judge."""
