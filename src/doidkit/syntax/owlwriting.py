"""Writing OBO, OWL's own syntaxes and OBO Graphs, and knowing what did not fit."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import IO, cast

import pyoxigraph as ox

from doidkit.errors import SyntaxFault
from doidkit.prefixes import NO_PREFIXES
from doidkit.syntax.depth import deep
from doidkit.syntax.formats import GraphFormat
from doidkit.syntax.manchester import document as omnwriter
from doidkit.syntax.obo import writer as obowriter
from doidkit.syntax.obo.names import OIO, Names
from doidkit.syntax.obographs import writer as graphwriter
from doidkit.syntax.ofn import writer as ofnwriter
from doidkit.syntax.owl.expressions import Call, is_whole
from doidkit.syntax.owl.from_rdf import Axioms, axioms
from doidkit.syntax.owl.lexical import iri
from doidkit.syntax.owl.ontology import Ontology, Part
from doidkit.syntax.owl.operands import used
from doidkit.syntax.owltext import ntriples
from doidkit.syntax.owx import writer as owxwriter

_ID = iri(OIO + "id")
_WRITERS: dict[GraphFormat, Callable[[Ontology, Mapping[str, str]], bytes]] = {
    GraphFormat.OBO: lambda ontology, declared: obowriter.write(
        ontology, beyond_obo(ontology, declared), declared
    ),
    GraphFormat.OFN: ofnwriter.write,
    GraphFormat.OMN: omnwriter.write,
    GraphFormat.OWX: owxwriter.write,
    GraphFormat.OBOGRAPHS: lambda ontology, _: graphwriter.write(ontology),
}


@dataclass(frozen=True, slots=True)
class Written:
    """A document, and the statements that its format cannot hold, in functional syntax."""

    data: bytes
    unfit: tuple[str, ...]


@deep()
def write(
    quads: Iterable[ox.Quad], *, format: GraphFormat, declared: Mapping[str, str] = NO_PREFIXES
) -> Written:
    """Return RDF as an ontology document: equal graphs give equal bytes.

    OWL's own syntaxes keep the prefixes of ``declared``, read after the quads. The document is
    read back, so ``unfit`` is what it does not say, and nothing is lost in silence.
    """
    data = list(quads)
    named = [
        f"{quad.triple} in {quad.graph_name}"
        for quad in data
        if not isinstance(quad.graph_name, ox.DefaultGraph)
    ]
    ontology = axioms(data)
    broken = [node for node in ontology.axioms if not is_whole(node)]
    ontology.axioms.difference_update(broken)
    found = written(ontology, format=format, declared=declared)
    lost = map(ofnwriter.line, ofnwriter.in_order(broken))
    return Written(found.data, (*found.unfit, *lost, *sorted(named)))


@deep()
def written(
    ontology: Ontology, *, format: GraphFormat, declared: Mapping[str, str] = NO_PREFIXES
) -> Written:
    """Return an ontology as a document, which is read back as in ``write``."""
    document = text(ontology, format=format, declared=declared)
    document, again = _read_back(document, format)  # individuals keep the labels just written
    kept = set(again.header)
    lost = [node for node in ontology.header if node not in kept]
    lost += [
        node
        for node in ofnwriter.in_order(ontology.axioms - again.axioms)
        if not (format is GraphFormat.OBOGRAPHS and _is_own_id(node))
    ]
    return Written(document, tuple(map(ofnwriter.line, lost)))


def text(
    ontology: Ontology, *, format: GraphFormat, declared: Mapping[str, str] = NO_PREFIXES
) -> bytes:
    """Return an ontology as a document; what the format cannot hold is left out in silence."""
    return _WRITERS[format](ontology, declared)


def beyond_obo(ontology: Ontology, declared: Mapping[str, str]) -> list[Call]:
    """Return the logical axioms that no clause of OBO says whole.

    Which they are is found by writing them and reading them back; of links between names, and to
    "some" of a name, without annotations, it is known.
    """
    doubtful = {axiom for axiom in _logical(ontology.axioms) if not _is_link(axiom)}
    if not doubtful:
        return []
    named = {name for axiom in doubtful for _, name in used(axiom)}
    properties = {
        axiom[-1][1]
        for axiom in ontology.axioms
        if axiom[0] == "Declaration" and axiom[-1][0] == "ObjectProperty"
    }
    about = {
        axiom
        for axiom in ontology.axioms
        if (axiom[0] == "Declaration" and axiom[-1][1] in named | properties)
        or (axiom[0] == "AnnotationAssertion" and axiom[-2] in properties)
    }
    part = Part(ontology.header, doubtful | about)
    _, again = _read_back(obowriter.write(part, (), declared), GraphFormat.OBO)
    return _logical(doubtful - again.axioms)


def _is_link(axiom: Call) -> bool:
    if axiom[0] != "SubClassOf" or len(axiom) != 3 or axiom[1][:1] != "<":
        return False
    upper = axiom[2]
    if isinstance(upper, str):
        return upper[:1] == "<"
    return upper[0] == "ObjectSomeValuesFrom" and all(isinstance(part, str) for part in upper)


def _logical(axioms: Iterable[Call]) -> list[Call]:
    """Return axioms but for annotations and entities, of which OBO can say the most itself."""
    return [
        node
        for node in axioms
        if node[0] != "AnnotationAssertion"
        and (node[0] != "Declaration" or node[1][0] in ("DataProperty", "Datatype"))
    ]


def _is_own_id(node: Call) -> bool:
    """Return True if a term is said to have the id that its IRI says."""
    if node[:2] != ("AnnotationAssertion", _ID) or str(node[3])[:1] != '"':
        return False
    subject, text = str(node[2])[1:-1], ofnwriter.value(str(node[3]))
    return Names("", {}, {}).iri(text) == subject


def _read_back(document: bytes, format: GraphFormat) -> tuple[bytes, Axioms]:
    """Return what a document says, without the clauses of OBO that cannot be read.

    OBO has no words for some values, such as an empty cross-reference; what they would have said
    is then among what did not fit.
    """
    while True:
        try:
            return document, Axioms(_read(document, format))
        except SyntaxFault as fault:
            if format is not GraphFormat.OBO or fault.line is None:
                raise
            lines = document.split(b"\n")
            del lines[fault.line - 1]
            document = b"\n".join(lines)


def _read(document: bytes, format: GraphFormat) -> Iterable[ox.Quad]:
    stream = ntriples(BytesIO(document), format, Path("-"))
    return ox.parse(cast(IO[bytes], stream), ox.RdfFormat.N_TRIPLES)
