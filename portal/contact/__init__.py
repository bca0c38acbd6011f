"""What people ask of us: questions to the board, complaints, and “something here is about me”."""
