"""What stands in two lists that exclude each other, twice, or without what it needs."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from doidkit.ingestion.audit import scope
from doidkit.ingestion.audit.faults import Fault, Kind
from doidkit.ingestion.audit.subject import subject_words
from doidkit.ingestion.page import Page, Role, Section, Statement, Topic
from doidkit.lexicon.spans import Span
from doidkit.lexicon.words import content

_TYPES = re.compile(
    r"\b(?:sub)?types?\b|\bforms\b|\bvariants?\b|\bclassified\b|\bdivided\b|\bcategories\b", re.I
)
_OTHERS = re.compile(
    r"\bdifferentials?\b|\bother (?:conditions|diseases|disorders|diagnoses)\b|\bresembl\w+"
    r"|\bmimic\w*|\bmistaken\b|\bsimilar (?:conditions|diseases)\b|\brul(?:e|ed|ing) out\b",
    re.IGNORECASE,
)
_SIGN = re.compile(
    r"\b(?:distinguished|differentiated|told apart)\s+from\b.*?\bby\b(?P<sign>.*)", re.I | re.DOTALL
)
_BOILERPLATE = content(
    "distinctive characteristic histological features including presence appearance its their"
)
_FIGURE = re.compile(
    r"\b\d{1,3}(?:\.\d+)? ?% (?:sensitiv|specific|accura|effective|success)"
    r"|\b(?:sensitiv|specific|accura)\w* (?:of|is|was)(?: \w+){0,2} \d{1,3}(?:\.\d+)? ?%",
    re.IGNORECASE,
)
_BASIS = re.compile(
    r"\bpatients\b|\bn ?= ?\d|\bparticipants\b|\bcompared (?:with|to)\b|\breference standard\b"
    r"|\bgold standard\b|\bconfidence\b|\bCI\b|\bcohort\b|\bmeta-analysis\b|\bin a study of \d",
)


@dataclass(frozen=True, slots=True)
class _Item:
    """A name in a list: its words without those of the page's subject."""

    name: str
    words: frozenset[str]
    span: Span
    section: Section
    statement: Statement


def faults(page: Page) -> Iterator[Fault]:
    """Yield the faults of lists and figures."""
    items = list(_items(page))
    yield from _both(page, items)
    yield from _headings(page)
    yield from _again(items)
    yield from _signs(page)
    yield from _figures(page)


def _items(page: Page) -> Iterator[_Item]:
    subject = subject_words(page)
    for section in page.sections:
        for statement in section.statements:
            if statement.depth == 0 or statement.span.start != statement.item.start:
                continue
            name = page.words(statement.label) if statement.label else statement.text
            name = re.sub(r"\s*[(\[].*|\s+[\u2013\u2014-]\s.*", "", name).strip(" .*:")
            whole = content(name)
            if name and len(name.split()) <= 7:
                words = (whole - subject) or whole
                yield _Item(name, words, statement.span, section, statement)


def _both(page: Page, items: list[_Item]) -> Iterator[Fault]:
    """Yield the differentials that are subtypes elsewhere on the page."""
    types = [item for item in items if _of(page, item, _TYPES)]
    for item in items:
        other = item.section.topic is Topic.DIFFERENTIAL or _of(page, item, _OTHERS)
        if not other or item in types:
            continue
        same = next((each for each in types if each.words == item.words), None)
        if same:
            where = same.section.name or "an earlier list"
            message = f"{item.name} is a differential here and a type in {where}."
            yield Fault(Kind.SUBTYPE_AND_DIFFERENTIAL, item.span, item.section.name, message)


def _of(page: Page, item: _Item, words: re.Pattern[str]) -> bool:
    """Return whether the lead of a list, or the heading above it, has some words."""
    leads = [item.section.statements[at].text for at in item.statement.leads]
    return any(words.search(text) for text in (leads or [item.statement.heading]))


def _headings(page: Page) -> Iterator[Fault]:
    names = {page.title.casefold()}
    for section in page.sections:
        names |= {section.name.casefold()} | {page.words(h).casefold() for h in section.subheadings}
    for section in page.sections:
        for statement in section.statements:
            words = statement.text.strip(" .").casefold()
            if statement.depth and words in names and len(words.split()) > 2:
                message = f"A heading stands among the items: {scope.shown(statement.text)}"
                yield Fault(Kind.HEADING_AS_ITEM, statement.span, section.name, message)


def _again(items: list[_Item]) -> Iterator[Fault]:
    """Yield the bare lists of three or more names that a list of the section had before."""
    seen: dict[str, set[frozenset[str]]] = {}
    runs: dict[tuple[str, str], list[_Item]] = {}
    for item in items:
        known = seen.setdefault(item.section.name, set())
        if item.statement.label is None and item.words in known:
            runs.setdefault((item.section.name, item.statement.heading), []).append(item)
        known.add(item.words)
    for (section, heading), run in runs.items():
        if len(run) > 2:
            message = f"{heading or 'A list'} repeats {len(run)} names of an earlier list."
            yield Fault(Kind.REPEATED_LIST, run[0].span, section, message)


def _signs(page: Page) -> Iterator[Fault]:
    """Yield the differentials that are told from the subject by one and the same sign."""
    found: list[tuple[frozenset[str], str]] = []
    for section in page.about(Topic.DIFFERENTIAL):
        label = ""
        for statement in section.statements:
            if statement.role is Role.HEADING:
                continue
            label = page.words(statement.label) if statement.label else label
            sign = _SIGN.search(statement.text)
            words = content(sign["sign"]) - _BOILERPLATE if sign else frozenset()
            words = frozenset(word for word in words if not word.isdigit())
            if len(words) < 3:
                continue
            for other, name in found:
                if (words <= other or other <= words) and name != label:
                    message = f"{label} and {name} are told by the same sign."
                    yield Fault(Kind.SAME_SIGN, statement.span, section.name, message)
            found.append((words, label))


def _figures(page: Page) -> Iterator[Fault]:
    for section in page.sections:
        for statement in section.statements:
            found = _FIGURE.search(statement.text)
            if found and not _BASIS.search(statement.text):
                message = (
                    f"{scope.shown(statement.text, 60)} says neither of whom nor against "
                    "which standard."
                )
                yield Fault(Kind.BARE_FIGURE, statement.span, section.name, message)
