"""fastobo and py-horned-owl as second opinions, and why they do not read for doidkit.

On each real file they count what doidkit counts, but for what is listed here by name. Each test
of a defect shows a loss that docs/formats.md gives as a reason for own readers: when one fails,
a new version of the library has mended it, and the reason is to be struck out.
"""

import gzip
from collections import Counter, defaultdict
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import fastobo
import pronto
import pyhornedowl
import pyoxigraph as ox
import pytest

from doidkit.conversion import convert
from doidkit.prefixes import expand
from doidkit.syntax.formats import GraphFormat
from doidkit.syntax.obo.names import OBO, OIO
from doidkit.syntax.obo.reader import Document
from doidkit.syntax.owl.from_rdf import Axioms
from doidkit.syntax.reading import quads

RELEASE, SUBSET = "doid-2024-01-31.obo.gz", "doid-NCIthesaurus-2026-07-31.obo.gz"
# What doidkit has more (or less) of than py-horned-owl, by kind of axiom, and why.
KNOWN = {
    RELEASE: [
        ("SubAnnotationPropertyOf", 18, "horned drops the header's subset definitions"),
        ("AnnotationAssertion", 18, "and their descriptions"),
        ("Declaration AnnotationProperty", 18, "and their declarations"),
        ("Declaration AnnotationProperty", 1, "and that of oboInOwl:SubsetProperty"),
        ("AnnotationAssertion", 1, "which has a label"),
        ("Declaration AnnotationProperty", 6, "saved-by, date and four header property_values"),
        ("Declaration AnnotationProperty", -2, "horned has oboInOwl:comment and oboInOwl:xref"),
    ],
    SUBSET: [
        ("Declaration AnnotationProperty", 1, "horned drops the header's date"),
        ("Declaration AnnotationProperty", -1, "horned has oboInOwl:comment"),
    ],
}
OWL_FILES = [
    *(f"do-import-{name}.owl.gz" for name in ("chebi", "eco", "hp", "ro", "symp", "uberon")),
    "do-logical-2026-07-31.ofn.gz",
    "do-logical-2026-07-31.owl.gz",
    "doid-infectious-slim-2026-07-31.owl.gz",
]


@pytest.mark.parametrize("name", [RELEASE, SUBSET])
def test_fastobo_counts_the_same_frames_and_clauses(shared: Path, name: str) -> None:
    data = gzip.decompress((shared / "data" / name).read_bytes())
    theirs, ours = fastobo.load(BytesIO(data)), Document(data.decode(), name)
    frames = list(ours.frames())
    assert Counter(f"{frame.kind}Frame" for frame in frames) == Counter(
        type(frame).__name__ for frame in theirs
    )
    # fastobo has the id of a frame apart from its clauses.
    found = Counter(clause.tag for frame in frames for clause in frame.clauses)
    assert found.pop("id") == len(frames)
    assert found == Counter(clause.raw_tag() for frame in theirs for clause in frame)
    # It names this tag wrongly.
    header = Counter(clause.raw_tag().replace("saved-py", "saved-by") for clause in theirs.header)
    assert Counter(clause.tag for clause in ours.header) == header


@pytest.mark.parametrize("name", [RELEASE, SUBSET, *OWL_FILES])
def test_horned_owl_counts_the_same_axioms(shared: Path, tmp_path: Path, name: str) -> None:
    path = tmp_path / name.removesuffix(".gz")
    path.write_bytes(gzip.decompress((shared / "data" / name).read_bytes()))
    theirs = _kinds_of_horned(pyhornedowl.open_ontology(str(path)))
    ours = Counter(_kind(*node[:2]) for node in Axioms(quads(path)).axioms)
    for kind, more, _ in KNOWN.get(name, ()):
        theirs[kind] += more
    assert ours == theirs


def _kind(name: str, operand: object) -> str:
    return f"Declaration {operand[0]}" if name == "Declaration" else name  # type: ignore[index]


def _kinds_of_horned(ontology: pyhornedowl.PyIndexedOntology) -> Counter[str]:
    axioms = ontology.get_axioms()
    annotated = {str(axiom.component) for axiom in axioms if axiom.ann}
    kinds: Counter[str] = Counter()
    for axiom in axioms:
        kind = type(axiom.component).__name__
        # RDF does not say an axiom twice, with annotations and without.
        twice = not axiom.ann and str(axiom.component) in annotated
        # Annotations of the ontology are of the header here.
        if not twice and kind != "OntologyAnnotation":
            kinds[kind.replace("Declare", "Declaration ")] += 1
    return kinds


