"""Stories of the ledger."""
