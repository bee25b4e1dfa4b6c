"""OWL axioms: expressions, and their way from RDF and to RDF."""
