from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from doidkit import load
from doidkit.conversion import convert
from doidkit.errors import DoidkitNote, SyntaxFault
from doidkit.prefixes import expand
from doidkit.syntax.formats import GraphFormat
from doidkit.syntax.owl.from_rdf import Axioms
from doidkit.syntax.owlwriting import write
from doidkit.syntax.reading import quads

DATA = Path(__file__).parents[1] / "examples" / "owlsyntax"
OWN = "http://purl.obolibrary.org/obo/"
Write = Callable[..., Path]


def triples(path: Path) -> set[tuple[str, str, str]]:
    return {(str(q.subject), str(q.predicate), str(q.object)) for q in quads(path)}


def iri(curie: str) -> str:
    return f"<{expand(curie)}>"


class TestWhatDiffersFromRobot:
    """Each of these stands in docs/formats.md."""

    @pytest.fixture
    def said(self) -> set[tuple[str, str, str]]:
        return triples(DATA / "differs.obo")

    def test_identifier_spaces_hold_in_the_header(self, said: set[tuple[str, str, str]]) -> None:
        assert (f"<{OWN}differs.owl>", iri("dc:creator"), '"Me"') in said

    def test_a_tab_is_a_tab(self, said: set[tuple[str, str, str]]) -> None:
        assert (f"<{OWN}T_1>", iri("rdfs:label"), '"tab\\there"') in said

    def test_any_datatype_is_kept(self, said: set[tuple[str, str, str]]) -> None:
        assert (
            f"<{OWN}T_1>",
            iri("dc:date"),
            f'"2020-01-01"^^{iri("xsd:date")}',
        ) in said
        assert (f"<{OWN}T_1>", iri("dc:note"), '"no datatype"') in said

    def test_old_tags_are_read(self, said: set[tuple[str, str, str]]) -> None:
        assert (f"<{OWN}T_1>", iri("oboInOwl:hasExactSynonym"), '"old"') in said
        assert (f"<{OWN}T_1>", iri("oboInOwl:hasRelatedSynonym"), '"no scope"') in said
        assert (f"<{OWN}T_1>", iri("oboInOwl:hasDbXref"), '"X:2"') in said

    def test_metadata_relations_keep_their_parents(self, said: set[tuple[str, str, str]]) -> None:
        own = f"<{OWN}differs#meta>"
        assert (own, iri("rdfs:subPropertyOf"), f"<{OWN}differs#super>") in said

    def test_identifiers_beyond_ascii_keep_their_letters(
        self, said: set[tuple[str, str, str]]
    ) -> None:
        assert (f"<{OWN}T_1>", iri("rdfs:subClassOf"), f"<{OWN}T_caf%C3%A9>") in said

    def test_instances_and_what_follows_them_are_read(
        self, said: set[tuple[str, str, str]]
    ) -> None:
        own = f"<{OWN}I_1>"
        assert (own, iri("rdf:type"), f"<{OWN}T_1>") in said
        assert (own, f"<{OWN}differs#part_of>", f"<{OWN}I_2>") in said
        assert (f"<{OWN}T_2>", iri("rdfs:label"), '"after the instance"') in said

    def test_dates_keep_their_fractions(self, said: set[tuple[str, str, str]]) -> None:
        date = '"2010-06-30T02:44:30.123Z"'
        assert (f"<{OWN}T_1>", iri("oboInOwl:creation_date"), date) in said


def test_the_full_release(shared: Path) -> None:
    data = set(quads(shared / "data" / "doid-2024-01-31.obo.gz"))
    assert len(data) == 218_466
    objects = Counter((quad.predicate.value, str(quad.object)) for quad in data)
    assert objects[expand("rdf:type"), iri("owl:Axiom")] == 9_725
    merged = {quad.subject for quad in data if quad.predicate.value == expand("IAO:0000231")}
    own = {quad.subject for quad in data if quad.predicate.value == expand("oboInOwl:id")}
    assert len(merged - own) == 1_606
    assert objects[expand("rdfs:subPropertyOf"), iri("oboInOwl:SubsetProperty")] == 18


def test_the_full_release_keeps_every_axiom_through_obo(shared: Path) -> None:
    source = list(quads(shared / "data" / "doid-2024-01-31.obo.gz"))
    written = write(source, format=GraphFormat.OBO)
    assert written.unfit == ()
    assert write(reversed(source), format=GraphFormat.OBO).data == written.data


def test_load_takes_obo(shared: Path) -> None:
    ontology = load(shared / "data" / "doid-NCIthesaurus-2026-07-31.obo.gz")
    assert ontology.term("DOID:0001816").label == "angiosarcoma"


