"""A page's text taken apart; what cannot be made sense of is kept, and named as a gap."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from doidkit.ingestion import headings, references
from doidkit.ingestion.blocklines import block_lines
from doidkit.ingestion.decoding import decoded
from doidkit.ingestion.lines import lines
from doidkit.ingestion.outline import Outline, Part, outline
from doidkit.ingestion.page import Gap, Page, Role, Section, Topic
from doidkit.ingestion.passages import Kind, passages
from doidkit.ingestion.statements import Statements
from doidkit.lexicon.spans import Span

EXPECTED = (
    Topic.DESCRIPTION,
    Topic.SYMPTOMS,
    Topic.DIAGNOSTICS,
    Topic.TREATMENT,
    Topic.DIFFERENTIAL,
)
"""The sections that a page of this kind has, besides the block and the disclaimer."""
_CLOSED = re.compile(r"[.!?:)\]\"'\u201d\u2026]$")


def read(data: bytes, name: str) -> Page:
    """Return the page in a file's bytes; InputError for what is no page at all."""
    text, gaps = decoded(data, name)
    return parse(text, name, gaps=gaps)


def parse(text: str, name: str, *, gaps: Sequence[Gap] = ()) -> Page:
    """Return what a text holds; its gaps come behind those that are known already."""
    found = outline(lines(text))
    sections = tuple(_section(text, part, len(text)) for part in found.parts)
    title = found.title.text.strip("#* ") if found.title else ""
    page = Page(name, text, title, sections, found.disclaimer, tuple(gaps))
    missing = (*_gaps(page, found), *_cut(page, found))
    return Page(name, text, title, sections, found.disclaimer, (*gaps, *missing))


def _section(text: str, part: Part, end: int) -> Section:
    body = [line for line in part.lines if not line.blank]
    begin = part.heading.words.end if part.heading else (body[0].words.start if body else end)
    block, rest = block_lines(part.lines)
    statements = Statements(text)
    paragraphs: list[Span] = []
    subheadings: list[Span] = []
    for passage in passages(text, rest):
        if passage.kind is Kind.ENTRY:
            paragraphs.append(passage.span)
            continue
        if passage.kind in (Kind.HEADING, Kind.REFERENCES):
            subheadings.append(passage.span)
        if passage.kind is not Kind.REFERENCES:
            statements.add(passage)
    entries, inner = references.entries(text, paragraphs)
    first = body[0].words.start if body else begin
    return Section(
        part.topic,
        headings.plain(part.heading.text) if part.heading else "",
        part.heading.words if part.heading else Span(first, first),
        Span(first, body[-1].words.end if body else first),
        tuple(subheadings),
        tuple(statements.found),
        tuple(sorted([*statements.citations, *inner], key=lambda each: each.span)),
        tuple(entries),
        tuple(block),
    )


def _gaps(page: Page, found: Outline) -> Iterator[Gap]:
    if found.title is None:
        yield Gap("title", "The page has no title.")
    for section in page.sections:
        if not section.name and section.statements:
            yield Gap("heading", "Text stands before the first heading.", section.body)
    topics = Counter(section.topic for section in page.sections if section.name)
    for topic in EXPECTED:
        if not topics[topic]:
            yield Gap("section", f"The page has no section on {topic.value}.")
    for topic, count in topics.items():
        if count > 1 and topic is not Topic.OTHER:
            again = page.about(topic)[1]
            message = f'The heading "{again.name}" stands {count} times for {topic.value}.'
            yield Gap("repeated", message, again.heading)
    if not page.block:
        yield Gap("block", "The page has no ontology block.")
    for line in page.block:
        if line.value is None:
            yield Gap("block", f"{line.property} has no value.", line.span)
    if page.disclaimer is None:
        yield Gap("disclaimer", "The page has no disclaimer.")


def _cut(page: Page, found: Outline) -> Iterator[Gap]:
    """Yield that the page ends within a sentence."""
    if found.disclaimer is not None or not page.sections:
        return
    last = page.sections[-1]
    spoken = [each for each in last.statements if each.role is Role.STATEMENT and not each.depth]
    if not spoken or spoken[-1].span.end < last.body.end or _CLOSED.search(spoken[-1].text):
        return
    yield Gap("cut", "The page ends within a sentence.", spoken[-1].span)
