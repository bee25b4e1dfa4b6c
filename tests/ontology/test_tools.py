"""What other tools make of the entry: ROBOT, reasoners, owlready2."""

import subprocess
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pyoxigraph as ox
import pytest
from apart import apart
from robot import command, needs_robot

import doidkit
from doidkit import bundled
from doidkit.conversion import convert
from doidkit.prefixes import expand
from doidkit.queries import bundled_queries
from doidkit.reasoning import saturate
from doidkit.syntax.reading import quads

HOME = bundled.folder("ontology")
ROOT = HOME / "doid-182-module.ttl"
CATALOG = HOME / "catalog-v001.xml"
OF_HEADERS = {"ontology-metadata", "property-usage"}  # a merged document has one header
PUNNED = "Class ObjectProperty DatatypeProperty AnnotationProperty NamedIndividual".split()


def run(*arguments: str | Path) -> str:
    done = subprocess.run(command(*arguments), capture_output=True, timeout=550, check=False)
    assert done.returncode == 0, (done.stdout + done.stderr).decode()
    return (done.stdout + done.stderr).decode()


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of what ROBOT merges from the root, in three syntaxes."""
    folder = tmp_path_factory.mktemp("whole")
    run(
        *("merge", "--catalog", CATALOG, "--input", ROOT),
        *("convert", "--output", folder / "whole.ofn"),
    )
    run(
        *("convert", "--input", folder / "whole.ofn", "--output", folder / "whole.owl"),
        *("convert", "--output", folder / "whole.ttl"),
    )
    return folder


@pytest.fixture(scope="module")
def here() -> doidkit.Ontology:
    return doidkit.load(*bundled.ontology_files())


@needs_robot
def test_every_triple_of_a_claim_goes_through_robot(whole: Path) -> None:
    """Through functional syntax, RDF/XML and Turtle, blank nodes by what hangs on them."""

    def said(*paths: Path) -> set[tuple[str, ...]]:
        store = ox.Store()
        for path in paths:
            store.bulk_extend(quads(path))
        return {
            (quad.subject.value, quad.predicate.value, *_leaves(store, quad.object))
            for quad in store.quads_for_pattern(None, None, None)
            if isinstance(quad.subject, ox.NamedNode)
            and quad.subject.value.startswith("https://w3id.org/doidkit/")
            and not quad.predicate.value.startswith(expand("owl:imports")[:-7])
        }

    headers = {iri for path in bundled.ontology_files() for iri in _ontologies(path)}
    ours = {row for row in said(*bundled.ontology_files()) if row[0] not in headers}
    assert sum("/claim/" in row[0] for row in ours) > 116 * 9
    for name in ("whole.owl", "whole.ttl"):
        assert ours - said(whole / name) == set(), name


def _ontologies(path: Path) -> Iterator[str]:
    for quad in quads(path):
        if quad.object == ox.NamedNode(expand("owl:Ontology")):
            yield quad.subject.value


def _leaves(store: ox.Store, term: object) -> tuple[str, ...]:
    if not isinstance(term, ox.BlankNode):
        return (str(term).replace("^^<http://www.w3.org/2001/XMLSchema#string>", ""),)
    return tuple(
        sorted(
            f"{quad.predicate.value} {leaf}"
            for quad in store.quads_for_pattern(term, None, None)
            for leaf in _leaves(store, quad.object)
        )
    )


@needs_robot
def test_every_bundled_query_gives_the_same_rows_after_robot(
    whole: Path, here: doidkit.Ontology
) -> None:
    there = doidkit.load(whole / "whole.owl")
    for query in bundled_queries():
        if query.name not in OF_HEADERS:
            mine, theirs = (doidkit.query(query.name, source=source) for source in (here, there))
            assert list(mine) == list(theirs), query.name


@needs_robot
def test_the_whole_is_owl_2_dl_has_no_error_and_no_punning(whole: Path, tmp_path: Path) -> None:
    found = run(
        *("validate-profile", "--profile", "DL", "--input", whole / "whole.owl"),
        *("--output", tmp_path / "profile.txt"),
        *("report", "--fail-on", "ERROR", "--output", tmp_path / "report.tsv"),
    )
    assert "ERROR:      0" in found
    kinds: dict[str, set[str]] = {}
    named = {expand(f"owl:{kind}"): kind for kind in PUNNED}
    for quad in quads(whole / "whole.owl"):
        if quad.predicate.value == expand("rdf:type") and quad.object.value in named:
            kinds.setdefault(quad.subject.value, set()).add(named[quad.object.value])
    assert {iri: found for iri, found in kinds.items() if len(found) > 1} == {}
    assert sum("NamedIndividual" in found for found in kinds.values()) > 126


@needs_robot
def test_each_file_alone_is_in_owl_2_dl(tmp_path: Path) -> None:
    """With what it imports: it declares or imports all that it uses."""

    def check(path: Path) -> None:
        run(
            *("validate-profile", "--profile", "DL", "--catalog", CATALOG, "--input", path),
            *("--output", tmp_path / f"{path.stem}.txt"),
        )

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(check, bundled.ontology_files()))


@needs_robot
def test_robot_reads_what_convert_writes_and_asserts_no_denied_mapping(tmp_path: Path) -> None:
    convert(out=tmp_path / "bundle.ttl")
    said = run(
        *("validate-profile", "--profile", "DL", "--input", tmp_path / "bundle.ttl"),
        *("--output", tmp_path / "profile.txt"),
        *("report", "--fail-on", "ERROR", "--output", tmp_path / "report.tsv"),
        *("convert", "--output", tmp_path / "bundle.owl"),
    )
    assert "ERROR:      0" in said
    there = doidkit.load(tmp_path / "bundle.owl")
    denied = "ASK { DOID:182 skos:exactMatch HP:0003761 }"
    assert not doidkit.query(denied, source=there)
    assert list(doidkit.query("mappings", source=there)) == list(doidkit.query("mappings"))


@needs_robot
def test_reasoners_find_it_consistent_and_classify_it_alike(whole: Path, tmp_path: Path) -> None:
    """ELK and HermiT through ROBOT, rustdl here: no new subclass, nothing unsatisfiable."""
    asserted = _superclasses(whole / "whole.owl")
    for name in ("ELK", "HermiT"):
        out = tmp_path / f"{name}.owl"
        run("reason", "--reasoner", name, "--input", whole / "whole.owl", "--output", out)
        assert _superclasses(out) == asserted, name
    store = ox.Store()
    store.bulk_extend(quads(whole / "whole.owl"))
    by_rustdl = apart(saturate, store)
    by_hermit = doidkit.reason(whole / "whole.owl", reasoner="hermit")
    assert by_hermit.consistent is True
    assert by_rustdl.consistent is not False
    for result in (by_rustdl, by_hermit):
        assert (result.unsatisfiable, result.equivalences, result.inferred) == ((), (), ())


def _superclasses(path: Path) -> set[tuple[str, str]]:
    """Return the pairs of named classes that do not follow from others."""
    pairs = {
        (quad.subject.value, quad.object.value)
        for quad in quads(path)
        if quad.predicate.value == expand("rdfs:subClassOf")
        and isinstance(quad.object, ox.NamedNode)
        and not quad.object.value.endswith("owl#Thing")
    }
    above: dict[str, set[str]] = {}
    for below, over in pairs:
        above.setdefault(below, set()).add(over)

    def all_above(term: str) -> set[str]:
        direct = above.get(term, set())
        return direct | {far for near in direct for far in all_above(near)}

    return {
        (below, over)
        for below, over in pairs
        if not any(over in all_above(near) for near in above[below] - {over})
    }


def test_owlready2_reads_the_individuals_and_their_properties(tmp_path: Path) -> None:
    import owlready2

    convert(out=tmp_path / "bundle.owl")
    world = owlready2.World()
    ontology = world.get_ontology((tmp_path / "bundle.owl").as_uri()).load()
    claim = world["https://w3id.org/doidkit/claim/SYM-02"]
    assert claim.label[0].startswith("Firm, whitish or yellowish lumps under the skin")
    read = {
        individual: {p.python_name: list(p[individual]) for p in individual.get_properties()}
        for individual in ontology.individuals()
    }
    assert sum(1 for found in read.values() if "predicate" in found) > 116
    assert world["https://w3id.org/biolink/vocab/frequency_qualifier"][claim] == [
        world["https://w3id.org/doidkit/vocab#mostCommon"]
    ]
    world.close()
