"""The differences that are on purpose: suite, case and difference as patterns, and the reason."""

from fnmatch import fnmatchcase

from conformance.suite import Outcome

REASONS: tuple[tuple[str, str, str, str], ...] = (
    *(
        (
            "*ontologies of ROBOT*",
            f"examples/{name}.owl",
            "read, where ROBOT refuses",
            "It imports what is not there: ROBOT refuses, `convert` does not follow imports.",
        )
        for name in (
            *("full-rename", "missing-rename", "partial-rename", "rename"),
            *("imports", "imports-nucleus", "imports-right", "test", "test_template"),
        )
    ),
    *(
        (
            "ROBOT's report*",
            "*",
            f"rows that only one has: {rules}",
            "ROBOT also reports IRIs that nothing declares and datatypes of XSD (docs/robot.md).",
        )
        for rules in ("missing_definition", "missing_label", "missing_definition, missing_label")
    ),
    (
        "ROBOT's report*",
        "*fbcv-*",
        "rows that only one has: missing_subset_declaration",
        "Subsets that are texts: ROBOT has an empty cell for all of them, doidkit shows each.",
    ),
)


def reason(suite: str, outcome: Outcome) -> str:
    """Return why a case differs, "" if nobody knows."""
    found = (suite, outcome.case, outcome.said)
    reasons = (row[-1] for row in REASONS if all(map(fnmatchcase, found, row[:-1])))
    return next(reasons, "")
