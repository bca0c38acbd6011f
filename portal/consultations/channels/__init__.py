"""How answers reach us other than by the web: paper and its double entry, telephone, events, invitations."""
