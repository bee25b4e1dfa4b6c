"""What a predicate is to a reader: the one table from annotation properties to roles."""

import re
from functools import lru_cache

from pyoxigraph import Literal, NamedNode

from doidkit import prefixes
from doidkit.model import RdfTerm
from doidkit.pages.record import Role
from doidkit.prefixes import expand

_ROLES = {
    expand(curie): role
    for role, curies in (
        (Role.LABEL, "rdfs:label skos:prefLabel schema:name dcterms:title"),
        (Role.DEFINITION, "IAO:0000115 skos:definition"),
        (Role.DEFINITION_SOURCE, "IAO:0000119"),
        (Role.COMMENT, "rdfs:comment skos:note"),
        (
            Role.SYNONYM,
            "oboInOwl:hasExactSynonym oboInOwl:hasNarrowSynonym oboInOwl:hasBroadSynonym "
            "oboInOwl:hasRelatedSynonym oboInOwl:hasSynonym skos:altLabel skos:hiddenLabel "
            "IAO:0000118",
        ),
        (Role.ID, "oboInOwl:id dcterms:identifier dc:identifier"),
        (Role.ALTERNATIVE_ID, "oboInOwl:hasAlternativeId"),
        (Role.XREF, "oboInOwl:hasDbXref"),
        (Role.SUBSET, "oboInOwl:inSubset"),
        (Role.OBSOLETE, "owl:deprecated"),
        (Role.OBSOLETE_BECAUSE, "IAO:0000231"),
        (Role.REPLACED_BY, "IAO:0100001 dcterms:isReplacedBy oboInOwl:replacedBy"),
        (Role.CONSIDER, "oboInOwl:consider"),
        (Role.NAMESPACE, "oboInOwl:hasOBONamespace"),
        (Role.NOTATION, "skos:notation"),
        (Role.CREATED_BY, "oboInOwl:created_by dc:creator dcterms:creator"),
        (Role.CREATED, "oboInOwl:creation_date dcterms:created"),
        (Role.NOTE, "skos:editorialNote"),
    )
    for curie in curies.split()
}
# DO has had mapping properties of its own beside those of SKOS, doid#exactMatch; in an OBO file
# that does not say what skos is, skos:exactMatch is obo/skos_exactMatch.
_MAPPING = re.compile(r"[#/](?:skos_)?(?:exact|close|broad|narrow|related)Match\Z")

ALTERNATIVE_ID = expand("oboInOwl:hasAlternativeId")
MERGED = expand("IAO:0000227")
"""Why a term is obsolete: it was merged into another one."""
SYNONYM_TYPES = tuple(map(expand, ("oboInOwl:hasSynonymType", "oboInOwl:SynonymTypeProperty")))


@lru_cache(maxsize=1 << 12)  # each page asks it of the same few properties
def role(iri: str) -> Role:
    """Return the role of an annotation property.

    >>> role("http://www.w3.org/2004/02/skos/core#closeMatch")
    <Role.MAPPING: 'Mappings'>
    """
    return _ROLES.get(iri) or (Role.MAPPING if _MAPPING.search(iri) else Role.OTHER)


def meant(node: RdfTerm) -> str:
    """Return the IRI that a node is or, as a CURIE in a literal, means; "" for none."""
    if isinstance(node, NamedNode):
        return node.value
    if isinstance(node, Literal) and prefixes.is_curie(node.value):
        return expand(node.value)
    return ""
