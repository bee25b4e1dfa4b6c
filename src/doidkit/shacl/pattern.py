"""A shape's focus and value nodes as SPARQL text, for constraints to build on."""

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeAlias

from doidkit.model import RdfTerm
from doidkit.shacl import paths
from doidkit.shacl.names import Node
from doidkit.shacl.prebinding import Prepared
from doidkit.shacl.shapes import Shape

if TYPE_CHECKING:
    from doidkit.shacl.compiler import Compiler

Binder: TypeAlias = Callable[[str], str]
"""Makes a group's text that binds a variable to the focus nodes, each once."""


class Pattern:
    """One shape over one set of focus nodes; ``focus`` and ``value`` are its variables.

    A SPARQL engine evaluates groups from the inside out, so each piece of text binds its own
    variables and none relies on what stands around it. The names differ between patterns.
    """

    def __init__(self, compiler: "Compiler", shape: Shape, binder: Binder, focus: str) -> None:
        self.shape = shape
        self.focus = focus
        self.value = compiler.fresh("value")
        self.extra: list[str] = []
        self._compiler = compiler
        self._binder = binder

    def nodes(self) -> str:
        """Return text that binds the focus nodes."""
        return self._binder(self.focus)

    def pairs(self) -> str:
        """Return text that binds focus nodes and value nodes, pairs possibly repeated."""
        return f"{self._binder(self.focus)} {self.step()}"

    def step(self) -> str:
        """Return text that leads from a bound focus node to its value nodes."""
        if self.shape.path is None:
            return f"BIND({self.focus} AS {self.value})"
        walk = f"{self.focus} {paths.text(self.shape.path)} {self.value} ."
        if not paths.may_be_empty(self.shape.path):
            return walk
        # A path of no steps only finds nodes of the data; a target node need not be one.
        stay = f"{self._binder(self.focus)} BIND({self.focus} AS {self.value})"
        return f"{{ {walk} }} UNION {{ {stay} }}"

    def counted(self, pairs: str, test: str) -> str:
        """Return a sub-query for the focus nodes whose number of distinct values passes a test."""
        return (
            f"{{ SELECT {self.focus} {{ {pairs} }} GROUP BY {self.focus} "
            f"HAVING(COUNT(DISTINCT {self.value}) {test}) }}"
        )

    def failing(self, node: Node) -> str:
        """Return text that binds the value nodes which do not conform to another shape."""
        return self._compiler.failing(node, self.reached, self.value)

    def instances(self, of: RdfTerm, variable: str) -> str:
        """Return text that binds the instances of a class."""
        return self._compiler.instances(of, variable)

    def fresh(self, name: str) -> str:
        """Return a variable that nothing else uses."""
        return self._compiler.fresh(name)

    def kept(self, name: str) -> str:
        """Return a new variable whose every value makes a result of its own."""
        self.extra.append(self._compiler.fresh(name))
        return self.extra[-1]

    def joined(self, query: Prepared) -> str:
        """Return a sub-query for the focus nodes that a SELECT constraint finds."""
        block = self.bound("$this")
        inner = query.over(block)
        return f"{{ SELECT ($this AS {self.focus}) {{ {{ {inner} }} }} }}"

    def asked(self, query: Prepared) -> str:
        """Return pairs without those for which an ASK is true."""
        block = f"{self.pairs()} BIND({self.focus} AS $this) BIND({self.value} AS $value)"
        inner = query.over(
            f"{{ SELECT $this $value {{ {block} }} }}",
            select=f"($this AS {self.focus}) ($value AS {self.value})",
        )
        return f"{self.pairs()} MINUS {{ {inner} }}"

    def bound(self, variable: str) -> str:
        """Return text that binds another variable to the focus nodes."""
        return self._binder(variable)

    def reached(self, variable: str) -> str:
        """Return text that binds a variable to the value nodes, each once."""
        if self.shape.path is None:
            return self._binder(variable)
        inner = Pattern(self._compiler, self.shape, self._binder, self._compiler.fresh("focus"))
        inner.value = variable
        return f"{{ SELECT DISTINCT {variable} {{ {inner.pairs()} }} }}"
