"""OBO text: escapes, the order of clauses, and identifiers for IRIs."""

import re
from collections.abc import Mapping
from urllib.parse import unquote

from doidkit.prefixes import PREFIXES
from doidkit.syntax.obo.names import OBO, Names

HEADER_ORDER = (
    "format-version data-version date saved-by auto-generated-by import subsetdef synonymtypedef "
    "default-namespace namespace-id-rule idspace treat-xrefs-as-equivalent "
    "treat-xrefs-as-genus-differentia treat-xrefs-as-reverse-genus-differentia "
    "treat-xrefs-as-relationship treat-xrefs-as-is_a treat-xrefs-as-has-subclass "
    "logical-definition-view-relation remark ontology property_value owl-axioms"
).split()
TERM_ORDER = (
    "id is_anonymous name namespace alt_id def comment subset synonym xref builtin "
    "property_value instance_of is_a intersection_of union_of equivalent_to disjoint_from "
    "relationship is_obsolete created_by creation_date replaced_by consider"
).split()
RELATION_ORDER = (
    "id is_anonymous name namespace alt_id def comment subset synonym xref property_value domain "
    "range builtin holds_over_chain is_anti_symmetric is_cyclic is_reflexive is_symmetric "
    "is_asymmetric is_transitive is_functional is_inverse_functional is_a equivalent_to "
    "disjoint_from inverse_of transitive_over equivalent_to_chain disjoint_over relationship "
    "is_obsolete created_by creation_date replaced_by consider expand_assertion_to "
    "expand_expression_to is_metadata_tag is_class_level"
).split()

_BARE: dict[str, str | int | None] = {
    "\\": "\\\\",
    "\n": "\\n",
    "\r": "\\r",
    "\t": "\\t",
    "{": "\\{",
    "!": "\\!",
}
_ID: dict[str, str | int | None] = {**_BARE, " ": "\\W"}
_QUOTED: dict[str, str | int | None] = {
    "\\": "\\\\",
    "\n": "\\n",
    "\r": "\\r",
    "\t": "\\t",
    '"': '\\"',
}
_XREF: dict[str, str | int | None] = {**_ID, '"': '\\"', "]": "\\]", "[": "\\[", ",": "\\,"}
_LOCAL = re.compile(r"[^\s#]+\Z")


def bare(text: str) -> str:
    """Return text that stands alone in a clause."""
    return _outer_spaces(text.translate(str.maketrans(_BARE)))


def escaped(text: str) -> str:
    """Return text of which all is one value, whatever is in it, as OWLAPI wants it escaped."""
    return text.translate(str.maketrans({**_QUOTED, **_BARE, "}": "\\}"}))


def identifier(text: str) -> str:
    """Return an identifier with its escapes."""
    return text.translate(str.maketrans(_ID))


def quoted(text: str) -> str:
    """Return text in double quotes."""
    return '"' + text.translate(str.maketrans(_QUOTED)) + '"'


def _outer_spaces(plain: str) -> str:
    core = plain.strip(" ")
    lead = len(plain) - len(plain.lstrip(" "))
    tail = len(plain) - lead - len(core)
    return "\\W" * lead + core + "\\W" * tail


def xref(text: str, *, listed: bool = False) -> str:
    """Return a cross-reference; in a list, colons but the first are escaped by custom."""
    plain = text.translate(str.maketrans(_XREF))
    if listed:
        prefix, colon, local = plain.partition(":")
        plain = prefix + colon + local.replace(":", "\\:")
    return plain


class Identifiers:
    """The identifiers of IRIs, such that reading gives the same IRIs."""

    def __init__(
        self,
        ontology: str,
        shorthands: Mapping[str, str],
        names: Names,
        spaces: Mapping[str, str],
    ) -> None:
        self._ontology = ontology
        self._shorthands = shorthands
        self._names = names
        self._spaces = spaces
        self._known: dict[str, str] = {}
        self.used: dict[str, str] = {}
        """The identifier spaces that identifiers so far are in."""

    def of(self, term: str) -> str:
        """Return the identifier of an IRI in angle brackets."""
        found = self._known.get(term)
        if found is None:
            found = self._known[term] = self._find(term[1:-1])
        return found

    def _find(self, name: str) -> str:
        for candidate in (self._shorthands.get(name, ""), self._candidate(name)):
            if candidate and " " not in candidate and self._names.iri(candidate) == name:
                return candidate
        for prefix, space in self._spaces.items():
            local = name[len(space) :] if name.startswith(space) else ""
            if local and _LOCAL.match(local) and self._names.iri(f"{prefix}:{local}") == name:
                self.used[prefix] = space
                return f"{prefix}:{local}"
        return name

    def _candidate(self, name: str) -> str:
        if not name.startswith(OBO):
            return next(
                (
                    f"{prefix}:{name[len(PREFIXES[prefix]) :]}"
                    for prefix in ("owl", "rdf", "rdfs", "xsd")
                    if name.startswith(PREFIXES[prefix])
                ),
                "",
            )
        rest = name[len(OBO) :]
        before, hash_sign, fragment = rest.partition("#")
        if hash_sign:
            local = unquote(fragment.replace("+", " "))
            return local if before == self._ontology else f"{before.removesuffix('_')}:{local}"
        prefix, underscore, local = rest.rpartition("_")
        return f"{prefix}:{unquote(local)}" if underscore and _LOCAL.match(local) else ""
