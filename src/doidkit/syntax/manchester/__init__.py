"""Manchester syntax: axioms as people read them."""
