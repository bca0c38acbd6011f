"""Safety advice and get-help-now: what people can do themselves, and who answers the telephone."""
