"""The IRIs of the SHACL vocabulary and what the engine needs beside it."""

from functools import cache
from typing import Final, TypeAlias

from pyoxigraph import BlankNode, Literal, NamedNode

from doidkit.prefixes import PREFIXES, expand
from doidkit.terms import RDF_TYPE, RDFS_SUBCLASS_OF, XSD_BOOLEAN

SH: Final = PREFIXES["sh"]
Node: TypeAlias = NamedNode | BlankNode
"""What can be the subject of a triple."""

TYPE: Final = NamedNode(RDF_TYPE)
SUBCLASS_OF: Final = NamedNode(RDFS_SUBCLASS_OF)
FIRST: Final = NamedNode(expand("rdf:first"))
REST: Final = NamedNode(expand("rdf:rest"))
NIL: Final = NamedNode(expand("rdf:nil"))
RDFS_CLASS: Final = NamedNode(expand("rdfs:Class"))
OWL_CLASS: Final = NamedNode(expand("owl:Class"))
OWL_IMPORTS: Final = NamedNode(expand("owl:imports"))
REIFIES: Final = NamedNode(expand("rdf:reifies"))
TRUE: Final = Literal("true", datatype=NamedNode(XSD_BOOLEAN))
FALSE: Final = Literal("false", datatype=NamedNode(XSD_BOOLEAN))


@cache
def sh(name: str) -> NamedNode:
    """Return a term of the SHACL vocabulary."""
    return NamedNode(SH + name)


PATHS: Final = frozenset(
    "inversePath alternativePath zeroOrMorePath oneOrMorePath zeroOrOnePath".split()
)
TARGETS: Final = frozenset("targetClass targetNode targetSubjectsOf targetObjectsOf target".split())
ABOUT: Final = frozenset(
    "path name description order group defaultValue message severity deactivated "
    "declare prefixes select ask update construct suggestedShapesGraph shapesGraph "
    "parameter validator nodeValidator propertyValidator labelTemplate optional".split()
)
"""Properties of a shape that are no constraint parameters."""

DEEPEST: Final = 100
"""How deep shapes, and paths, may be nested in each other."""

UNSUPPORTED: Final = frozenset("js jsFunctionName jsLibrary rule expression entailment".split())
"""What SHACL Core and SHACL-SPARQL leave to extensions; pySHACL runs some of it."""

DRAFTS: Final = frozenset(
    "agentInstruction codeIdentifier conformanceDisallows fewShotExamples intent keyParameter "
    "maxListLength memberShape minListLength nodeByExpression reificationRequired reifierShape "
    "rootClass shape singleLine someValue sparqlExpr subsetOf targetWhere uniqueMembers "
    "uniqueValuesForClass uniqueValuesForProperty values".split()
)
"""Properties of the drafts of SHACL 1.2. Source: https://www.w3.org/ns/shacl, 2026."""

CLASSES: Final = frozenset(
    "AbstractResult ConstraintComponent Function JSConstraint JSExecutable JSFunction JSLibrary "
    "JSRule JSTarget JSTargetType JSValidator NodeKind NodeShape Parameter Parameterizable "
    "PrefixDeclaration PropertyGroup PropertyShape ResultAnnotation Rule SPARQLAskExecutable "
    "SPARQLAskValidator SPARQLConstraint SPARQLConstructExecutable SPARQLExecutable "
    "SPARQLFunction SPARQLRule SPARQLSelectExecutable SPARQLSelectValidator SPARQLTarget "
    "SPARQLTargetType SPARQLUpdateExecutable Severity Shape Target TargetType TripleRule "
    "ValidationReport ValidationResult Validator".split()
)
"""The classes of the SHACL vocabulary of 2017."""

SEVERITIES: Final = frozenset({"Info", "Warning", "Violation"})
"""SHACL's own severities; others have IRIs of their own."""
