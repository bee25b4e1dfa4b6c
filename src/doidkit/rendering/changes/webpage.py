"""A comparison as one HTML page that opens without a network, in light and dark."""

from collections.abc import Iterator, Sequence
from html import escape
from itertools import zip_longest

from doidkit.comparing import Change, Comparison
from doidkit.entailing import Entailment
from doidkit.rendering.changes import implied
from doidkit.rendering.changes.parts import Names, Segment, segments, summary, title

_STYLE = """
:root { color-scheme: light dark; }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.4rem; overflow-wrap: anywhere; }
h2 { border-bottom: 1px solid; font-size: 1.15rem; margin: 2rem 0 .6rem; }
h3 { font-size: 1rem; margin: 1.2rem 0 .3rem; }
ul { margin: 0; overflow-wrap: anywhere; padding-left: 1.2rem; }
summary, .place { color: light-dark(#57606a, #8d96a0); font-size: .9rem; }
summary { cursor: pointer; }
del { background: light-dark(#ffd7d5, #67060c); text-decoration: line-through; }
ins { background: light-dark(#d2f4d3, #033a16); text-decoration: none; }
.kind { color: light-dark(#57606a, #8d96a0); }
"""


def render(
    comparisons: Sequence[Comparison], entailments: Sequence[Sequence[Entailment] | None] = ()
) -> str:
    """Return the page, with what follows from one side only where that was looked at."""
    policy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
    each = zip_longest(comparisons, entailments)
    body = "\n".join(line for comparison, some in each for line in _body(comparison, some))
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>doidkit diff</title>\n<style>{_STYLE}</style>\n</head>\n"
        f"<body>\n{body}\n</body>\n</html>\n"
    )


def _body(comparison: Comparison, entailments: Sequence[Entailment] | None) -> Iterator[str]:
    names = Names(comparison)
    yield f"<h1>{escape(f'{comparison.old} → {comparison.new}')}</h1>"
    for line in (*summary(comparison), *comparison.notes):
        yield f"<p>{escape(line)}</p>"
    if entailments is not None:
        yield from implied.webpage(entailments)
        if not entailments:
            yield f"<p>{implied.NOTHING}</p>"
    if comparison:
        yield "<h2>Changes by term</h2>"
    for term, changes in comparison.by_term().items():
        name = escape(names.term(term)) if term else "Of no term"
        yield f'<h3 id="{escape(term)}">{name}</h3>'
        yield _list(changes, names)


def _list(changes: "list[Change] | tuple[Change, ...]", names: Names) -> str:
    items = "\n".join(f"<li>{_item(change, names)}</li>" for change in changes)
    return f"<ul>\n{items}\n</ul>"


def _item(change: Change, names: Names) -> str:
    told = _marked(segments(change, names))
    below = _list(change.parts, names) if change.parts else ""
    return f'<span class="kind">{escape(title(change, names))}</span> {told}{below}'


def _marked(found: list[Segment]) -> str:
    between = " " if all(mark for mark, _ in found) else ""
    return between.join(_mark(mark, text) for mark, text in found)


def _mark(mark: str, text: str) -> str:
    tag = {"-": "del", "+": "ins"}.get(mark, "span")
    return f"<{tag}>{escape(text)}</{tag}>"
