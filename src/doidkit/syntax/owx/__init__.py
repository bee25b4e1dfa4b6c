"""OWL/XML: reader, writer, places."""
