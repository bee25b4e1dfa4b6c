"""Where terms come from: rdfs:isDefinedBy, from a table or guessed from their IRIs."""

import csv
from collections.abc import Iterable, Mapping
from pathlib import Path

from doidkit.documents import Context
from doidkit.errors import InputError
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


def table(path: Path, context: Context) -> dict[str, str]:
    """Return the ontologies of terms in a table, ``<iri>`` by ``<iri>``.

    Its first line is a heading; an ontology is a prefix or an IRI. Columns are divided by tabs,
    in a ``.csv`` by commas. Raises InputError with the line of a row that has no two columns.
    """
    separator = "," if path.suffix == ".csv" else "\t"
    found: dict[str, str] = {}
    with path.open(encoding="utf-8-sig", newline="") as stream:
        for number, row in enumerate(csv.reader(stream, delimiter=separator), 1):
            if number > 1 and row:
                if len(row) < 2:
                    raise InputError(f"{path}:{number}: has no source beside the term; add one.")
                found[context.iri(row[0])] = _ontology(row[1], context)
    return found


def _ontology(text: str, context: Context) -> str:
    namespace = context.prefixes.get(text)
    if namespace is None:
        return context.iri(text)
    return f"<{namespace.lower().rstrip('_#/')}.owl>"
