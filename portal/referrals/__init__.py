"""Councillors refer a local crime and disorder matter; the scrutiny committee hears it, in the open."""
