"""A comparison as the release notes that an announcement needs: counts, and terms by what became.

What changed within terms is counted only; ``markdown`` has it in full.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from doidkit.comparing import Change, Comparison, Kind
from doidkit.comparing.names import CONSIDER
from doidkit.rendering.changes.parts import Names, summary
from doidkit.rendering.markdown import escape

_HEADINGS = {
    Kind.TERM_ADDED: "New terms",
    Kind.TERM_OBSOLETED: "Obsoleted terms",
    Kind.TERM_RESTORED: "Terms that are no longer obsolete",
    Kind.TERM_MERGED: "Merged terms",
    Kind.TERM_SPLIT: "Split terms",
    Kind.TERM_REMOVED: "Removed terms",
    Kind.ID: "Terms with another id",
}
_LEADS = {Kind.TERM_OBSOLETED: "replaced by", Kind.TERM_MERGED: "into", Kind.TERM_SPLIT: "into"}


def render(comparisons: Sequence[Comparison]) -> str:
    """Return Markdown, a section for each comparison."""
    return "\n".join("".join(f"{line}\n" for line in _notes(each)) for each in comparisons)


def _notes(comparison: Comparison) -> Iterator[str]:
    names = Names(comparison)
    yield f"## {escape(comparison.new)}, since {escape(comparison.old)}"
    for line in (*summary(comparison), *comparison.notes):
        yield ""
        yield escape(line)
    found: defaultdict[Kind, list[Change]] = defaultdict(list)
    for change in comparison:
        if change.kind is not Kind.ID or change.old[:1] == "<":  # else an alternative id
            found[change.kind].append(change)
    for kind, heading in _HEADINGS.items():
        if found[kind]:
            yield from ("", f"### {heading}: {len(found[kind]):,}", "")
            yield from _listed(found[kind], comparison, names)


def _listed(changes: Sequence[Change], of: Comparison, names: Names) -> Iterator[str]:
    """Yield the terms, new ones by branch, others with what they lead to."""
    if changes[0].kind is not Kind.TERM_ADDED:
        yield from (f"- {escape(_became(change, names))}" for change in changes)
        return
    branches: defaultdict[str, list[str]] = defaultdict(list)
    for change in changes:
        branches[of.branches.get(change.term, "")].append(names.term(change.term))
    for iri, terms in sorted(branches.items(), key=lambda x: (not x[0], -len(x[1]), x[0])):
        branch = names.term(iri) if iri else "elsewhere"
        listed = "; ".join(terms)
        yield f"- {escape(f'{branch} ({len(terms):,}): {listed}')}"


def _became(change: Change, names: Names) -> str:
    term = names.term(change.term)
    if change.kind is Kind.ID:
        return f"{names.value(change.old)}, now {names.value(change.new)}"
    if change.new:
        return f"{term}, {_LEADS.get(change.kind, 'now')} {names.value(change.new)}"
    others = [names.value(value) for predicate, value in change.gained if predicate == CONSIDER]
    return f"{term}, consider {'; '.join(others)}" if others else term
