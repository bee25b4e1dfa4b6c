"""Identifiers and tags of IRIs by OWLAPI's rules: not each of them reads back as the same IRI."""

import re
from collections.abc import Iterable, Mapping
from urllib.parse import unquote_plus

from doidkit.prefixes import PREFIXES
from doidkit.syntax.obo.names import OBO, OIO, VOCABULARY
from doidkit.syntax.ofn.writer import value
from doidkit.syntax.owl.expressions import Call
from doidkit.syntax.owl.lexical import iri

_TAG_OF = {iri(name): tag for tag, (name, _) in VOCABULARY.items()}
_TAG_OF |= {iri(f"{OBO}IAO_{tag}"): tag for tag in ("xref", "id", "namespace")}
_SHORTHAND = iri(OIO + "shorthand")
_STANDARD = frozenset(
    (
        *(PREFIXES[prefix] for prefix in ("owl", "rdf", "rdfs", "xsd")),
        "http://www.w3.org/2006/12/owl2#",
        "http://www.w3.org/XML/1998/namespace",
    )
)
_DIGITS = re.compile(r"[0-9]*\Z")


class Identifiers:
    """The identifiers of one document: its prefixes outside OBO are identifier spaces."""

    def __init__(self, annotations: Iterable[Call], prefixes: Mapping[str, str]) -> None:
        self.spaces = {
            prefix: namespace
            for prefix, namespace in prefixes.items()
            if prefix and namespace and not namespace.startswith(OBO) and namespace not in _STANDARD
        }
        self._longest = sorted(
            ((namespace, prefix) for prefix, namespace in self.spaces.items()),
            key=lambda pair: (-len(pair[0]), pair),
        )
        self._short: dict[str, str] = {}
        for axiom in annotations:
            if axiom[-3] == _SHORTHAND and axiom[-1][:1] == '"':
                subject, short = axiom[-2], value(axiom[-1])
                self._short[subject] = min(short, self._short.get(subject, short))
        self._known: dict[str, str] = {}

    def of(self, name: str) -> str:
        """Return the identifier of an IRI in angle brackets."""
        found = self._known.get(name)
        if found is None:
            found = self._known[name] = self._find(name[1:-1])
        return found

    def relation(self, name: str) -> str:
        """Return the identifier of a property: its short name, if it has one."""
        return self._short.get(name) or self.of(name)

    def tag(self, name: str) -> str:
        """Return what stands for a property as a tag or a qualifier."""
        known = _TAG_OF.get(name)
        if known:
            return known
        return name[len(OIO) + 1 : -1] if name.startswith("<" + OIO) else self.of(name)

    def _find(self, name: str) -> str:
        if not name.startswith(OBO):
            for namespace, prefix in self._longest:
                if name.startswith(namespace):
                    return f"{prefix}:{name[len(namespace) :]}"
        last = name.rpartition("/")[2]
        before, sign, after = last.partition("#")
        if sign and after.strip("#"):
            if after.startswith("_") and len(after) > 1:
                return f"{before}:{after[1:].partition('#')[0]}"
            standard = f"{before}:" if before in ("owl", "rdf", "rdfs") else ""
            return standard + after.partition("#")[0]
        if sign:
            return name
        parts = last.rstrip("_").split("_")
        if len(parts) == 2:
            return f"{parts[0]}:{unquote_plus(parts[1])}"
        if len(parts) > 2 and _DIGITS.match(parts[-1]):
            return "_".join(parts[:-1]) + ":" + parts[-1]
        return name