Facts = dict[str, set[tuple[str, str]]]
PARENT, REPLACEMENT, DATE = expand("rdfs:subClassOf"), OBO + "IAO_0100001", OIO + "creation_date"


@pytest.mark.slow
def test_pronto_and_fastobo_find_in_what_we_write_what_our_graph_has(shared: Path) -> None:
    release = shared / "data" / RELEASE
    written = convert([release], format=GraphFormat.OBO)
    graph = list(quads(release))
    assert _of_fastobo(written) == (ours := _of_graph(graph))
    assert _of_pronto(written) == ours
    # The release has 13 replacements as clauses. A term with an alt_id replaces that one in OWL,
    # and 101 of those have a stanza, too, which says so from now on; the others have none.
    given = _of_fastobo(gzip.decompress(release.read_bytes()))
    assert len(given[REPLACEMENT]) == 13
    assert len(ours[REPLACEMENT] - given[REPLACEMENT]) == 101
    merged = {(quad.object.value, _curie(quad.subject)) for quad in graph if _is_alternative(quad)}
    assert ours[REPLACEMENT] - given[REPLACEMENT] <= merged
    replaced = {q.subject for q in graph if q.predicate.value == REPLACEMENT}
    assert {_curie(term) for term in replaced} == {old for old, _ in ours[REPLACEMENT] | merged}


def _of_graph(graph: list[ox.Quad]) -> Facts:
    """Return parents, replacements and dates of the terms that have a stanza: with a label."""
    named = {quad.subject for quad in graph if quad.predicate.value == expand("rdfs:label")}
    found: Facts = defaultdict(set)
    for quad in graph:
        predicate, value = quad.predicate.value, quad.object
        if predicate in (PARENT, REPLACEMENT) and isinstance(value, ox.NamedNode):
            if quad.subject in named:
                found[predicate].add((_curie(quad.subject), _curie(value)))
        elif predicate == DATE:
            found[predicate].add((_curie(quad.subject), _moment(value.value)))
    return found


def _of_fastobo(text: bytes) -> Facts:
    tags = {"is_a": PARENT, "replaced_by": REPLACEMENT, "creation_date": DATE}
    found: Facts = defaultdict(set)
    for frame in fastobo.load(BytesIO(text)):
        for clause in frame:
            if isinstance(frame, fastobo.term.TermFrame) and clause.raw_tag() in tags:
                said = clause.raw_value()
                value = _moment(said) if clause.raw_tag() == "creation_date" else said
                found[tags[clause.raw_tag()]].add((str(frame.id), value))
    return found


def _of_pronto(text: bytes) -> Facts:
    found: Facts = defaultdict(set)
    for term in pronto.Ontology(BytesIO(text)).terms():
        for upper in term.superclasses(distance=1, with_self=False):
            found[PARENT].add((term.id, upper.id))
        for other in term.replaced_by:
            found[REPLACEMENT].add((term.id, other.id))
        if term.creation_date:
            found[DATE].add((term.id, _moment(str(term.creation_date))))
    return found


def _curie(term: object) -> str:
    assert isinstance(term, ox.NamedNode)
    return term.value.removeprefix(OBO).replace("_", ":", 1)


def _moment(text: str) -> str:
    moment = datetime.fromisoformat(text)
    return str(moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC))


def _is_alternative(quad: ox.Quad) -> bool:
    return quad.predicate.value == OIO + "hasAlternativeId"


HEADER = "format-version: 1.4\nontology: x\n"
TERM = "\n[Term]\nid: X:1\nname: one\n"


class TestWhatFastoboLoses:
    def test_the_clauses_of_instances(self) -> None:
        (frame,) = fastobo.loads(f"{HEADER}\n[Instance]\nid: I:1\ninstance_of: X:1\n")
        assert not hasattr(frame, "__iter__")
        assert "instance_of" not in str(frame)

    def test_parts_of_a_second(self) -> None:
        (frame,) = fastobo.loads(f"{HEADER}{TERM}creation_date: 2010-06-30T02:44:30.123Z\n")
        assert str(frame[1]) == "creation_date: 2010-06-30T02:44:30.12Z"

    @pytest.mark.parametrize(
        "clause", ['synonym: "a" []', 'exact_synonym: "a" []', "xref_analog: X:2"]
    )
    def test_files_with_what_older_obo_and_owlapi_allow(self, clause: str) -> None:
        with pytest.raises(SyntaxError):
            fastobo.loads(f"{HEADER}{TERM}{clause}\n")
        frame = next(Document(f"{HEADER}{TERM}{clause}\n", "x").frames())
        assert frame.clauses[-1].tag in ("synonym", "xref")


