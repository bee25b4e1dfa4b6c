"""SHACL-SPARQL queries: read, checked, and pre-bound over all focus nodes at once.

A pre-bound variable has its value in the whole query. What is the same for all focus nodes
(parameters, $PATH) replaces its variable; $this and $value are bound by a block of text that
joins them in each group that tests them. Source: SHACL 5.2.1, 5.3 and appendix A.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode

from doidkit.errors import QueryError
from doidkit.model import RdfTerm
from doidkit.prefixes import expand
from doidkit.shacl import paths
from doidkit.shacl.names import OWL_IMPORTS, Node, sh
from doidkit.shacl.querygroups import Outline, outline
from doidkit.shacl.reader import Reader
from doidkit.sparql import expressions, querytext

_VARIABLE = re.compile(r"[^\W\d]\w*")
_FORBIDDEN = ("MINUS", "VALUES", "SERVICE")
_ANY_URI = NamedNode(expand("xsd:anyURI"))
_LOCAL = ("shapesGraph", "currentShape")
_RESERVED = frozenset((*_LOCAL, "this", "value", "path", "PATH"))  # SHACL 6.2.1
SHAPES_GRAPH = NamedNode("urn:doidkit:shapes")
"""What $shapesGraph is on the embedded store."""


@dataclass(frozen=True)
class Prepared:
    """A query of a shapes graph, its constants bound; ``each`` if it must run per focus node."""

    text: str
    ask: bool
    each: bool
    shape: Node
    uses_shapes_graph: bool = False

    def over(self, block: str, *, select: str | None = None) -> str:
        """Return the query with a block joined in; ``select`` replaces an ASK's head."""
        seen = outline(self.text)
        places = set(seen.where({"this", "value", "currentShape"}))
        out: list[str] = []
        for position, token in enumerate(seen.tokens):
            if position in places:
                out.append(f" {block} ")
            asks = self.ask and select is not None and token.keyword == "ASK"
            out.append(f"SELECT {select} WHERE" if asks and select is not None else token.text)
            if asks:
                select = None
        return _without_doubled_where("".join(out)) if self.ask else "".join(out)

    def projects(self, variable: str) -> bool:
        """Return True if the query's answer has a variable."""
        first = outline(self.text).selects[0]
        return first.star or variable in first.projected()


def prepare(
    shape: Reader, owner: Node, *, bound: Mapping[str, RdfTerm], values: tuple[str, ...] = ()
) -> Prepared:
    """Return the sh:select or sh:ask of a node, checked as appendix A asks.

    ``bound`` are parameters by name; ``values`` further variables bound for each focus node.
    """
    text, ask = _text(shape, owner)
    text = _expanded(shape, text, _prefixes(shape, owner))
    seen = outline(text)
    _check(shape, seen, {"this", *values, *bound, *_LOCAL, "PATH"}, ask=ask)
    if shape.path is not None and not ask:
        text = _with_path(text, paths.text(shape.path))
    constants = {
        name: term for name, term in bound.items() if isinstance(term, NamedNode | Literal)
    }
    if isinstance(shape.node, NamedNode):
        constants["currentShape"] = shape.node
    uses_graph = bool({"shapesGraph"} & seen.variables())
    constants["shapesGraph"] = SHAPES_GRAPH
    try:
        text = querytext.bind(text, constants)
    except QueryError as error:
        raise shape.fault(str(error)) from error
    problem = expressions.syntax_problem(text)
    if problem:
        raise shape.fault(f"its query cannot be evaluated: {problem}")
    each = any(select.depends_on_the_whole("this") for select in outline(text).selects)
    return Prepared(text, ask, each, shape.node, uses_graph)


def target(reader: Reader, node: RdfTerm) -> Prepared:
    """Return the query of a SPARQL target (SHACL-AF 3.1)."""
    graph = reader.graph
    owner = reader.shape("target", node)
    bound: dict[str, RdfTerm] = {}
    if not graph.all(owner, sh("select")):
        kinds = [
            kind
            for kind in graph.instances(sh("SPARQLTargetType"))
            if graph.is_a(owner, *([kind] if isinstance(kind, NamedNode) else []))
            and graph.all(kind, sh("select"))
        ]
        if not kinds:
            raise reader.fault("sh:target needs a sh:select, or a sh:SPARQLTargetType that has one")
        for parameter in parameters(reader, kinds[0]):
            given = graph.all(owner, parameter.predicate)
            if not given and not parameter.optional:
                raise reader.fault(f"the target lacks its parameter {parameter.predicate}")
            if given:
                bound[parameter.name] = given[0]
        owner = kinds[0]
    return prepare(reader, owner, bound=bound)


@dataclass(frozen=True)
class Parameter:
    """A declared parameter of a component or target type."""

    predicate: NamedNode
    name: str
    optional: bool


