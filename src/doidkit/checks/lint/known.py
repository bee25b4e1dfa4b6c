"""The terms that a rule may name: those of the shipped list, the bundled data and the user's."""

import difflib
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from pyoxigraph import NamedNode

from doidkit import bundled
from doidkit.prefixes import PREFIXES, contract, expand
from doidkit.syntax.files import read_text
from doidkit.syntax.reading import quads

# The namespaces that the list covers whole: a name of theirs that is not on it is a mistake.
_CLOSED = ("rdf", "rdfs", "owl", "skos", "oboInOwl", "IAO", "OMO")


@cache
def listed() -> frozenset[str]:
    """Return the IRIs of the shipped list of vocabulary terms."""
    path = bundled.folder("checks") / "vocabulary.txt"
    lines = (line.partition("#")[0].split() for line in read_text(path).splitlines())
    return frozenset(expand(name) for names in lines for name in names)


def in_data(paths: Iterable[Path]) -> frozenset[str]:
    """Return every IRI that stands in some RDF files."""
    return frozenset(
        term.value
        for path in paths
        for quad in quads(path)
        for term in quad.triple
        if isinstance(term, NamedNode)
    )


def unknown(iri: str, data: frozenset[str]) -> bool:
    """Return whether an IRI looks like a mistake: of a known vocabulary, but not in it.

    With data, so does an OBO term that the data lack.
    """
    if iri in listed() or iri in data:
        return False
    if any(iri.startswith(PREFIXES[prefix]) for prefix in _CLOSED):
        return iri not in PREFIXES.values()
    return bool(data) and iri.startswith(PREFIXES["obo"]) and iri[-1].isdigit()


def nearest(iri: str, data: frozenset[str]) -> str | None:
    """Return the known term that reads most like an IRI, as a CURIE."""
    near = difflib.get_close_matches(iri, listed() | data, n=1, cutoff=0.9)
    return (contract(near[0]) or near[0]) if near else None
