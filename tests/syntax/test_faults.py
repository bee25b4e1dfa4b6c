"""Every syntax error has its place, in every format, from a file and from standard input."""

import copy
import json
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from doidkit.errors import InputError, SyntaxFault
from doidkit.syntax.reading import quads

Write = Callable[[str, str | bytes], Path]
RDF = (
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:e="http://e/"\n'
    '  xml:base="http://e/">\n<e:A rdf:about="http://e/é">{}</e:A>\n</rdf:RDF>\n'
)
OFN = "Ontology(<http://e/o>\n{})\n"
OMN = "Ontology: <http://e/o>\n{}\n"
OWX = '<Ontology xmlns="http://www.w3.org/2002/07/owl#" ontologyIRI="http://e/o">\n{}</Ontology>\n'
OBO = "format-version: 1.4\nontology: x\n{}\n"
JSONLD = (
    '{{"@context": {{"p": "http://e/p"}},\n "@graph": [{{"@id": "http://e/a", "p": 1}},\n {}]}}'
)
# The name, the text around, the fault with a mark where it is, and part of the sentence. RDF/XML's
# are the errors that the W3C's RDF/XML test cases have, and what a typing person does.
FAULTS = [
    ("a.owl", RDF, '<e:p rdf:resource="¶http://e/ b"/>', "Invalid IRI"),
    ("a.owl", RDF, '<e:p rdf:datatype="¶a b">x</e:p>', "Invalid IRI"),
    ("a.owl", RDF, '<e:p xml:lang="¶not a language">x</e:p>', "language tag"),
    ("a.owl", RDF, '<e:p rdf:ID="¶1 2">x</e:p>', "is not a valid rdf:ID"),
    (
        "a.owl",
        RDF,
        '<e:p><e:B rdf:ID="x"/></e:p>\n<e:p><e:B rdf:ID="¶x"/></e:p>',
        "already been used",
    ),
    ("a.owl", RDF, '<e:p rdf:nodeID="¶1 2"/>', "rdf:nodeID"),
    ("a.owl", RDF, '<e:p>\n  <e:B rdf:¶aboutEach="http://e/b"/></e:p>', "not a valid attribute"),
    ("a.owl", RDF, '<e:p><e:B rdf:¶li="x"/></e:p>', "not a valid attribute"),
    ("a.owl", RDF, "<e:p>\n ¶<rdf:li/></e:p>", "li"),
    ("a.owl", RDF, "¶<rdf:Description>x</rdf:Description>", "property element"),
    ("a.owl", RDF, '\n¶<e:p rdf:parseType="Literal" rdf:resource="http://e/b"/>', "XMLLiteral"),
    ("a.owl", RDF, '¶<e:p rdf:resource="http://e/b" rdf:nodeID="x"/>', "Not both"),
    ("a.owl", RDF, "<e:p><e:B/>¶<e:C/></e:p>", "Unexpected node"),
    ("a.owl", RDF, "\n ¶loose text<e:p>x</e:p>", "Unexpected text"),
    ("a.owl", RDF, '<e:p rdf:resource="http://e/b">¶text</e:p>', "Unexpected text"),
    ("a.owl", RDF, "<e:p>x</e:p>\n¶<zz:p>x</zz:p>", "prefix"),
    ("a.owl", RDF, "<e:p>¶&none;</e:p>", "entity"),
    ("a.owl", RDF, "<e:p>x</¶e:q>", "ill-formed"),
    ("a.jsonld", JSONLD, '{"@id": "http://e/b", "p": {"@value": "x", "@type": ¶5}}', "@type"),
    ("a.jsonld", JSONLD, '{"@id": "http://e/b", "p": ¶{"@value": 1, "@id": "y"}}', "incompatible"),
    ("a.jsonld", JSONLD, '{"@context": ¶5, "p": 1}', "@context"),
    ("a.jsonld", JSONLD, '{"p": [[1, {"@value": "x", "@language": ¶{}}], 2]}', "@language"),
    ("a.jsonld", JSONLD, '{"p" ¶1}', "colon|:"),
    ("a.ofn", OFN, "SubClassOf(<http://e/a>\n <¶http://[e>)", "IRI|host"),
    ("a.ofn", "Prefix(e:=<¶http://[e/>)\n" + OFN, "Declaration(Class(e:A))", "IRI|host"),
    ("a.ofn", OFN, 'AnnotationAssertion(<http://e/p> <http://e/a> "x"@¶toolongatag)', "subtag"),
    ("a.ofn", OFN, "¶SubClassOf(<http://e/a>)", "not complete"),
    ("a.ofn", OFN, "¶NoAxiom(<http://e/a>)", "no axiom"),
    ("a.omn", OMN, "Class: <http://e/a>\n SubClassOf: <¶http://[e>", "IRI|host"),
    ("a.omn", "Prefix: e: <¶http://[e/>\n" + OMN, "Class: e:A", "IRI|host"),
    ("a.omn", OMN, 'Class: <http://e/a>\n Annotations: <http://e/p> "x"@¶toolongatag', "subtag"),
    ("a.owx", OWX, '<Declaration><Class IRI="¶http://[e"/></Declaration>', "host"),
    ("a.owx", OWX, "<Declaration>\n ¶<Class/></Declaration>", "IRI is missing"),
    ("a.obo", OBO, "idspace: Y ¶nowhere\n\n[Term]\nid: Y:1", "No scheme"),
    ("a.obo", OBO, "\n[Term]\nid: X:1\nis_a: ¶http://[x", "host"),
    ("a.obo", OBO, "\n[Term]\nid: X:1\n¶non sense: 1", "clause"),
    ("a.obo", OBO, 'owl-axioms: Ontology(\\n¶No(\\"x\\")\\n)', "no axiom"),
    ("a.obo", OBO, 'owl-axioms: Ontology(\\nNo(\\"x\\"\\n¶} )', "functional syntax"),
    ("a.ttl", "{}", "<http://e/a> <http://e/p>\n  ¶zz:b .", "prefix"),
    ("a.nt", "{}", "<http://e/a> <http://e/p> <http://e/b> .\n¶oops", "subject of a triple"),
    ("a.trig", "{}", "<http://e/g> {\n <http://e/a> <http://e/p> ¶} ", "not a valid RDF object"),
    ("a.nq", "{}", "<http://e/a> <http://e/p> ¶<b> .", "No scheme"),
]


