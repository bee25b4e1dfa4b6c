"""A page that was taken in, as Markdown."""

from collections.abc import Iterator, Sequence

from doidkit.ingestion.ingest import Ingested, Unread
from doidkit.rendering.ingested import parts
from doidkit.rendering.markdown import inert


def render(found: Ingested | Unread) -> str:
    """Return the report of a page: a heading, then a table for each part."""
    if isinstance(found, Unread):
        return f"## {inert(found.name)}\n\nNot read. {inert(found.reason)}\n\n"
    return "\n".join(_lines(found)) + "\n"


def _lines(found: Ingested) -> Iterator[str]:
    page = found.page
    about = f" ({page.identifier})" if page.identifier else ""
    yield f"## {inert(page.name)}: {inert(page.title)}{inert(about)}"
    yield ""
    yield f"{parts.shape(found)}."
    yield from _list("Gaps", [gap.message for gap in page.gaps])
    faults = [
        (parts.place(found, f), f.kind.severity.value, f.kind.title, f.section, f.message)
        for f in found.faults
    ]
    yield from _table("Audit", ("place", "severity", "fault", "section", "what"), faults)
    block = [
        (each.verdict.value, each.line.property, each.line.value or "", each.message)
        for each in found.block
    ]
    yield from _table("Ontology block", ("verdict", "property", "value", "why"), block)
    told = list(parts.terms(found))
    yield from _table("Proposed terms", ("term", "words", "score and reasons"), told)
    if found.covered is not None:
        rows = [
            (each.state.value, ", ".join(each.by or each.reasons), each.bare or each.text)
            for each in found.covered
        ]
        head = f"Coverage: {parts.states(found.covered)}"
        yield from _table(head, ("state", "by", "words"), rows)
    yield ""


def _list(head: str, items: Sequence[str]) -> Iterator[str]:
    if items:
        yield from ("", f"### {head}", "")
        yield from (f"- {inert(item)}" for item in items)


def _table(head: str, columns: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    if rows:
        yield from ("", f"### {head}", "")
        yield f"| {' | '.join(columns)} |"
        yield f"| {' | '.join('---' for _ in columns)} |"
        yield from (f"| {' | '.join(inert(' '.join(c.split())) for c in row)} |" for row in rows)
