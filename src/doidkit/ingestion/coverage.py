"""Which words of a page an entry has: as a claim, declined with a reason, or not yet."""

import enum
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from doidkit import prefixes
from doidkit.ingestion.page import Page, Role
from doidkit.lexicon.spans import Span
from doidkit.prefixes import PREFIXES
from doidkit.sparql.source import Source

_WORD = re.compile(r"[^\W_]+")
_CITED = re.compile(r"\[[\d\s,;\u2010-\u2015-]*\]")
_QUOTED = """
SELECT DISTINCT ?of ?declined ?why ?text ?before ?exact ?after {{
  ?of <{oa}hasTarget> ?target . ?target <{oa}hasSource> ?section ; <{oa}hasSelector> ?selector .
  ?selector <{oa}exact> ?exact . ?section <{schema}text> ?text .
  ?of a ?kind . FILTER(?kind != <{oa}Annotation>)
  BIND(EXISTS {{ ?of a <{dk}DeclinedPassage> }} AS ?declined)
  OPTIONAL {{ ?selector <{oa}prefix> ?before }}
  OPTIONAL {{ ?selector <{oa}suffix> ?after }}
  OPTIONAL {{ ?of <{dk}reason> ?reason . OPTIONAL {{ ?reason <{rdfs}label> ?named }}
    BIND(COALESCE(STR(?named), STR(?reason)) AS ?why) }}
}}"""
_LINES = "SELECT ?of ?line {{ ?of a <{dk}BlockStatement> ; <{dk}asWritten> ?line }}"


class State(enum.Enum):
    """What became of a statement of the page."""

    CLAIMED = "claimed"
    DECLINED = "declined"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Covered:
    """A statement, an entry or a line of the block, and what accounts for its words.

    ``by`` are the claims or passages; ``reasons`` why it was declined; ``bare`` are the words
    that nothing accounts for.
    """

    span: Span
    section: str
    text: str
    state: State
    by: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()
    bare: str = ""


@dataclass(frozen=True, slots=True)
class _Quotation:
    """Words of the page that an entry quotes."""

    of: str
    span: Span
    reason: str | None
    declined: bool


def coverage(page: Page, entry: Source) -> tuple[Covered, ...]:
    """Return each statement, reference entry and block line of a page as the entry has it."""
    quoted = list(_quotations(page, entry))
    found = []
    for section in page.sections:
        for statement in section.statements:
            if statement.role is not Role.HEADING:
                found.append(_covered(page, section.name, statement.span, quoted))
        for reference in section.references:
            found.append(_covered(page, section.name, reference.words, quoted))
        for line in section.block:
            found.append(_covered(page, section.name, line.span, quoted))
    return tuple(found)


def _covered(page: Page, section: str, span: Span, quoted: Sequence[_Quotation]) -> Covered:
    here = [q for q in quoted if q.span.start < span.end and span.start < q.span.end]
    words = _words(page, span)
    bare = [w for w in words if not any(w in each.span for each in here)]
    claims = [each for each in here if not each.declined]
    state = State.OPEN if bare or (not here and words) else State.DECLINED
    if state is State.DECLINED and claims:
        state = State.CLAIMED
    return Covered(
        span,
        section,
        page.words(span),
        state,
        tuple(sorted({each.of for each in here})),
        tuple(sorted({each.reason for each in here if each.declined and each.reason})),
        " ".join(page.words(word) for word in bare),
    )


def _words(page: Page, span: Span) -> list[Span]:
    text = page.words(span)
    cited = [Span(span.start + m.start(), span.start + m.end()) for m in _CITED.finditer(text)]
    found = [Span(span.start + m.start(), span.start + m.end()) for m in _WORD.finditer(text)]
    return [word for word in found if not any(word in each for each in cited)]


def _quotations(page: Page, entry: Source) -> Iterator[_Quotation]:
    names = {name: PREFIXES[name] for name in ("oa", "schema", "dk", "rdfs")}
    for of, declined, why, text, before, exact, after in entry.select(_QUOTED.format(**names)):
        values = (getattr(each, "value", "") for each in (text, before, exact, after))
        start = _place(page.text, *values)
        if start is None:
            continue
        span = Span(start, start + len(getattr(exact, "value", "")))
        is_declined = getattr(declined, "value", "") == "true"
        reason = getattr(why, "value", None)
        yield _Quotation(_name(of), span, reason, is_declined)
    for of, line in entry.select(_LINES.format(**names)):
        property, _, value = getattr(line, "value", "").partition(" ")
        lines = r"\s+".join((re.escape(property), re.escape(value)))
        for found in re.finditer(lines, page.text):
            yield _Quotation(_name(of), Span(*found.span()), None, declined=False)


def _place(page: str, text: str, before: str, exact: str, after: str) -> int | None:
    """Return where quoted words stand on the page: in their section, else where they are once."""
    whole = before + exact + after
    section = page.find(text) if text else -1
    if section >= 0 and (at := text.find(whole)) >= 0:
        return section + at + len(before)
    at = page.find(whole)
    return at + len(before) if at >= 0 and page.find(whole, at + 1) < 0 else None


def _name(term: object) -> str:
    value = getattr(term, "value", "")
    return prefixes.contract(value) or value