@pytest.mark.parametrize(("name", "around", "fault", "said"), FAULTS)
def test_an_error_names_line_and_column(
    write: Write, program: list[str], name: str, around: str, fault: str, said: str
) -> None:
    before, mark, after = around.format(fault).partition("¶")
    assert mark
    place = (before.count("\n") + 1, len(before) - before.rfind("\n"))
    path = write(name, before + after)
    with pytest.raises(SyntaxFault, match=said) as caught:
        list(quads(path))
    assert (caught.value.line, caught.value.column) == place


@pytest.mark.parametrize("name", ["a.owl", "a.jsonld", "a.ofn", "a.owx", "a.obo"])
def test_standard_input_is_located_too(program: list[str], name: str) -> None:
    _, around, fault, _ = next(each for each in FAULTS if each[0] == name)
    before, _, after = around.format(fault).partition("¶")
    line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
    done = subprocess.run(
        [*program, "query", "ASK {}", "--data", "-"],
        input=(before + after).encode(),
        capture_output=True,
        check=False,
    )
    assert done.returncode == 2
    assert done.stderr.decode().startswith(f"doidkit: -:{line}:{column}: ")


@pytest.mark.parametrize(
    ("name", "around"),
    [("a.owl", RDF), ("a.ofn", OFN), ("a.owx", OWX), ("a.obo", OBO), ("a.ttl", "{}")],
)
def test_text_that_is_not_utf_8_is_said_to_be_none(write: Write, name: str, around: str) -> None:
    said = {
        "a.owl": "<e:p>café</e:p>",
        "a.ofn": 'AnnotationAssertion(<http://e/p> <http://e/a> "café")',
        "a.owx": "<Annotation><Literal>café</Literal></Annotation>",
        "a.obo": "remark: café",
        "a.ttl": '<http://e/a> <http://e/p> "café" .',
    }[name]
    with pytest.raises(SyntaxFault, match=rf"{name}:\d+:\d+: this is not UTF-8 text"):
        list(quads(write(name, around.format(said).encode("latin-1"))))


