"""The locks, the built assets and the first minute on a bare machine."""
