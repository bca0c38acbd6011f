"""Mail waiting to be sent, written in the caller's transaction."""
