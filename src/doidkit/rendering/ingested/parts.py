"""What every report of a page says: counts, groups, words on one line."""

from collections import Counter
from collections.abc import Iterable, Iterator

from doidkit.ingestion.audit.faults import Fault
from doidkit.ingestion.coverage import Covered, State
from doidkit.ingestion.ingest import Ingested
from doidkit.ingestion.page import Role
from doidkit.model import Severity
from doidkit.visible import visible

SIGNS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "info"}


def shape(found: Ingested) -> str:
    """Return how much a page holds."""
    sections = found.page.sections
    statements = sum(
        each.role is not Role.HEADING for section in sections for each in section.statements
    )
    parts = [
        counted(len(sections), "section"),
        counted(statements, "statement"),
        counted(sum(len(section.citations) for section in sections), "citation"),
        counted(sum(len(section.references) for section in sections), "reference entry"),
    ]
    return ", ".join(parts)


def counted(count: int, name: str) -> str:
    """Return a number with its noun."""
    if count == 1:
        return f"1 {name}"
    return f"{count:,} {name[:-1]}ies" if name.endswith("y") else f"{count:,} {name}s"


def summary(found: Ingested) -> str:
    """Return a page in one line."""
    told = [
        f"{len(found.faults)} faults ({severities(found.faults)})" if found.faults else "no fault"
    ]
    told += [counted(len(found.page.gaps), "gap")] if found.page.gaps else []
    told.append(counted(len(list(terms(found))), "proposed term"))
    told += [states(found.covered)] if found.covered is not None else []
    return f"{found.page.name}: {', '.join(told)}"


def place(found: Ingested, fault: Fault) -> str:
    """Return where a fault stands: line and column."""
    line, column = found.page.line(fault.span.start)
    return f"{line}:{column}"


def severities(faults: Iterable[Fault]) -> str:
    """Return how many faults there are of each severity."""
    count = Counter(fault.kind.severity for fault in faults)
    return ", ".join(counted(count[each], each.value) for each in Severity if count[each])


def terms(found: Ingested) -> Iterator[tuple[str, str, str]]:
    """Yield each term that words may mean, its words, and what is to be known, once."""
    seen: dict[tuple[str, str], tuple[str, str, str]] = {}
    for mention in found.mentions:
        best = mention.best
        if best is None:
            continue
        known = "ambiguous; " if mention.ambiguous else ""
        told = (f"{best.entry.curie} {best.entry.label}", one_line(mention.text), "")
        seen.setdefault(
            (best.entry.curie, mention.text.casefold()),
            (*told[:2], f"{best.score:.2f} {known}{'; '.join(best.reasons)}"),
        )
    yield from sorted(seen.values())


def states(covered: Iterable[Covered]) -> str:
    """Return how many statements are claimed, declined and open."""
    count = Counter(each.state for each in covered)
    return ", ".join(f"{count[state]} {state.value}" for state in State)


def one_line(text: str, length: int = 90) -> str:
    """Return words on one line in which nothing is hidden, cut where they are long."""
    line = visible(" ".join(text.split()))
    return line if len(line) <= length else line[: length - 1].rstrip() + "\u2026"
