"""Terms as a page names them: by label and CURIE, or by a local name spelt out."""

import re
from functools import lru_cache

from pyoxigraph import Literal, NamedNode

from doidkit import prefixes
from doidkit.model import RdfTerm
from doidkit.ontology import TermRef

_OURS = prefixes.PREFIXES["dk"].removesuffix("vocab#")
_LOCAL_TERMS = prefixes.PREFIXES["dkt"]
# Terms that releases use and do not name; the labels are those of IAO and OMO.
_LABELS = {
    prefixes.expand(curie): label
    for curie, label in (
        ("IAO:0000103", "failed exploratory term"),
        ("IAO:0000226", "placeholder removed"),
        ("IAO:0000227", "terms merged"),
        ("IAO:0000228", "term imported"),
        ("IAO:0000229", "term split"),
        ("IAO:0000231", "has obsolescence reason"),
        ("OMO:0001000", "out of scope"),
        ("OMO:0003000", "abbreviation"),
        ("OMO:0003012", "acronym"),
    )
}
_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_CAPITALISED = re.compile(r"[A-Z][a-z0-9]*")
_IDENTIFIER = re.compile(r"[0-9]")


@lru_cache(maxsize=1 << 14)  # many pages name the same properties and terms
def reference(value: RdfTerm | None, label: str) -> TermRef:
    """Return a term with its label, or with its IRI's local name spelt out.

    A label that only repeats the local name, as schema.org's do, is spelt out too. What is only
    a part of the document's description (a sign, a word for a frequency) has no CURIE: it is no
    term.
    """
    if not isinstance(value, NamedNode):
        return TermRef(label or f'"{text(value)}"', "", "")
    iri = value.value
    label = label or _LABELS.get(iri, "")
    if label in ("", _local(iri)):
        # The local name of an identifier, C0006663, is no word in any language.
        label = "" if _IDENTIFIER.search(_local(iri)) else spelt(iri)
    if iri.startswith(_OURS) and not iri.startswith(_LOCAL_TERMS):
        return TermRef(label, "", iri)
    return TermRef(label, prefixes.compact(iri), iri)


def spelt(iri: str) -> str:
    """Return the local name of an IRI as words: ``applied_to_treat``, ``typicalTest``.

    Abbreviations keep their capitals.
    """
    words = _HUMP.sub(" ", _local(iri).replace("_", " ")).split()
    return " ".join(w.lower() if _CAPITALISED.fullmatch(w) else w for w in words)


def _local(iri: str) -> str:
    return iri.rsplit("#", 1)[-1].rsplit("/", 1)[-1]


def named(term: TermRef) -> str:
    """Return a term as a person reads it: label, then CURIE."""
    if not term.label:
        return term.curie
    return f"{term.label} ({term.curie})" if term.curie else term.label


def text(term: RdfTerm | None) -> str:
    """Return a term's text, "" for none."""
    return term.value if isinstance(term, NamedNode | Literal) else ""
