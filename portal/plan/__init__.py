"""The partnership plan: its summary for everybody, and its way from draft to publication."""
