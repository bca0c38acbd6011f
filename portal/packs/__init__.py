"""The frozen evidence pack for a group and a period."""
