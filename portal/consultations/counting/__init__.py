"""From answers to figures that may be printed: every number passes the disclosure gate here."""
