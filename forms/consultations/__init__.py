"""Pages of questions as forms: how each kind is drawn, read back and refused in words."""
