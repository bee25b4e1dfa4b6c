"""A comparison as text for a terminal: a summary, then each term and what became of it."""

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


def render(comparison: Comparison, *, limit: int | None = None) -> str:
    """Return the text; with ``limit`` of at most that many characters, largest terms folded."""
    names = Names(comparison)
    head = [f"--- {comparison.old}", f"+++ {comparison.new}", *summary(comparison)]
    head += comparison.notes
    groups = comparison.by_term()
    loose = [_line(change, names, "") for change in groups.pop("", ())]
    blocks = [_block(term, changes, names, comparison) for term, changes in groups.items()]
    if loose:
        kinds = one_line(change for change in comparison if not change.term)
        blocks.insert(0, Block("\n" + "".join(loose), f"\n{kinds}\n", "", len(loose)))
    return "".join(fitted("\n".join([*head, ""]), blocks, limit))


def _block(term: str, changes: list[Change], names: Names, of: Comparison) -> Block:
    name = names.term(term)
    lines = "".join(_line(change, names, "  ") for change in changes)
    branch = of.branches.get(term, "")
    return Block(f"\n{name}\n{lines}", f"\n{name}: {one_line(changes)}\n", branch, len(changes))


def _line(change: Change, names: Names, indent: str) -> str:
    told = "".join(_marked(segments(change, names)))
    below = "".join(_line(part, names, indent + "  ") for part in change.parts)
    head = f"{indent}{title(change, names)}"
    told = told.replace("\n", f"\n{indent}  ").rstrip() if "\n" in told else told
    return (f"{head}: {told}\n" if told else f"{head}\n") + below


def _marked(found: list[Segment]) -> list[str]:
    """Return segments as `git diff --word-diff` marks them; values apart from each other."""
    if len(found) > 1 and all(mark for mark, _ in found):
        if [mark for mark, _ in found] == ["-", "+"]:
            return [f"{found[0][1]} -> {found[1][1]}"]
        return [" ".join(_mark(*segment) for segment in found)]
    if len(found) == 1:
        return [found[0][1]]
    return [_mark(mark, text) for mark, text in found]


def _mark(mark: str, text: str) -> str:
    return {"-": f"[-{text}-]", "+": f"{{+{text}+}}"}.get(mark, text)
