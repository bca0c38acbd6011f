"""The partnership plan, from draft to archive."""
