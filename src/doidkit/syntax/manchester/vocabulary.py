"""What the names in a text of Manchester syntax stand for."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from doidkit.prefixes import PREFIXES
from doidkit.syntax.iris import absolute
from doidkit.syntax.owl.expressions import owl
from doidkit.syntax.owl.lexical import foreign, iri

STANDARD = {prefix: PREFIXES[prefix] for prefix in ("owl", "rdf", "rdfs", "xsd")}
STANDARD["swrlb"] = "http://www.w3.org/2003/11/swrlb#"  # as OWLAPI uses it, not declared
# Datatypes that the grammar has as words.
_DATATYPES = {name: f"<{PREFIXES['xsd']}{name}>" for name in "integer decimal float string".split()}
_OF_XSD = f"<{PREFIXES['xsd']}"
_DATATYPE_NAMES = frozenset(
    f"<{PREFIXES[prefix]}{name}>"
    for prefix, name in (
        *(("rdfs", "Literal"), ("rdf", "PlainLiteral"), ("rdf", "XMLLiteral")),
        *(("rdf", "langString"), ("owl", "real"), ("owl", "rational")),
    )
)
_BOUNDS = {
    owl("topObjectProperty"): "O",
    owl("bottomObjectProperty"): "O",
    owl("topDataProperty"): "D",
    owl("bottomDataProperty"): "D",
}


class UnknownName(ValueError):
    """A name that stands for nothing; the message is one clause."""


@dataclass
class Vocabulary:
    """A document's prefixes, and what its frames declare.

    Kinds are letters as in ``owl.operands``: C, O, D, A, I, R.
    """

    path: str = ""
    prefixes: dict[str, str] = field(default_factory=lambda: dict(STANDARD))
    declared: dict[str, set[str]] = field(default_factory=dict)

    def full(self, text: str) -> str:
        """Return what an IRI in angle brackets means."""
        return iri(absolute(text[1:-1], self.path))

    def word(self, text: str, _: Collection[str] = ()) -> str:
        """Return the IRI of a name without quotes; UnknownName if it has none."""
        prefix, colon, local = text.partition(":")
        if not colon:
            if text in _DATATYPES:
                return _DATATYPES[text]
            prefix, local = "", text
        if prefix not in self.prefixes:
            if not colon:
                raise UnknownName(f'"{text}" is no name, as no prefix ":" is declared')
            raise UnknownName(f'the prefix "{prefix}:" is not declared')
        if not local:
            raise UnknownName(f'"{text}" has nothing behind its prefix; write the IRI whole')
        if sign := foreign(local):
            raise UnknownName(f"no IRI has the character U+{ord(sign):04X}")
        return iri(self.prefixes[prefix] + local)

    def label(self, text: str, _: Collection[str] = ()) -> str:
        """Raise UnknownName: a document names by IRIs alone."""
        raise UnknownName(f"'{text}' is a label; a document names terms by their IRIs")

    def kinds(self, term: str) -> Collection[str]:
        """Return what a term is declared as, by letter."""
        return kinds_of(term, self.declared)


def kinds_of(term: str, declared: Mapping[str, Collection[str]]) -> Collection[str]:
    """Return what a term is, by letter: as declared, or by OWL itself."""
    if term in _BOUNDS:
        return _BOUNDS[term]
    if term.startswith(_OF_XSD) or term in _DATATYPE_NAMES:
        return "R"
    return declared.get(term, ())
