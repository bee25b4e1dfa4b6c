"""Findings as one HTML page: no other file, no network, whole also without its script.

The page allows no script and no style but its own, which it names by their hashes; so even a
value that escaped escaping could not run.
"""

import base64
import hashlib
from collections import Counter
from collections.abc import Iterator
from functools import cache
from html import escape
from importlib import resources

from pyoxigraph import NamedNode

from doidkit.model import About, Finding, Report, Severity, State
from doidkit.rendering.findings import excerpts, parts
from doidkit.rendering.terms import one_line

PAGE = 500
"""How many findings are shown at a time; a browser lays out thousands in many seconds."""
_FILES = 5  # that the head names
_COLUMNS = ("severity", "check", "term", "place", "finding")


def render(report: Report, fail_on: Severity | None = Severity.ERROR) -> str:
    """Return the page: what was checked, summary, filters, findings, the checks, the waivers."""
    return "\n".join([*_head(), *_body(report, fail_on), "</body>", "</html>"]) + "\n"


def _head() -> Iterator[str]:
    style, script = _asset("report.css"), _asset("report.js")
    policy = (
        f"default-src 'none'; style-src '{_digest(style)}'; script-src '{_digest(script)}'; "
        "base-uri 'none'; form-action 'none'"
    )
    yield "<!DOCTYPE html>"
    yield '<html lang="en">'
    yield "<head>"
    yield '<meta charset="utf-8">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield "<title>doidkit check</title>"
    yield f"<style>{style}</style>"
    yield "</head>"


def _body(report: Report, fail_on: Severity | None) -> Iterator[str]:
    yield "<body>"
    yield "<header>"
    yield "<h1>doidkit check</h1>"
    yield from _about(report.about)
    yield f'<p class="summary">{_html(parts.summary(report, fail_on=fail_on))}</p>'
    if report.notes:
        items = "".join(f"<li>{_html(note)}</li>" for note in report.notes)
        yield f'<ul class="notes">{items}</ul>'
    yield "</header>"
    yield "<main>"
    yield from _filters(report)
    yield from _table(report)
    yield from _rules(report)
    yield from _waived(report)
    yield "</main>"
    yield "<footer>Made by doidkit. This page needs no network.</footer>"
    yield f"<script>{_asset('report.js')}</script>"


def _about(about: About) -> Iterator[str]:
    files = "".join(f"<div>{_html(file)}</div>" for file in about.files[:_FILES])
    if len(about.files) > _FILES:
        files += f"<div>and {len(about.files) - _FILES:,} more</div>"
    version = _linked(about.version, about.version)
    told = (
        ("File" if len(about.files) == 1 else "Files", files),
        ("Version", version),
        ("Profile", _html(about.profile)),
        ("Date", f"<time>{_html(about.date)}</time>" if about.date else ""),
    )
    rows = "".join(f"<dt>{name}</dt><dd>{said}</dd>" for name, said in told if said)
    if rows:
        yield f'<dl class="about">{rows}</dl>'


def _filters(report: Report) -> Iterator[str]:
    tally = parts.Tally.of(report)
    yield '<form class="filters" hidden>'  # the script shows it: without one it does nothing
    yield "<fieldset><legend>Severity</legend>"
    for severity, number in tally.severities:
        yield (
            f'<label class="chip"><input type="checkbox" name="severity" '
            f'value="{severity.value}" checked> {_badge(severity.value)} {number:,}</label>'
        )
    yield "</fieldset>"
    ids = sorted({finding.check for finding in report})
    yield from _select("check", "Check", [("", "all"), *((i, i) for i in ids)])
    if tally.compared:
        states = [(state.value, state.value) for state in State]
        yield from _select("state", "State", [("", "all"), *states])
    yield '<label class="search"><span class="name">Text</span>'
    yield '<input type="search" name="text" placeholder="term, message, file"></label>'
    yield "</form>"


def _select(name: str, label: str, options: list[tuple[str, str]]) -> Iterator[str]:
    yield f'<label><span class="name">{label}</span><select name="{name}">'
    for value, text in options:
        yield f'<option value="{_html(value)}">{_html(text)}</option>'
    yield "</select></label>"


def _table(report: Report) -> Iterator[str]:
    findings = [*parts.new_first(parts.present(report)), *parts.fixed(report)]
    total = len(findings)
    yield f'<p class="shown" role="status" data-total="{total}">{total:,} of {total:,} shown</p>'
    yield '<div class="frame"><table id="findings">'
    heads = "".join(
        f'<th scope="col" data-name="{name}"><button type="button">{name.title()}</button></th>'
        for name in _COLUMNS
    )
    yield f"<thead><tr>{heads}</tr></thead>"
    yield "<tbody>"
    yield from map(_row, findings[:PAGE])
    yield "</tbody></table>"
    hidden = " hidden" if findings else ""
    yield f'<div class="none"{hidden}>No finding to show.</div></div>'
    # A browser that runs the script takes these for texts and lays out none; others read them.
    for start in range(PAGE, total, PAGE):
        yield '<noscript class="more"><div class="frame"><table><tbody>'
        yield from map(_row, findings[start : start + PAGE])
        yield "</tbody></table></div></noscript>"
    if total > PAGE:
        yield '<nav class="pages" aria-label="Pages of findings" hidden>'
        yield '<button type="button" name="previous">Previous</button>'
        yield '<span class="page"></span>'
        yield '<button type="button" name="next">Next</button></nav>'


