"""One partnership as data: its groups, topics, wards, clocks and brand, read from a folder of files."""
