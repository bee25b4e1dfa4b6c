"""SPARQL: the Source protocol, query text, and what answers: a store in memory, on disk, an endpoint."""