def test_an_obo_graphs_document_without_graphs_holds_nothing(write: Write) -> None:
    with pytest.raises(InputError, match="holds no triples"):
        list(quads(write("a.json", '{"graphs": []}')))


GRAPH = {
    "graphs": [
        {
            "id": "http://e/o",
            "meta": {"version": "http://e/v"},
            "nodes": [
                {
                    "id": "http://e/a",
                    "lbl": "a",
                    "meta": {
                        "definition": {"val": "d", "xrefs": ["X:1"]},
                        "comments": ["c"],
                        "synonyms": [{"pred": "hasExactSynonym", "val": "s", "xrefs": ["X:2"]}],
                        "xrefs": [{"val": "Y:1"}],
                        "subsets": ["http://e/s"],
                        "basicPropertyValues": [{"pred": "http://e/p", "val": "v"}],
                    },
                }
            ],
            "edges": [{"sub": "http://e/a", "pred": "is_a", "obj": "http://e/b"}],
            "equivalentNodesSets": [{"nodeIds": ["http://e/a", "http://e/c"]}],
            "logicalDefinitionAxioms": [
                {
                    "definedClassId": "http://e/a",
                    "genusIds": ["http://e/g"],
                    "restrictions": [{"propertyId": "http://e/r", "fillerId": "http://e/f"}],
                }
            ],
            "domainRangeAxioms": [{"predicateId": "http://e/r", "domainClassIds": ["http://e/a"]}],
            "propertyChainAxioms": [
                {"predicateId": "http://e/r", "chainPredicateIds": ["http://e/q", "http://e/q"]}
            ],
        }
    ]
}
MARK = 987_654


def paths(node: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    if path:
        yield path
    items = node.items() if isinstance(node, dict) else enumerate(node)
    for step, value in items if isinstance(node, dict | list) else ():
        yield from paths(value, (*path, step))


@pytest.mark.parametrize("path", list(paths(GRAPH)), ids=str)
def test_whatever_is_misshapen_in_an_obo_graph_is_located(
    write: Write, path: tuple[str | int, ...]
) -> None:
    document: Any = copy.deepcopy(GRAPH)
    node = document
    for step in path[:-1]:
        node = node[step]
    node[path[-1]] = MARK
    text = json.dumps(document, indent=2)
    before = text[: text.index(str(MARK))]
    with pytest.raises(SyntaxFault, match="not what OBO Graphs has") as caught:
        list(quads(write("a.json", text)))
    place = (before.count("\n") + 1, len(before) - before.rfind("\n"))
    assert (caught.value.line, caught.value.column) == place


@pytest.mark.parametrize("key", ["id", "val", "sub", "nodeIds", "definedClassId", "predicateId"])
def test_what_an_obo_graph_lacks_is_located(write: Write, key: str) -> None:
    text = json.dumps(GRAPH, indent=1).replace(f'"{key}"', f'"no {key}"')
    with pytest.raises(SyntaxFault, match=f'has no "{key}"') as caught:
        list(quads(write("a.json", text)))
    lines = text.splitlines()
    assert caught.value.line is not None
    assert caught.value.column is not None
    assert lines[caught.value.line - 1][caught.value.column - 1] == "{"
    assert f'"no {key}"' in "".join(lines[caught.value.line : caught.value.line + 3])