@pytest.mark.parametrize(
    ("line", "place", "reason"),
    [
        ("fo o: bar", "5:1", "clause"),
        ('def: "no end', "5:6", "double quotes"),
        ("is_a: ", "5:6", "identifier"),
        ("is_a: A:1 B:2", "5:11", "unexpected"),
        ("is_obsolete: yes", "5:14", "true or false"),
        ('synonym: "x" EXACT [A:1', "5:24", '"]"'),
        ("name: x {source}", "5:10", "qualifier"),
        ("no colon", "5:1", "tag: value"),
        ("relationship: part_of", "5:22", "identifier"),
        ('property_value: p x:y "z"', "5:23", "unexpected"),
    ],
)
def test_errors_name_line_and_column(write: Write, line: str, place: str, reason: str) -> None:
    path = write("bad.obo", f"format-version: 1.4\n\n[Term]\nid: A:1\n{line}\n")
    with pytest.raises(SyntaxFault, match=reason) as caught:
        list(quads(path))
    assert f"bad.obo:{place}:" in str(caught.value)


def test_stanzas_must_be_known_and_have_an_id(write: Write) -> None:
    with pytest.raises(SyntaxFault, match=r"bad.obo:1:1: OBO has no"):
        list(quads(write("bad.obo", "[Trem]\nid: A:1\n"), format=GraphFormat.OBO))
    with pytest.raises(SyntaxFault, match="has no id"):
        list(quads(write("bad.obo", "[Term]\nname: x\n")))


TEXTS = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"], include_characters="\n\t"),
    min_size=1,
    max_size=12,
)
NAMES = st.sampled_from(["A:1", "A:2", "B:x_y", "http://example.org/a#b", "plain"])
NODES = NAMES.map(lambda name: ox.NamedNode(expand_id(name)))
PROPERTIES = ["rdfs:label", "rdfs:comment", "IAO:0000115", "oboInOwl:hasDbXref", "dc:title"]
PROPERTIES += ["oboInOwl:hasExactSynonym", "oboInOwl:hasAlternativeId", "oboInOwl:hasOBONamespace"]


def expand_id(name: str) -> str:
    ids = {"A:1": "A_1", "A:2": "A_2", "B:x_y": "B_#x_y", "plain": "o#plain"}
    return OWN + ids[name] if name in ids else name


@st.composite
def ontologies(draw: st.DrawFn) -> list[ox.Quad]:
    own = ox.NamedNode(OWN + "o.owl")
    kind = ox.NamedNode(expand("rdf:type"))
    found = [ox.Quad(own, kind, ox.NamedNode(expand("owl:Ontology")))]
    for node in draw(st.sets(NODES)):
        found.append(ox.Quad(node, kind, ox.NamedNode(expand("owl:Class"))))
    subjects = sorted({str(quad.subject)[1:-1] for quad in found[1:]})
    if not subjects:
        return found
    for subject in draw(st.lists(st.sampled_from(subjects), max_size=6)):
        predicate = ox.NamedNode(expand(draw(st.sampled_from(PROPERTIES))))
        found.append(ox.Quad(ox.NamedNode(subject), predicate, ox.Literal(draw(TEXTS))))
    for lower, upper in draw(st.lists(st.tuples(*[st.sampled_from(subjects)] * 2), max_size=3)):
        parent = ox.NamedNode(expand("rdfs:subClassOf"))
        found.append(ox.Quad(ox.NamedNode(lower), parent, ox.NamedNode(upper)))
    return found


@given(ontologies())
@settings(max_examples=150)
def test_what_obo_can_say_survives_it(found: list[ox.Quad]) -> None:
    assert write(found, format=GraphFormat.OBO).unfit == ()


@given(ontologies())
@settings(max_examples=50)
def test_functional_syntax_and_xml_hold_everything(found: list[ox.Quad]) -> None:
    for format in (GraphFormat.OFN, GraphFormat.OWX):
        assert write(found, format=format).unfit == ()


def test_what_does_not_fit_is_listed() -> None:
    written = write(quads(DATA / "axioms.ofn"), format=GraphFormat.OBO)
    kinds = sorted(line.partition("(")[0] for line in written.unfit)
    assert kinds == [
        "Annotation",
        "AnnotationAssertion",
        "AnnotationAssertion",
        "Declaration",
        "Ontology",
    ]


