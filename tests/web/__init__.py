"""The plumbing every page stands on."""
