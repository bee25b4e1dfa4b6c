"""SPARQL: the Source protocol, query text, and what answers: stores and endpoints."""
