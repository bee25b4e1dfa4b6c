"""Random mistakes in the bundled entry, and how many of them the bundled shapes find as errors.

The named mistakes of tests/support/mutations are what a person thinks of; these are what nobody
thought of. Each is one edit of one statement, drawn with a fixed seed.
"""

import random
import sys
from collections.abc import Callable, Iterator

import pyoxigraph as ox
from measure import table
from release import ROOT, Release

sys.path.insert(0, str(ROOT / "tests" / "support"))
from mutations import BY_KIND
from mutations.scoring import Bench

TITLE = "Mistakes"
_SEED = 182
_EACH = 40
_OURS = "https://w3id.org/doidkit/"
_PARTS = {
    "claim/": "claims",
    "evidence/": "evidence",
    "reference/": "references",
    "ddx/": "differentials",
}

Edit = Callable[[ox.Quad, random.Random, list[ox.Quad]], ox.Quad | None]


def section(release: Release) -> str:
    """Return the scores: of the named mistakes, and of random ones by edit and part."""
    bench = Bench()
    lines = [
        [kind, *_score([bool(bench.found(bench.mutated(update))) for update in named.values()])]
        for kind, named in BY_KIND.items()
    ]
    drawn = random.Random(_SEED)
    subjects = [quad for quad in bench.data if _part(quad)]
    for name, edit in _EDITS.items():
        seen = [bool(bench.found(mutant)) for mutant in _mutants(bench, subjects, edit, drawn)]
        lines.append([f"at random: {name}", *_score(seen)])
    shown = table(["mistakes", "made", "found", "score"], lines)
    return (
        f"{shown}\nNamed mistakes are those of `tests/support/mutations`. At random: {_EACH} edits "
        f"of each kind on statements of {', '.join(_PARTS.values())}, seed {_SEED}; many of them "
        "leave a statement that is as well formed as before, and those no shape can find.\n"
    )


def _score(seen: list[bool]) -> list[str]:
    return [str(len(seen)), str(sum(seen)), f"{sum(seen) / len(seen):.0%}"]


def _part(quad: ox.Quad) -> str:
    if not isinstance(quad.subject, ox.NamedNode) or not quad.subject.value.startswith(_OURS):
        return ""
    local = quad.subject.value.removeprefix(_OURS)
    return next((name for start, name in _PARTS.items() if local.startswith(start)), "")


def _mutants(
    bench: Bench, subjects: list[ox.Quad], edit: Edit, drawn: random.Random
) -> Iterator[list[ox.Quad]]:
    made = 0
    while made < _EACH:
        old = drawn.choice(subjects)
        new = edit(old, drawn, subjects)
        if new == old:
            continue
        made += 1
        rest = [quad for quad in bench.data if quad != old]
        yield rest if new is None else [*rest, new]


def _dropped(quad: ox.Quad, drawn: random.Random, among: list[ox.Quad]) -> None:
    return None


def _other_object(quad: ox.Quad, drawn: random.Random, among: list[ox.Quad]) -> ox.Quad:
    """Give the statement the value of another one with the same predicate."""
    same = [each.object for each in among if each.predicate == quad.predicate]
    return ox.Quad(quad.subject, quad.predicate, drawn.choice(same))


def _any_object(quad: ox.Quad, drawn: random.Random, among: list[ox.Quad]) -> ox.Quad:
    return ox.Quad(quad.subject, quad.predicate, drawn.choice(among).object)


def _other_predicate(quad: ox.Quad, drawn: random.Random, among: list[ox.Quad]) -> ox.Quad:
    return ox.Quad(quad.subject, drawn.choice(among).predicate, quad.object)


def _other_subject(quad: ox.Quad, drawn: random.Random, among: list[ox.Quad]) -> ox.Quad:
    """Move the statement to another thing of the same part."""
    same = sorted({each.subject for each in among if _part(each) == _part(quad)}, key=str)
    return ox.Quad(drawn.choice(same), quad.predicate, quad.object)


def _typing_error(quad: ox.Quad, drawn: random.Random, among: list[ox.Quad]) -> ox.Quad:
    """Leave out one character of a text or of the end of an IRI."""
    value = quad.object
    if not isinstance(value, ox.NamedNode | ox.Literal):
        return quad
    at = drawn.randrange(len(value.value) * 2 // 3, len(value.value)) if value.value else 0
    text = value.value[:at] + value.value[at + 1 :]
    if isinstance(value, ox.NamedNode):
        return ox.Quad(quad.subject, quad.predicate, ox.NamedNode(text))
    if value.language:
        return ox.Quad(quad.subject, quad.predicate, ox.Literal(text, language=value.language))
    return ox.Quad(quad.subject, quad.predicate, ox.Literal(text, datatype=value.datatype))


_EDITS: dict[str, Edit] = {
    "a statement is dropped": _dropped,
    "a value of another statement, same property": _other_object,
    "a value of any statement": _any_object,
    "another property": _other_predicate,
    "another subject": _other_subject,
    "a character is left out": _typing_error,
}
