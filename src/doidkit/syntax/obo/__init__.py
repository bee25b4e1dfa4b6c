"""OBO format 1.4: reader, its way to OWL, writer, places."""
