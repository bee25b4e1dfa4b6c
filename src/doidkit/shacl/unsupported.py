"""What is not evaluated and would change a verdict in silence: refused by name.

The vocabulary of 2017 is known; its terms that SHACL Core and SHACL-SPARQL do not define are
refused where a shape uses them. The terms of SHACL 1.2's drafts are refused wherever in a shapes
graph they stand, and so are classes and severities that the vocabulary does not have.
"""

from collections.abc import Iterator

from pyoxigraph import BlankNode, NamedNode, Triple

from doidkit.errors import CheckError
from doidkit.model import RdfTerm
from doidkit.shacl.names import CLASSES, DRAFTS, REIFIES, SEVERITIES, SH, TYPE, Node, sh
from doidkit.shacl.reader import Namer
from doidkit.shacl.shapesgraph import ShapesGraph

DATA_SHAPE = sh("shape")
"""What names, in SHACL 1.2, the shapes of a node in the data themselves."""
_DRAFT = "; terms of SHACL 1.2 are not evaluated"


def refuse(graph: ShapesGraph, name: Namer) -> None:
    """Raise CheckError for the first term of a shapes graph that is not evaluated."""
    for node, reason in _reasons(graph):
        raise CheckError(
            f"{name(node)} cannot be used ({reason}); correct the shapes and run again."
        )


def refuse_in_data(node: RdfTerm) -> CheckError:
    """Return the error about a node of the data that names its own shapes."""
    return CheckError(
        f"{node} of the data has sh:shape, by which SHACL 1.2 applies shapes; it is not "
        "evaluated. Name the node with sh:targetNode in the shapes and remove the triple."
    )


def _reasons(graph: ShapesGraph) -> Iterator[tuple[Node, str]]:
    for node in graph.subjects(sh("entailment")):
        yield node, "sh:entailment asks for inference; infer first and validate what comes out"
    yield from _reified(graph)
    for subject, predicate, value in graph.triples:
        used, drafted = _term(predicate), _term(value)
        if isinstance(subject, Triple):  # RDF 1.2 has none
            continue
        if used in DRAFTS:
            yield subject, f"sh:{used} is beyond SHACL 1.0{_DRAFT}"
        elif predicate == TYPE and drafted is not None and drafted not in CLASSES:
            yield subject, f"SHACL 1.0 has no class sh:{drafted}{_DRAFT}"
        elif used == "severity" and drafted is not None and drafted not in SEVERITIES:
            yield subject, f"SHACL 1.0 has no severity sh:{drafted}{_DRAFT}"


def _reified(graph: ShapesGraph) -> Iterator[tuple[Node, str]]:
    """Yield what is said about a single triple of a shape, as by ``{| sh:severity … |}``."""
    for reifier in graph.subjects(REIFIES):
        for about in graph.all(reifier, REIFIES):
            stated = isinstance(about, Triple) and _term(about.predicate) is not None
            said = next(filter(None, map(_term, graph.predicates(reifier))), None)
            if stated or said:
                node = about.subject if isinstance(about, Triple) else reifier
                what = f"sh:{said}" if said else "what is said"
                assert isinstance(node, NamedNode | BlankNode)
                yield node, f"{what} about a single triple{_DRAFT}"


def _term(term: RdfTerm) -> str | None:
    """Return the name of a SHACL term, None for any other term."""
    if isinstance(term, NamedNode) and term.value.startswith(SH):
        return term.value.removeprefix(SH)
    return None
