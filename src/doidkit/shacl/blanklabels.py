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
from doidkit.shacl.datagraph import DataGraph
from doidkit.shacl.report import Result

_Surroundings: TypeAlias = dict[RdfTerm, list[tuple[str, RdfTerm]]]


def labelled(
    results: Sequence[Result], data: DataGraph
) -> tuple[list[Result], dict[RdfTerm, BlankNode]]:
    """Return the results with the data's blank nodes named by their surroundings, and the names."""
    nodes: set[RdfTerm] = {
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


def _names(nodes: set[RdfTerm], data: DataGraph) -> dict[RdfTerm, BlankNode]:
    hashes = _refined(_surroundings(nodes, data))
    alike: defaultdict[str, list[RdfTerm]] = defaultdict(list)
    for node in nodes:
        alike[hashes[node]].append(node)
    return {
        node: BlankNode(label if number == 0 else f"{label}n{number}")
        for label, several in alike.items()
        for number, node in enumerate(several)
    }


def _surroundings(nodes: set[RdfTerm], data: DataGraph) -> _Surroundings:
    """Return the edges of some blank nodes, and of all blank nodes that hang together with them."""
    found: _Surroundings = {}
    level = nodes
    while level:
        found |= {node: [] for node in level}
        for predicate, start, end in data.around({data.number(node) for node in level}):
            subject, value = data.terms[start], data.terms[end]
            if subject in level:
                found[subject].append((f"> {predicate}", value))
            if value in level:
                found[value].append((f"< {predicate}", subject))
        level = {
            other
            for node in level
            for _, other in found[node]
            if type(other) is BlankNode and other not in found
        }
    return found


def _refined(around: _Surroundings) -> dict[RdfTerm, str]:
    """Return a hash of each node's surroundings, refined until no more nodes come apart."""
    hashes = dict.fromkeys(around, "")
    count = 0
    while len(set(hashes.values())) > count:
        count = len(set(hashes.values()))
        hashes = {node: _hash(edges, hashes) for node, edges in around.items()}
    return hashes


def _hash(edges: Iterable[tuple[str, RdfTerm]], hashes: dict[RdfTerm, str]) -> str:
    lines = sorted(f"{edge} {hashes.get(term) or _text(term)}" for edge, term in edges)
    return "b" + hashlib.sha256("\n".join(lines).encode()).hexdigest()[:16]


def _text(term: RdfTerm) -> str:
    """Return a term as text, all blank nodes alike."""
    return "_:" if isinstance(term, BlankNode) else str(term)
