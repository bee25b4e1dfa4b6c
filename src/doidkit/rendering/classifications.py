"""Classifications as text and JSON."""

import json as jsonlib
from collections.abc import Iterator

from doidkit.ontology.record import TermRef
from doidkit.reasoning import Classification
from doidkit.rendering.findings.data import finding_object
from doidkit.rendering.findings.text import STYLES
from doidkit.rendering.lines import Line, joined
from doidkit.rendering.terms import one_line

FORMATS = ("text", "json")
_SHOWN = 10


def render(result: Classification, *, format: str, width: int | None = None) -> str:
    """Return the result in one of ``FORMATS``."""
    return json(result) if format == "json" else text(result, width=width)


def text(result: Classification, *, width: int | None = None) -> str:
    """Return the faults, the first inferred subclass axioms, and a summary as the last line.

    With the width of a terminal the lines are coloured and wrapped, without one plain.
    """
    lines = [*_faults(result), *_inferred(result), *_beyond(result), [(summary(result), "bold")]]
    return joined(lines, width=width)


def summary(result: Classification) -> str:
    """Return verdict and counts in one sentence."""
    verdicts = {True: "Consistent", False: "Inconsistent", None: "Consistency not checked"}
    parts = [_count(result.classes, "class", "classes")]
    if result.consistent:
        parts.append(f"{len(result.unsatisfiable):,} unsatisfiable")
    parts.append(_count(len(result.cycles), "subclass cycle", "subclass cycles"))
    if result.consistent:
        number = len(result.equivalences)
        parts.append(_count(number, "inferred equivalence", "inferred equivalences"))
        number = len(result.inferred)
        parts.append(_count(number, "inferred subclass axiom", "inferred subclass axioms"))
    return f"{verdicts[result.consistent]}: {', '.join(parts)}."


def json(result: Classification) -> str:
    """Return the result as JSON, keys always all there and in this order.

    ``consistent`` (null where no reasoner ran), ``classes`` (how many), ``unsatisfiable``,
    ``cycles``, ``equivalences``, ``inferred`` (``subclass``, ``superclass``) with terms as
    ``iri``, ``curie`` and ``label``, and the same faults as ``findings``, in the form that
    ``doidkit validate`` gives them. Where the reasoner may miss something ``beyond`` is last:
    ``axioms`` (a number by the constructor that it does not follow) and ``most`` (how many more
    pairs of a class and one above it may follow, null where that is not known).
    """
    document: dict[str, object] = {
        "consistent": result.consistent,
        "classes": result.classes,
        "unsatisfiable": [_term(term) for term in result.unsatisfiable],
        "cycles": [[_term(term) for term in group] for group in result.cycles],
        "equivalences": [[_term(term) for term in group] for group in result.equivalences],
        "inferred": [
            {"subclass": _term(child), "superclass": _term(parent)}
            for child, parent in result.inferred
        ],
        "findings": [finding_object(finding) for finding in result.report],
    }
    if result.beyond is not None:
        document["beyond"] = {
            "axioms": dict(sorted(result.beyond.axioms.items())),
            "most": result.beyond.most,
        }
    return jsonlib.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _faults(result: Classification) -> Iterator[Line]:
    for finding in result.report:
        title = one_line(finding.title or finding.check)
        yield [(finding.severity.value, STYLES[finding.severity]), (f": {title}", "bold")]
        yield [(f"  {one_line(finding.message)}", "")]
        yield []


def _inferred(result: Classification) -> Iterator[Line]:
    if not result.inferred:
        return
    yield [("Inferred subclass axioms:", "bold")]
    for child, parent in result.inferred[:_SHOWN]:
        yield [(f"  {one_line(str(child))} is a subclass of {one_line(str(parent))}", "")]
    rest = len(result.inferred) - _SHOWN
    if rest > 0:
        yield [(f"  and {rest:,} more; --format json lists all", "")]
    yield []


def _beyond(result: Classification) -> Iterator[Line]:
    """Yield what the reasoner does not follow, and how much more may follow from that."""
    if result.beyond is None:
        return
    kinds = sorted(result.beyond.axioms.items(), key=lambda pair: (-pair[1], pair[0]))
    yield [("Not followed, or in part only, as ELK would:", "bold")]
    for kind, number in kinds:
        yield [(f"  {_count(number, 'axiom', 'axioms')} with {kind}", "")]
    most = result.beyond.most
    more = "More may follow"
    if most is not None:
        more = f"Up to {most:,} more pairs of a class and one above it may follow"
    yield [(f"  {more}; --reasoner rustdl or hermit tells.", "")]
    yield []


def _term(term: TermRef) -> dict[str, str]:
    return {"iri": term.iri, "curie": term.curie, "label": term.label}


def _count(number: int, one: str, many: str) -> str:
    return f"{number:,} {one if number == 1 else many}"
