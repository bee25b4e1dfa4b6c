"""What stays the same of a finding when lines move and blank nodes are renamed."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from pyoxigraph import BlankNode, NamedNode, Quad, Store

from doidkit.model import Finding, RdfTerm
from doidkit.terms import OWL_ANNOTATED_SOURCE

_DEPTH = 12  # blank nodes deep; beyond it nodes count as alike
_ANNOTATED = NamedNode(OWL_ANNOTATED_SOURCE)


class Nodes:
    """The blank nodes of a store: what they say, and which term they belong to.

    ``owners`` has those of another reading, SHACL's, whose labels are made from their content.
    """

    def __init__(
        self, store: Store | None, owners: Mapping[str, str | None] = MappingProxyType({})
    ) -> None:
        self._store = store
        self._owners = owners
        self._known: dict[BlankNode, str] = {}

    def label(self, node: BlankNode) -> str:
        """Return a label made from a node's content."""
        return node.value if node.value in self._owners else f"c{self.description(node)}"

    def description(self, node: BlankNode) -> str:
        """Return a hash of all that hangs from a node, the same in every load."""
        if node not in self._known:
            self._known[node] = _digest(self._described(node, ()))
        return self._known[node]

    def anchor(self, node: BlankNode) -> str | None:
        """Return the nearest named subject that leads to a node, or what the node annotates."""
        if node.value in self._owners:
            return self._owners[node.value]
        seen, level = {node}, [node]
        while level and self._store is not None:
            above: list[BlankNode] = []
            for each in level:
                named = self._owner(each)
                if named is not None:
                    return named
                above += self._subjects(each)
            level = [up for up in above if up not in seen]
            seen.update(level)
        return None

    def _owner(self, node: BlankNode) -> str | None:
        assert self._store is not None
        annotated = self._store.quads_for_pattern(node, _ANNOTATED, None, None)
        above = self._store.quads_for_pattern(None, None, node, None)
        names = [quad.object for quad in annotated] + [quad.subject for quad in above]
        return min((name.value for name in names if isinstance(name, NamedNode)), default=None)

    def _subjects(self, node: BlankNode) -> list[BlankNode]:
        assert self._store is not None
        above: Iterable[Quad] = self._store.quads_for_pattern(None, None, node, None)
        return [quad.subject for quad in above if isinstance(quad.subject, BlankNode)]

    def _described(self, node: BlankNode, within: tuple[BlankNode, ...]) -> str:
        if self._store is None or node in within or len(within) > _DEPTH:
            return "_"
        parts = (
            f"{quad.predicate} {self._described(quad.object, (*within, node))}"
            if isinstance(quad.object, BlankNode)
            else f"{quad.predicate} {quad.object}"
            for quad in self._store.quads_for_pattern(node, None, None, None)
        )
        return f"[{' ; '.join(sorted(parts))}]"


def stable(finding: Finding, nodes: Nodes) -> Finding:
    """Return a finding whose blank nodes have labels made from their content."""
    focus, value = (_stable(term, nodes) for term in (finding.focus, finding.value))
    return (
        finding
        if focus is finding.focus and value is finding.value
        else replace(finding, focus=focus, value=value)
    )


def _stable(term: RdfTerm | None, nodes: Nodes) -> RdfTerm | None:
    return BlankNode(nodes.label(term)) if isinstance(term, BlankNode) else term


def identified(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """Return findings with identities; alike ones are told apart by their number.

    The message is no part of it: rewording a check must not make its findings new.
    """
    counted: Counter[str] = Counter()
    return tuple(_identified(finding, counted) for finding in findings)


def _identified(finding: Finding, counted: Counter[str]) -> Finding:
    if finding.identity is not None:
        return finding
    path = getattr(finding.path, "value", finding.path)
    parts = [finding.check, _text(finding.focus), path or "", _text(finding.value)]
    if finding.focus is None and finding.value is None:
        parts.append(finding.message)
    key = _digest(json.dumps(parts))
    counted[key] += 1
    number = counted[key]
    return replace(finding, identity=key if number == 1 else f"{key}-{number}")


def _text(term: RdfTerm | None) -> str:
    # A literal's text alone: "x" and "x"^^xsd:string, 1 and 01 are written by different tools.
    if term is None:
        return ""
    return str(term) if not hasattr(term, "value") else str(term.value)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:20]
