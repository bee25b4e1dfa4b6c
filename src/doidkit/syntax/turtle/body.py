"""The text of one subject's statements, brackets and lists."""

from collections.abc import Iterable, Sequence

from doidkit.syntax.turtle.names import RANK, Naming
from doidkit.syntax.turtle.statements import Statements

INDENT = "\n    "
SEPARATOR = " ;" + INDENT


class Texts(dict[str, str]):
    """What to write for each blank node that is referred to.

    ``lists`` holds lists, last item first: a list is made text where it is used, not at each
    of its cells.
    """

    def __init__(self) -> None:
        super().__init__()
        self.lists: dict[str, list[str]] = {}

    def __missing__(self, node: str) -> str:
        return collection(reversed(self.lists[node]))


def body(graph: Statements, subject: str, texts: Texts, names: Naming) -> list[str]:
    """Return a subject's "predicate object" lines in order, ``a`` first."""
    lines = list(graph.lines.get(subject, ()))
    for predicate, term in graph.links.get(subject, ()):
        lines.append(predicate + object_text(term, texts, names).replace("\n", INDENT))
    lines.sort()
    place = 0
    while place < len(lines) and lines[place][0] == RANK:
        lines[place] = lines[place].lstrip(RANK)
        place += 1
    return lines


def object_text(term: str, texts: Texts, names: Naming) -> str:
    """Return what is written for a blank node, or for a triple term that may hold some."""
    return texts[term] if term[0] == "_" else names.triple_term(term, texts)


def bracket(lines: Sequence[str]) -> str:
    """Return an anonymous node with its statements."""
    return f"[{INDENT}{SEPARATOR.join(lines)} ;\n]" if lines else "[]"


def collection(items: Iterable[str]) -> str:
    """Return a list, an item a line."""
    inner = [item.replace("\n", INDENT) for item in items]
    return f"({INDENT}{INDENT.join(inner)}\n)"
