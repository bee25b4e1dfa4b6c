"""Where terms come from: rdfs:isDefinedBy, from a table or guessed from their IRIs."""

from collections.abc import Iterable, Mapping

from doidkit.prefixes import expand
from doidkit.syntax.ofn.writer import operands
from doidkit.syntax.owl.expressions import Call
from doidkit.syntax.owl.lexical import iri

DEFINED_BY = iri(expand("rdfs:isDefinedBy"))


def sources(axioms: Iterable[Call], terms: Iterable[str], known: Mapping[str, str]) -> set[Call]:
    """Return annotations that say which ontology defines terms, where none does so yet.

    ``known`` has ontologies by term, both ``<iri>``s.
    """
    said = {
        operands(axiom)[1]
        for axiom in axioms
        if axiom[0] == "AnnotationAssertion" and operands(axiom)[0] == DEFINED_BY
    }
    found = {term: known.get(term) or guessed(term) for term in terms if term not in said}
    return {
        ("AnnotationAssertion", DEFINED_BY, term, source)
        for term, source in found.items()
        if source
    }


def guessed(term: str) -> str:
    """Return the ontology that a term's IRI speaks of, as OBO's do; "" where it speaks of none.

    >>> guessed("<http://purl.obolibrary.org/obo/DOID_182>")
    '<http://purl.obolibrary.org/obo/doid.owl>'
    """
    name = term[1:-1]
    for sign in "#_/":
        if sign in name:
            base = name[: name.rindex(sign)].lower()
            return f"<{base}>" if sign == "#" and ".owl#" in name else f"<{base}.owl>"
    return ""
