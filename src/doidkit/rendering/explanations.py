"""Explanations as text, Markdown and JSON."""

import json as jsonlib
from collections.abc import Iterator

from doidkit.explaining import Explanation, Reason
from doidkit.ontology.record import TermRef
from doidkit.rendering.lines import Line, joined
from doidkit.rendering.markdown import escape
from doidkit.rendering.terms import one_line

FORMATS = ("text", "markdown", "json")


def render(found: Explanation, *, format: str, width: int | None = None) -> str:
    """Return an explanation in one of ``FORMATS``."""
    if format == "json":
        return json(found)
    return markdown(found) if format == "markdown" else text(found, width=width)


def text(found: Explanation, *, width: int | None = None) -> str:
    """Return the verdict, then each justification with its axioms and their places.

    With the width of a terminal the lines are coloured and wrapped, without one plain.
    """
    lines: list[Line] = [[(verdict(found), "bold")]]
    for number, axioms in enumerate(found.justifications, 1):
        lines += [[], [(_heading(found, number), "bold")]]
        lines += [line for axiom in axioms for line in _axiom(axiom)]
    if found.justifications and not found.complete:
        lines += [[], [(_MORE, "")]]
    return joined(lines, width=width)


_MORE = "There may be others; --most looks for more."


def markdown(found: Explanation) -> str:
    """Return the same as Markdown: a list for each justification."""
    lines = [f"**{escape(verdict(found))}**"]
    for number, axioms in enumerate(found.justifications, 1):
        lines += ["", _heading(found, number), ""]
        for axiom in axioms:
            place = f" ({escape(str(axiom.location))})" if axiom.location else ""
            part = f", a part of: {escape(one_line(axiom.whole))}" if axiom.whole else ""
            lines.append(f"- {escape(one_line(axiom.text))}{place}{part}")
    if found.justifications and not found.complete:
        lines += ["", _MORE]
    return "\n".join(lines) + "\n"


def json(found: Explanation) -> str:
    """Return the same as JSON, keys always all there and in this order.

    ``subclass`` and ``superclass`` (``iri``, ``curie``, ``label``, or null), ``follows``,
    ``consistent``, ``complete``, and ``justifications``: lists of axioms with ``text``, ``path``,
    ``line`` and ``column``, null where no file is known to say it. Where it is a laconic one,
    ``laconic`` is last, true, and ``text`` is of a part of ``axiom``, or all of it.
    """
    document: dict[str, object] = {
        "subclass": term(found.subclass),
        "superclass": term(found.superclass),
        "follows": found.follows,
        "consistent": found.consistent,
        "complete": found.complete,
        "justifications": [
            [reason(each) | _whole(found, each) for each in axioms]
            for axioms in found.justifications
        ],
    }
    if found.laconic:
        document["laconic"] = True
    return jsonlib.dumps(document, indent=2, ensure_ascii=False) + "\n"


def _whole(found: Explanation, axiom: Reason) -> dict[str, object]:
    return {"axiom": axiom.whole or axiom.text} if found.laconic else {}


def verdict(found: Explanation) -> str:
    """Return in one sentence what follows, or that it does not."""
    if not found.consistent:
        return "The axioms contradict one another, so everything follows from them."
    if found.subclass is None:
        return "The axioms do not contradict one another."
    name = one_line(str(found.subclass))
    if found.superclass is None:
        return f"{name} is {'' if found.follows else 'not '}unsatisfiable."
    does = "is" if found.follows else "does not follow to be"
    return f"{name} {does} a subclass of {one_line(str(found.superclass))}."


def _heading(found: Explanation, number: int) -> str:
    count = len(found.justifications[number - 1])
    what = "part" if found.laconic else "axiom"
    size = f"{count} {what}{'s' * (count != 1)}"
    return f"Explanation {number} of {len(found.justifications)}, {size}:"


def _axiom(axiom: Reason) -> Iterator[Line]:
    yield [("  " + one_line(axiom.text), "")]
    if axiom.location is not None:
        yield [(f"      {axiom.location}", "dim")]
    if axiom.whole:
        yield [(f"      a part of: {one_line(axiom.whole)}", "dim")]


def term(named: TermRef | None) -> dict[str, str] | None:
    """Return a term as JSON has it."""
    return None if named is None else {"iri": named.iri, "curie": named.curie, "label": named.label}


def reason(axiom: Reason) -> dict[str, object]:
    """Return an axiom with its place as JSON has it."""
    place = axiom.location
    return {
        "text": axiom.text,
        "path": place.path if place else None,
        "line": place.line if place else None,
        "column": place.column if place else None,
    }
