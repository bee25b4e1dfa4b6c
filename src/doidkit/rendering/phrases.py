"""The phrases that a page is made of, the same in text and in Markdown."""

from doidkit.ontology import Term
from doidkit.pages import (
    Bearing,
    BlockLine,
    EvidenceLine,
    Group,
    Mark,
    Reference,
    Statement,
    Work,
    named,
)

SIGNS = {
    Mark.SUPPORTED: "✔",
    Mark.WEAK: "◐",
    Mark.UNSUPPORTED: "✘",
    Mark.UNCITED: "○",
    Mark.DISPUTED: "!",
}
"""One column wide each, so that statements align."""


def title(term: Term) -> str:
    """Return a term's label with its CURIE."""
    named_so = f"{term.label} ({term.curie})" if term.label else term.curie
    return f"{named_so}, obsolete" if term.obsolete else named_so


def count(number: int, noun: str) -> str:
    """Return a number with its noun, in the plural where that is due."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def triple(statement: Statement) -> str:
    """Return what a statement says in terms, then its qualifiers."""
    predicate = statement.predicate.label.replace("_", " ")
    predicate = f"not {predicate}" if statement.negated else predicate
    said = f"{group(statement.subject)} | {predicate} | {group(statement.object)}"
    return "; ".join([said, *statement.qualifiers])


def group(side: Group) -> str:
    """Return one side of a statement: terms joined by and or or."""
    *firsts, last = (named(member) for member in side.members)
    return f"{', '.join(firsts)} {side.joiner} {last}" if firsts else last


def evidence(line: EvidenceLine) -> str:
    """Return what an evidence line does, by which work, and why."""
    what = line.marker or "audit"
    doing = {
        Bearing.SUPPORTS: "supports in part" if line.partial else "supports",
        Bearing.DISPUTES: "speaks against",
        Bearing.VOID: "void, " + " and ".join(line.statuses),
    }[line.bearing]
    head = "; ".join([f"{what} {doing}", *(short(work) for work in line.works)])
    return f"{head}: {line.comment}" if line.comment else head


def short(work: Work) -> str:
    """Return a work by first author and year, or by name, with its identifiers."""
    first, comma, _ = work.authors.partition(", ")
    who = f"{first} et al." if comma else first
    named_so = " ".join(part for part in (who, work.year) if part) or work.name
    return f"{named_so} ({', '.join(work.identifiers)})" if work.identifiers else named_so


def entry(reference: Reference) -> str:
    """Return a reference entry: its words, the work it names, what the audit says of it."""
    parts = [f'"{reference.text}"']
    if reference.work is not None:
        parts.append(f"Names {short(reference.work)}, {reference.work.name}.")
    return " ".join([*parts, reference.note] if reference.note else parts)


def block_line(line: BlockLine) -> str:
    """Return a line of the ontology block with its verdict and correction."""
    said = f"{line.text}: {line.verdict}"
    return f"{said}. {line.correction}" if line.correction else said
