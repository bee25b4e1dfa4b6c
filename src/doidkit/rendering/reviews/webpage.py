"""Reviews as one HTML page that opens without a network or a script, in light and dark.

Its policy allows no source of anything but the one style that it names by its hash; so even a
value that escaped escaping could not run.
"""

import base64
import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from html import escape
from importlib import resources
from urllib.parse import quote

from doidkit.comparing import Change, Comparison, Kind
from doidkit.comparing.pieces import Lines
from doidkit.model import Finding, State
from doidkit.rendering.changes import implied
from doidkit.rendering.changes.parts import Names, Segment, segments, summary, title
from doidkit.rendering.findings import parts as findings
from doidkit.rendering.reviews import parts
from doidkit.reviewing import Place, Review, When
from doidkit.visible import visible

_KEY = (
    '<p class="quiet key">Where terms <span class="before">stood</span> and '
    '<span class="after">stand</span>; the rest is as it was.</p>'
)
_STOOD = {When.BEFORE: " (before)", When.AFTER: " (now)", When.BOTH: ""}
_SCOPE = re.compile(r"#has(\w+)Synonym>")
_OVERALL = (Kind.LANGUAGE, Kind.NAMESPACE, Kind.VOCABULARY)
"""What is told in a sentence where it is of no term."""
_TREE = ' class="tree"'
_TAGS = {"-": "del", "+": "ins", "": "span"}


def render(reviews: Sequence[Review]) -> str:
    """Return the page."""
    body = "\n".join(line for number, each in enumerate(reviews) for line in _body(each, number))
    none = "" if reviews else '<p class="verdict">No ontology file changed.</p>'
    style = _style()
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>doidkit review</title>\n<style>{style}</style>\n</head>\n"
        f"<body>\n{body}{none}\n</body>\n</html>\n"
    )


@cache
def _style() -> str:
    return (resources.files(__package__) / "assets" / "review.css").read_text(encoding="utf-8")


def _body(review: Review, number: int) -> Iterator[str]:
    comparison = review.comparison
    terms = {change.term for change in comparison}

    def term(name: str, iri: str) -> str:
        """Return a term's name, a link where its changes are on the page."""
        return f'<a href="#{_link(number, iri)}">{_html(name)}</a>' if iri in terms else _html(name)

    yield f"<h1>{_html(comparison.old)} → {_html(comparison.new)}</h1>"
    yield f'<p class="verdict">{_html(parts.verdict(parts.Tally.of([review])))}</p>'
    for remark in parts.remarks(review):
        yield f'<p class="remark">{_html(remark)}</p>'
    for heading, found in (("New findings", review.new), ("Fixed findings", review.fixed)):
        if found:
            yield f"<h2>{heading}</h2>"
            for name, each in parts.findings_by_term(found).items():
                iri = getattr(each[0].focus, "value", "")
                yield f"<h3>{term(name or 'Of no term', iri)}</h3>"
                yield _list(map(_finding, each))
    yield from implied.webpage(review.entailments, term)
    yield from _hierarchy(review)
    yield from _changes(comparison, number)


def _finding(finding: Finding) -> str:
    value = findings.value(finding)
    said = findings.message(finding) + (f' "{findings.short(value, 400)}"' if value else "")
    place = finding.location if finding.state is not State.FIXED else None
    where = f' <span class="place">{_html(str(place))}</span>' if place else ""
    badge = f'<span class="badge {finding.severity.value}">{finding.severity.value}</span>'
    return f'{badge} {_html(said)} <span class="rule">{_html(finding.check)}</span>{where}'


def _hierarchy(review: Review) -> Iterator[str]:
    """Yield where terms moved, as stated and, beside it, as classified."""
    drawn = [("As stated", review.places), ("As classified", review.classified)]
    figures = [
        f"<figure><figcaption>{title}</figcaption>{_tree(places, _TREE)}</figure>"
        for title, places in drawn
        if places
    ]
    if figures:
        yield f"<h2>The hierarchy where terms moved</h2>\n{_KEY}"
        yield f'<div class="trees">{"".join(figures)}</div>'


def _tree(places: Sequence[Place], kind: str = "") -> str:
    items = "".join(
        f'<li class="{place.when.value}"><span class="name">{_html(str(place.term))}</span>'
        f'<span class="quiet">{_STOOD[place.when]}</span>'
        f"{_tree(place.below) if place.below else ''}</li>"
        for place in places
    )
    return f"<ul{kind}>{items}</ul>"


def _changes(comparison: Comparison, number: int) -> Iterator[str]:
    names = Names(comparison)
    yield "<h2>Changes by term</h2>"
    for line in (*summary(comparison), *comparison.notes):
        yield f"<p>{_html(line)}</p>"
    for term, changes in comparison.by_term().items():
        name = _html(names.term(term)) if term else "Of no term"
        rows = "\n".join(row for change in changes for row in _rows(change, names))
        yield (
            f'<section class="term" id="{_html(_name(number, term))}"><h3>{name}</h3>\n'
            '<table><thead><tr><th scope="col">What</th><th scope="col">Before</th>'
            f'<th scope="col">After</th></tr></thead>\n<tbody>\n{rows}\n</tbody></table></section>'
        )


def _rows(change: Change, names: Names, kind: str = "") -> Iterator[str]:
    told = segments(change, names)
    if change.kind is Kind.SYNONYM_SCOPE:
        told = [*told, ("-", _scope(change.removed)), ("+", _scope(change.added))]
    cells = "".join(f"<td>{_side(told, mark)}</td>" for mark in "-+")
    if change.kind in _OVERALL and not change.term:
        cells = f'<td colspan="2">{_side(told, "")}</td>'
    yield f'<tr{kind}><th scope="row">{_html(title(change, names))}</th>{cells}</tr>'
    for part in change.parts:
        yield from _rows(part, names, ' class="part"')


def _scope(pieces: Iterable[Lines]) -> str:
    """Return the scope of a synonym by the statements that say it, after a blank."""
    found = _SCOPE.search("\n".join(line for piece in pieces for line in piece))
    return f" {found[1].lower()}" if found else ""


def _side(told: list[Segment], mark: str) -> str:
    """Return what one side of a change has: what stayed, and what only that side had."""
    between = " " if all(each for each, _ in told) else ""
    kept = [(each, text) for each, text in told if each in ("", mark)]
    return between.join(f"<{_TAGS[m]}>{_html(t, lines=True)}</{_TAGS[m]}>" for m, t in kept)


def _list(items: Iterable[str]) -> str:
    return f"<ul>{''.join(f'<li>{item}</li>' for item in items)}</ul>"


def _name(number: int, term: str) -> str:
    return f"{number}-{term}"


def _link(number: int, term: str) -> str:
    return quote(_name(number, term), safe="-")


def _html(text: str, *, lines: bool = False) -> str:
    """Return text that HTML shows as it is, on one line unless it has ``lines`` to keep."""
    return escape("\n".join(map(visible, text.split("\n"))) if lines else visible(text))
