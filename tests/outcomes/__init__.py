"""Stories of outcomes: written down, told to everybody, taken on, taken back."""