def parameters(shape: Reader, owner: Node) -> list[Parameter]:
    """Return the declared parameters of a custom component or target type."""
    found = []
    for value in shape.graph.all(owner, sh("parameter")):
        own = shape.about(shape.shape("parameter", value))
        predicate = own.one("path")
        if not isinstance(predicate, NamedNode):
            raise shape.fault(f"a sh:parameter of {owner} needs a sh:path with an IRI")
        name = predicate.value.rstrip("/#").replace("#", "/").rpartition("/")[2]
        if not _VARIABLE.fullmatch(name):
            raise shape.fault(f'the parameter {predicate} ends in "{name}", which is no variable')
        if name in _RESERVED:
            raise shape.fault(f"the parameter {predicate} has the name of the pre-bound ${name}")
        found.append(Parameter(predicate, name, own.boolean("optional")))
    return sorted(found, key=lambda parameter: parameter.name)


def _text(shape: Reader, owner: Node) -> tuple[str, bool]:
    own = shape.about(owner)
    texts = [(name, text) for name in ("select", "ask") if (text := own.string(name)) is not None]
    if len(texts) != 1:
        raise shape.fault(f"{owner} needs one sh:select or sh:ask with a query's text")
    ((name, text),) = texts
    form = querytext.outline(text).form
    if form != name.upper():
        raise shape.fault(f"sh:{name} needs {name.upper()}, not {form or 'what is no query'}")
    return text, name == "ask"


def _prefixes(shape: Reader, owner: Node) -> dict[str, str]:
    found: dict[str, str] = {}
    for prefix, namespace in _declared(shape, owner):
        if found.setdefault(prefix, namespace) != namespace:
            raise shape.fault(f'the prefix "{prefix}:" is declared with two namespaces')
    return found


def _expanded(shape: Reader, text: str, prefixes: Mapping[str, str]) -> str:
    """Return a query with its prefixed names written out, so that it can be nested."""
    known = dict(prefixes)
    out: list[str] = []
    declaring: str | None = None
    for token in querytext.tokens(text):
        prefix, colon, local = token.text.partition(":")
        if token.keyword == "PREFIX":
            declaring = ""
        elif declaring is not None:
            if token.kind == "pname":
                declaring = prefix
            elif token.kind == "iri":
                known[declaring], declaring = token.text[1:-1], None
        elif token.kind == "pname" and colon:
            if prefix not in known:
                raise shape.fault(
                    f'its query uses the prefix "{prefix}:", which is not declared; name a node '
                    f'by sh:prefixes that has sh:declare [ sh:prefix "{prefix}" ; sh:namespace '
                    '"…"^^xsd:anyURI ]'
                )
            out.append(f"<{known[prefix]}{local.replace(chr(92), '')}>")
        else:
            out.append(token.text)
    return "".join(out)


def _declared(shape: Reader, owner: Node) -> Iterator[tuple[str, str]]:
    graph = shape.graph
    waiting = graph.all(owner, sh("prefixes"))
    seen: set[RdfTerm] = set()
    while waiting:
        node = waiting.pop()
        if node in seen:
            continue
        seen.add(node)
        waiting = [*waiting, *graph.all(node, OWL_IMPORTS)]
        for declaration in graph.all(shape.shape("prefixes", node), sh("declare")):
            own = shape.about(shape.shape("declare", declaration))
            prefix, namespace = own.string("prefix"), own.one("namespace")
            if prefix is None:
                raise shape.fault("a sh:declare needs a sh:prefix")
            if not isinstance(namespace, Literal) or namespace.datatype != _ANY_URI:
                raise shape.fault(
                    f'the sh:namespace of "{prefix}:" needs a literal of xsd:anyURI, '
                    f"not {namespace}"
                )
            yield prefix, namespace.value


def _check(shape: Reader, seen: Outline, prebound: set[str], *, ask: bool) -> None:
    for word in _FORBIDDEN:
        if word in seen.keywords():
            raise shape.fault(f"its query uses {word}, which SHACL-SPARQL does not allow")
    assigned = seen.assigned() & prebound
    if assigned:
        raise shape.fault(f"its query assigns the pre-bound ${min(assigned)}")
    needed = ({"this"} | (prebound & seen.variables())) - {*_LOCAL, "PATH"}
    for select in seen.selects:
        missing = needed - set(select.projected())
        if select.nested and ask:
            missing -= {"this"} - seen.variables()
        if select.nested and missing:
            raise shape.fault(f"a sub-query does not project the pre-bound ${min(missing)}")
    if not ask and not seen.selects[0].star and "this" not in seen.selects[0].projected():
        raise shape.fault("its query does not project $this")


def _with_path(text: str, path: str) -> str:
    return "".join(
        path if token.kind == "var" and token.name == "PATH" else token.text
        for token in querytext.tokens(text)
    )


def _without_doubled_where(text: str) -> str:
    # `ASK WHERE {` is allowed beside `ASK {`.
    out: list[str] = []
    previous = ""
    for token in querytext.tokens(text):
        if token.keyword == "WHERE" and previous == "WHERE":
            continue
        out.append(token.text)
        if token.kind not in ("space", "comment"):
            previous = token.keyword
    return "".join(out)
