import gzip
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st
from rdflib import DCTERMS, OWL, RDF, SKOS
from rdflib.compare import isomorphic

from doidkit.conversion import convert
from doidkit.errors import InputError
from doidkit.syntax.formats import GraphFormat

ANIMALS = Path(__file__).parent / "examples" / "animals.ttl"
RDFLIB_NAMES = {
    GraphFormat.TURTLE: "turtle",
    GraphFormat.NTRIPLES: "nt",
    GraphFormat.NQUADS: "nquads",
    GraphFormat.TRIG: "trig",
    GraphFormat.RDFXML: "xml",
    GraphFormat.JSONLD: "json-ld",
}
RDF_FORMATS = [format for format in GraphFormat if format in RDFLIB_NAMES]
# Statements over few names, so that shared and twin blank nodes are common.
nodes = st.sampled_from(["<http://e/a>", "<http://e/b>", "_:x", "_:y", "_:z"])
objects = nodes | st.sampled_from(
    [
        '"x"',
        '"x"@en',
        '"007"^^<http://www.w3.org/2001/XMLSchema#integer>',
        '"l1\\nl2 .\\n"',
        '"\\\\\\""',
    ]
)
lines = st.builds(
    "{} {} {} .".format, nodes, st.sampled_from(["<http://e/p>", "<http://e/q>"]), objects
)
documents = st.lists(lines, min_size=1, max_size=8)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("laws")


STABLE = (GraphFormat.TURTLE, GraphFormat.TRIG, GraphFormat.JSONLD)


def converted(
    folder: Path, statements: list[str], format: GraphFormat, *, sort: bool = False
) -> bytes:
    path = folder / "in.nt"
    path.write_text("\n".join(statements) + "\n")
    return convert([path], format=format, sort=sort)


@pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")
@given(documents, st.sampled_from(RDF_FORMATS), st.booleans(), st.randoms())
def test_laws(
    folder: Path, statements: list[str], format: GraphFormat, sort: bool, random: object
) -> None:
    once = converted(folder, statements, format, sort=sort)
    assert converted(folder, statements, format, sort=sort) == once, "a second time differs"

    if sort or format in STABLE:
        shuffled = list(statements)
        random.shuffle(shuffled)
        assert converted(folder, shuffled, format, sort=sort) == once, "the order matters"

        again = folder / f"again{format.extensions[0]}"
        again.write_bytes(once)
        assert convert([again], format=format, sort=sort) == once, "converting twice differs"

    before = rdflib.Graph().parse(data="\n".join(statements), format="nt")
    after = rdflib.Dataset().parse(data=once, format=RDFLIB_NAMES[format])
    plain = rdflib.Graph()
    for triple in after.triples((None, None, None)):
        plain.add(triple)
    assert isomorphic(before, plain), "the graph has changed"


@pytest.mark.parametrize("format", RDF_FORMATS)
def test_lexical_forms_stay_on_the_way_through_each_format(
    tmp_path: Path, write: Callable[..., Path], format: GraphFormat
) -> None:
    forms = ["007", "1.50", "+1", "-0"]
    dates = ["2026-11-22T10:00:00Z", "2026-11-22T10:00:00+00:00"]
    values = [f'"{form}"^^xsd:decimal' for form in forms] + [f'"{d}"^^xsd:dateTime' for d in dates]
    path = write(
        "a.ttl",
        "@prefix xsd: <http://www.w3.org/2001/XMLSchema#> . @prefix e: <http://e/> ."
        f'e:s e:p "1"^^xsd:boolean, {", ".join(values)} .',
    )
    middle = tmp_path / f"middle{format.extensions[0]}"
    convert([path], middle)
    text = convert([middle], format=GraphFormat.NTRIPLES).decode()
    for form in [*forms, *dates, "1"]:
        assert f'"{form}"^^' in text


