"""Accounts of staff: invitation, sign-in, second factor, acknowledgement, leavers."""
