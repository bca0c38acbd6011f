"""The laws of the house, each one a test."""
