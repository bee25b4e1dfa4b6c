"""A self-test of a SPARQL endpoint: that it answers rightly what the plan needs.

Nothing is written: the questions bring their own data in VALUES. A wrong answer, even with
status 200, ends the validation, since a wrong report is worse than none.
"""

import re
from collections.abc import Sequence

from pyoxigraph import BlankNode

from doidkit.engines.source import Source
from doidkit.errors import EngineError, QueryError
from doidkit.model import RdfTerm
from doidkit.prefixes import compact
from doidkit.shacl.compiler import Step

_TWO = "VALUES ?x { <urn:a> <urn:b> }"
_FEATURES: dict[str, tuple[str, str]] = {
    "MINUS": ("MINUS", f"{_TWO} MINUS {{ VALUES ?x {{ <urn:a> }} }}"),
    "MINUS without loss": (
        "MINUS",
        f"{{ SELECT (COUNT(*) AS ?n) {{ {_TWO} MINUS {{ ?x <urn:none> ?x }} }} }} FILTER(?n = 2)",
    ),
    "sub-queries": (
        "SELECT DISTINCT",
        f"{_TWO} {{ SELECT DISTINCT ?x {{ VALUES ?x {{ <urn:b> <urn:b> <urn:c> }} }} }} "
        "FILTER(?x = <urn:b>)",
    ),
    "HAVING": (
        "HAVING",
        "{ SELECT ?x { VALUES (?x ?y) { (1 2) (1 2) (1 3) (4 5) } } GROUP BY ?x "
        "HAVING(COUNT(DISTINCT ?y) = 2) } FILTER(?x = 1)",
    ),
    "COALESCE": ("COALESCE", 'FILTER(COALESCE("a" < 1, true))'),
    "REGEX": ("REGEX", 'FILTER(REGEX("abc", "^A", "i") && !REGEX("abc", "^b"))'),
    "LANGMATCHES": ("LANGMATCHES", 'FILTER(LANGMATCHES(LANG("a"@en-GB), "en"))'),
    "BIND": ("BIND", f"{_TWO} BIND(?x AS ?y) FILTER(?y = <urn:b>)"),
    "OPTIONAL": (
        "OPTIONAL",
        f"{_TWO} OPTIONAL {{ VALUES (?x ?n) {{ (<urn:b> 1) }} }} FILTER(COALESCE(?n, 0) = 1)",
    ),
}


_DATATYPE = re.compile(r"COALESCE\(DATATYPE\(\?\w+\) = (<[^>]*>)")
# Each edge is in the closure of its predicate. Virtuoso 7 says otherwise, with status 200.
_LOST_EDGES = (
    "SELECT ?x ?y {{ {{ SELECT ?x ?y {{ ?x {predicate} ?y }} LIMIT 20 }} "
    "MINUS {{ ?x {predicate}+ ?y }} }}"
)


def failures(source: Source, steps: Sequence[Step]) -> list[str]:
    """Return the features that a plan needs and the source gets wrong."""
    text = "\n".join(step.query for step in steps)
    found = [
        name
        for name, (sign, pattern) in _FEATURES.items()
        if sign in text and not _holds(source, pattern)
    ]
    for datatype in sorted(set(_DATATYPE.findall(text))):
        example = f'"1"^^{datatype}'
        if not _holds(source, f"VALUES ?x {{ {example} }} FILTER(DATATYPE(?x) = {datatype})"):
            found.append(f"the datatype {compact(datatype[1:-1])}, which it makes another,")
    if "MINUS" in text:
        walked = sorted(set(re.findall(r"(<[^<>]*>)\)?[*+]", text)))
        if any(list(source.rows(_LOST_EDGES.format(predicate=each))) for each in walked):
            found.append("property paths in MINUS")
    return found


def require(source: Source, steps: Sequence[Step]) -> None:
    """Raise EngineError if the source gets wrong what a plan needs."""
    wrong = failures(source, steps)
    if wrong:
        raise EngineError(
            f"The endpoint gets {', '.join(wrong)} wrong, which these shapes need; "
            "validate a local copy of the data."
        )


def _holds(source: Source, pattern: str) -> bool:
    try:
        return len(list(source.rows(f"SELECT * {{ {pattern} }}"))) == 1
    except QueryError:
        return False


def keeps_labels(source: Source, query: str, rows: Sequence[Sequence[RdfTerm | None]]) -> bool:
    """Return True if a query's blank nodes have the same labels in another answer.

    Labels given out by their order in an answer show: a later node would change its label where
    its row comes alone. Without two rows that tell, the answer is False.
    """
    first: set[RdfTerm] = set()
    for position, row in enumerate(rows):
        nodes = {term for term in row if isinstance(term, BlankNode)}
        if first and nodes - first:
            alone = list(source.rows(f"{query} OFFSET {position} LIMIT 1"))
            return [tuple(found) for found in alone] == [tuple(row)]
        first |= nodes
    return False
