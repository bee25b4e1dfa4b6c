"""What keeps an ontology out of a profile of OWL 2: the kinds of it, told as OWLAPI tells them."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from doidkit.documents import Document
from doidkit.prefixes import PREFIXES
from doidkit.syntax.ofn.writer import value
from doidkit.syntax.owl.expressions import Call, Node, owl


class Kind(StrEnum):
    """The kinds of violations, by the names of OWLAPI's classes."""

    ILLEGAL_AXIOM = "UseOfIllegalAxiom"
    ILLEGAL_EXPRESSION = "UseOfIllegalClassExpression"
    ILLEGAL_RANGE = "UseOfIllegalDataRange"
    NOT_SUBCLASS = "UseOfNonSubClassExpression"
    NOT_SUPERCLASS = "UseOfNonSuperClassExpression"
    NOT_EQUIVALENT = "UseOfNonEquivalentClassExpression"
    NOT_ATOMIC = "UseOfNonAtomicClassExpression"
    ANONYMOUS = "UseOfAnonymousIndividual"
    INVERSE = "UseOfObjectPropertyInverse"
    SEVERAL_INDIVIDUALS = "UseOfObjectOneOfWithMultipleIndividuals"
    SEVERAL_LITERALS = "UseOfDataOneOfWithMultipleLiterals"
    LAST_IN_CHAIN = "LastPropertyInChainNotInImposedRange"
    LEXICAL = "LexicalNotInLexicalSpace"
    DEFINED_IN_LITERAL = "UseOfDefinedDatatypeInLiteral"
    DEFINED_IN_RESTRICTION = "UseOfDefinedDatatypeInDatatypeRestriction"
    FACET = "UseOfIllegalFacetRestriction"
    OPERANDS = "InsufficientOperands"
    PROPERTIES = "InsufficientPropertyExpressions"
    INDIVIDUALS = "InsufficientIndividuals"
    EMPTY_ONE_OF = "EmptyOneOfAxiom"
    UNDECLARED_CLASS = "UseOfUndeclaredClass"
    UNDECLARED_OBJECT_PROPERTY = "UseOfUndeclaredObjectProperty"
    UNDECLARED_DATA_PROPERTY = "UseOfUndeclaredDataProperty"
    UNDECLARED_ANNOTATION_PROPERTY = "UseOfUndeclaredAnnotationProperty"
    UNDECLARED_DATATYPE = "UseOfUndeclaredDatatype"
    RESERVED_CLASS = "UseOfReservedVocabularyForClassIRI"
    RESERVED_OBJECT_PROPERTY = "UseOfReservedVocabularyForObjectPropertyIRI"
    RESERVED_DATA_PROPERTY = "UseOfReservedVocabularyForDataPropertyIRI"
    RESERVED_ANNOTATION_PROPERTY = "UseOfReservedVocabularyForAnnotationPropertyIRI"
    RESERVED_INDIVIDUAL = "UseOfReservedVocabularyForIndividualIRI"
    RESERVED_ONTOLOGY = "UseOfReservedVocabularyForOntologyIRI"
    RESERVED_VERSION = "UseOfReservedVocabularyForVersionIRI"
    UNKNOWN_DATATYPE = "UseOfUnknownDatatype"
    PUNNING = "IllegalPunning"
    DATATYPE_AND_CLASS = "DatatypeIRIAlsoUsedAsClassIRI"
    BUILT_IN_DEFINED = "UseOfBuiltInDatatypeInDatatypeDefinition"
    CYCLE_IN_DATATYPES = "CycleInDatatypeDefinition"
    CYCLE_IN_CHAIN = "UseOfPropertyInChainCausesCycle"
    TOP_BELOW = "UseOfTopDataPropertyAsSubPropertyInSubPropertyAxiom"
    COUNTED = "UseOfNonSimplePropertyInCardinalityRestriction"
    SELF = "UseOfNonSimplePropertyInObjectHasSelf"
    FUNCTIONAL = "UseOfNonSimplePropertyInFunctionalPropertyAxiom"
    INVERSE_FUNCTIONAL = "UseOfNonSimplePropertyInInverseFunctionalObjectPropertyAxiom"
    IRREFLEXIVE = "UseOfNonSimplePropertyInIrreflexivePropertyAxiom"
    ASYMMETRIC = "UseOfNonSimplePropertyInAsymmetricObjectPropertyAxiom"
    DISJOINT = "UseOfNonSimplePropertyInDisjointPropertiesAxiom"


