"""Stories of the pack: what a group may know, and that it never changes."""
