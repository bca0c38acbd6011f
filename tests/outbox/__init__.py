"""Mail that waits, and how it leaves."""