_POSITION = "Use of non-%s expression in position that requires a%s %s expression: %%s"
_RESERVED = "Use of reserved vocabulary for %s IRI: %%s"
_SENTENCES: Mapping[Kind, str] = {
    Kind.ILLEGAL_AXIOM: "Axiom type not allowed in profile",
    Kind.ILLEGAL_EXPRESSION: "Class expressions not allowed in profile: %s",
    Kind.ILLEGAL_RANGE: "Use of data range not in profile: %s",
    Kind.NOT_SUBCLASS: _POSITION % ("subclass", "", "subclass"),
    Kind.NOT_SUPERCLASS: _POSITION % ("superclass", "", "superclass"),
    Kind.NOT_EQUIVALENT: _POSITION % ("equivalent class", "n", "equivalent class"),
    Kind.NOT_ATOMIC: "Use of non-atomic class expression: %s",
    Kind.ANONYMOUS: "Use of anonymous individual: %s",
    Kind.INVERSE: "Use of inverse property: %s",
    Kind.SEVERAL_INDIVIDUALS: "Use of ObjectOneOf with multiple individuals %s",
    Kind.SEVERAL_LITERALS: "Use of DataOneOf with multiple literals %s",
    Kind.LAST_IN_CHAIN: ("Last property in chain not in imposed data range for data range: %s"),
    Kind.LEXICAL: "Literal lexical value not in lexical space: %s",
    Kind.DEFINED_IN_LITERAL: "Use of defined datatype in datatype restriction %s",
    Kind.DEFINED_IN_RESTRICTION: "Use of defined datatype in datatype restriction %s",
    Kind.FACET: "Facet in datatype restriction does not belong to restricted datatype: %s",
    Kind.OPERANDS: "Not enough operands; at least two needed: %s",
    Kind.PROPERTIES: "Not enough property expressions; at least two needed",
    Kind.INDIVIDUALS: "Not enough individuals; at least two needed",
    Kind.EMPTY_ONE_OF: "Empty OneOf: at least one value needed",
    Kind.UNDECLARED_CLASS: "Use of undeclared class: %s",
    Kind.UNDECLARED_OBJECT_PROPERTY: "Use of undeclared object property: %s",
    Kind.UNDECLARED_DATA_PROPERTY: "Use of undeclared data property: %s",
    Kind.UNDECLARED_ANNOTATION_PROPERTY: "Use of undeclared annotation property: %s",
    Kind.UNDECLARED_DATATYPE: "Use of undeclared datatype: %s",
    Kind.RESERVED_CLASS: _RESERVED % "class",
    Kind.RESERVED_OBJECT_PROPERTY: _RESERVED % "object property",
    Kind.RESERVED_DATA_PROPERTY: _RESERVED % "data property",
    Kind.RESERVED_ANNOTATION_PROPERTY: _RESERVED % "annotation property",
    Kind.RESERVED_INDIVIDUAL: _RESERVED % "individual",
    Kind.RESERVED_ONTOLOGY: _RESERVED % "ontology",
    Kind.RESERVED_VERSION: _RESERVED % "version",
    Kind.UNKNOWN_DATATYPE: "Use of unknown datatype: %s",
    Kind.PUNNING: "Cannot pun between properties: %s",
    Kind.DATATYPE_AND_CLASS: "Datatype IRI also used as Class IRI: %s",
    Kind.BUILT_IN_DEFINED: "Use of OWL 2 builtin datatype in datatype definition",
    Kind.CYCLE_IN_DATATYPES: "Cycle in datatype definition",
    Kind.CYCLE_IN_CHAIN: "Use of property in chain causes cycle: %s",
    Kind.TOP_BELOW: "Use of owl:topDataProperty as sub-property in SubDataPropertyOf axiom",
    Kind.COUNTED: "Use of non-simple property in a restriction: %s",
    Kind.SELF: "Use of non-simple property in ObjectHasSelf restriction: %s",
    Kind.FUNCTIONAL: "Use of non-simple property in functional axiom %s",
    Kind.INVERSE_FUNCTIONAL: "Use of non-simple property in inverse functional axiom: %s",
    Kind.IRREFLEXIVE: "Use of non-simple property in irreflexive axiom: %s",
    Kind.ASYMMETRIC: "Use of non-simple property in asymmetric axiom: %s",
    Kind.DISJOINT: "Use of non-simple property in an axiom %s",
}


