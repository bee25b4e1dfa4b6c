"""A page that was taken in, as a line of JSON."""

import json
from typing import Any

from doidkit.ingestion.grounding import Mention
from doidkit.ingestion.ingest import Ingested, Unread
from doidkit.ingestion.page import Page, Section
from doidkit.lexicon.spans import Span


def render(found: Ingested | Unread) -> str:
    """Return a page as one line; offsets count characters of the text as it was read."""
    return json.dumps(_whole(found), ensure_ascii=False) + "\n"


def _whole(found: Ingested | Unread) -> dict[str, Any]:
    if isinstance(found, Unread):
        return {"page": found.name, "error": found.reason}
    page = found.page
    whole: dict[str, Any] = {
        "page": page.name,
        "title": page.title,
        "about": page.identifier,
        "gaps": [{"kind": gap.kind, "message": gap.message} for gap in page.gaps],
        "sections": [_section(page, section) for section in page.sections],
        "faults": [
            {
                "kind": fault.kind.value,
                "severity": fault.kind.severity.value,
                "section": fault.section,
                "numbers": list(fault.numbers),
                "message": fault.message,
                **_place(page, fault.span),
            }
            for fault in found.faults
        ],
        "block": [
            {
                "property": each.line.property,
                "value": each.line.value,
                "verdict": each.verdict.value,
                "shown": each.shown,
                "known": each.known,
                "message": each.message,
                **_place(page, each.line.span),
            }
            for each in found.block
        ],
        "mentions": [_mention(page, mention) for mention in found.mentions],
    }
    if found.covered is not None:
        whole["coverage"] = [
            {
                "state": each.state.value,
                "section": each.section,
                "by": list(each.by),
                "reasons": list(each.reasons),
                "bare": each.bare,
                **_place(page, each.span),
            }
            for each in found.covered
        ]
    return whole


def _section(page: Page, section: Section) -> dict[str, Any]:
    return {
        "name": section.name,
        "topic": section.topic.value,
        **_place(page, section.body, words=False),
        "statements": [
            {
                "role": each.role.value,
                "depth": each.depth,
                "label": page.words(each.label) if each.label else None,
                **_place(page, each.span),
            }
            for each in section.statements
        ],
        "citations": [
            {
                "numbers": list(each.numbers),
                "statement": each.statement,
                "entry": each.entry,
                **_place(page, each.span),
            }
            for each in section.citations
        ],
        "references": [
            {"numbers": list(each.numbers), **_place(page, each.words)}
            for each in section.references
        ],
    }


def _mention(page: Page, mention: Mention) -> dict[str, Any]:
    assert mention.span is not None, "a page's mentions have their place"
    return {
        **_place(page, mention.span),
        "ambiguous": mention.ambiguous,
        "candidates": [
            {
                "id": each.entry.curie,
                "label": each.entry.label,
                "score": each.score,
                "predicate": each.predicate,
                "reasons": list(each.reasons),
            }
            for each in mention.candidates
        ],
    }


def _place(page: Page, span: Span, *, words: bool = True) -> dict[str, Any]:
    line, column = page.line(span.start)
    place: dict[str, Any] = {"start": span.start, "end": span.end, "line": line, "column": column}
    return {"exact": page.words(span), **place} if words else place
