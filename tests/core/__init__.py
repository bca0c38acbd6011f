"""The pure part, tested without web or database."""
