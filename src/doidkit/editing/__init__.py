"""What makes another ontology of one or several (``documents.Document``)."""
