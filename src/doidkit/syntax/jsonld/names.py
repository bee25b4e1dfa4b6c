"""Terms of N-Triples text as JSON-LD writes them, and the context that explains them."""

import re
from collections.abc import Iterable, Iterator, Mapping
from json.encoder import encode_basestring as quoted
from typing import NoReturn

from doidkit.errors import InputError
from doidkit.prefixes import namespaces
from doidkit.syntax.turtle.names import RDF_NIL, Curies
from doidkit.terms import XSD_BOOLEAN, XSD_INTEGER

NIL = "()"
_GEN_DELIMS = tuple(":/?#[]@")
"""What a namespace ends in that JSON-LD 1.1 takes for a prefix without being told."""
# What any JSON parser reads back as the same literal: longer integers are no exact doubles.
_NATIVE = {
    XSD_INTEGER: re.compile(r"(?:0|-?[1-9][0-9]{0,14})\Z"),
    XSD_BOOLEAN: re.compile(r"(?:true|false)\Z"),
}


class Terms:
    """Terms that stay what they are, so that no prefix decides a blank node's label."""

    def __init__(self) -> None:
        self.predicates: dict[str, str] = _Predicates()
        self.literals: dict[str, str] = _Same()
        self.objects: dict[str, str] = _Objects(self)

    def triple_term(self, term: str, nodes: Mapping[str, str]) -> NoReturn:
        """Refuse a triple term."""
        raise InputError(
            f"The data has the triple term {term}, which jsonld cannot hold; choose turtle or trig."
        )

    def iris(self, besides: Iterable[str]) -> Iterator[str]:
        """Yield every IRI of the terms that were read, and those among some other terms."""
        yield from (term for term in (*self.predicates, *self.objects, *besides) if term[:1] == "<")
        yield from (literal.rpartition("^^")[2] for literal in self.literals)


class _Same(dict[str, str]):
    def __missing__(self, term: str) -> str:
        self[term] = term
        return term


class _Predicates(dict[str, str]):
    def __missing__(self, iri: str) -> str:
        self[iri] = iri + " "
        return self[iri]


class _Objects(dict[str, str]):
    def __init__(self, terms: Terms) -> None:
        super().__init__()
        self._terms = terms

    def __missing__(self, iri: str) -> str:
        if iri.startswith("<<"):
            self._terms.triple_term(iri, {})
        self[iri] = NIL if iri == RDF_NIL else iri
        return self[iri]


class Names(dict[str, str]):
    """IRIs and labels to their names as JSON strings, worked out once each.

    ``references`` is to be given each property of which a value was written as a mere name.
    """

    def __init__(self, declared: Mapping[str, str], iris: Iterable[str]) -> None:
        super().__init__()
        # The IRI DOID:4 would be read as DOID_4 if DOID were a prefix.
        taken = {"", *(iri[1 : iri.index(":")] for iri in iris)}
        free = {prefix: n for prefix, n in declared.items() if prefix not in taken}
        self._namespaces = {n: p for n, p in namespaces(free).items() if p not in taken}
        self._curies = Curies(self._namespaces)
        self._used: set[str] = set()
        self.references: set[str] = set()

    def __missing__(self, term: str) -> str:
        name = self[term] = quoted(self._name(term))
        return name

    def _name(self, term: str) -> str:
        if term[0] == "_":
            return term
        found = self._curies.cut(term[1:-1])
        if not found or not found[1]:  # "owl:" is a term, not a CURIE
            return term[1:-1]
        self._used.add(found[0])
        return ":".join(found)

    def literal(self, term: str) -> str:
        """Return a literal: a JSON string, a native value that says the same, or an object."""
        if term[-1] == '"':
            return term  # what N-Triples escapes, JSON escapes alike
        if term[-1] == ">":
            text, _, datatype = term.rpartition("^^")
            native = _NATIVE.get(datatype[1:-1])
            if native and native.match(text[1:-1]):
                return text[1:-1]
            return f'{{"@type": {self[datatype]}, "@value": {text}}}'
        text, _, tag = term.rpartition("@")
        language, _, direction = tag.partition("--")
        told = f'"@direction": "{direction}", ' if direction else ""
        return f'{{{told}"@language": "{language}", "@value": {text}}}'

    def context(self) -> list[str]:
        """Return the members of a context for all that was named."""
        told = sorted((p, n) for n, p in self._namespaces.items() if p in self._used)
        names = sorted(self[predicate] for predicate in self.references)
        return [
            '"@version": 1.1',
            *(f"{quoted(prefix)}: {_prefix(namespace)}" for prefix, namespace in told),
            *(f'{name}: {{"@type": "@id"}}' for name in names),
        ]


def _prefix(namespace: str) -> str:
    iri = quoted(namespace)
    return iri if namespace.endswith(_GEN_DELIMS) else f'{{"@id": {iri}, "@prefix": true}}'
