"""OWL Manchester syntax: reader, writer, places; single axioms from and for people."""
