"""Operations that tell something of an ontology: its numbers, and the profiles it is in."""
