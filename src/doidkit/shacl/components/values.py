"""What a value node is: sh:class, sh:datatype, sh:nodeKind."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from pyoxigraph import BlankNode, Literal, NamedNode

from doidkit.model import RdfTerm
from doidkit.prefixes import compact
from doidkit.shacl import datatypes
from doidkit.shacl.components.base import Component, ValueTest
from doidkit.shacl.datagraph import Number
from doidkit.shacl.names import sh
from doidkit.shacl.pattern import Pattern
from doidkit.shacl.reader import Reader
from doidkit.shacl.scope import Scope

_KINDS: dict[str, tuple[type[RdfTerm], ...]] = {
    "IRI": (NamedNode,),
    "BlankNode": (BlankNode,),
    "Literal": (Literal,),
    "BlankNodeOrIRI": (BlankNode, NamedNode),
    "BlankNodeOrLiteral": (BlankNode, Literal),
    "IRIOrLiteral": (NamedNode, Literal),
}
_TESTS: dict[type[RdfTerm], str] = {
    NamedNode: "isIRI",
    BlankNode: "isBLANK",
    Literal: "isLITERAL",
}


@dataclass(frozen=True)
class Class(ValueTest):
    """sh:class."""

    of: RdfTerm
    component = sh("ClassConstraintComponent")

    def failing(self, scope: Scope) -> Collection[Number]:
        """Return the value nodes that are no instances."""
        return set(scope.nodes) - scope.run.data.instances(self.of)

    def pattern(self, on: Pattern) -> str:
        """Subtract the instances."""
        return f"{on.pairs()} MINUS {{ {on.instances(self.of, on.value)} }}"

    def describe(self) -> str:
        """Return the default message."""
        return f"Value must be an instance of {_named(self.of)}."


@dataclass(frozen=True)
class Datatype(ValueTest):
    """sh:datatype, ill-typed literals found by their lexical form."""

    iri: NamedNode
    component = sh("DatatypeConstraintComponent")

    def failing(self, scope: Scope) -> Collection[Number]:
        """Return the value nodes of another datatype, and the ill-typed ones."""
        terms, valid = scope.run.data.terms, datatypes.tester(self.iri.value)
        return {
            node
            for node in scope.nodes
            if type(term := terms[node]) is not Literal
            or term.datatype != self.iri
            or (valid is not None and not valid(term.value))
        }

    def pattern(self, on: Pattern) -> str:
        """Filter on datatype and text."""
        valid = datatypes.sparql(on.value, self.iri.value)
        same = f"COALESCE(DATATYPE({on.value}) = {self.iri}, false)"
        return f"{on.pairs()} FILTER(!({same} && {valid}))"

    def describe(self) -> str:
        """Return the default message."""
        return f"Value must be a literal of datatype {compact(self.iri.value)}."


@dataclass(frozen=True)
class NodeKind(ValueTest):
    """sh:nodeKind."""

    kind: str
    component = sh("NodeKindConstraintComponent")

    def failing(self, scope: Scope) -> Collection[Number]:
        """Return the value nodes of another kind."""
        terms, kinds = scope.run.data.terms, _KINDS[self.kind]
        return {node for node in scope.nodes if type(terms[node]) not in kinds}

    def pattern(self, on: Pattern) -> str:
        """Filter on the kind."""
        tests = " || ".join(f"{_TESTS[kind]}({on.value})" for kind in _KINDS[self.kind])
        return f"{on.pairs()} FILTER(!({tests}))"

    def describe(self) -> str:
        """Return the default message."""
        return f"Value must be of node kind sh:{self.kind}."


def read(shape: Reader) -> Iterator[Component]:
    """Yield the constraints of this family."""
    for value in shape.all("class"):
        yield Class(shape.iri("class", value))
    datatype = shape.one("datatype")
    if datatype is not None:
        yield Datatype(shape.iri("datatype", datatype))
    kind = shape.one("nodeKind")
    if kind is not None:
        name = shape.iri("nodeKind", kind).value.removeprefix(sh("").value)
        if name not in _KINDS:
            raise shape.fault(f"sh:nodeKind {kind} is none of {', '.join(sorted(_KINDS))}")
        yield NodeKind(name)


def _named(term: RdfTerm) -> str:
    return compact(term.value) if isinstance(term, NamedNode) else str(term)