def _row(finding: Finding) -> str:
    state = finding.state.value if finding.state else ""
    place = finding.location
    title = _html(one_line(finding.title or ""))
    cells = (
        ("", str(2 - finding.severity.gravity), _badges(finding)),
        ("check", finding.check, f'{title} <span class="id">{_html(finding.check)}</span>'),
        ("term", parts.subject(finding), _term(finding)),
        ("place", str(place or ""), _html(str(place or "")).replace("/", "/<wbr>")),
        ("said", parts.message(finding), "".join(_said(finding))),
    )
    written = "".join(
        f'<td class="{name}" data-key="{_html(key)}">{inner}</td>' for name, key, inner in cells
    )
    return (
        f'<tr data-severity="{finding.severity.value}" data-check="{_html(finding.check)}" '
        f'data-state="{state}">{written}</tr>'
    )


def _term(finding: Finding) -> str:
    """Return the focus term, linked where its IRI is an address."""
    focus = finding.focus
    return _linked(parts.subject(finding), focus.value if isinstance(focus, NamedNode) else "")


def _linked(text: str, address: str) -> str:
    if not address.startswith(("http://", "https://")):
        return _html(text)
    return f'<a href="{_html(address)}" rel="noreferrer">{_html(text)}</a>'


def _badges(finding: Finding) -> str:
    names = [finding.severity.value, *([finding.state.value] if finding.state else [])]
    return " ".join(_badge(name) for name in names)


def _badge(name: str) -> str:
    return f'<span class="badge {name}">{name}</span>'


def _said(finding: Finding) -> Iterator[str]:
    yield _html(parts.message(finding))
    if predicate := parts.predicate(finding):
        yield f" <code>{_html(predicate)}</code>"
    if value := parts.value(finding):
        yield f' <span class="value">“{_html(parts.short(value, 400))}”</span>'
    if finding.fix:
        yield f' <span class="fix">{_html(one_line(finding.fix))}</span>'
    if found := excerpts.excerpt(finding):
        yield f"<pre>{_marked(found)}</pre>"


def _marked(found: excerpts.Excerpt) -> str:
    if found.mark is None:
        return _html(found.text)
    before, rest = found.text[: found.mark], found.text[found.mark :]
    return f"{_html(before)}<mark>{_html(rest[:1] or ' ')}</mark>{_html(rest[1:])}"


def _rules(report: Report) -> Iterator[str]:
    rules = parts.rules(report)
    counts = Counter(finding.check for finding in parts.present(report))
    if not rules:
        return
    yield f"<section><h2>{parts.counted(len(rules), 'check')}</h2>"
    for rule in sorted(rules.values(), key=lambda r: (-counts[r.id], r.id)):
        number = parts.counted(counts[rule.id], "finding")
        yield (
            f"<details><summary>{_badge(rule.severity.value)} {_html(parts.heading(rule))} "
            f'<span class="count">{number}</span></summary><dl>'
        )
        for name, text in (("Why", rule.why), ("Fix", rule.fix)):
            if text:
                yield f"<dt>{name}</dt><dd>{_html(text)}</dd>"
        yield "</dl></details>"
    yield "</section>"


def _waived(report: Report) -> Iterator[str]:
    if not report.waived:
        return
    yield f"<section><h2>{len(report.waived):,} waived</h2>"
    yield '<div class="frame"><table><thead><tr>'
    for name in ("Check", "Term", "Place", "Reason", "Who", "Until"):
        yield f'<th scope="col">{name}</th>'
    yield "</tr></thead><tbody>"
    for excused in report.waived:
        found = excused.finding
        place = str(found.location or "")
        cells = (found.check, parts.subject(found), place, excused.reason, excused.who)
        written = "".join(f"<td>{_html(cell)}</td>" for cell in (*cells, excused.expires))
        yield f"<tr>{written}</tr>"
    yield "</tbody></table></div></section>"


def _html(text: str) -> str:
    # A NUL or another control character is not allowed in HTML at all.
    visible = "".join(c if c.isprintable() or c in "\n\t" else "\ufffd" for c in text)
    return escape(visible, quote=True)


@cache
def _asset(name: str) -> str:
    return (resources.files(__package__) / "assets" / name).read_text(encoding="utf-8")


def _digest(text: str) -> str:
    digest = hashlib.sha256(text.encode()).digest()
    return f"sha256-{base64.b64encode(digest).decode()}"
