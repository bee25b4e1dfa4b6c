"""The differences that are on purpose: suite and case as patterns, and the reason."""

from fnmatch import fnmatchcase

REASONS: tuple[tuple[str, str, str], ...] = (
    *(
        ("*ontologies of ROBOT*", f"examples/{name}.owl", "Manchester syntax is not read.")
        for name in (
            *("asserted-equiv", "inferred-equiv", "nucleus", "nucleus_part_of", "ribosome"),
        )
    ),
    *(
        (
            "*ontologies of ROBOT*",
            f"examples/{name}.owl",
            "It imports what is not there: ROBOT refuses, `convert` does not follow imports.",
        )
        for name in (
            *("full-rename", "missing-rename", "partial-rename", "rename"),
            *("imports", "imports-nucleus", "imports-right", "test", "test_template"),
        )
    ),
    (
        "W3C SHACL, as queries on a store",
        "core/property/datatype-ill-formed",
        "The store keeps 55 as xsd:integer and as xsd:byte alike, so xsd:byte is refused by name.",
    ),
)


def reason(suite: str, case: str) -> str:
    """Return why a case differs, "" if nobody knows."""
    found = (why for s, c, why in REASONS if fnmatchcase(suite, s) and fnmatchcase(case, c))
    return next(found, "")
