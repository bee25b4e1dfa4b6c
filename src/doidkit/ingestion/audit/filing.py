"""Headings without content, and statements under a heading that is not theirs."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from doidkit.ingestion.audit import scope
from doidkit.ingestion.audit.faults import Fault, Kind
from doidkit.ingestion.audit.subject import named
from doidkit.ingestion.page import Page, Role, Section, Statement, Topic
from doidkit.lexicon.spans import Span

_SPECIMENS = {
    "blood": r"blood|serum|plasma|haematolog\w*|hematolog\w*",
    "urine": r"urine|urinary|urinalysis",
    "stool": r"stools?|fa?eces|fa?ecal",
    "spinal fluid": r"cerebrospinal|spinal fluid|csf|lumbar puncture",
    "sputum": r"sputum",
    "imaging": r"imaging|x-?rays?|radiograph\w*|ultraso\w+|ct|mri|tomograph\w*|scintigraph\w*",
    "biopsy": r"biops\w+|histolog\w*|histopatholog\w*",
}
_SPECIMEN = {
    name: re.compile(rf"\b(?:{words})\b", re.IGNORECASE) for name, words in _SPECIMENS.items()
}
_CUES = {
    Topic.TREATMENT: r"\d+(?:\.\d+)?\s?(?:mg|mcg|\u00b5g|g/day|ml)(?:/\w+)?\b"
    r"|\bprescri\w+|\bdos(?:e|age|es)\b"
    r"|\b(?:is|are|be|been) treated (?:with|by)\b|\btreatment of choice\b|\badminister\w*"
    r"|\btablets?\b|\bsurgical(?:ly)? (?:removal|remov\w+|excision)\b",
    Topic.DIAGNOSTICS: r"\bbiops(?:y|ies)\b|\bx-?rays?\b|\bMRI\b|\bCT scans?\b|\bblood tests?\b"
    r"|\burinalysis\b|\bis diagnosed (?:by|with|on)\b|\bdiagnostic tests?\b|\b\d+ ?% sensitiv\w+",
    Topic.DIFFERENTIAL: r"\b(?:distinguished|differentiated) from\b|\bmimics?\b"
    r"|\bdifferential diagnos[ie]s\b|\bmistaken for\b|\bother conditions that\b",
    Topic.SYMPTOMS: r"\b(?:patients?|people) (?:may |often |usually )?(?:present with|complain of"
    r"|experience|report|feel)\b|\bsymptoms? (?:is|are|may) \b",
}
_CUE = {topic: re.compile(words, re.IGNORECASE) for topic, words in _CUES.items()}
_OWN = {  # words that belong to a topic, but elsewhere prove nothing
    Topic.TREATMENT: r"treat|therap|drug|medic|manage|surg|dose|effective|relie[fv]",
    Topic.DIAGNOSTICS: r"diagnos|test|imag|detect|reveal|exam|measur|scan|evaluat|confirm|suspect",
    Topic.DIFFERENTIAL: r"differ|distinguish|mimic|similar|resembl|condition|diagnos|rule out",
    Topic.SYMPTOMS: r"symptom|sign|pain|present|experience|feel|itch|lesion|swell|fever|appear",
}


def faults(page: Page) -> Iterator[Fault]:
    """Yield the faults of headings."""
    yield from _other_subject(page)
    for section in page.sections:
        yield from _empty(page, section)
        for number, statement in scope.stated(section):
            yield from _specimen(page, section, number, statement)
            yield from _topic(section, statement)


def _other_subject(page: Page) -> Iterator[Fault]:
    name = named(page)
    if name and page.title and name != page.title.casefold():
        for section in page.sections:
            for heading in section.subheadings:
                if name in page.words(heading).casefold():
                    message = f'The page is titled "{page.title}", its prose is about "{name}".'
                    yield Fault(Kind.OTHER_SUBJECT, heading, section.name, message)
                    return


def _empty(page: Page, section: Section) -> Iterator[Fault]:
    spoken = [s.span for s in section.statements if s.role is not Role.HEADING]
    spans = [*spoken, *(r.span for r in section.references), *(b.span for b in section.block)]
    if section.name and not spans:
        message = f"Nothing stands under {section.name}."
        yield Fault(Kind.EMPTY_SECTION, section.heading, section.name, message)
        return
    starts = sorted(span.start for span in spans)
    heads = sorted(heading.start for heading in section.subheadings)
    closing = {h.start for h in section.subheadings if _is_of_references(page, h)}
    for heading in section.subheadings:
        behind = _first(starts, heading.end)
        next_ = _first(heads, heading.start + 1)
        followed = next_ is not None and behind is not None and next_ < behind
        references = followed and page.words(heading).rstrip(":").casefold() == "references"
        opening = followed and not references
        # A heading right below another one divides it; only what nothing follows is empty.
        if behind is None or references or (opening and next_ in closing):
            message = f"Nothing stands under {page.words(heading).rstrip(':')}."
            yield Fault(Kind.EMPTY_SECTION, heading, section.name, message)


def _first(places: Sequence[int], least: int) -> int | None:
    """Return the first of some places in order that is not before another one."""
    at = bisect_left(places, least)
    return places[at] if at < len(places) else None


def _is_of_references(page: Page, heading: Span) -> bool:
    return page.words(heading).strip(":#* ").casefold() == "references"


def _specimen(page: Page, section: Section, number: int, item: Statement) -> Iterator[Fault]:
    """Yield an item whose specimen or method is another one than its lead's."""
    if not item.leads or item.depth == 0:
        return
    lead = section.statements[item.leads[-1]]
    own = _kinds(item.text)
    above = _kinds(page.words(lead.item))
    if lead.item == item.item or len(above) != 1 or not own or own & above:
        return
    if "imaging" in own and "blood" not in above and "urine" not in above:
        return
    message = (
        f"{scope.shown(item.text, 50)} names {' and '.join(sorted(own))}, "
        f"its lead {min(above)}: {scope.shown(page.words(lead.item), 50)}"
    )
    yield Fault(Kind.MISFILED, item.span, section.name, message)


def _kinds(text: str) -> set[str]:
    return {name for name, words in _SPECIMEN.items() if words.search(text)}


def _topic(section: Section, statement: Statement) -> Iterator[Fault]:
    """Yield a statement that speaks of another section's matter, and not of its own."""
    own = _OWN.get(section.topic)
    if own is None or statement.role is not Role.STATEMENT:
        return
    if re.search(own, statement.text, re.IGNORECASE):
        return
    for topic, cue in _CUE.items():
        found = cue.search(statement.text) if topic is not section.topic else None
        if found:
            message = f'"{found[0]}" is matter of {topic.value}: {scope.shown(statement.text, 60)}'
            yield Fault(Kind.MISFILED, statement.span, section.name, message)
            return
