"""A term's page as text: wrapped lines, styled on a terminal, plain in a pipe."""

import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from doidkit.pages import Mark, Page, Record, wording
from doidkit.rendering import phrases
from doidkit.rendering.terms import one_line

if TYPE_CHECKING:
    from doidkit.pages import Section, Statement

PIPE_WIDTH = 100
"""Columns where there is no terminal to ask."""

_STYLES = {
    Mark.SUPPORTED: "green",
    Mark.WEAK: "yellow",
    Mark.UNSUPPORTED: "red",
    Mark.UNCITED: "bright_black",
    Mark.DISPUTED: "bold red",
}


@dataclass(frozen=True, slots=True)
class _Line:
    """A paragraph: its first line starts with ``lead``, the others are indented as far."""

    text: str = ""
    lead: str = ""
    style: str = ""


def render(page: Page, *, width: int | None = None) -> str:
    """Return the page as text; ``width`` is the terminal's, None for plain text."""
    wrapped = (
        (row, line.style) for line in _lines(page) for row in _wrap(line, width or PIPE_WIDTH)
    )
    if width is None:
        return "".join(f"{row}\n" for row, _ in wrapped)
    return _styled(wrapped, width)


def _wrap(line: _Line, width: int) -> list[str]:
    return textwrap.wrap(
        one_line(line.text),
        max(width, 40),
        initial_indent=line.lead,
        subsequent_indent=" " * len(line.lead),
        break_on_hyphens=False,
        break_long_words=False,
    ) or [line.lead.rstrip()]


def _styled(rows: Iterator[tuple[str, str]], width: int) -> str:
    from rich.text import Text

    from doidkit.rendering import terminal

    console = terminal.console(width)
    with console.capture() as capture:
        for row, style in rows:
            console.print(Text(row, style=style), soft_wrap=True)
    return capture.get()


def _lines(page: Page) -> Iterator[_Line]:
    yield _Line(phrases.title(page.term, page.record), style="bold")
    if page.term.definition:
        yield _Line()
        yield _Line(page.term.definition)
    if page.definition_sources:
        yield _Line(f"Source: {', '.join(page.definition_sources)}", style="bright_black")
    if page.facts:
        yield _Line()
        size = max(len(fact.name) for fact in page.facts)
        for fact in page.facts:
            yield _Line("; ".join(fact.values), f"{fact.name:{size}}  ")
    yield from _logic(phrases.logic(page))
    yield from _usages(page.record)
    if page.statements:
        yield from _legend(page)
    for section in page.sections:
        yield from _section(section, close=page.close)
    if page.disclaimer:
        yield _Line()
        yield _Line("Medical disclaimer", style="bold")
        yield _Line(page.disclaimer)


def _logic(lines: Sequence[tuple[str, str]]) -> Iterator[_Line]:
    if lines:
        yield _Line()
        yield _Line("Logic", style="bold")
    size = max((len(keyword) for keyword, _ in lines), default=0)
    for keyword, said in lines:
        yield _Line(said, f"  {keyword:{size}}  ")


def _usages(record: Record) -> Iterator[_Line]:
    if record.usages or record.predicates:
        yield _Line()
        yield _Line("Used by", style="bold")
    if record.predicates:
        yield _Line(phrases.predicates(record), "  ")
    for usage in record.usages:
        yield _Line(phrases.usage(usage), "  ", "italic")
        for use in usage.uses:
            yield _Line(wording.use(use), "    ")
        if usage.more:
            yield _Line(f"and {usage.more} more", "    ", "bright_black")


def _legend(page: Page) -> Iterator[_Line]:
    yield _Line()
    yield _Line(f"What the document says: {phrases.count(len(page.statements), 'statement')}")
    for mark in Mark:
        lead = f"  {phrases.SIGNS[mark]} {mark.value:11} {page.count(mark):3}  "
        yield _Line(mark.meaning, lead, _STYLES[mark])


def _section(section: "Section", *, close: bool) -> Iterator[_Line]:
    yield _Line()
    yield _Line(section.title, style="bold")
    for statement in section.statements:
        yield from _statement(statement, close=close)
    if section.block:
        yield _Line()
        yield _Line("The ontology block as displayed, in quarantine", "  ", "italic")
    for shown in section.block:
        yield _Line(phrases.block_line(shown), "    ")
    if section.observations:
        yield _Line()
        yield _Line("About the document", "  ", "italic")
    for observation in section.observations:
        yield _Line(f"{observation.text}  {observation.id}", "  · ")
        if close and observation.quote:
            yield _Line(phrases.quote(observation.quote), "    ", "italic")
        if observation.note:
            yield _Line(observation.note, "    ", "bright_black")
    if section.references:
        yield _Line()
        yield _Line("Reference entries", "  ", "italic")
    for entry in section.references:
        yield _Line(phrases.entry(entry), f"    {entry.marker} ", "bright_black")


def _statement(statement: "Statement", *, close: bool) -> Iterator[_Line]:
    sign = phrases.SIGNS[statement.mark]
    yield _Line()
    yield _Line(f"{statement.text}  {statement.id}", f"  {sign} ", _STYLES[statement.mark])
    if close and statement.quote:
        yield _Line(phrases.quote(statement.quote), "    ", "italic")
    yield _Line(phrases.triple(statement), "    ")
    for line in statement.evidence:
        yield _Line(phrases.evidence(line), "      ")
        for small in phrases.small_print(line) if close else ():
            yield _Line(small, "        ", "bright_black")
    for other in statement.contradicts:
        yield _Line(f"contradicts {other.id}: {other.text}", "      ", "red")
    if statement.note:
        yield _Line(statement.note, "    Note: ", "bright_black")
