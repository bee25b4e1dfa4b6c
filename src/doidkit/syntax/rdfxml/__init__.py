"""RDF/XML: places (pyoxigraph reads and writes it)."""
