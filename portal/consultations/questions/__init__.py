"""What can be asked: one small value class to each kind of question, held in one registry."""
