"""Data written with what was inferred of them, and with what ROBOT would make of that."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode, Quad, RdfFormat, parse

from doidkit import processes
from doidkit.atomic import write_whole
from doidkit.data import Data, Paths
from doidkit.errors import EngineError, InputError
from doidkit.model import Severity
from doidkit.ontology import Ontology
from doidkit.prefixes import expand
from doidkit.reasoners import REASONERS
from doidkit.reasoning import Classification
from doidkit.syntax.documents import document
from doidkit.syntax.formats import GraphFormat, written_format
from doidkit.syntax.headers import headers, merged
from doidkit.terms import RDFS_SUBCLASS_OF

if TYPE_CHECKING:
    from doidkit.reasoners.reducing import Pair
    from doidkit.syntax.owl.expressions import Call

_EQUIVALENT_CLASS = expand("owl:equivalentClass")


@dataclass(frozen=True, slots=True)
class Rewriting:
    """What else is done to a classified ontology, in this order; the words are ROBOT's.

    ``materialize`` states superclasses of the form "property some class", for ``properties``
    (CURIEs, IRIs or labels) or for all; ``relax`` states what definitions imply by their form;
    ``reduce`` drops subclass axioms that others make superfluous.
    """

    materialize: bool = False
    properties: tuple[str, ...] = ()
    relax: bool = False
    reduce: bool = False


@dataclass(frozen=True, slots=True)
class Written:
    """A document, what did not fit its format, and how many axioms came and went."""

    data: bytes
    unfit: tuple[str, ...]
    added: int
    removed: int


@dataclass(slots=True)
class _Change:
    added: "list[Call]" = field(default_factory=list)
    removed: "list[Pair]" = field(default_factory=list)


def classified_document(
    paths: Data | Paths,
    found: Classification,
    out: str | Path,
    format: GraphFormat | None = None,
    *,
    rewriting: Rewriting | None = None,
    reasoner: str = REASONERS[0],
    timeout: float | None = None,
) -> Written:
    """Write data with what was inferred of them, and return the document.

    Added are the direct subclass axioms and the equivalences of ``found``, which nothing states
    and which do not follow from the stated named hierarchy; ``rewriting`` says what else is done,
    with a reasoner that may take ``timeout`` seconds. Of several files' ontology headers one is
    left. The format is that of the extension of ``out`` unless given. Raises InputError where
    ``found`` has errors: from a contradiction everything follows.
    """
    if found.report.at_least(Severity.ERROR):
        raise InputError(f"{out}: is not written, as the ontology has errors; correct them first.")
    wanted = format or written_format(out)
    declared: dict[str, str] = {}
    data = Data.of(paths)
    read = [*data.quads(declared=declared)]
    header = headers(read)
    quads = read if header is None else [*merged(read, header)]
    quads += _inferred(found)
    change = _Change()
    if rewriting is not None:
        change = _rewritten(data, quads, rewriting, reasoner, timeout)
        quads = [*_without(quads, change.removed), *_triples(change.added)]
    text, unfit = document(quads, format=wanted, declared=declared)
    write_whole(Path(out), text)
    return Written(text, unfit, len(change.added), len(change.removed))


def _inferred(found: Classification) -> Iterator[Quad]:
    below, same = NamedNode(RDFS_SUBCLASS_OF), NamedNode(_EQUIVALENT_CLASS)
    for child, parent in found.inferred:
        yield Quad(NamedNode(child.iri), below, NamedNode(parent.iri))
    for group in found.equivalences:
        for one, other in pairwise(group):
            yield Quad(NamedNode(one.iri), same, NamedNode(other.iri))


def _rewritten(
    data: Data,
    quads: Sequence[Quad],
    rewriting: Rewriting,
    reasoner: str,
    timeout: float | None,
) -> _Change:
    """Return what comes and goes, found in a process of its own, which can be ended."""
    if reasoner == "none" and (rewriting.materialize or rewriting.reduce):
        raise InputError("To materialise or reduce a reasoner is needed; name one.")
    names = rewriting.properties
    ontology = Ontology(data.source()) if names else None
    properties = [f"<{ontology.find(name)}>" for name in names] if ontology else []
    task = partial(_changed, quads, rewriting, properties, reasoner, timeout)
    if reasoner == "hermit":  # it has a process of its own, in which the limits of ours do not fit
        return task()
    (found,) = processes.run([task], timeout=timeout, workers=1)
    if isinstance(found, processes.Failure):
        raise EngineError(f"The ontology is not rewritten: {found.reason}")
    return found


def _changed(
    quads: Iterable[Quad],
    rewriting: Rewriting,
    properties: Sequence[str],
    reasoner: str,
    timeout: float | None,
) -> _Change:
    from doidkit.reasoners.classifying import classifier
    from doidkit.reasoners.materializing import materialized
    from doidkit.reasoners.reducing import redundant
    from doidkit.reasoners.relaxing import relaxed
    from doidkit.reasoners.taxonomy import logic
    from doidkit.syntax.ofn.writer import in_order
    from doidkit.syntax.owl.from_rdf import axioms

    stated = in_order(
        axioms(Quad(*triple) for triple in logic(quad.triple for quad in quads)).axioms
    )
    classify = classifier(reasoner, timeout)
    change = _Change()
    if rewriting.materialize:
        change.added += materialized(stated, classify, properties)
    if rewriting.relax:
        change.added += relaxed([*stated, *change.added])
    if rewriting.reduce:
        gone = redundant([*stated, *change.added], classify)
        here = {axiom[1:] for axiom in change.added}
        change.added = [axiom for axiom in change.added if axiom[1:] not in {*gone}]
        change.removed = [pair for pair in gone if pair not in here]
    return change


def _without(quads: Sequence[Quad], pairs: "Sequence[Pair]") -> Sequence[Quad]:
    from doidkit.syntax.owl.removing import without

    return without(quads, pairs) if pairs else quads


def _triples(axioms: "Iterable[Call]") -> Iterator[Quad]:
    """Yield axioms as triples, with blank nodes that no other document has."""
    from doidkit.syntax.owl.axioms import Axioms
    from doidkit.syntax.owl.to_rdf import add

    made = Axioms()
    for axiom in axioms:
        add(made, axiom, ("inferred axioms", 1, 1))
    lines = "".join(made.lines).encode()
    yield from parse(lines, RdfFormat.N_TRIPLES, rename_blank_nodes=True)
