"""RDF terms as people read them: CURIEs, plain literals."""

from pyoxigraph import BlankNode, Literal, NamedNode

from doidkit import prefixes
from doidkit.model import RdfTerm


def plain(term: RdfTerm | None) -> str:
    """Return a term as a table shows it: a CURIE or IRI, a literal's text, "" if unbound."""
    if term is None:
        return ""
    if isinstance(term, NamedNode):
        return prefixes.contract(term.value) or term.value
    if isinstance(term, Literal):
        return f"{term.value} ({term.language})" if term.language else term.value
    if isinstance(term, BlankNode):
        return f"_:{term.value}"
    return f"<<{plain(term.subject)} {plain(term.predicate)} {plain(term.object)}>>"


def one_line(text: str) -> str:
    """Return the text with line breaks, tabs and control characters made into spaces."""
    if not text.isprintable():
        text = "".join(c if c.isprintable() else " " for c in text)
    return " ".join(text.split())
