"""Stories of accounts, sign-in and roles."""
