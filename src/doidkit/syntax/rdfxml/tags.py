"""The names of elements in RDF/XML: IRIs cut in a namespace and an XML name."""

import re
from collections.abc import Iterable, Mapping

from doidkit.errors import InputError
from doidkit.prefixes import PREFIXES, prefix_of

_XML_NAME = re.compile(r"[^\W\d][\w.\-]*\Z")
_RESERVED = re.compile("xml", re.IGNORECASE)
_XML = "http://www.w3.org/XML/1998/namespace"
_NEEDED = ("rdf", "rdfs", "owl")


def cut(iri: str) -> tuple[str, str]:
    """Return the namespace of a predicate and its XML name; InputError where it ends in none."""
    name = _XML_NAME.search(iri)
    if not name:
        # pyoxigraph 0.5.13 writes XML that is not well-formed for such a predicate.
        raise InputError(
            f"RDF/XML cannot write the predicate <{iri}>, which ends in no XML name; "
            "choose turtle or another format."
        )
    return iri[: name.start()], name[0]


def prefixes(predicates: Iterable[str], declared: Mapping[str, str]) -> dict[str, str]:
    """Return the prefixes of a document: those of ``declared``, well-known ones of predicates."""
    # XML names cannot start with a digit: obo:IAO_0000115 is one, IAO:0000115 is not.
    used = _usable(declared)
    named = set(used.values())
    for predicate in predicates:
        namespace, _ = cut(predicate)
        prefix = prefix_of(namespace)
        if prefix and namespace not in named:
            used.setdefault(prefix, namespace)
    return dict(sorted(used.items()))


def _usable(declared: Mapping[str, str]) -> dict[str, str]:
    return {p: iri for p, iri in declared.items() if iri and (not p or _XML_NAME.match(p))}


class Tags:
    """The elements of a document, by IRI; ``used`` are the prefixes that they need."""

    def __init__(self, declared: Mapping[str, str]) -> None:
        self.used = _usable(declared)
        named = set(self.used.values())
        for prefix in _NEEDED:
            if prefix == "rdf" or PREFIXES[prefix] not in named:
                self.used.setdefault(prefix, PREFIXES[prefix])
        self._prefix_of = {iri: prefix for prefix, iri in sorted(self.used.items(), reverse=True)}
        self._known: dict[str, tuple[str, str]] = {}

    def are_usual(self) -> bool:
        """Return True if OWL's and XML's own names have their prefixes."""
        reserved = {prefix for prefix in self.used if _RESERVED.match(prefix)}
        return all(self.used[prefix] == PREFIXES[prefix] for prefix in _NEEDED) and (
            not reserved or (reserved == {"xml"} and self.used["xml"] == _XML)
        )

    def of(self, term: str) -> tuple[str, str]:
        """Return the name of ``<iri>`` with what declares it, and without, as its end has it."""
        found = self._known.get(term)
        if found is None:
            found = self._known[term] = self._made(term[1:-1])
        return found

    def _made(self, iri: str) -> tuple[str, str]:
        namespace, name = cut(iri)
        prefix = self._prefix_of.get(namespace)
        if prefix is None:
            known = prefix_of(namespace)
            if not known or known in self.used:
                return f'{name} xmlns="{escaped(namespace)}"', name
            prefix = self._prefix_of[namespace] = known
            self.used[known] = namespace
        whole = f"{prefix}:{name}" if prefix else name
        return whole, whole

    def is_short(self, iri: str) -> bool:
        """Return True if an IRI is the name of an element with a prefix."""
        found = _XML_NAME.search(iri)
        return bool(found and self._prefix_of.get(iri[: found.start()]))


_SPECIAL = re.compile('[&<>"\r]')
_ESCAPES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\r": "&#13;"}


def escaped(text: str) -> str:
    """Return a text as an attribute has it."""
    return _SPECIAL.sub(lambda match: _ESCAPES[match[0]], text)
