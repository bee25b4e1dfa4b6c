"""The reasoners by name, each as a function of axioms; rustdl's in a process of its own."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from functools import partial

from doidkit import processes
from doidkit.errors import EngineError
from doidkit.reasoners.locality import NO_LOGIC
from doidkit.reasoners.naming import Classify
from doidkit.reasoners.taxonomy import Taxonomy, taxonomy
from doidkit.syntax.ofn.writer import operands
from doidkit.syntax.owl.expressions import Call, Node

TOLD, COMPLETE = "told", "complete"
"""The stated hierarchy of names; rustdl, and HermiT for what rustdl would have to leave out."""


def classifier(reasoner: str, timeout: float | None = None) -> Classify:
    """Return what classifies axioms: one of ``reasoners.REASONERS`` but none, or one of ours.

    Raises EngineError where a reasoner does not come to an end within ``timeout`` seconds, or
    cannot take an axiom; and for HermiT without Java.
    """

    def classify(axioms: Sequence[Call]) -> Taxonomy:
        logical = [axiom for axiom in axioms if axiom[0] not in NO_LOGIC]
        if reasoner == TOLD:
            return _told(logical)
        if reasoner == "hermit":
            return _by_hermit(logical, timeout)
        try:
            return _apart(partial(_by_rustdl, logical, reasoner), timeout)
        except EngineError as error:
            if reasoner != COMPLETE:
                raise
            return _or_by_hermit(logical, timeout, error)

    return classify


def _by_rustdl(axioms: Sequence[Call], reasoner: str) -> Taxonomy:
    from doidkit.reasoners import rustdl

    if reasoner == "elk":
        return rustdl.classify_el_axioms(axioms)[0]
    return rustdl.classify_axioms(axioms)


def _by_hermit(axioms: Sequence[Call], timeout: float | None) -> Taxonomy:
    from doidkit.reasoners import hermit

    return hermit.classify_axioms(axioms, timeout=timeout)


def _or_by_hermit(axioms: Sequence[Call], timeout: float | None, reason: EngineError) -> Taxonomy:
    from doidkit.reasoners import hermit

    if not hermit.is_there():
        raise reason
    return _by_hermit(axioms, timeout)


def _apart(task: Callable[[], Taxonomy], timeout: float | None) -> Taxonomy:
    """Return a task's result, found in a copy of this process unless this is one."""
    if not processes.may_copy():
        return task()
    (found,) = processes.run([task], timeout=timeout, workers=1)
    if isinstance(found, processes.Failure):
        raise EngineError(f"The ontology is not classified: {found.reason}")
    return found


def _told(axioms: Sequence[Call]) -> Taxonomy:
    """Return the hierarchy that is stated of names, the genus of a definition included."""
    links: defaultdict[str, set[str]] = defaultdict(set)
    for axiom in axioms:
        parts = operands(axiom)
        if axiom[0] == "SubClassOf":
            pairs = [(parts[0], parts[1])]
        elif axiom[0] == "EquivalentClasses":
            pairs = [(one, other) for one in parts for other in parts if other != one]
        else:
            continue
        for one, other in pairs:
            if isinstance(one, str):
                links[one[1:-1]].update(name[1:-1] for name in _genera(other))
    return taxonomy({name: _reached(name, links) for name in [*links]})


def _genera(node: Node) -> Iterator[str]:
    if isinstance(node, str):
        yield node
    elif node[0] == "ObjectIntersectionOf":
        for part in node[1:]:
            yield from _genera(part)


def _reached(start: str, links: "defaultdict[str, set[str]]") -> frozenset[str]:
    found: set[str] = set()
    waiting = [start]
    while waiting:
        new = links.get(waiting.pop(), set()) - found
        found |= new
        waiting += new
    return frozenset(found - {start})
