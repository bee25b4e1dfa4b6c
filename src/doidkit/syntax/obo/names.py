"""What OBO's tags and identifiers are called in OWL, as OWLAPI (and so ROBOT) names them."""

from collections.abc import Iterable, Mapping
from urllib.parse import quote

from doidkit.prefixes import PREFIXES

OBO = PREFIXES["obo"]
OIO = PREFIXES["oboInOwl"]

# tag: (IRI, label); the label is written where the tag occurs.
VOCABULARY: Mapping[str, tuple[str, str]] = {
    "expand_expression_to": (OBO + "IAO_0000424", "expand expression to"),
    "expand_assertion_to": (OBO + "IAO_0000425", "expand assertion to"),
    "def": (OBO + "IAO_0000115", "definition"),
    "is_anti_symmetric": (OBO + "IAO_0000427", "antisymmetric property"),
    "replaced_by": (OBO + "IAO_0100001", "term replaced by"),
    "shorthand": (OIO + "shorthand", "shorthand"),
    "consider": (OIO + "consider", "consider"),
    "id": (OIO + "id", "id"),
    "created_by": (OIO + "created_by", "created by"),
    "creation_date": (OIO + "creation_date", "creation date"),
    "format-version": (OIO + "hasOBOFormatVersion", "has_obo_format_version"),
    **{
        tag: (OIO + tag, tag)
        for tag in (
            "treat-xrefs-as-is_a",
            "treat-xrefs-as-has-subclass",
            "treat-xrefs-as-relationship",
            "treat-xrefs-as-genus-differentia",
            "treat-xrefs-as-reverse-genus-differentia",
            "treat-xrefs-as-equivalent",
        )
    },
    "namespace": (OIO + "hasOBONamespace", "has_obo_namespace"),
    "xref": (OIO + "hasDbXref", "database_cross_reference"),
    "alt_id": (OIO + "hasAlternativeId", "has_alternative_id"),
    "subset": (OIO + "inSubset", "in_subset"),
    "scope": (OIO + "hasScope", "has_scope"),
    "BROAD": (OIO + "hasBroadSynonym", "has_broad_synonym"),
    "NARROW": (OIO + "hasNarrowSynonym", "has_narrow_synonym"),
    "EXACT": (OIO + "hasExactSynonym", "has_exact_synonym"),
    "RELATED": (OIO + "hasRelatedSynonym", "has_related_synonym"),
    "has_synonym_type": (OIO + "hasSynonymType", "has_synonym_type"),
    "subsetdef": (OIO + "SubsetProperty", "subset_property"),
    "synonymtypedef": (OIO + "SynonymTypeProperty", "synonym_type_property"),
    "namespace-id-rule": (OIO + "NamespaceIdRule", "namespace-id-rule"),
    "logical-definition-view-relation": (
        OIO + "logical-definition-view-relation",
        "logical-definition-view-relation",
    ),
    "is_obsolete": (PREFIXES["owl"] + "deprecated", ""),
    "name": (PREFIXES["rdfs"] + "label", ""),
    "comment": (PREFIXES["rdfs"] + "comment", ""),
}
_SCHEMES = ("http:", "https:", "ftp:", "urn:")
_STANDARD = ("owl", "xsd", "rdf", "rdfs")


class Names:
    """IRIs of one document's identifiers.

    An identifier without a prefix stands for the cross-reference of the relation that it names
    (RO and BFO first), if there is one, else for a fragment of the ontology's own IRI.
    """

    def __init__(
        self,
        ontology: str,
        idspaces: Mapping[str, str],
        shorthands: Mapping[str, str],
    ) -> None:
        self.ontology = ontology
        self.idspaces = idspaces
        self.shorthands = shorthands
        self._known: dict[tuple[str, str], str] = {}

    def iri(self, identifier: str, *, default: str = "") -> str:
        """Return an identifier's IRI; ``default`` is the namespace of one without a prefix."""
        key = (identifier, default)
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = self._iri(identifier, default)
        return found

    def tag(self, tag: str) -> str:
        """Return the IRI of a tag or of a qualifier."""
        known = VOCABULARY.get(tag)
        return known[0] if known else self.iri(tag, default=OIO)

    def _iri(self, identifier: str, default: str) -> str:
        if identifier.startswith(_SCHEMES):
            return identifier
        meant = self.shorthands.get(identifier, "")
        if ":" in meant:  # else a name for a name, perhaps in a circle
            return self._plain(meant, "")
        return self._plain(identifier, default)

    def _plain(self, identifier: str, default: str) -> str:
        if identifier.startswith(_SCHEMES):
            return identifier
        prefix, colon, local = identifier.partition(":")
        if not colon:
            return (default or f"{OBO}{self.ontology}#") + _encoded(identifier)
        if prefix in _STANDARD:
            return PREFIXES[prefix] + local
        if prefix in self.idspaces:
            return self.idspaces[prefix] + _encoded(local)
        return f"{OBO}{prefix}_{'#' if '_' in local else ''}{_encoded(local)}"


def shorthand(identifier: str, xrefs: Iterable[str]) -> str:
    """Return the cross-reference that a relation's short name stands for, "" for none."""
    others = [xref for xref in xrefs if xref != identifier]
    if ":" in identifier:  # one that is no short name is another's only in the Relation Ontology
        return next((xref for xref in others if xref.startswith("RO:")), "")
    best = [xref for xref in others if xref.startswith(("RO", "BFO"))]
    return next(iter(best or others), "")


def _encoded(local: str) -> str:
    # As Java's URLEncoder does, which OWLAPI uses.
    return quote(local, safe="*").replace("~", "%7E").replace("%20", "+")
