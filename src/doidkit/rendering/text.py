"""Trees, search hits and query descriptions as text."""

from collections.abc import Iterator, Sequence

from doidkit.ontology.record import Branch, Match
from doidkit.queries import QueryFile
from doidkit.rendering.lines import LINK, Line, joined
from doidkit.rendering.terms import one_line


def tree(root: Branch, *, up: bool = False, width: int | None = None) -> str:
    """Return a hierarchy with one term a line, its branches indented under it.

    With the width of a terminal terms are links where it has them.
    """
    more = "more above: doidkit tree --up" if up else "more below: doidkit tree"
    return joined([_label(root, more), *_branches(root, more)], width=width, wrap=False)


def matches(found: Sequence[Match], width: int | None = None) -> str:
    """Return search hits, one a line: CURIE, label, and the synonym that matched if one did."""
    size = max((len(match.term.curie) for match in found), default=0)
    return joined([_hit(match, size) for match in found], width=width, wrap=False)


def query_list(queries: Sequence[QueryFile]) -> str:
    """Return query names with their titles, one a line."""
    width = max((len(query.name) for query in queries), default=0)
    return "".join(f"{query.name:{width}}  {query.title}".rstrip() + "\n" for query in queries)


def query_page(query: QueryFile) -> str:
    """Return what a query does, its parameters, columns, an example and its text."""
    return "\n".join(_page(query)) + "\n"


def _branches(root: Branch, more: str) -> Iterator[Line]:
    waiting = _below(root, "")
    while waiting:
        indent, last, branch = waiting.pop()
        yield [(indent + ("└── " if last else "├── "), ""), *_label(branch, more)]
        waiting += _below(branch, indent + ("    " if last else "│   "))


def _below(branch: Branch, indent: str) -> list[tuple[str, bool, Branch]]:
    """Return what hangs from a branch, the last first, each with whether it is the last."""
    lasts = [True] + [False] * len(branch.branches)
    return [
        (indent, last, each) for last, each in zip(lasts, reversed(branch.branches), strict=False)
    ]


def _label(branch: Branch, more: str) -> Line:
    note = " (shown above)" if branch.repeated else ""
    if branch.cut:
        note = f" ({more} {branch.term.curie})"
    label = one_line(branch.term.label)
    return [
        (one_line(branch.term.curie), LINK + branch.term.iri),
        (f" {label}" if label else "", ""),
        (note, ""),
    ]


def _hit(match: Match, size: int) -> Line:
    label = one_line(match.term.label)
    line: Line = [(match.term.curie, LINK + match.term.iri)]
    if label:
        line = [*line, (" " * (size - len(match.term.curie) + 2) + label, "")]
    if match.scope == "label" or match.name == match.term.curie:
        return line
    if match.scope == "identifier":
        return [*line, (f"  (identifier {one_line(match.name)})", "")]
    return [*line, (f"  ({match.scope} synonym: {one_line(match.name)})", "")]


def _page(query: QueryFile) -> Iterator[str]:
    yield query.name + (f": {query.title}" if query.title else "")
    if query.description:
        yield query.description
    if query.parameters:
        yield from ("", "Parameters:")
        for parameter in query.parameters:
            need = f"default {parameter.default}" if parameter.default is not None else "required"
            if parameter.default is None and parameter.optional:
                need = "optional"
            yield f"  {parameter.name}  {parameter.type.value}, {need}. {parameter.help}".rstrip()
    if query.columns:
        width = max(len(column.name) for column in query.columns)
        yield from ("", "Columns:")
        yield from (f"  {column.name:{width}}  {column.meaning}" for column in query.columns)
    if query.example:
        yield from ("", "Example:", f"  {query.example}")
    yield from ("", "Text:", "", _sparql(query.text))


def _sparql(text: str) -> str:
    lines = [line for line in text.splitlines() if not line.startswith("#+")]
    return "\n".join(lines).strip()
