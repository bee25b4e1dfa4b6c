"""SHACL, evaluated set-at-a-time: the shapes decide how many queries there are, not the data."""
