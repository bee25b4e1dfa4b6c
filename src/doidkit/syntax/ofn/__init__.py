"""OWL functional syntax: reader, writer, places."""
