"""OBO Graphs JSON: reader, writer."""
