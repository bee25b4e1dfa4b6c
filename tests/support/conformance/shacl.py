"""The W3C SHACL suite, in memory and as queries on a store."""

from collections.abc import Iterator
from functools import partial

from shared import SHARED
from w3c import Way, as_queries, cases, check, in_memory

from conformance.suite import Outcome, Suite


def _outcomes(way: Way) -> Iterator[Outcome]:
    for part in ("core", "sparql"):
        for case in cases(part):
            said = check(case, way)
            yield Outcome(case.name, said is None, said or "")


def _missing() -> str:
    return "" if (SHARED / "w3c").is_dir() else "shared/w3c is not beside the checkout"


SUITES = (
    Suite("W3C SHACL, in memory", "the suite's reports", _missing, partial(_outcomes, in_memory)),
    Suite(
        "W3C SHACL, as queries on a store",
        "the suite's reports",
        _missing,
        partial(_outcomes, as_queries),
    ),
)