def test_axioms_that_obo_has_no_clauses_for_are_in_its_header(tmp_path: Path) -> None:
    source = Axioms(quads(DATA / "axioms.ofn"))
    convert([DATA / "axioms.ofn"], tmp_path / "axioms.obo")
    text = (tmp_path / "axioms.obo").read_text()
    assert text.count("\nowl-axioms: ") == 1
    again = Axioms(quads(tmp_path / "axioms.obo"))
    lost = source.axioms - again.axioms
    lost = {node for node in lost if "_:" not in str(node)}  # each reading has labels of its own
    assert {node[0] for node in lost} == {"AnnotationAssertion", "Declaration"}
    # What a clause can say is not said in the header.
    assert "SubClassOf(<http://ex.org/o#A> <http://ex.org/o#B>)" not in text


def test_a_relation_in_a_property_value_is_between_individuals(tmp_path: Path) -> None:
    source = Axioms(quads(DATA / "beyond.obo"))
    convert([DATA / "beyond.obo"], tmp_path / "again.obo")
    text = (tmp_path / "again.obo").read_text()
    assert 'property_value: rel X:2 {source="PMID:1"}' in text
    assert "[Instance]" not in text
    assert source.axioms <= Axioms(quads(tmp_path / "again.obo")).axioms
    of = {str(node[1][1]) for node in source.axioms if node[1][0] == "NamedIndividual"}
    numbers = {name.rpartition("_")[2][:-1] for name in of if "_" in name}
    assert numbers == {"1", "2", "7", "8", "0000001"}


def test_a_language_tag_does_not_fit_obo(shared: Path) -> None:
    slim = shared / "data" / "doid-infectious-slim-2026-07-31.owl.gz"
    written = write(quads(slim), format=GraphFormat.OBO)
    others = [line for line in written.unfit if "@en" not in line]
    # The version's IRI, and a property that only annotates what is lost.
    assert [line.partition("(")[0] for line in others] == ["Ontology", "Declaration"]


HEAD = "format-version: 1.4\nontology: x\n\n[Term]\nid: X:1\n"


@pytest.mark.parametrize("tag", ["my_tag", "my-tag", "MY.tag", "tag/2"])
@pytest.mark.parametrize("kind", ["Term", "Typedef", "Instance"])
def test_a_tag_that_obo_has_not_is_kept_and_told(
    write: Callable[..., Path], kind: str, tag: str
) -> None:
    path = write("a.obo", f"{HEAD}{tag}: a value\n{tag}: another\n".replace("Term", kind))
    with pytest.warns(DoidkitNote, match=f'a.obo:6: OBO has no tag "{tag}"') as told:
        read = list(quads(path))
    name = tag.replace("/", "%2F")
    found = {quad.object.value for quad in read if quad.predicate.value.endswith(f"#{name}")}
    assert found == {"a value", "another"}
    assert len(told) == 1


def test_modifiers_of_a_cross_reference_in_a_list_are_read(write: Callable[..., Path]) -> None:
    lists = 'def: "d" [A:1 "t" {a="b}"}, A:2 {c="d"}] {e="f"}\nsynonym: "s" EXACT [A:3 {a="b"}]\n'
    found = {quad.object.value for quad in quads(write("a.obo", HEAD + lists))}
    assert {"A:1", "A:2", "A:3", "f"} <= found
    assert "b}" not in found


def test_a_line_without_its_end_is_told_and_no_whole_clause_refused(
    write: Callable[..., Path],
) -> None:
    with pytest.warns(DoidkitNote, match="does not end with a line end"):
        list(quads(write("a.obo", f"{HEAD}is_a: DOID:00")))
    for cut in ("is_", "is_a:", 'def: "x', "xref:", "is_obsolete: tr", "created_by: "):
        with pytest.warns(DoidkitNote), pytest.raises(SyntaxFault, match=r"a.obo:6:\d+: "):
            list(quads(write("a.obo", HEAD + cut)))


@pytest.mark.parametrize(
    ("identifier", "xref", "meant"),
    [
        ("part_of", "RO:0000000", "RO_0000000"),
        ("X:7", "RO:0000057", "RO_0000057"),
        ("RO:0000005", "RO:0000006", "RO_0000006"),
        ("RO:0000007", "BFO:0000008", "RO_0000007"),
        ("X:8", "Y:1", "X_8"),
    ],
)
def test_a_relation_is_the_one_of_the_relation_ontology_that_it_refers_to(
    write: Callable[..., Path], identifier: str, xref: str, meant: str
) -> None:
    """As ROBOT 1.9.8 reads the same text."""
    relation = f"relationship: {identifier} X:2\n\n[Typedef]\nid: {identifier}\nxref: {xref}\n"
    found = {
        quad.object.value
        for quad in quads(write("a.obo", HEAD + relation))
        if quad.predicate.value.endswith("#onProperty")
    }
    assert found == {f"http://purl.obolibrary.org/obo/{meant}"}
