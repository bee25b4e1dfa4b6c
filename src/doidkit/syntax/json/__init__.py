"""JSON that holds RDF: the places of its values and of its faults."""
