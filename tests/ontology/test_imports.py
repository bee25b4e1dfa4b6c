"""The import slices: what they say of foreign terms is what the sources say."""

import gzip
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest
from shared import SHARED, required

ROOT = Path(__file__).parents[2]
ONTOLOGY = ROOT / "ontology"
SOURCES = SHARED / "data"
SLICES = sorted(path.name.removesuffix("_import.ttl") for path in (ONTOLOGY / "imports").glob("*"))
OBO = "http://purl.obolibrary.org/obo/"
DCTERMS = "http://purl.org/dc/terms/"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDF_TYPE = ox.NamedNode(f"{RDF}type")
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
OWL = "http://www.w3.org/2002/07/owl#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
LABEL = ox.NamedNode(f"{RDFS}label")
PARENT = (ox.NamedNode(f"{RDFS}subClassOf"), ox.NamedNode(f"{RDFS}subPropertyOf"))
# The namespaces of the sources that are not OBO ontologies; that of "hp" is OBO + "HP_".
NAMESPACES = {
    "biolink": "https://w3id.org/biolink/vocab/",
    "cito": "http://purl.org/spar/cito/",
    "oa": "http://www.w3.org/ns/oa#",
    "prov": "http://www.w3.org/ns/prov#",
    "schema": "https://schema.org/",
    "sssom": "https://w3id.org/sssom/",
}
OA_PROPERTIES = "exact prefix suffix hasSelector hasSource hasTarget".split()
# What marks a term as one of a slice, and the slice as whole.
MARKS = (f"{OBO}IAO_0000412", "https://w3id.org/doidkit/vocab#checksum")
# Where the paths end: the roots of the sources, and the terms whose header says "stops early".
TOPS = {
    "biolink": {"Entity", "association_slot", "related_to"},
    "chebi": {"CHEBI_24431", "CHEBI_50906"},
    "cito": {
        "Citation",
        "cites",
        "hasCitationCharacterization",
        "hasCitedEntity",
        "hasCitingEntity",
    },
    "cl": {"CL_0000000"},
    "doid": {"DOID_4"},
    "eco": {"ECO_0000000"},
    "hp": {"HP_0000001"},
    "maxo": {"MAXO_0000001"},
    "ro": {
        "IAO_0000115",
        "RO_0000053",
        "RO_0002410",
        "RO_0002616",
        "RO_0016001",
        "RO_0020327",
        "RO_0040035",
    },
    "oa": {"Annotation", "Selector", *OA_PROPERTIES},
    "prov": {"Entity", "wasDerivedFrom"},
    "schema": {"Thing"},
    "sepio": {"IAO_0000030", "SEPIO_0000006", "RO_0002614"},
    "sssom": {"Mapping", "MappingSet", "NoTermFound"},
    "symp": {"SYMP_0000462"},
    "uberon": {"UBERON_0001062"},
}
# HPO has renamed these since the release of the slice.
RENAMED = {OBO + term for term in ("HP_0001880", "HP_0011122", "HP_0020064")}
each_slice = pytest.mark.parametrize("name", SLICES)


def read(name: str) -> ox.Store:
    store = ox.Store()
    path = ONTOLOGY / "imports" / f"{name}_import.ttl"
    store.load(path=str(path), format=ox.RdfFormat.TURTLE)
    return store


def source(name: str) -> ox.Store:
    path = required(f"data/{name}")
    form = ox.RdfFormat.N_TRIPLES if ".nt" in name else ox.RdfFormat.RDF_XML
    store = ox.Store()
    with gzip.open(path) as stream:
        store.bulk_load(stream, format=form)
    return store


def objects(store: ox.Store, subject: ox.NamedNode, *predicates: ox.NamedNode) -> set[str]:
    return {
        quad.object.value
        for predicate in predicates
        for quad in store.quads_for_pattern(subject, predicate, None)
        if not isinstance(quad.object, ox.BlankNode)
    }


def named(store: ox.Store, *kinds: str) -> set[ox.NamedNode]:
    return {
        quad.subject
        for kind in kinds
        for quad in store.quads_for_pattern(None, RDF_TYPE, ox.NamedNode(kind))
    }


def terms(store: ox.Store) -> set[ox.NamedNode]:
    every = named(
        store,
        f"{OWL}Class",
        f"{OWL}ObjectProperty",
        f"{OWL}DatatypeProperty",
        f"{OWL}AnnotationProperty",
        f"{SKOS}Concept",
    )
    return {term for term in every if not term.value.startswith((DCTERMS, SKOS, *MARKS))}


def parents(store: ox.Store, term: ox.NamedNode) -> set[ox.NamedNode]:
    return {ox.NamedNode(iri) for iri in objects(store, term, *PARENT)}


def ancestors(store: ox.Store, term: ox.NamedNode) -> set[ox.NamedNode]:
    found, todo = set(), [term]
    while todo:
        new = parents(store, todo.pop()) - found
        found |= new
        todo += new
    return found


def test_all_sources_have_a_slice() -> None:
    assert set(SLICES) == set(TOPS) | {"loinc"}


@each_slice
def test_header(name: str) -> None:
    store = read(name)
    (header,) = named(store, f"{OWL}Ontology")
    assert header.value == f"https://w3id.org/doidkit/imports/{name}"
    for said in (
        *(f"{DCTERMS}{key}" for key in ("title", "source", "license", "rights")),
        *(f"{DCTERMS}{key}" for key in ("creator", "description")),
        f"{OWL}versionInfo",
        f"{OWL}versionIRI",
    ):
        assert len(objects(store, header, ox.NamedNode(said))) == 1, said


