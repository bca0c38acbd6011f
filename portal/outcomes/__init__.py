"""What was decided about what was heard: subject, decision, reason, action, progress."""
