"""A page that was taken in, for people at a terminal."""

from collections.abc import Iterator

from doidkit.ingestion.coverage import State
from doidkit.ingestion.ingest import Ingested, Unread
from doidkit.rendering.ingested import parts


def render(found: Ingested | Unread) -> str:
    """Return the report of a page."""
    if isinstance(found, Unread):
        return f"{found.name}: not read. {found.reason}\n"
    return "\n".join(_lines(found)) + "\n"


def _lines(found: Ingested) -> Iterator[str]:
    page = found.page
    about = f" ({page.identifier})" if page.identifier else ""
    yield f"{page.name}: {parts.one_line(page.title) or 'without a title'}{about}"
    yield f"  {parts.shape(found)}"
    for gap in page.gaps:
        yield f"  gap: {parts.one_line(gap.message, 200)}"
    yield from _faults(found)
    yield from _block(found)
    yield from _terms(found)
    yield from _covered(found)


def _faults(found: Ingested) -> Iterator[str]:
    yield ""
    yield f"Audit: {parts.severities(found.faults) or 'no fault'}"
    section = None
    for fault in found.faults:
        if fault.section != section:
            section = fault.section
            yield f"  {section or 'Before the first heading'}"
        message = parts.one_line(fault.message, 160)
        yield f"    {parts.place(found, fault)} {fault.kind.value}: {message}"


def _block(found: Ingested) -> Iterator[str]:
    if found.block:
        yield ""
        yield "Ontology block"
    for each in found.block:
        value = parts.one_line(each.line.value or "", 50)
        yield f"  {each.verdict.value}: {each.line.property} {value}"
        if each.message != "As it stands.":
            yield f"    {parts.one_line(each.message, 220)}"


def _terms(found: Ingested) -> Iterator[str]:
    told = list(parts.terms(found))
    if told:
        yield ""
        yield f"Proposed terms: {len(told)}; none is asserted"
    for term, words, known in told:
        yield f"  {term} <- {words!r} ({known})"


def _covered(found: Ingested) -> Iterator[str]:
    if found.covered is None:
        return
    yield ""
    yield f"Coverage: {parts.states(found.covered)}"
    for each in found.covered:
        if each.state is State.OPEN:
            line, column = found.page.line(each.span.start)
            yield f"  {line}:{column} open: {parts.one_line(each.bare)}"
        elif each.state is State.DECLINED:
            line, column = found.page.line(each.span.start)
            why = ", ".join(each.reasons)
            yield f"  {line}:{column} declined ({why}): {parts.one_line(each.text, 60)}"
