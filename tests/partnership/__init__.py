"""Stories of one partnership as data."""
