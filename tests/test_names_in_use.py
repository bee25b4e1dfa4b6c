"""Terms in a text, names of two ontologies, tables of ids: what the lexicon and lookup are for."""

from collections.abc import Callable
from pathlib import Path

import pytest

import doidkit
from doidkit.aligning import lexmatch
from doidkit.errors import InputError
from doidkit.filling import fill
from doidkit.lexicon import Lexicon
from doidkit.mentioning import mentions
from doidkit.rendering.alignments import render

EXAMPLES = Path(__file__).parent / "examples"
OBO, OTHER = EXAMPLES / "likeness.obo", EXAMPLES / "likeness-other.obo"


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return Lexicon.of(doidkit.Data(OBO).quads())


def test_the_longest_names_with_their_places(lexicon: Lexicon) -> None:
    text = "Pathologic calcifications\nand Hypercalcaemia; no dish, but DISH."
    found = [(text[m.span.start : m.span.end], m.line, m.name.entry.curie) for m in
             mentions(lexicon, text)]  # fmt: skip
    assert found == [
        ("Pathologic calcifications", 1, "DOID:182"),
        ("Hypercalcaemia", 2, "DOID:12678"),
        ("DISH", 2, "DOID:6652"),
    ]


@pytest.mark.parametrize("paths", [(), (OBO,)], ids=["bundled", "obo"])
def test_asking_a_source_gives_the_lexicon_of_its_quads(paths: tuple[Path, ...]) -> None:
    data = doidkit.Data(paths)
    read, asked = Lexicon.of(data.quads()), Lexicon.asked(data.source())
    assert {*read.all()} == {*asked.all()}


def test_a_longer_name_hides_what_is_in_it(lexicon: Lexicon) -> None:
    (found,) = mentions(lexicon, "a calcium metabolism disease")
    assert (found.text, found.name.entry.curie) == ("calcium metabolism disease", "DOID:10575")


def test_nothing_is_found_in_nothing_and_obsolete_terms_are_not(lexicon: Lexicon) -> None:
    assert [*mentions(lexicon, "")] == []
    assert [m.name.entry.curie for m in mentions(lexicon, "obsolete calcium thing")] == []


def test_mappings_say_what_matched(lexicon: Lexicon) -> None:
    other = Lexicon.of(doidkit.Data(OTHER).quads())
    found = [
        (m.subject.entry.curie, m.predicate, m.object.entry.curie, m.match, len(m.preprocessing))
        for m in lexmatch(lexicon, other)
    ]
    assert found == [
        ("DOID:12678", "skos:exactMatch", "HP:0003072", "hypercalcaemia", 1),
        ("DOID:182", "skos:exactMatch", "HP:0003761", "calcinosis", 1),
        ("DOID:182", "skos:closeMatch", "HP:0010766", "pathologic calcification", 3),
    ]  # DISH is an acronym, dish is none


def test_a_mapping_turned_round_is_the_inverse(lexicon: Lexicon) -> None:
    other = Lexicon.of(doidkit.Data(OTHER).quads())
    forth = {(m.subject.entry.curie, m.object.entry.curie) for m in lexmatch(lexicon, other)}
    back = {(m.object.entry.curie, m.subject.entry.curie) for m in lexmatch(other, lexicon)}
    assert forth == back


@pytest.mark.parametrize(
    ("scope", "predicate"),
    [
        ("NARROW", "skos:narrowMatch"),
        ("BROAD", "skos:broadMatch"),
        ("RELATED", "skos:closeMatch"),
        ("EXACT", "skos:exactMatch"),
    ],
)
def test_the_scope_decides_the_predicate(
    lexicon: Lexicon, write: Callable[[str, str], Path], scope: str, predicate: str
) -> None:
    text = f'[Term]\nid: HP:1\nname: lump\nsynonym: "calcinosis" {scope} []\n'
    lump = Lexicon.of(doidkit.Data(write("lump.obo", text)).quads())
    (found,) = lexmatch(lump, lexicon)
    assert found.predicate == predicate


def test_the_match_field_is_what_says_the_name(
    lexicon: Lexicon, write: Callable[[str, str], Path]
) -> None:
    text = """@prefix owl: <http://www.w3.org/2002/07/owl#> .
    @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
    @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
    <http://purl.obolibrary.org/obo/HP_1> a owl:Class ; rdfs:label "x" ;
      skos:altLabel "calcinosis" .
    """
    table = render(lexmatch(lexicon, Lexicon.of(doidkit.Data(write("s.ttl", text)).quads())))
    assert "semapv:LexicalMatching\trdfs:label\tskos:altLabel\t" in table


@pytest.mark.filterwarnings("ignore")  # what pandas says to the sssom package
def test_the_table_is_a_mapping_set(lexicon: Lexicon, tmp_path: Path) -> None:
    from sssom.parsers import parse_sssom_table
    from sssom.validators import validate

    table = tmp_path / "m.sssom.tsv"
    table.write_text(render(lexmatch(lexicon, Lexicon.of(doidkit.Data(OTHER).quads()))))
    mappings = parse_sssom_table(table)
    assert len(mappings.df) == 3
    validate(mappings)
    assert doidkit.load(table)  # and ours reads it


def test_a_table_is_filled() -> None:
    ontology = doidkit.load(OBO)
    text = "id\tlabel\tnote\nDOID:182\t\tx\ncalciphylaxis\tmine\t\nDOID:77\t\t\n\t\tno id\n"
    found = fill(ontology, text, Path("t.tsv"), add=("label", "parents"))
    assert found.columns == ("id", "label", "note", "parents")
    assert found.rows == (
        ("DOID:182", "calcinosis", "x", "DOID:10575"),
        ("calciphylaxis", "mine", "", "DOID:182"),
        ("DOID:77", "", "", ""),
        ("", "", "no id", ""),
    )
    assert (found.unknown, found.separator) == (("DOID:77",), "\t")
    alone = {name: fill(ontology, "id\n", Path(name)).separator for name in ("a.tsv", "a.csv", "-")}
    assert alone == {"a.tsv": "\t", "a.csv": ",", "-": ","}


@pytest.mark.parametrize(
    ("text", "column", "said"),
    [
        ("", "", "is empty"),
        ("a,b\n1,2,3\n", "", "row 2 has 3 cells and there are 2 columns"),
        ("a,a\n", "", 'two columns "a"'),
        ("a,b\n", "c", 'no column "c"; there are a, b'),
    ],
)
def test_what_is_no_table_to_fill(text: str, column: str, said: str) -> None:
    with pytest.raises(InputError, match=said):
        fill(doidkit.load(OBO), text, Path("t.csv"), column=column)


def test_a_file_that_is_not_there_is_one_sentence(invoke: Callable, tmp_path: Path) -> None:
    for command in (("fill", "gone.tsv"), ("mentions", "@gone.txt"), ("rollup", "gone", "DOID:4")):
        done = invoke(*command)
        assert (done.code, done.err.count("\n")) == (2, 1)
        assert "gone" in done.err
