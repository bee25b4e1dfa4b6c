"""What a command works on: files, a store, an endpoint or the bundled ontology."""
