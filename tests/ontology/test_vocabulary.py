"""The vocabulary: complete, used, and loadable by an OWL library."""

import re
from pathlib import Path

import pyoxigraph as ox
import pytest

from doidkit import bundled

VOCABULARY = bundled.folder("ontology") / "doidkit.ttl"
DK = "https://w3id.org/doidkit/vocab#"
ALIGNMENTS = {
    "http://www.w3.org/2004/02/skos/core#closeMatch",
    "http://www.w3.org/2004/02/skos/core#relatedMatch",
    "http://www.w3.org/2000/01/rdf-schema#subClassOf",
    "http://www.w3.org/2000/01/rdf-schema#subPropertyOf",
}


def terms() -> dict[str, dict[str, list[str]]]:
    found: dict[str, dict[str, list[str]]] = {}
    for quad in ox.parse(path=VOCABULARY):
        if isinstance(quad.subject, ox.NamedNode) and quad.subject.value.startswith(DK):
            statements = found.setdefault(quad.subject.value, {})
            statements.setdefault(quad.predicate.value, []).append(quad.object.value)
    return found


def test_every_term_has_a_label_a_definition_and_an_alignment() -> None:
    lacking = [
        (iri, what)
        for iri, statements in terms().items()
        for what, present in (
            ("type", "http://www.w3.org/1999/02/22-rdf-syntax-ns#type" in statements),
            ("label", len(statements.get("http://www.w3.org/2000/01/rdf-schema#label", [])) == 1),
            (
                "definition",
                len(statements.get("http://purl.obolibrary.org/obo/IAO_0000115", [])) == 1,
            ),
            ("alignment", not ALIGNMENTS.isdisjoint(statements)),
        )
        if not present
    ]
    assert lacking == []


def files(kind: str, pattern: str) -> list[Path]:
    return [path for path in sorted(bundled.folder(kind).rglob(pattern)) if path != VOCABULARY]


def test_every_term_is_used_and_every_used_term_is_defined() -> None:
    written = [*files("ontology", "*.ttl"), *files("shapes", "*.ttl"), *files("queries", "*.rq")]
    names = re.compile(r"(?<![\w:])dk:([A-Za-z]\w*)")
    used = {name for path in written for name in names.findall(path.read_text(encoding="utf-8"))}
    defined = {iri.removeprefix(DK) for iri in terms()}
    assert used - defined == set()
    of_the_vocabulary = VOCABULARY.read_text(encoding="utf-8")
    inside = set(re.findall(r"(?:subClassOf|a) dk:(\w+)", of_the_vocabulary))
    assert defined - used - inside == set()


@pytest.mark.parametrize("name", ["doidkit.ttl", "doid-182.ttl", "calcinosis-cutis.ttl"])
def test_owlready2_reads_it(name: str, tmp_path: Path) -> None:
    """The classes and properties that the file declares are those that owlready2 finds."""
    owlready2 = pytest.importorskip("owlready2", reason="owlready2 is a dependency")
    path = tmp_path / "ontology.nt"
    quads = [
        quad
        for quad in ox.parse(path=bundled.folder("ontology") / name)
        if not quad.predicate.value.endswith("#imports")
    ]
    path.write_bytes(ox.serialize((quad.triple for quad in quads), format=ox.RdfFormat.N_TRIPLES))
    world = owlready2.World()
    with path.open("rb") as stream:
        world.get_ontology("http://example.org/read#").load(fileobj=stream)
    declared = {
        quad.subject.value
        for quad in quads
        if quad.object.value
        in ("http://www.w3.org/2002/07/owl#Class", "http://www.w3.org/2002/07/owl#ObjectProperty")
        and quad.predicate.value.endswith("#type")
        and not quad.subject.value.startswith("http://www.w3.org/")
    }
    found = {entity.iri for entity in [*world.classes(), *world.object_properties()]}
    assert declared
    assert declared <= found
    world.close()
