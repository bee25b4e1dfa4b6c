"""Terms of N-Triples text as Turtle writes them: CURIEs, ``a``, abbreviated literals."""

import re
from collections.abc import Mapping
from typing import Protocol

from doidkit.prefixes import PREFIXES, namespaces
from doidkit.terms import RDF_TYPE, XSD_BOOLEAN, XSD_DECIMAL, XSD_DOUBLE, XSD_INTEGER

RDF_FIRST = f"<{PREFIXES['rdf']}first>"
RDF_REST = f"<{PREFIXES['rdf']}rest>"
RDF_NIL = f"<{PREFIXES['rdf']}nil>"
ANNOTATED_SOURCE = f"<{PREFIXES['owl']}annotatedSource>"

RANK = "\x01"
"""What a statement's text begins with to be sorted before others; N-Triples escapes it."""

_RANKS = {
    f"<{RDF_TYPE}>": 4,
    ANNOTATED_SOURCE: 3,
    f"<{PREFIXES['owl']}annotatedProperty>": 2,
    f"<{PREFIXES['owl']}annotatedTarget>": 1,
}
_CELLS = {RDF_FIRST: "rdf:first", RDF_REST: "rdf:rest"}
_OPEN_LIST = re.compile(r"^ +rdf:(?:first|rest) ", re.MULTILINE)
# What Turtle reads back as the same literal, by datatype.
_ABBREVIATED = {
    XSD_INTEGER: re.compile(r"[+-]?[0-9]+\Z"),
    XSD_DECIMAL: re.compile(r"[+-]?[0-9]*\.[0-9]+\Z"),
    XSD_DOUBLE: re.compile(r"[+-]?(?:[0-9]+\.[0-9]*|\.?[0-9]+)[eE][+-]?[0-9]+\Z"),
    XSD_BOOLEAN: re.compile(r"(?:true|false)\Z"),
}
# A local name that needs no escapes; an IRI with any other tail is written in full.
_LOCAL = re.compile(r"(?:[A-Za-z0-9_](?:[A-Za-z0-9_.-]*[A-Za-z0-9_-])?)?\Z")
_TAIL = re.compile(r"[A-Za-z0-9_.-]*\Z")
TOKEN = re.compile(
    r"<<\(|\)>>|<[^>]*>|_:[^\s]+|\"(?:[^\"\\]|\\.)*\"(?:@[A-Za-z0-9-]+|\^\^<[^>]*>)?"
)


class Naming(Protocol):
    """How the terms of N-Triples text are written; a predicate's text ends in a space."""

    @property
    def predicates(self) -> dict[str, str]:
        """Return predicates to their texts."""

    @property
    def literals(self) -> dict[str, str]:
        """Return typed literals to their texts."""

    @property
    def objects(self) -> dict[str, str]:
        """Return IRIs to their texts as objects; ``rdf:nil`` is ``()``, a triple term empty."""

    def triple_term(self, term: str, nodes: Mapping[str, str]) -> str:
        """Return a triple term's text, with these names for its blank nodes."""


class Curies:
    """Namespaces, by which IRIs are cut into a prefix and a local name without escapes."""

    def __init__(self, namespaces: Mapping[str, str]) -> None:
        self._namespaces = namespaces
        self._tails = _by_base(namespaces)

    def cut(self, iri: str) -> tuple[str, str] | None:
        """Return an IRI's prefix and local name, None where no prefix fits."""
        tail = _TAIL.search(iri)
        assert tail is not None  # the empty tail always matches
        known = self._tails.get(iri[: tail.start()])
        start = known.match(iri, tail.start()) if known else None
        if start is None or not _LOCAL.match(iri, start.end()):
            return None
        return self._namespaces[iri[: start.end()]], iri[start.end() :]


class Names(dict[str, str]):
    """IRIs as N-Triples writes them to their names in Turtle, worked out once each.

    ``used`` holds the prefixes that occurred. A triple term has no name of its own: it is "".
    """

    def __init__(self, declared: Mapping[str, str]) -> None:
        super().__init__()
        self.used: set[str] = set()
        self.namespaces = namespaces(declared)
        self.predicates = Predicates(self)
        self.literals = Literals(self)
        self.objects = Objects(self)
        self._curies = Curies(self.namespaces)

    def __missing__(self, iri: str) -> str:
        if iri.startswith("<<"):
            return ""
        name = self[iri] = self.curie(iri) or iri
        return name

    def curie(self, iri: str) -> str | None:
        """Return an IRI's CURIE and note its prefix; None where no prefix fits."""
        found = self._curies.cut(iri[1:-1])
        if found is None:
            return None
        self.used.add(found[0])
        return ":".join(found)

    def triple_term(self, term: str, nodes: Mapping[str, str]) -> str:
        """Return a triple term in Turtle, with these names for its blank nodes."""
        return " ".join(self._token(token, nodes) for token in TOKEN.findall(term))

    def header(self, text: str) -> str:
        """Return the declarations of the prefixes that a text of these names uses."""
        if any(cell in self.predicates for cell in _CELLS) and _OPEN_LIST.search(text):
            self.used.add("rdf")
        found = sorted((p, n) for n, p in self.namespaces.items() if p in self.used)
        return "".join(f"@prefix {prefix}: <{namespace}> .\n" for prefix, namespace in found)

    def _token(self, token: str, nodes: Mapping[str, str]) -> str:
        if token in ("<<(", ")>>"):
            return token
        if token[0] == "_":
            return nodes[token]
        if token[0] == "<":
            return self[token]
        return self.literals[token] if token[-1] == ">" else token


class Objects(dict[str, str]):
    """IRIs to their names as objects, where ``rdf:nil`` is the empty list."""

    def __init__(self, names: Names) -> None:
        super().__init__()
        self.names = names

    def __missing__(self, iri: str) -> str:
        name = self[iri] = "()" if iri == RDF_NIL else self.names[iri]
        return name


class Predicates(dict[str, str]):
    """Predicates to their names, a space after each, ranks before those that lead."""

    def __init__(self, names: Names) -> None:
        super().__init__()
        self.names = names

    def __missing__(self, iri: str) -> str:
        self[iri] = f"{RANK * _RANKS.get(iri, 0)}{self._name(iri)} "
        return self[iri]

    def _name(self, iri: str) -> str:
        if iri == f"<{RDF_TYPE}>":
            return "a"
        # Lists as lists do not use the prefix; ``header`` looks for those that stayed nodes.
        return _CELLS.get(iri) or self.names.curie(iri) or iri


class Literals(dict[str, str]):
    """Typed literals to their shortest text with the same lexical form."""

    def __init__(self, names: Names) -> None:
        super().__init__()
        self.names = names

    def __missing__(self, literal: str) -> str:
        quoted, _, datatype = literal.rpartition("^^")
        pattern = _ABBREVIATED.get(datatype[1:-1])
        if pattern and pattern.match(quoted[1:-1]):
            text = quoted[1:-1]
        else:
            text = f"{quoted}^^{self.names[datatype]}"
        self[literal] = text
        return text


def _by_base(namespaces: Mapping[str, str]) -> dict[str, re.Pattern[str]]:
    """Return, for what stands before an IRI's name-like tail, how namespaces go on from there."""
    bases: dict[str, list[str]] = {}
    for namespace in namespaces:
        tail = _TAIL.search(namespace)
        assert tail is not None
        bases.setdefault(namespace[: tail.start()], []).append(tail.group())
    return {
        base: re.compile("|".join(re.escape(tail) for tail in sorted(tails, key=len, reverse=True)))
        for base, tails in bases.items()
    }
