"""Reading the parameters of one shape, with errors that name the shape and its place."""

from collections.abc import Callable

from pyoxigraph import BlankNode, Literal, NamedNode

from doidkit.errors import CheckError
from doidkit.model import RdfTerm
from doidkit.shacl import datatypes
from doidkit.shacl.names import Node, sh
from doidkit.shacl.paths import Path
from doidkit.shacl.shapesgraph import CyclicListError, ShapesGraph
from doidkit.terms import XSD_BOOLEAN, XSD_INTEGER, XSD_STRING

_TRUTHS = {"true": True, "1": True, "false": False, "0": False}

Namer = Callable[[RdfTerm], str]
"""Names a shape for people: its file, line and CURIE, as far as they are known."""


class Reader:
    """The triples of one shape."""

    def __init__(self, graph: ShapesGraph, node: Node, path: Path | None, name: Namer) -> None:
        self.graph = graph
        self.node = node
        self.path = path
        self._name = name

    def fault(self, reason: str) -> CheckError:
        """Return an error about this shape."""
        return CheckError(
            f"{self._name(self.node)} cannot be used ({reason}); correct the shape and run again."
        )

    def all(self, name: str) -> list[RdfTerm]:
        """Return the values of an sh: parameter."""
        return self.graph.all(self.node, sh(name))

    def one(self, name: str) -> RdfTerm | None:
        """Return the only value of an sh: parameter, None if there is none."""
        found = self.all(name)
        if len(found) > 1:
            raise self.fault(f"sh:{name} has {len(found)} values, but may have one")
        return found[0] if found else None

    def integer(self, name: str) -> int | None:
        """Return an integer parameter of a property or node shape."""
        found = self.one(name)
        if found is None:
            return None
        if (
            isinstance(found, Literal)
            and found.datatype.value == XSD_INTEGER
            and datatypes.well_typed(found)
        ):
            return int(found.value)
        raise self.fault(f"sh:{name} needs an integer, not {found}")

    def string(self, name: str) -> str | None:
        """Return a plain string parameter."""
        found = self.one(name)
        return None if found is None else self.plain(name, found)

    def plain(self, name: str, value: RdfTerm) -> str:
        """Return a value that must be a plain string."""
        if isinstance(value, Literal) and value.datatype.value == XSD_STRING:
            return value.value
        raise self.fault(f"sh:{name} needs a plain string, not {value}")

    def boolean(self, name: str) -> bool:
        """Return a parameter that must be an xsd:boolean, False if it is not given."""
        found = self.one(name)
        return found is not None and self.truth(name, found)

    def truth(self, name: str, value: RdfTerm) -> bool:
        """Return a value that must be an xsd:boolean: ``true`` and ``1``, ``false`` and ``0``."""
        if isinstance(value, Literal) and value.datatype.value == XSD_BOOLEAN:
            truth = _TRUTHS.get(value.value)
            if truth is not None:
                return truth
        raise self.fault(f"sh:{name} needs true or false, not {value}")

    def texts(self, name: str) -> tuple[Literal, ...]:
        """Return a parameter's values, which must be texts, with a language or without."""
        return tuple(self.text(name, value) for value in self.all(name))

    def text(self, name: str, value: RdfTerm) -> Literal:
        """Return a value that must be a text, with a language or without."""
        if not isinstance(value, Literal) or not (
            value.language or value.datatype.value == XSD_STRING
        ):
            raise self.fault(f"sh:{name} needs a text, not {value}")
        return value

    def iris(self, name: str) -> list[NamedNode]:
        """Return a parameter's values, which must be IRIs."""
        return [self.iri(name, value) for value in self.all(name)]

    def iri(self, name: str, value: RdfTerm) -> NamedNode:
        """Return a value that must be an IRI."""
        if not isinstance(value, NamedNode):
            raise self.fault(f"sh:{name} needs an IRI, not {value}")
        return value

    def shape(self, name: str, value: RdfTerm) -> Node:
        """Return a value that must be a shape."""
        if not isinstance(value, NamedNode | BlankNode):
            raise self.fault(f"sh:{name} needs a shape, not {value}")
        return value

    def members(self, name: str, head: RdfTerm) -> list[RdfTerm]:
        """Return the members of a parameter's list."""
        try:
            return self.graph.members(head)
        except CyclicListError as error:
            raise self.fault(f"the list of sh:{name} is malformed: {error}") from error

    def about(self, node: Node) -> "Reader":
        """Return what reads another node for this shape, which errors go on naming."""
        return Reader(self.graph, node, self.path, lambda _: self._name(self.node))

    def properties_only(self, *names: str) -> None:
        """Refuse parameters that a node shape may not have."""
        for name in names:
            if self.path is None and self.all(name):
                raise self.fault(f"sh:{name} needs a property shape, one with sh:path")
