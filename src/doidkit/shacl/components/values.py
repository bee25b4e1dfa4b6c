"""What a value node is: sh:class, sh:datatype, sh:nodeKind."""

from collections.abc import Iterator
from dataclasses import dataclass

from pyoxigraph import BlankNode, Literal, NamedNode

from doidkit.model import RdfTerm
from doidkit.prefixes import compact
from doidkit.shacl import datatypes
from doidkit.shacl.components.base import Component
from doidkit.shacl.names import sh
from doidkit.shacl.pattern import Pattern
from doidkit.shacl.reader import Reader
from doidkit.shacl.scope import Scope
from doidkit.shacl.shapes import Offence

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
class Class(Component):
    """sh:class."""

    of: RdfTerm
    component = sh("ClassConstraintComponent")

    def offences(self, scope: Scope) -> Iterator[Offence]:
        """Yield the value nodes that are no instances."""
        instances = scope.run.data.instances(self.of)
        for focus, value in scope.pairs():
            if value not in instances:
                yield Offence(focus, value)

    def pattern(self, on: Pattern) -> str:
        """Subtract the instances."""
        return f"{on.pairs()} MINUS {{ {on.instances(self.of, on.value)} }}"

    def describe(self) -> str:
        """Return the default message."""
        return f"Value must be an instance of {_named(self.of)}."


@dataclass(frozen=True)
class Datatype(Component):
    """sh:datatype, ill-typed literals found by their lexical form."""

    iri: NamedNode
    component = sh("DatatypeConstraintComponent")

    def offences(self, scope: Scope) -> Iterator[Offence]:
        """Yield the value nodes of another datatype, and the ill-typed ones."""
        valid = datatypes.tester(self.iri.value)
        for focus, value in scope.pairs():
            if (
                type(value) is not Literal
                or value.datatype != self.iri
                or (valid is not None and not valid(value.value))
            ):
                yield Offence(focus, value)

    def pattern(self, on: Pattern) -> str:
        """Filter on datatype and text."""
        valid = datatypes.sparql(on.value, self.iri.value)
        same = f"COALESCE(DATATYPE({on.value}) = {self.iri}, false)"
        return f"{on.pairs()} FILTER(!({same} && {valid}))"

    def describe(self) -> str:
        """Return the default message."""
        return f"Value must be a literal of datatype {compact(self.iri.value)}."


@dataclass(frozen=True)
class NodeKind(Component):
    """sh:nodeKind."""

    kind: str
    component = sh("NodeKindConstraintComponent")

    def offences(self, scope: Scope) -> Iterator[Offence]:
        """Yield the value nodes of another kind."""
        kinds = _KINDS[self.kind]
        for focus, value in scope.pairs():
            if type(value) not in kinds:
                yield Offence(focus, value)

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