@each_slice
def test_terms_have_one_plain_label(name: str) -> None:
    store = read(name)
    assert terms(store)
    for term in terms(store):
        (quad,) = store.quads_for_pattern(term, LABEL, None)
        assert quad.object.value
        assert quad.object.language is None, term


@each_slice
def test_only_labels_and_links(name: str) -> None:
    store = read(name)
    allowed = {RDF_TYPE, LABEL, ox.NamedNode(MARKS[0]), *PARENT}
    if name == "loinc":
        allowed |= {ox.NamedNode(f"{SKOS}prefLabel"), ox.NamedNode(f"{SKOS}inScheme")}
    for term in terms(store):
        assert {quad.predicate for quad in store.quads_for_pattern(term, None, None)} <= allowed
    assert not any(isinstance(quad.subject, ox.BlankNode) for quad in store)


@pytest.mark.parametrize("name", sorted(TOPS))
def test_paths_end_at_the_roots_and_never_turn_back(name: str) -> None:
    store = read(name)
    tops = {ox.NamedNode(NAMESPACES.get(name, OBO) + top) for top in TOPS[name]}
    if name in ("schema", "sssom"):  # their properties are flat
        tops |= named(store, f"{OWL}AnnotationProperty") | {LABEL}
    known = terms(store)
    for term in known:
        above = ancestors(store, term)
        assert term not in above, f"cycle at {term}"
        assert above <= known | tops
        assert {x for x in {term, *above} if not parents(store, x)} <= tops


def test_loinc_is_a_flat_scheme() -> None:
    store = read("loinc")
    for code in named(store, f"{SKOS}Concept"):
        assert objects(store, code, LABEL) == objects(store, code, ox.NamedNode(f"{SKOS}prefLabel"))
        assert objects(store, code, ox.NamedNode(f"{SKOS}inScheme")) == {
            "https://w3id.org/doidkit/imports/loinc"
        }
    assert not any(parents(store, code) for code in named(store, f"{SKOS}Concept"))


def test_schema_org_labels_are_local_names_and_its_properties_are_flat() -> None:
    store = read("schema")
    for term in terms(store):
        assert objects(store, term, LABEL) == {term.value.removeprefix(NAMESPACES["schema"])}
    for term in named(store, f"{OWL}AnnotationProperty"):
        assert parents(store, term) <= {LABEL}  # schema:name is a kind of rdfs:label


def test_a_subclass_is_a_class_and_a_subproperty_a_property_of_its_kind() -> None:
    kinds = {
        term: kind
        for name in SLICES
        for kind in ("Class", "ObjectProperty", "DatatypeProperty", "AnnotationProperty")
        for term in named(read(name), OWL + kind)
    } | {LABEL: "AnnotationProperty"}
    for name in SLICES:
        store = read(name)
        for term in terms(store) & kinds.keys():
            assert {kinds.get(parent) for parent in parents(store, term)} <= {kinds[term]}, term


def test_no_slice_says_what_another_says() -> None:
    seen: dict[ox.NamedNode, str] = {}
    for name in SLICES:
        for term in terms(read(name)):
            assert seen.setdefault(term, name) == name, term


@pytest.fixture(scope="module")
def iris_in_use() -> set[str]:
    """Return the terms of the sources that the modules themselves mention."""

    def mentioned() -> Iterator[ox.NamedNode]:
        for path in ONTOLOGY.rglob("*.ttl"):
            if path.parent.name != "imports":
                for quad in ox.parse(path=str(path), format=ox.RdfFormat.TURTLE):
                    yield from (quad.subject, quad.predicate, quad.object)

    obo = (OBO + name.upper() + "_" for name in TOPS.keys() - NAMESPACES.keys())
    namespaces = (*obo, *NAMESPACES.values(), "https://loinc.org/")
    return {
        node.value
        for node in mentioned()
        if isinstance(node, ox.NamedNode) and node.value.startswith(namespaces)
    }


def test_every_foreign_term_in_use_is_in_a_slice(iris_in_use: set[str]) -> None:
    described = {term.value for name in SLICES for term in terms(read(name))}
    assert iris_in_use <= described


def test_doid_agrees_with_the_release() -> None:
    store, release = read("doid"), source("doid-2024-01-31.nt.gz")
    for term in terms(store):
        assert objects(store, term, LABEL) == objects(release, term, LABEL)
        assert parents(store, term) == parents(release, term)


# DO's imports are of later releases than some of the slices, and leave out classes between a
# term and its ancestors: labels must be equal, and the import's parents among the ancestors.
@pytest.mark.parametrize("name", ["chebi", "eco", "hp", "ro", "symp", "uberon"])
def test_agrees_with_the_import_of_do(name: str) -> None:
    store, imported = read(name), source(f"do-import-{name}.owl.gz")
    shared = {t for t in terms(store) if objects(imported, t, LABEL)}
    assert shared
    for term in shared:
        same = objects(store, term, LABEL) == objects(imported, term, LABEL)
        assert same != (term.value in RENAMED), term
        above = {x for x in parents(imported, term) if x.value.startswith(OBO + name.upper())}
        assert above <= ancestors(store, term), term


def test_catalog_lists_each_file_once_under_its_own_iri() -> None:
    listed = {}
    for entry in ET.parse(ONTOLOGY / "catalog-v001.xml").getroot():
        assert entry.tag == "{urn:oasis:names:tc:entity:xmlns:xml:catalog}uri"
        assert entry.get("name") not in listed
        listed[entry.get("name")] = entry.get("uri")
    files = {}
    for path in ONTOLOGY.rglob("*.ttl"):
        store = ox.Store()
        store.load(path=str(path), format=ox.RdfFormat.TURTLE)
        for header in named(store, f"{OWL}Ontology"):
            files[header.value] = path.relative_to(ONTOLOGY).as_posix()
    assert listed == files