@pytest.mark.parametrize("format", [f for f in RDF_FORMATS if f.holds_named_graphs])
def test_graph_names_stay(write: Callable[..., Path], tmp_path: Path, format: GraphFormat) -> None:
    quads = '<http://e/s> <http://e/p> "o" .\n<http://e/s> <http://e/p> "o" <http://e/g> .\n'
    middle = tmp_path / f"middle{format.extensions[0]}"
    convert([write("a.nq", quads)], middle)
    assert convert([middle], format=GraphFormat.NQUADS).decode() == quads


def test_named_graphs_without_a_place_are_an_error_and_no_file(
    write: Callable[..., Path], tmp_path: Path
) -> None:
    path = write("a.nq", '<http://e/s> <http://e/p> "o" <http://e/g> .\n')
    with pytest.raises(InputError, match="named graphs"):
        convert([path], tmp_path / "out.ttl")
    assert not (tmp_path / "out.ttl").exists()


def test_files_are_merged_and_their_blank_nodes_kept_apart(write: Callable[..., Path]) -> None:
    paths = [
        write(f"{n}.ttl", f"_:a <http://e/p> {n} . <http://e/s> <http://e/p> 0 .") for n in "12"
    ]
    text = convert(paths, format=GraphFormat.NTRIPLES, sort=True).decode()
    assert len(text.splitlines()) == 3
    assert convert(paths[::-1], format=GraphFormat.NTRIPLES, sort=True).decode() == text
    assert convert(paths) == convert(paths[::-1])


def test_the_output_name_or_the_option_names_the_format(tmp_path: Path) -> None:
    assert convert([ANIMALS], tmp_path / "a.nt") == (tmp_path / "a.nt").read_bytes()
    assert (tmp_path / "a.nt").read_bytes().startswith(b"<http://")
    convert([ANIMALS], tmp_path / "b.txt", format=GraphFormat.RDFXML)
    assert (tmp_path / "b.txt").read_bytes().startswith(b"<?xml")
    with pytest.raises(InputError, match="names no format"):
        convert([ANIMALS], tmp_path / "c.txt")


def test_compressed_output_is_compressed_and_the_same_each_time(tmp_path: Path) -> None:
    first, second = tmp_path / "a.nt.gz", tmp_path / "b.nt.gz"
    plain = convert([ANIMALS], first)
    convert([ANIMALS], second)
    assert gzip.decompress(first.read_bytes()) == plain
    assert first.read_bytes() == second.read_bytes()


def test_an_unreadable_input_leaves_the_old_output(
    write: Callable[..., Path], tmp_path: Path
) -> None:
    target = write("out.ttl", "old")
    with pytest.raises(InputError, match=r"cut\.ttl:1:"):
        convert([ANIMALS, write("cut.ttl", "<http://e/a> <http://e/b> ")], target)
    assert target.read_text() == "old"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["cut.ttl", "out.ttl"]


def test_the_input_may_be_the_output(write: Callable[..., Path]) -> None:
    path = write("a.ttl", ANIMALS.read_bytes())
    first = convert([path], path)
    assert convert([path], path) == first


def test_the_bundled_ontology_is_the_default_and_keeps_every_triple() -> None:
    from doidkit.ontology import load

    text = convert(format=GraphFormat.NTRIPLES, keep_headers=True).decode()
    assert len(text.splitlines()) >= len(load())
    assert text == convert(format=GraphFormat.NTRIPLES, keep_headers=True).decode()
    # Without them it is all but headers: what is lost is said of a module, and nothing is added
    # but the rights of the others.
    lines, whole = (
        set(t.splitlines()) for t in (convert(format=GraphFormat.NTRIPLES).decode(), text)
    )
    module = re.compile(
        r"<https://w3id.org/doidkit/[\w/-]+> <(http://purl.org/dc/terms/|.*owl#|.*#ty|.*checksum>)"
    )
    assert [line for line in whole - lines if not module.match(line)] == []
    assert [line for line in lines - whole if "<http://purl.org/dc/terms/" not in line] == []


A, B, C = (f"<http://e/{name}>" for name in "abc")
ONE = f"{A} a owl:Ontology ; owl:imports {B} , {C} ; dcterms:title 'a' . {A[:-1]}#x> a owl:Class ."
TWO = (
    f"{B} a owl:Ontology , skos:ConceptScheme ; owl:versionIRI <http://e/b/1> ; "
    "dcterms:rights 'b' ."
)
PREFIXES = """
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
"""


