"""Checkers of pages by others than us, found where `make test-all` or the machine has put them."""
