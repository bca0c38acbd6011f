"""Stories about the portal, told through its real parts."""
