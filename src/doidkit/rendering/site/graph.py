"""A term's neighbourhood as a drawing: parents above, children below, related terms beside."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from doidkit.ontology import TermRef
from doidkit.pages import Page
from doidkit.rendering.site.links import Links
from doidkit.visible import visible
from doidkit.website import Surroundings

_WIDTH = 340
_ROW = 34
_BOX = 26
_STEP = 22  # how far a level is moved in
_CHARACTER = 7.4  # the widest that letters are on average, in units of the drawing
_MOST = 7  # children and parents that are drawn; the page lists all


@dataclass(frozen=True, slots=True)
class _Node:
    """A box: what it says and where."""

    text: str
    title: str
    to: str
    level: int
    row: int
    kind: str


def draw(page: Page, around: Surroundings, links: Links) -> Markup:
    """Return the drawing, "" for a term that stands alone."""
    parents, children = page.term.parents, page.term.children
    if not parents and not children:
        return Markup("")
    nodes: list[_Node] = []
    above = [*around.path[:-1][-1:]] if len(parents) == 1 else []
    for term in above:
        nodes.append(_node(term, links, 0, len(nodes), "far"))
    depth = len(above)
    tops = _some(parents, links, depth, len(nodes), "parent", "parents")
    nodes += tops
    nodes.append(_node(_own(page), links, depth + 1, len(nodes), "self"))
    own = nodes[-1]
    below = _some(children, links, depth + 2, len(nodes), "child", "children")
    nodes += below
    lines = [(node, own) for node in tops] + [(own, node) for node in below]
    lines += [(nodes[0], node) for node in tops] if above else []
    height = len(nodes) * _ROW + 4
    said = f"{page.term.label or page.term.curie}: its place in the hierarchy"
    head = (
        f'<svg class="graph" viewBox="0 0 {_WIDTH} {height}" width="{_WIDTH}" height="{height}" '
        f'role="group" aria-label="{escape(visible(said))}">'
    )
    return Markup("".join([head, *map(_edge, lines), *map(_box, nodes), "</svg>"]))


def _own(page: Page) -> TermRef:
    return TermRef(page.term.label, page.term.curie, page.term.iri)


def _some(
    terms: Sequence[TermRef], links: Links, level: int, row: int, kind: str, plural: str
) -> list[_Node]:
    shown = terms if len(terms) <= _MOST + 1 else terms[:_MOST]
    found = [_node(term, links, level, row + n, kind) for n, term in enumerate(shown)]
    if len(shown) < len(terms):
        text = f"{len(terms) - len(shown)} more {plural}"
        found.append(_Node(text, "", "#hierarchy", level, row + len(shown), f"{kind} more"))
    return found


def _node(term: TermRef, links: Links, level: int, row: int, kind: str) -> _Node:
    name = visible(term.label or term.curie)
    room = int((_WIDTH - level * _STEP - 22) / _CHARACTER)
    text = name if len(name) <= room else name[: room - 1].rstrip() + "…"
    to = "" if kind == "self" else links.term(term.iri)
    return _Node(text, name if text != name else "", to, level, row, kind)


def _edge(ends: tuple[_Node, _Node]) -> str:
    upper, lower = ends
    x, y = upper.level * _STEP + 12, upper.row * _ROW + 2 + _BOX
    down = lower.row * _ROW + 2 + _BOX // 2
    across = lower.level * _STEP + 1 - x
    return f'<path d="M{x} {y}V{down - 6}q0 6 6 6h{across - 6}"/>'


def _box(node: _Node) -> str:
    x, y = node.level * _STEP + 1, node.row * _ROW + 2
    letters = _CHARACTER * (1.12 if node.kind == "self" else 1)  # which is bold
    width = min(len(node.text) * letters + 20, _WIDTH - x - 1)
    inner = (
        f'<rect x="{x}" y="{y}" width="{width:.0f}" height="{_BOX}" rx="6"/>'
        f'<text x="{x + 10}" y="{y + 17.5}">{escape(node.text)}</text>'
    )
    if node.title:
        inner = f"<title>{escape(node.title)}</title>{inner}"
    if node.to:
        inner = f'<a href="{escape(node.to)}">{inner}</a>'
    return f'<g class="{node.kind}">{inner}</g>'
