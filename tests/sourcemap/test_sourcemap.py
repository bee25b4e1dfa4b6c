"""One small ontology in every syntax: each finding at its line and column."""

from collections.abc import Callable
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode

import doidkit
from doidkit.model import Finding, Severity
from doidkit.prefixes import expand
from doidkit.sourcemap import locate, read
from doidkit.syntax.formats import GraphFormat

OBO = """\
format-version: 1.2
ontology: doid

[Term]
id: DOID:4
name: disease

[Term]
id: DOID:1
name: größe "one"
alt_id: DOID:11
def: "A disease: one." [url:http\\://x.org/1, url:http\\://x.org/2]
synonym: "uno" EXACT []
is_a: DOID:4 ! disease
"""


def finding(term: str, path: str | None = None, value: str | None = None) -> Finding:
    is_term = value is not None and value.startswith("DOID:") and path == "rdfs:subClassOf"
    found = value and (NamedNode(expand(value)) if is_term else Literal(value))
    predicate = NamedNode(expand(path)) if path else None
    return Finding("c", Severity.ERROR, "m", NamedNode(expand(term)), predicate, found or None)


SOUGHT = {
    "größe": finding("DOID:1", "rdfs:label", 'größe "one"'),
    "A disease: one.": finding("DOID:1", "IAO:0000115", "A disease: one."),
    "x.org/2": finding("DOID:1", "oboInOwl:hasDbXref", "url:http://x.org/2"),
    "uno": finding("DOID:1", "oboInOwl:hasExactSynonym", "uno"),
    "DOID[:_]4": finding("DOID:1", "rdfs:subClassOf", "DOID:4"),
}


@pytest.mark.parametrize(
    "format",
    [
        *("obo", "ofn", "omn", "owx", "turtle", "ntriples", "rdfxml", "jsonld", "obographs"),
    ],
)
def test_a_value_is_found_where_it_is_written(
    format: str, write: Callable[[str, str], Path], tmp_path: Path
) -> None:
    import re

    obo = write("one.obo", OBO)
    known = GraphFormat(format)
    path = obo if format == "obo" else tmp_path / f"one{known.extensions[0]}"
    if path != obo:
        doidkit.convert([obo], path, format=known)
    lines = path.read_text(encoding="utf-8").split("\n")

    for text, located in zip(SOUGHT, locate(list(SOUGHT.values()), [read(path)]), strict=True):
        place = located.location
        assert None not in (place.line, place.column)
        assert located.excerpt == lines[place.line - 1]
        assert re.search(text.split()[0], located.excerpt[place.column - 1 :]), (text, place)


def test_columns_count_characters_and_frames_stand_for_what_is_missing(
    write: Callable[[str, str], Path],
) -> None:
    path = write("one.obo", OBO)
    label, missing, alternative, inverse = locate(
        [
            finding("DOID:1", "rdfs:label", 'größe "one"'),
            finding("DOID:1", "rdfs:comment"),
            finding("DOID:11"),
            finding("DOID:4", "rdfs:subClassOf", "DOID:1"),
        ],
        [read(path)],
    )
    assert str(label.location) == f"{path}:10:7"
    assert missing.location.line == 9
    assert alternative.excerpt == "alt_id: DOID:11"
    assert inverse.excerpt == "is_a: DOID:4 ! disease"


def test_of_several_files_it_is_the_one_with_the_frame(write: Callable[[str, str], Path]) -> None:
    other = write("other.ttl", "@prefix o: <http://purl.obolibrary.org/obo/> .\no:DOID_2 a o:X .\n")
    sources = [read(other), read(write("one.obo", OBO))]
    here, there = locate([finding("DOID:1"), finding("DOID:2")], sources)
    assert (Path(here.location.path).name, here.location.line) == ("one.obo", 9)
    assert (Path(there.location.path).name, there.location.line) == ("other.ttl", 2)


def test_a_compressed_file_has_lines_too(write: Callable[[str, bytes], Path]) -> None:
    import gzip

    path = write("one.obo.gz", gzip.compress(OBO.encode()))
    (found,) = locate([SOUGHT["uno"]], [read(path)])
    assert found.location.line == 13


def test_turtle_of_any_layout(write: Callable[[str, str], Path]) -> None:
    text = (
        "PREFIX o: <http://purl.obolibrary.org/obo/>\n"
        "PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>\n"
        '# o:DOID_1 rdfs:label "no" .\n'
        '  o:DOID_3 rdfs:comment """o:DOID_1\nrdfs:label""" . o:DOID_1 a o:C ;\n'
        '    rdfs:comment [ rdfs:label "deep" ] ,\n'
        '      "last" .\n'
    )
    path = write("odd.ttl", text)
    deep, last = locate(
        [finding("DOID:1", "rdfs:label", "deep"), finding("DOID:1", "rdfs:comment", "last")],
        [read(path)],
    )
    assert (deep.location.line, last.location.line, last.location.column) == (6, 7, 7)


