"""Taking out of an ontology what is needed about some terms."""
