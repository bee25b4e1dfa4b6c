"""What follows from one of two versions only, in each format that can say it."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from html import escape
from typing import Any

from doidkit.entailing import Entailment
from doidkit.explaining import Reason
from doidkit.rendering import explanations
from doidkit.rendering.changes.parts import COUNT_LENGTH, Block, counted, fitted
from doidkit.rendering.markdown import inert
from doidkit.rendering.terms import one_line
from doidkit.terms import OWL_THING
from doidkit.visible import visible

_SECTIONS = (
    (True, "Now implied", "new entailment"),
    (False, "No longer implied", "lost entailment"),
)
NOTHING = "Implied beyond what is stated: no difference."

Section = tuple[str, str, list[Entailment]]
"""A heading, what is counted below it, and that."""


def sections(found: Iterable[Entailment]) -> list[Section]:
    """Return what is gained and what is lost, where there is any."""
    each = [*found]
    some = (
        (title, noun, [entailment for entailment in each if entailment.gained is gained])
        for gained, title, noun in _SECTIONS
    )
    return [section for section in some if section[2]]


def by_term(found: Iterable[Entailment]) -> dict[str, list[Entailment]]:
    """Return entailments by the term below, sorted by name; the graver ones first."""
    groups: dict[str, list[Entailment]] = {}
    for each in sorted(found, key=_key):
        groups.setdefault(one_line(str(each.sub)), []).append(each)
    return groups


def _key(found: Entailment) -> tuple[bool, str, str, str]:
    above = found.super.iri if found.super else ""
    return (found.super is not None, found.sub.label, found.sub.iri, above)


def said(found: Entailment) -> str:
    """Return what follows, or followed, of the term below."""
    if found.super is not None:
        return f"is below {one_line(str(found.super))}"
    if found.sub.iri == OWL_THING:
        return "nothing can belong to it: this version contradicts itself, so everything follows"
    return "nothing can belong to it"


def text(found: Sequence[Entailment], *, limit: int | None = None) -> str:
    """Return what is gained and lost, each with why; with ``limit`` of so many characters."""

    def block(term: str, some: list[Entailment]) -> Block:
        lines = []
        for each in some:
            lines.append(f"  {term} {said(each)}")
            for reason in each.explanation:
                place = f"  ({reason.location})" if reason.location else ""
                lines.append(f"      {one_line(reason.text)}{place}")
        return Block(
            "".join(f"{line}\n" for line in lines), _folded(f"  {term}", some), "", len(some)
        )

    if not found:
        return f"\n{NOTHING}\n"
    return _within(found, limit, lambda title, count: f"\n{title}: {count:,}\n", block)


def markdown(found: Sequence[Entailment], *, limit: int | None = None) -> str:
    """Return the same as Markdown."""
    if not found:
        return f"\n{NOTHING}\n"
    return _within(found, limit, lambda title, _: f"\n### {title}\n\n", markdown_block)


def markdown_block(term: str, found: list[Entailment]) -> Block:
    """Return what follows of one term, explanations folded."""
    items = "".join(map(_item, found))
    name = f"- **{inert(term)}**"
    return Block(f"{name}\n{items}", _folded(name, found), "", len(found))


def webpage(
    found: Iterable[Entailment], term: Callable[[str, str], str] | None = None
) -> Iterator[str]:
    """Yield the same as HTML; ``term`` returns a name and an IRI as HTML."""
    for title, _, some in sections(found):
        yield f"<h2>{title}</h2>"
        for name, each in by_term(some).items():
            yield f"<h3>{term(name, each[0].sub.iri) if term else _html(name)}</h3>"
            yield f"<ul>{''.join(f'<li>{_entry(one)}</li>' for one in each)}</ul>"


def record(found: Entailment) -> dict[str, Any]:
    """Return what the JSON says of one."""
    return {
        "sub": explanations.term(found.sub),
        "super": explanations.term(found.super),
        "gained": found.gained,
        "explanation": [explanations.reason(each) for each in found.explanation],
    }


def _within(
    found: Sequence[Entailment],
    limit: int | None,
    head: Callable[[str, int], str],
    block: Callable[[str, list[Entailment]], Block],
) -> str:
    """Return sections of at most so many characters together, what is left out counted."""
    parts = [
        (head(title, len(some)), noun, [block(*each) for each in by_term(some).items()])
        for title, noun, some in sections(found)
    ]
    whole = sum(len(title) + sum(len(b.full) for b in blocks) for title, _, blocks in parts)
    share = None if limit is None or whole <= limit else limit // len(parts)
    if share is not None and share < max(len(title) for title, _, _ in parts) + COUNT_LENGTH:
        return f"{counted(len(found), 'new or lost entailment')} not shown for their length.\n"
    return "".join(
        line for title, noun, blocks in parts for line in fitted(title, blocks, share, noun=noun)
    )


def _folded(name: str, found: Sequence[Entailment]) -> str:
    return f"{name}: {counted(len(found), 'entailment')}\n"


def _item(found: Entailment) -> str:
    head = f"  - {inert(said(found))}\n"
    if not found.explanation:
        return head
    why = "".join(f"    - {_reason(reason)}\n" for reason in found.explanation)
    return f"{head}    <details><summary>{_why(found)}</summary>\n\n{why}\n    </details>\n"


def _reason(reason: Reason) -> str:
    place = f" ({inert(str(reason.location))})" if reason.location else ""
    return f"{inert(reason.text)}{place}"


def _entry(found: Entailment) -> str:
    if not found.explanation:
        return _html(said(found))
    reasons = "".join(f"<li>{_html(each.text)}{_place(each)}</li>" for each in found.explanation)
    why = f"<details><summary>{_why(found)}</summary><ul>{reasons}</ul></details>"
    return f"{_html(said(found))}{why}"


def _place(reason: Reason) -> str:
    return f' <span class="place">{_html(str(reason.location))}</span>' if reason.location else ""


def _why(found: Entailment) -> str:
    return f"why: {counted(len(found.explanation), 'axiom')}"


def _html(text: str) -> str:
    return escape(visible(text))
