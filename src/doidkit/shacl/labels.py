"""Labels for blank nodes in results: from what surrounds a node, not from the run.

The same data and shapes then make the same report. Two nodes with the same surroundings are told
apart by a number; which is which makes no difference.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TypeAlias

from pyoxigraph import BlankNode

from doidkit.model import RdfTerm
from doidkit.shacl.data import Data
from doidkit.shacl.report import Result

_Surroundings: TypeAlias = dict[RdfTerm, list[tuple[str, RdfTerm]]]


def labelled(
    results: Sequence[Result], data: Data
) -> tuple[list[Result], dict[RdfTerm, BlankNode]]:
    """Return the results with the data's blank nodes named by their surroundings, and the names."""
    nodes = {
        term for each in results for term in (each.focus, each.value) if isinstance(term, BlankNode)
    }
    if not nodes:
        return list(results), {}
    names = _names(nodes, data)
    renamed = [
        replace(
            each,
            focus=names.get(each.focus, each.focus),
            value=None if each.value is None else names.get(each.value, each.value),
        )
        for each in results
    ]
    return renamed, names


def _names(nodes: Iterable[RdfTerm], data: Data) -> dict[RdfTerm, BlankNode]:
    around = _surroundings(data)
    hashes: dict[RdfTerm, str] = {}
    for node in nodes:
        if node not in hashes:
            hashes |= _refined(_component(node, around), around)
    alike: defaultdict[str, list[RdfTerm]] = defaultdict(list)
    for node in nodes:
        alike[hashes[node]].append(node)
    return {
        node: BlankNode(label if number == 0 else f"{label}n{number}")
        for label, several in alike.items()
        for number, node in enumerate(several)
    }


def _surroundings(data: Data) -> _Surroundings:
    found: _Surroundings = defaultdict(list)
    for predicate, subject, value in data.edges():
        if type(subject) is BlankNode:
            found[subject].append((f"> {predicate}", value))
        if type(value) is BlankNode:
            found[value].append((f"< {predicate}", subject))
    return found


def _component(node: RdfTerm, around: _Surroundings) -> list[RdfTerm]:
    """Return the blank nodes that hang together with one."""
    found, waiting = {node: None}, [node]
    while waiting:
        for _, other in around.get(waiting.pop(), ()):
            if type(other) is BlankNode and other not in found:
                found[other] = None
                waiting.append(other)
    return list(found)


def _refined(nodes: Sequence[RdfTerm], around: _Surroundings) -> dict[RdfTerm, str]:
    """Return a hash of each node's surroundings, refined until no more nodes come apart."""
    hashes = dict.fromkeys(nodes, "")
    count = 0
    while len(set(hashes.values())) > count:
        count = len(set(hashes.values()))
        hashes = {node: _hash(around.get(node, ()), hashes) for node in nodes}
    return hashes


def _hash(edges: Iterable[tuple[str, RdfTerm]], hashes: dict[RdfTerm, str]) -> str:
    lines = sorted(f"{edge} {hashes.get(term) or _text(term)}" for edge, term in edges)
    return "b" + hashlib.sha256("\n".join(lines).encode()).hexdigest()[:16]


def _text(term: RdfTerm) -> str:
    """Return a term as text, all blank nodes alike."""
    return "_:" if isinstance(term, BlankNode) else str(term)