def test_rdfxml_with_entities_and_a_base(write: Callable[[str, str], Path]) -> None:
    path = write(
        "odd.owl",
        '<?xml version="1.0"?>\n'
        '<!DOCTYPE rdf:RDF [ <!ENTITY obo "http://purl.obolibrary.org/obo/"> ]>\n'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"\n'
        ' xmlns:rdfs="http://www.w3.org/2000/01/rdf-schema#"\n'
        ' xml:base="http://purl.obolibrary.org/obo/">\n'
        '<rdf:Description rdf:about="&obo;DOID_1">\n'
        "  <rdfs:label>a &amp; b</rdfs:label>\n</rdf:Description>\n"
        '<rdf:Description rdf:about="DOID_2" rdfs:label="two"/>\n</rdf:RDF>\n',
    )
    first, second = locate(
        [finding("DOID:1", "rdfs:label", "a & b"), finding("DOID:2", "rdfs:label", "two")],
        [read(path)],
    )
    assert (first.location.line, first.location.column) == (7, 15)
    assert (second.location.line, second.location.column) == (9, 49)


def test_jsonld_with_its_keys_in_any_order(write: Callable[[str, str], Path]) -> None:
    path = write(
        "odd.jsonld",
        '{"@context": {"o": "http://purl.obolibrary.org/obo/",\n'
        ' "rdfs": "http://www.w3.org/2000/01/rdf-schema#"},\n"@graph": [\n'
        '{"rdfs:comment": ["a } in { \\" [ text", {"@value": "\\\\"}],\n'
        '"rdfs:subClassOf": {"@id": "o:DOID_4"},\n'
        '"@id": "o:DOID_1",\n'
        '"rdfs:label": "one"},\n'
        '{"@id": "o:DOID_4", "rdfs:label": "four"}]}\n',
    )
    sought = [
        finding("DOID:1", "rdfs:comment", 'a } in { " [ text'),
        finding("DOID:1", "rdfs:comment", "\\"),
        finding("DOID:1", "rdfs:subClassOf", "DOID:4"),
        finding("DOID:1", "rdfs:label", "one"),
        finding("DOID:4", "rdfs:label", "four"),
        finding("DOID:1", "rdfs:seeAlso"),
    ]
    found = locate(sought, [read(path)])
    assert [f.location.line for f in found] == [4, 4, 5, 7, 8, 6]
    assert [f.location.column for f in found[:2]] == [19, 52]


def test_owx_with_annotated_axioms_and_abbreviated_names(
    write: Callable[[str, str], Path],
) -> None:
    note = (
        '<Annotation><AnnotationProperty abbreviatedIRI="rdfs:comment"/>'
        "<Literal>a note</Literal></Annotation>"
    )
    path = write(
        "odd.owx",
        '<Ontology xmlns="http://www.w3.org/2002/07/owl#" ontologyIRI="http://x.org/o">\n'
        '<Prefix name="rdfs" IRI="http://www.w3.org/2000/01/rdf-schema#"/>\n'
        '<Prefix name="o" IRI="http://purl.obolibrary.org/obo/"/>\n'
        '<Declaration><Class abbreviatedIRI="o:DOID_1"/></Declaration>\n'
        f"<SubClassOf>{note}\n"
        '<Class abbreviatedIRI="o:DOID_1"/>\n<Class abbreviatedIRI="o:DOID_4"/></SubClassOf>\n'
        f"<AnnotationAssertion>{note}{note}"
        '<AnnotationProperty abbreviatedIRI="rdfs:label"/>\n'
        "<AbbreviatedIRI>o:DOID_4</AbbreviatedIRI>\n<Literal>four</Literal>"
        "</AnnotationAssertion>\n"
        '<EquivalentClasses><Class IRI="http://x.org/z"/>\n'
        '<Class abbreviatedIRI="o:DOID_1"/></EquivalentClasses>\n</Ontology>\n',
    )
    sought = [
        finding("DOID:1", "rdfs:subClassOf", "DOID:4"),
        finding("DOID:1", "rdfs:comment", "a note"),
        finding("DOID:4", "rdfs:label", "four"),
        finding("DOID:1", "owl:equivalentClass", "http://x.org/z"),
        finding("DOID:1"),
    ]
    assert [f.location.line for f in locate(sought, [read(path)])] == [7, 5, 10, 11, 5]