class TestWhatHornedOwlLoses:
    @pytest.fixture(autouse=True)
    def _folder(self, tmp_path: Path) -> None:
        self.folder = tmp_path

    def read(self, name: str, text: str) -> pyhornedowl.PyIndexedOntology:
        path = self.folder / name
        path.write_text(text)
        return pyhornedowl.open_ontology(str(path))

    def functional(self, axioms: str) -> pyhornedowl.PyIndexedOntology:
        prefixes = (
            "Prefix(e:=<http://e/>)\n"
            "Prefix(rdfs:=<http://www.w3.org/2000/01/rdf-schema#>)\n"
            "Prefix(owl:=<http://www.w3.org/2002/07/owl#>)\n"
        )
        return self.read("a.ofn", f"{prefixes}Ontology(<http://e/o>\n{axioms}\n)")

    def test_most_of_the_header_of_obo(self) -> None:
        lost = 'data-version: 1\ndate: 01:01:2024 10:00\nproperty_value: t "T" xsd:string\n'
        text = self.read("a.obo", HEADER + lost + TERM).save_to_string("ofn")
        assert not any(said in text for said in ("x/1/x.owl", "01:01:2024", '"T"'))

    def test_subset_definitions(self) -> None:
        text = f'{HEADER}subsetdef: s "a slim"{TERM}subset: s\n'
        written = self.read("a.obo", text).save_to_string("ofn")
        assert "a slim" not in written
        assert "SubAnnotationPropertyOf" not in written

    def test_the_names_of_qualifiers_and_of_the_default_namespace(self) -> None:
        clauses = f"{HEADER}default-namespace: n{TERM}" + 'is_a: X:2 {comment="c", xref="X:3"}\n'
        written = self.read("a.obo", clauses).save_to_string("ofn")
        wrong = ("oboInOwl:comment", "oboInOwl:xref", "oboInOwl:default-namespace")
        assert all(name in written for name in wrong)

    def test_the_iri_of_an_identifier_that_is_no_number(self) -> None:
        relation = "\n[Typedef]\nid: RO:is_a\n"
        assert "RO_#is_a" not in self.read("a.obo", HEADER + relation).save_to_string("rdf")

    def test_disjoint_classes_from_the_third_on(self) -> None:
        written = self.functional("DisjointClasses(e:A e:B e:C)").save_to_string("rdf")
        said = {str(quad.object) for quad in ox.parse(written.encode(), ox.RdfFormat.RDF_XML)}
        assert "AllDisjointClasses" not in written
        assert written.count("disjointWith") == 2  # A and B, A and C
        assert said >= {"<http://e/B>", "<http://e/C>"}

    def test_the_list_of_an_annotated_property_chain(self) -> None:
        axiom = 'SubObjectPropertyOf(Annotation(rdfs:comment "x") ObjectPropertyChain(e:p e:q) e:p)'
        written = self.functional(axiom).save_to_string("rdf")
        found = list(ox.parse(written.encode(), ox.RdfFormat.RDF_XML))
        (chain,) = (q.object for q in found if q.predicate.value.endswith("#propertyChainAxiom"))
        assert not any(quad.subject == chain for quad in found)

    @pytest.mark.parametrize(
        "axiom",
        [
            "DisjointClasses(e:A e:B e:C)",
            'NegativeObjectPropertyAssertion(Annotation(rdfs:comment "x") e:p e:i e:j)',
        ],
    )
    def test_axioms_that_are_nodes_of_their_own_in_rdf(self, axiom: str) -> None:
        self.functional("Declaration(ObjectProperty(e:p))\n" + axiom)
        convert([self.folder / "a.ofn"], self.folder / "a.owl")
        read = pyhornedowl.open_ontology(str(self.folder / "a.owl")).get_axioms()
        assert axiom.partition("(")[0] not in {type(each.component).__name__ for each in read}

    def test_prefixed_names_in_owl_xml(self) -> None:
        written = self.functional("Declaration(Class(e:A))").save_to_string("owx")
        assert '<Class IRI="e:A"/>' in written  # for abbreviatedIRI

    def test_functional_syntax_in_a_file_called_owl(self) -> None:
        with pytest.raises(ValueError, match="RdfXml"):
            self.read("a.owl", "Ontology(<http://e/o>)")