def merge(tmp_path: Path, *texts: str, **options: bool) -> rdflib.Graph:
    paths = []
    for number, text in enumerate(texts):
        paths.append(tmp_path / f"{number}.ttl")
        paths[-1].write_text(PREFIXES + text)
    return rdflib.Graph().parse(data=convert(paths, **options).decode(), format="turtle")


def test_files_taken_together_have_one_header_and_import_nothing_they_hold(tmp_path: Path) -> None:
    for texts in ((ONE, TWO), (TWO, ONE)):
        graph = merge(tmp_path, *texts)
        assert list(graph.subjects(RDF.type, OWL.Ontology)) == [rdflib.URIRef("http://e/a")]
        assert set(graph.objects(None, OWL.imports)) == {rdflib.URIRef("http://e/c")}
        # the other's rights are kept, and what it is besides an ontology
        rights = graph.value(rdflib.URIRef("http://e/a"), DCTERMS.rights)
        assert str(rights) == "b"
        assert (rdflib.URIRef("http://e/b"), RDF.type, SKOS.ConceptScheme) in graph
        assert (None, OWL.versionIRI, None) not in graph


def test_an_import_by_version_is_held_too(tmp_path: Path) -> None:
    graph = merge(tmp_path, ONE.replace(B, "<http://e/b/1>"), TWO)
    assert set(graph.objects(None, OWL.imports)) == {rdflib.URIRef("http://e/c")}


def test_without_a_root_the_first_header_stays(tmp_path: Path) -> None:
    graph = merge(tmp_path, f"{C} a owl:Ontology .", TWO)
    assert list(graph.subjects(RDF.type, OWL.Ontology)) == [rdflib.URIRef("http://e/c")]


def test_headers_are_kept_on_request_and_in_a_file_that_has_several(tmp_path: Path) -> None:
    for graph in (merge(tmp_path, ONE, TWO, keep_headers=True), merge(tmp_path, ONE + TWO)):
        assert len(set(graph.subjects(RDF.type, OWL.Ontology))) == 2


@pytest.mark.parametrize("ending", [".nt", ".owl"])
def test_memory_does_not_grow_with_a_streamed_file(tmp_path: Path, ending: str) -> None:
    """Fifteen times the file in the same memory, give or take the allocator."""

    def peak(lines: int) -> int:
        path = tmp_path / f"{lines}.nt"
        with path.open("w") as file:
            for n in range(lines):
                file.write(f'<http://example.org/{n}> <http://example.org/p> "{n:0200}" .\n')
        # The peak of this process alone: getrusage would count that of the one that started it.
        code = (
            "import sys; from pathlib import Path; from doidkit.conversion import convert_file; "
            "convert_file([sys.argv[1]], sys.argv[2]); "
            "print(Path('/proc/self/status').read_text().split('VmHWM:')[1].split()[0])"
        )
        command = [sys.executable, "-c", code, str(path), str(tmp_path / f"out{ending}")]
        return int(subprocess.run(command, capture_output=True, check=True).stdout)

    if not Path("/proc/self/status").exists():
        pytest.skip("peak memory is read from /proc, which this system lacks")
    assert peak(150_000) < peak(10_000) + 10_000  # kilobytes; the file itself has 37,000


def test_a_store_can_be_converted(tmp_path: Path) -> None:
    from doidkit.conversion import convert_file
    from doidkit.loading import build

    build([ANIMALS], tmp_path / "store")
    convert_file([], tmp_path / "a.ttl", store=tmp_path / "store")
    before, after = (convert([path]).decode() for path in (ANIMALS, tmp_path / "a.ttl"))
    assert len(before.splitlines()) - 1 == len(after.splitlines())  # no prefix of the file's own
    assert "007" in before
    assert "007" in after  # what load makes keeps numbers as they are written
    with pytest.raises(InputError, match="cannot be read together"):
        convert_file([ANIMALS], tmp_path / "a.ttl", store=tmp_path / "store")
