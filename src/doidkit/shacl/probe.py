"""A self-test of a SPARQL endpoint: that it answers rightly what the plan needs.

Nothing is written: most questions bring their own data in VALUES. What an endpoint gets wrong,
even with status 200, is not asked of it, since a wrong report is worse than a slow one.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

from pyoxigraph import BlankNode, NamedNode

from doidkit.errors import EngineError, QueryError
from doidkit.model import RdfTerm
from doidkit.prefixes import compact, expand
from doidkit.shacl.compiler import Step
from doidkit.shacl.names import Node
from doidkit.shacl.parallel import mapped
from doidkit.sparql.source import Source

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
    "VALUES of several kinds": (
        r'VALUES \?\w+ \{[^}]*"',
        '{ SELECT (COUNT(*) AS ?n) { VALUES ?x { <urn:a> 1 "abcd" } FILTER(isLITERAL(?x)) } } '
        "FILTER(?n = 2)",
    ),
    "VALUES in UNION": (
        r"VALUES[^{}]*\{[^{}]*\} \} UNION",
        "{ VALUES ?x { <urn:a> } } UNION { VALUES ?x { <urn:b> } } FILTER(?x = <urn:a>)",
    ),
    "HAVING": (
        "HAVING",
        "{ SELECT ?x { VALUES (?x ?y) { (1 2) (1 2) (1 3) (4 5) } } GROUP BY ?x "
        "HAVING(COUNT(DISTINCT ?y) = 2) } FILTER(?x = 1)",
    ),
    "COALESCE": ("COALESCE", 'FILTER(COALESCE("a" < 1, true))'),
    "REGEX": ("REGEX", 'FILTER(REGEX("abc", "^A", "i") && !REGEX("abc", "^b"))'),
    "REGEX beyond ASCII": (
        "REGEX",
        'VALUES ?x { "\\u00E9" } FILTER(REGEX(STR(?x), "^.$"))',
    ),
    "REGEX at the end of a text": (
        r"REGEX.*\\\\z",
        r'FILTER(REGEX("ab", "b\\z") && !REGEX("b\n", "b\\z"))',
    ),
    "REGEX by Unicode category": (
        r"REGEX.*\\\\[pP]",
        r'FILTER(REGEX("\u00E9", "^\\p{Ll}\\z") && !REGEX("\u00E9", "\\P{L}"))',
    ),
    "STRLEN beyond ASCII": (
        "STRLEN",
        'VALUES ?x { "\\u00E9" } FILTER(STRLEN(STR(?x)) = 1)',
    ),
    "LANGMATCHES": ("LANGMATCHES", 'FILTER(LANGMATCHES(LANG("a"@en-GB), "en"))'),
    "BIND": ("BIND", f"{_TWO} BIND(?x AS ?y) FILTER(?y = <urn:b>)"),
    "OPTIONAL": (
        "OPTIONAL",
        f"{_TWO} OPTIONAL {{ VALUES (?x ?n) {{ (<urn:b> 1) }} }} FILTER(COALESCE(?n, 0) = 1)",
    ),
}
"""What a query needs if an expression is found in it, and a pattern that has one solution."""

_WALKED = re.compile(r"(<[^<>]*>)\)?[*+]")
_LANGUAGE = NamedNode(expand("rdf:langString"))
_LANGUAGE_STRING = str(_LANGUAGE)
_Asker = TypeVar("_Asker")
# Each edge is in the closure of its predicate. Virtuoso 7 says otherwise, with status 200.
_LOST_EDGES = (
    "SELECT ?x ?y {{ {{ SELECT ?x ?y {{ ?x {predicate} ?y }} LIMIT 20 }} "
    "MINUS {{ {{ SELECT ?x {{ ?x {predicate} ?z }} LIMIT 20 }} ?x {predicate}+ ?y }} }}"
)


@dataclass(frozen=True)
class _Need:
    """A question whose right answer has a known number of rows."""

    name: str
    question: str
    rows: int


def require(source: Source) -> None:
    """Raise EngineError or QueryError if an endpoint answers nothing at all."""
    list(source.rows("SELECT ?x { VALUES ?x { <urn:a> } }"))


def failures(source: Source, steps: Sequence[Step]) -> Iterator[tuple[Step, str]]:
    """Yield each step that needs something that the source gets wrong, and what that is."""
    return _unmet(source, [(step, _needs(step)) for step in steps])


def rewritten(
    source: Source, tested: Iterable[tuple[Node, NamedNode]]
) -> Iterator[tuple[Node, str]]:
    """Yield each shape that tests a datatype which the source makes another, and its name."""
    return _unmet(source, [(node, [_datatype(iri)]) for node, iri in tested if iri != _LANGUAGE])


def _unmet(source: Source, needs: list[tuple[_Asker, list[_Need]]]) -> Iterator[tuple[_Asker, str]]:
    asked = list(dict.fromkeys(need for _, several in needs for need in several))
    fine = dict(zip(asked, mapped(partial(_holds, source), asked), strict=True))
    for step, several in needs:
        for need in several:
            if not fine[need]:
                yield step, need.name


def _datatype(iri: NamedNode) -> _Need:
    question = f'SELECT * {{ VALUES ?x {{ "1"^^{iri} }} FILTER(DATATYPE(?x) = {iri}) }}'
    return _Need(compact(iri.value), question, 1)


def _needs(step: Step) -> list[_Need]:
    found = [
        _Need(name, f"SELECT * {{ {pattern} }}", 1)
        for name, (sign, pattern) in _FEATURES.items()
        if re.search(sign, step.query)
    ]
    if _LANGUAGE_STRING in step.query:  # that of a literal with a language, and of no other
        pattern = f'VALUES ?x {{ "a"@en }} FILTER(DATATYPE(?x) = {_LANGUAGE_STRING})'
        found.append(_Need("DATATYPE of texts with a language", f"SELECT * {{ {pattern} }}", 1))
    if "MINUS" in step.query:
        found += [
            _Need("property paths in MINUS", _LOST_EDGES.format(predicate=each), 0)
            for each in sorted(set(_WALKED.findall(step.query)))
        ]
    return found


def _holds(source: Source, need: _Need) -> bool:
    try:
        return len(list(source.rows(need.question))) == need.rows
    except (QueryError, EngineError):
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
