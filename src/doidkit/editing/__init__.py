"""Changing ontologies, a module or folder an operation: a document in, a document out."""
