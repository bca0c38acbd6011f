"""What is written down in a group's room, page by page."""
