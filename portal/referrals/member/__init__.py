"""A councillor's own pages: the ward, drafts, what was sent and what can be done with it."""
