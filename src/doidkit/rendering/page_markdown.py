"""A term's page as Markdown."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from doidkit.pages import Mark, Page, Record, wording
from doidkit.rendering import phrases
from doidkit.rendering.markdown import escape

if TYPE_CHECKING:
    from doidkit.pages import Section, Statement


def render(page: Page) -> str:
    """Return the page as CommonMark with one table, for the evidence marks."""
    return "\n".join(_lines(page)).rstrip("\n") + "\n"


def _lines(page: Page) -> Iterator[str]:
    yield from (f"# {escape(phrases.title(page.term, page.record))}", "")
    if page.term.definition:
        yield from (escape(page.term.definition), "")
    if page.definition_sources:
        yield from (f"Source: {escape(', '.join(page.definition_sources))}", "")
    for fact in page.facts:
        yield f"- **{fact.name}**: {escape('; '.join(fact.values))}"
    yield from _logic(page)
    yield from _usages(page.record)
    yield ""
    if page.statements:
        yield from _legend(page)
    for section in page.sections:
        yield from _section(section, close=page.close)
    if page.disclaimer:
        yield from ("## Medical disclaimer", "", escape(page.disclaimer))


def _logic(page: Page) -> Iterator[str]:
    lines = phrases.logic(page)
    if lines:
        yield "- **Logic**"
    for keyword, said in lines:
        yield f"  - {keyword} {escape(said)}" if keyword else f"  - {escape(said)}"


def _usages(record: Record) -> Iterator[str]:
    if record.usages or record.predicates:
        yield "- **Used by**"
    if record.predicates:
        yield f"  - {phrases.predicates(record)}"
    for usage in record.usages:
        yield f"  - {escape(phrases.usage(usage))}"
        yield from (f"    - {escape(wording.use(use))}" for use in usage.uses)
        if usage.more:
            yield f"    - and {usage.more} more"


def _legend(page: Page) -> Iterator[str]:
    yield f"What the document says: {phrases.count(len(page.statements), 'statement')}"
    yield from ("", "| evidence | statements | meaning |", "| --- | --- | --- |")
    for mark in Mark:
        yield f"| {phrases.SIGNS[mark]} {mark.value} | {page.count(mark)} | {mark.meaning} |"
    yield ""


def _section(section: "Section", *, close: bool) -> Iterator[str]:
    yield from (f"## {escape(section.title)}", "")
    for statement in section.statements:
        yield from _statement(statement, close=close)
    yield ""
    if section.block:
        yield from ("### The ontology block as displayed, in quarantine", "")
        yield from (f"- {escape(phrases.block_line(line))}" for line in section.block)
        yield ""
    if section.observations:
        yield from ("### About the document", "")
        for seen in section.observations:
            yield f"- {escape(' '.join(filter(None, (seen.text, seen.note))))} ({seen.id})"
            if close and seen.quote:
                yield f"  - {escape(phrases.quote(seen.quote))}"
        yield ""
    if section.references:
        yield from ("### Reference entries", "")
        yield from (
            f"- {escape(entry.marker)} {escape(phrases.entry(entry))}"
            for entry in section.references
        )
        yield ""


def _statement(statement: "Statement", *, close: bool) -> Iterator[str]:
    sign = phrases.SIGNS[statement.mark]
    yield f"- {sign} **{escape(statement.text)}** ({statement.id})"
    if close and statement.quote:
        yield f"  - {escape(phrases.quote(statement.quote))}"
    yield f"  - {escape(phrases.triple(statement))}"
    for line in statement.evidence:
        yield f"  - {escape(phrases.evidence(line))}"
        for small in phrases.small_print(line) if close else ():
            yield f"    - {escape(small)}"
    for other in statement.contradicts:
        yield f"  - contradicts {other.id}: {escape(other.text)}"
    if statement.note:
        yield f"  - *{escape(statement.note)}*"