@dataclass(frozen=True, slots=True)
class Violation:
    """One thing that a profile has not: what it is of, in which axiom of which ontology.

    ``axiom`` is None for the header; ``annotation`` is where an annotation property stands.
    """

    kind: Kind
    of: Node
    axiom: Call | None
    ontology: str
    annotation: Call | None = None

    def __str__(self) -> str:
        return f"{self._sentence()} [{self._place()}]"

    def _sentence(self) -> str:
        sentence = _SENTENCES[self.kind]
        if "%s" not in sentence:
            return sentence
        return sentence % self._named()

    def _named(self) -> str:
        """Return what the violation is of, as OWLAPI writes it in this sentence."""
        if self.kind is Kind.ILLEGAL_EXPRESSION:
            return str(self.of[0])
        if self.kind is Kind.FACET:
            return f"{_local(str(self.of[1]))} in {text(self.of[0])}"
        if self.kind is Kind.ILLEGAL_RANGE:
            return data_range(self.of)
        if self.kind is Kind.UNDECLARED_ANNOTATION_PROPERTY:
            return f"{text(self.of)} in annotation"
        told = text(self.of)
        return told.strip("<>") if self.kind is Kind.DATATYPE_AND_CLASS else told

    def _place(self) -> str:
        axiom = "null" if self.axiom is None else text(self.axiom)
        if self.annotation is not None:
            return f"{text(self.annotation)} in {axiom}"
        return f"{axiom} in {self.ontology}"


def ontology_id(document: Document) -> str:
    """Return what OWLAPI calls an ontology."""
    if not document.iri:
        return "OntologyID(Anonymous-0)"
    version = document.version or "<null>"
    return f"OntologyID(OntologyIRI({document.iri}) VersionIRI({version}))"


_SHORT = {PREFIXES[name]: name for name in ("owl", "rdf", "rdfs", "xsd")}
# Of these OWLAPI writes the whole IRI where they are a data range.
_LONG = {PREFIXES["xsd"] + name for name in "boolean double float integer string".split()} | {
    PREFIXES["rdfs"] + "Literal",
    PREFIXES["rdf"] + "PlainLiteral",
    PREFIXES["rdf"] + "langString",
}
_UNQUALIFIED = {"Object": owl("Thing"), "Data": f"<{PREFIXES['rdfs']}Literal>"}


def text(node: Node) -> str:
    """Return an expression or axiom as OWLAPI writes it, in functional syntax."""
    if isinstance(node, str):
        return _term(node)
    kind, *parts = node
    if kind == "":
        return f"({' '.join(map(text, parts))})"
    if kind == "DatatypeRestriction":
        facets = zip(parts[1::2], parts[2::2], strict=True)
        told = [f"facetRestriction({_local(facet)} {text(each)})" for facet, each in facets]
        return f"{kind}({' '.join([text(parts[0]), *told])})"
    if kind.endswith("Cardinality") and len(parts) == 2:
        parts.append(_UNQUALIFIED[kind[: kind.index("M" if "M" in kind else "E")]])
    return f"{kind}({' '.join(map(text, parts))})"


def _term(term: str) -> str:
    if term[:1] == "<":
        return _short(term)
    if term[:1] == '"':
        suffix = term[term.rindex('"') + 1 :]
        told = value(term).replace("\\", "\\\\").replace('"', '\\"')
        return f'"{told}"' + ("^^" + _short(suffix[2:]) if suffix[:2] == "^^" else suffix)
    return term


def _short(term: str) -> str:
    for namespace, prefix in _SHORT.items():
        if term[1:-1].startswith(namespace):
            return f"{prefix}:{term[1 + len(namespace) : -1]}"
    return term


def _local(facet: str) -> str:
    return facet.strip("<>").rpartition("#")[2]


def data_range(node: Node) -> str:
    """Return a datatype as OWLAPI writes it where it stands alone."""
    return node[1:-1] if isinstance(node, str) and node[1:-1] in _LONG else text(node)
