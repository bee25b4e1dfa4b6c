import os
from collections.abc import Callable
from pathlib import Path

import pytest

from doidkit.data.imports import Catalog, closure, imports
from doidkit.errors import EngineError, SyntaxFault
from doidkit.terms import RDFS_SUBCLASS_OF

START = '<catalog xmlns="urn:oasis:names:tc:entity:xmlns:xml:catalog">'
OWL = "@prefix owl: <http://www.w3.org/2002/07/owl#> .\n"


def ontology(folder: Path, name: str, *imported: str) -> Path:
    path = folder / f"{name}.ttl"
    lines = [
        f"<urn:{name}> a owl:Ontology .",
        *(f"<urn:{name}> owl:imports <{i}> ." for i in imported),
    ]
    path.write_text(OWL + "\n".join(lines))
    return path


def catalog(folder: Path, **places: str) -> Path:
    path = folder / "catalog-v001.xml"
    entries = [f'<uri name="urn:{name}" uri="{place}"/>' for name, place in places.items()]
    path.write_text(START + "".join(entries) + "</catalog>")
    return path


def test_imports_are_followed_even_in_a_circle(tmp_path: Path) -> None:
    first = ontology(tmp_path, "a", "urn:b")
    second = ontology(tmp_path, "b", "urn:a", "urn:c")
    (tmp_path / "more").mkdir()
    third = ontology(tmp_path / "more", "c")
    catalog(tmp_path, a="a.ttl", b="b.ttl", c="more/c.ttl")
    found = closure([first])
    assert [path.resolve() for path in found.files] == [first, second, third]
    assert found.missing == ()


def test_what_is_missing_is_told(tmp_path: Path) -> None:
    first = ontology(tmp_path, "a", "urn:b", "urn:c", "urn:d")
    catalog(tmp_path, b="b.ttl", d="https://example.org/d.ttl")
    found = closure([first])
    assert found.files == (first,)
    told = [str(missing) for missing in found.missing]
    assert "there is no file" in told[0]
    assert "no catalog-v001.xml has it" in told[1]
    assert "--allow-network would fetch it" in told[2]


def test_an_import_that_was_merged_into_a_file_is_not_missing(tmp_path: Path) -> None:
    merged = ontology(tmp_path, "a", "urn:b", "urn:c")
    with merged.open("a") as file:
        file.write("\n<urn:b> a owl:Ontology .")
    beside = ontology(tmp_path, "c")
    assert [missing.iri for missing in closure([merged]).missing] == ["urn:c"]
    assert closure([merged, beside]).missing == ()


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.obo", "format-version: 1.4\nontology: a\nimport: http://example.org/b.owl\n"),
        ("a.ofn", "Ontology(<urn:a> Import(<http://example.org/b.owl>))"),
        (
            "a.owx",
            '<Ontology xmlns="http://www.w3.org/2002/07/owl#" ontologyIRI="urn:a">'
            "<Import>http://example.org/b.owl</Import></Ontology>",
        ),
        (
            "a.owl",
            '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
            'xmlns:owl="http://www.w3.org/2002/07/owl#"><owl:Ontology rdf:about="urn:a">'
            '<owl:imports rdf:resource="http://example.org/b.owl"/></owl:Ontology></rdf:RDF>',
        ),
    ],
)
def test_imports_of_every_format(write: Callable[..., Path], name: str, text: str) -> None:
    assert imports(write(name, text)) == ("http://example.org/b.owl",)


def test_nested_catalogs_and_broken_ones(tmp_path: Path) -> None:
    (tmp_path / "more").mkdir()
    catalog(tmp_path / "more", b="b.ttl")
    outer = tmp_path / "catalog-v001.xml"
    outer.write_text(START + '<nextCatalog catalog="more/catalog-v001.xml"/></catalog>')
    assert Catalog.read(outer).find("urn:b") == tmp_path / "more" / "b.ttl"
    outer.write_text("<catalog>")
    with pytest.raises(SyntaxFault, match=r"catalog-v001.xml:1:\d+"):
        Catalog.read(outer)


def test_the_bundled_catalog_resolves_every_import() -> None:
    root = Path(__file__).parents[2] / "ontology" / "doidkit.ttl"
    assert closure([root]).missing == ()


def test_the_commands_follow_imports(tmp_path: Path, invoke: Callable[..., object]) -> None:
    first = ontology(tmp_path, "a", "urn:b", "urn:gone")
    ontology(tmp_path, "b")
    catalog(tmp_path, b="b.ttl")
    text = "SELECT (COUNT(*) AS ?n) { ?o a owl:Ontology }"
    both = invoke("query", text, "--data", first, "--format", "csv")
    assert both.out.split() == ["n", "2"]  # type: ignore[attr-defined]
    assert "urn:gone" in both.err  # type: ignore[attr-defined]
    alone = invoke("query", text, "--data", first, "--no-imports", "--format", "csv")
    assert (alone.out.split(), alone.err) == (["n", "1"], "")  # type: ignore[attr-defined]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_is_left_for_who_reads_it(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    assert imports(pipe) == ()  # would wait for ever for a writer


def test_reasoning_follows_imports(tmp_path: Path, invoke: Callable[..., object]) -> None:
    first = ontology(tmp_path, "a", "urn:b")
    second = ontology(tmp_path, "b")
    catalog(tmp_path, b="b.ttl")
    for path, line in ((first, "<urn:x> {0} <urn:y> ."), (second, "<urn:y> {0} <urn:x> .")):
        path.write_text(path.read_text() + line.format(f"<{RDFS_SUBCLASS_OF}>"))
    assert invoke("reason", first, "--reasoner", "none").code == 1  # type: ignore[attr-defined]
    alone = invoke("reason", first, "--reasoner", "none", "--no-imports")
    assert alone.code == 0  # type: ignore[attr-defined]


def test_conversion_keeps_import_statements(tmp_path: Path, invoke: Callable[..., object]) -> None:
    first = ontology(tmp_path, "a", "urn:b")
    ontology(tmp_path, "b")
    catalog(tmp_path, b="b.ttl")
    out = invoke("convert", first, "--to", "ntriples").out  # type: ignore[attr-defined]
    assert "<urn:a> <http://www.w3.org/2002/07/owl#imports> <urn:b> ." in out
    assert out.count("\n") == 2


def test_a_nested_catalog_on_the_web_is_fetched_only_if_allowed(
    write: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def fetched(url: str) -> object:
        asked.append(url)
        raise EngineError("no network here")

    monkeypatch.setattr("doidkit.web.documents.opened", fetched)
    start = write(
        "start.ttl", "<http://e/o> <http://www.w3.org/2002/07/owl#imports> <http://e/p> ."
    )
    write(
        "catalog-v001.xml",
        '<catalog xmlns="urn:oasis:names:tc:entity:xmlns:xml:catalog">'
        '<nextCatalog catalog="http://e/catalog.xml"/></catalog>',
    )
    assert [missing.iri for missing in closure([start]).missing] == ["http://e/p"]
    assert asked == []
    with pytest.raises(EngineError, match="no network here"):
        closure([start], allow_network=True)
    assert asked == ["http://e/catalog.xml"]
