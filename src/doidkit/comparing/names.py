"""The predicates that ontologies say their terms with, as N-Triples writes them."""

import re
from typing import Final

from doidkit.prefixes import expand
from doidkit.syntax.owl.axioms import COMMENT as COMMENT
from doidkit.syntax.owl.axioms import DEPRECATED as DEPRECATED
from doidkit.syntax.owl.axioms import LABEL as LABEL
from doidkit.syntax.owl.axioms import SUBCLASS, SUBPROPERTY
from doidkit.syntax.owl.expressions import TYPE, owl
from doidkit.syntax.owl.lexical import iri
from doidkit.syntax.owl.to_rdf import ENTITIES


def _named(curie: str) -> str:
    return iri(expand(curie))


DEFINITION: Final = _named("IAO:0000115")
REPLACED_BY: Final = _named("IAO:0100001")
REASON: Final = _named("IAO:0000231")
MERGED: Final = _named("IAO:0000227")
SPLIT: Final = _named("IAO:0000229")
CONSIDER: Final = _named("oboInOwl:consider")
XREF: Final = _named("oboInOwl:hasDbXref")
SYNONYM_TYPE: Final = _named("oboInOwl:hasSynonymType")
SUBSET: Final = _named("oboInOwl:inSubset")
MARKS: Final = frozenset(map(_named, ("oboInOwl:SubsetProperty", "oboInOwl:SynonymTypeProperty")))
"""What subsets and types of synonyms are, as annotation properties."""
ID: Final = _named("oboInOwl:id")
ALTERNATIVE_ID: Final = _named("oboInOwl:hasAlternativeId")
NAMESPACE: Final = _named("oboInOwl:hasOBONamespace")
DEFAULT_NAMESPACE: Final = _named("oboInOwl:default-namespace")
IMPORTS: Final = owl("imports")
ONTOLOGY: Final = owl("Ontology")
SCOPES: Final = {
    _named(f"oboInOwl:has{scope}Synonym"): scope.lower()
    for scope in ("Exact", "Narrow", "Broad", "Related")
}
# An OBO file that does not say what "skos:" is has obo:skos_exactMatch.
MAPPING: Final = re.compile(r"[#/](?:skos_)?(exact|close|narrow|broad|related)Match>\Z")
PARENTS: Final = (SUBCLASS, SUBPROPERTY)
KINDS_OF_TERM: Final = frozenset(ENTITIES.values())
LOGICAL: Final = frozenset(
    (
        TYPE,
        _named("rdfs:domain"),
        _named("rdfs:range"),
        *map(
            owl,
            "equivalentClass disjointWith disjointUnionOf hasKey equivalentProperty inverseOf "
            "propertyDisjointWith propertyChainAxiom sameAs differentFrom intersectionOf "
            "unionOf complementOf oneOf".split(),
        ),
    )
)
"""Predicates of axioms besides those of parents."""
