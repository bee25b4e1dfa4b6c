"""OBO's frames and clauses, as they are before they are text."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

Pair = tuple[str, str]

HEADER_ORDER = (
    "format-version data-version date saved-by auto-generated-by subsetdef synonymtypedef "
    "default-namespace namespace-id-rule idspace treat-xrefs-as-equivalent "
    "treat-xrefs-as-genus-differentia treat-xrefs-as-relationship treat-xrefs-as-is_a remark "
    "import ontology property_value owl-axioms"
).split()
TERM_ORDER = (
    "id is_anonymous name namespace alt_id def comment subset synonym xref builtin "
    "holds_over_chain is_a intersection_of union_of equivalent_to disjoint_from relationship "
    "property_value is_obsolete replaced_by consider created_by creation_date"
).split()
TYPEDEF_ORDER = (
    "id is_anonymous name namespace alt_id def comment subset synonym xref property_value domain "
    "range builtin holds_over_chain is_anti_symmetric is_cyclic is_reflexive is_symmetric "
    "is_transitive is_functional is_inverse_functional is_a intersection_of union_of "
    "equivalent_to disjoint_from inverse_of transitive_over equivalent_to_chain disjoint_over "
    "relationship is_obsolete replaced_by consider created_by creation_date "
    "expand_assertion_to expand_expression_to is_metadata_tag is_class_level"
).split()
_KEYWORDS = (
    "treat-xrefs-as-reverse-genus-differentia treat-xrefs-as-has-subclass is_asymmetric "
    "logical-definition-view-relation scope has_synonym_type BROAD NARROW EXACT RELATED"
).split()
TAGS = frozenset((*HEADER_ORDER, *TERM_ORDER, *TYPEDEF_ORDER, *_KEYWORDS))
"""What is a tag, and no identifier of a property."""

ORDERS: Mapping[str, list[str]] = {"": HEADER_ORDER, "Term": TERM_ORDER, "Typedef": TYPEDEF_ORDER}

# What a frame may have once: OBO 1.4, 4, and what OWLAPI checks of it.
_ONCE = (
    "is_anonymous name def comment is_anti_symmetric is_cyclic is_reflexive is_symmetric "
    "is_transitive is_functional is_inverse_functional is_obsolete created_by creation_date"
).split()
_ONCE_IN = {
    "": "ontology format-version date default-namespace saved-by auto-generated-by".split(),
    "Typedef": "domain range is_metadata_tag is_class_level".split(),
    "Term": [],
}


class Clause(NamedTuple):
    """A tag with its values; cross-references are pairs of an identifier and a description."""

    tag: str
    values: tuple[str, ...]
    qualifiers: tuple[Pair, ...] = ()
    xrefs: tuple[Pair, ...] = ()


@dataclass(slots=True)
class Frame:
    """A stanza ("" for the header), its identifier, and its clauses, each once."""

    stanza: str
    id: str
    clauses: dict[Clause, None] = field(default_factory=dict)

    def add(self, *clauses: Clause) -> None:
        """Add clauses that are not there yet."""
        self.clauses.update(dict.fromkeys(clauses))

    def having(self, tag: str) -> list[Clause]:
        """Return the clauses of a tag."""
        return [clause for clause in self.clauses if clause.tag == tag]

    def fault(self) -> str:
        """Return what OBO does not allow of the frame, "" if nothing."""
        counts: dict[str, int] = {}
        for clause in self.clauses:
            counts[clause.tag] = counts.get(clause.tag, 0) + 1
        if counts.get("intersection_of") == 1:
            return "single intersection_of tags are not allowed"
        for tag in (*_ONCE_IN[self.stanza], *_ONCE):
            if counts.get(tag, 0) > 1:
                return f"multiple {tag} tags not allowed."
        return ""
