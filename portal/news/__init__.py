"""What the partnership tells everybody, piece by piece."""
