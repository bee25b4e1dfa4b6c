"""Sending only what differs.

Blank nodes have no names to delete them by: a component that is no longer wanted is matched by
all of its statements and by having no others, which finds exactly the components that are
isomorphic to it. If some of several equal ones are to stay, all are removed and those put back.
"""

import re
from collections.abc import Iterator
from itertools import chain

from doidkit.publishing.chunks import packed
from doidkit.publishing.difference import Difference
from doidkit.publishing.stage import Stage

_LABEL = re.compile(rb"_:c14n(\d+)")


def apply(differs: Difference, stage: Stage, size: int) -> None:
    """Turn a stage that has the old content into one that has the new."""
    for _, chunk in packed(([line] for line in differs.extra.lines()), size):
        stage.take_away(chunk)
    done: list[bytes] = []
    for component in differs.extra.each_component():
        if component != done:  # equal ones come one after the other
            stage.store.update(removal(component, stage.iri))
        done = component
    for _, chunk in packed(_relabelled(differs), size):
        stage.put_blank(chunk)
    for _, chunk in packed(([line] for line in differs.missing.lines()), size):
        stage.add_ground(chunk)


def removal(component: list[bytes], graph: str) -> str:
    """Return the update that removes what is isomorphic to a component from a graph."""
    triples = [_terms(line) for line in component]
    nodes = sorted({term for triple in triples for term in triple if term.startswith("?")})
    pattern = " ".join(f"{s} {p} {o} ." for s, p, o in triples)
    tests = [f"FILTER(ISBLANK({node}))" for node in nodes]
    tests += [f"FILTER(!SAMETERM({a}, {b}))" for n, a in enumerate(nodes) for b in nodes[n + 1 :]]
    for node in nodes:
        tests.append(
            _no_other(
                graph,
                f"{node} ?p ?o",
                [f"(SAMETERM(?p, {p}) && SAMETERM(?o, {o}))" for s, p, o in triples if s == node],
            )
        )
        tests.append(
            _no_other(
                graph,
                f"?s ?p {node}",
                [f"(SAMETERM(?s, {s}) && SAMETERM(?p, {p}))" for s, p, o in triples if o == node],
            )
        )
    return (
        f"DELETE {{ GRAPH <{graph}> {{ {pattern} }} }} "
        f"WHERE {{ GRAPH <{graph}> {{ {pattern} }} {' '.join(tests)} }}"
    )


def _no_other(graph: str, pattern: str, known: list[str]) -> str:
    test = f"FILTER(!({' || '.join(known)}))" if known else ""
    return f"FILTER NOT EXISTS {{ GRAPH <{graph}> {{ {pattern} }} {test} }}"


def _terms(line: bytes) -> tuple[str, str, str]:
    subject, predicate, rest = line.split(b" ", 2)
    return _variable(subject), predicate.decode(), _variable(rest.removesuffix(b" ."))


def _variable(term: bytes) -> str:
    return f"?n{term[6:].decode()}" if _LABEL.fullmatch(term) else term.decode()


def _relabelled(differs: Difference) -> Iterator[list[bytes]]:
    """Yield the components to add, each with labels of its own."""
    wanted = chain(differs.missing.each_component(), differs.kept.each_component())
    for number, component in enumerate(wanted):
        yield [_with_labels(line, b"_:x%dn" % number) for line in component]


def _with_labels(line: bytes, prefix: bytes) -> bytes:
    subject, predicate, rest = line.split(b" ", 2)
    subject = _LABEL.sub(prefix + rb"\1", subject)
    if rest.startswith(b"_:"):
        rest = _LABEL.sub(prefix + rb"\1", rest)
    return b" ".join((subject, predicate, rest))
