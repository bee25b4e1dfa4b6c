"""A comparison as Markdown for a pull request: fitted to a comment's size."""

from doidkit.comparing import Change, Comparison
from doidkit.rendering.changes.parts import (
    Block,
    Names,
    Segment,
    fitted,
    one_line,
    segments,
    summary,
    title,
)
from doidkit.rendering.markdown import inert


def render(comparison: Comparison, *, limit: int | None = None) -> str:
    """Return the Markdown; with ``limit`` of at most that many characters."""
    head = f"## {inert(comparison.old)} → {inert(comparison.new)}\n\n{counts(comparison)}"
    return "".join(fitted(head, blocks(comparison), limit))


def counts(comparison: Comparison) -> str:
    """Return what changed, counted, and the remarks: a paragraph each."""
    return "".join(f"{inert(line)}\n\n" for line in (*summary(comparison), *comparison.notes))


def blocks(comparison: Comparison, *, level: int = 3) -> list[Block]:
    """Return a block for each term, under a heading of a level; what is of no term stands first."""
    names = Names(comparison)
    groups = comparison.by_term()
    loose = groups.pop("", [])
    found = [_block(term, of, names, comparison, level) for term, of in groups.items()]
    if loose:
        text = "".join(_item(change, names, "") for change in loose)
        found.insert(0, Block(f"{text}\n", f"{one_line(loose)}\n\n", "", len(loose)))
    return found


def _block(term: str, changes: list[Change], names: Names, of: Comparison, level: int) -> Block:
    head = f"{'#' * level} {inert(names.term(term))}\n\n"
    items = "".join(_item(change, names, "") for change in changes)
    branch = of.branches.get(term, "")
    return Block(f"{head}{items}\n", f"{head}{one_line(changes)}\n\n", branch, len(changes))


def _item(change: Change, names: Names, indent: str) -> str:
    told = _marked(segments(change, names))
    below = "".join(_item(part, names, indent + "  ") for part in change.parts)
    head = f"{indent}- {inert(title(change, names))}"
    return (f"{head}: {told}\n" if told else f"{head}\n") + below


def _marked(found: list[Segment]) -> str:
    if [mark for mark, _ in found] == ["-", "+"]:
        return f"{inert(found[0][1])} → {inert(found[1][1])}"
    if len(found) == 1:
        return inert(found[0][1])
    between = " " if all(mark for mark, _ in found) else ""
    return between.join(_mark(mark, text) for mark, text in found)


def _mark(mark: str, text: str) -> str:
    tag = {"-": "del", "+": "ins"}.get(mark)
    return f"<{tag}>{inert(text)}</{tag}>" if tag else inert(text)
