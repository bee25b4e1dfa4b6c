"""What no document has, and what no reader survives, is refused in one sentence with its place."""

from collections.abc import Callable
from pathlib import Path

import pytest

from doidkit.conversion import convert
from doidkit.errors import InputError, SyntaxFault
from doidkit.syntax.formats import GraphFormat
from doidkit.syntax.reading import quads

Write = Callable[[str, str], Path]
OWL = "http://www.w3.org/2002/07/owl#"
SUBCLASS = "http://www.w3.org/2000/01/rdf-schema#subClassOf"
RDF = 'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"'


def functional(depth: int) -> str:
    some = "ObjectSomeValuesFrom(<http://e/p> "
    return (
        f"Ontology(<http://e/o>\nSubClassOf(<http://e/a> {some * depth}<http://e/b>{')' * depth}))"
    )


def owlxml(depth: int) -> str:
    name = "ObjectComplementOf"
    inner = f"<{name}>" * depth + '<Class IRI="http://e/b"/>' + f"</{name}>" * depth
    axiom = f'<SubClassOf><Class IRI="http://e/a"/>{inner}</SubClassOf>'
    return f'<Ontology xmlns="{OWL}" ontologyIRI="http://e/o">\n{axiom}</Ontology>'


def obo(depth: int) -> str:
    return "format-version: 1.4\nowl-axioms: " + functional(depth).replace("\n", "\\n") + "\n"


def rdfxml(depth: int) -> str:
    start, end = "<rdf:Description><e:p>", "</e:p></rdf:Description>"
    return f'<rdf:RDF {RDF} xmlns:e="http://e/">\n{start * depth}x{end * depth}</rdf:RDF>'


def jsonld(depth: int) -> str:
    return "\n" + '{"@id": "http://e/a", "http://e/p": ' * depth + "1" + "}" * depth


def obographs(depth: int) -> str:
    return '{"graphs":\n[{"id": "http://e/o", "meta":' + '{"x":' * depth + "1" + "}" * depth + "}]}"


def manchester(depth: int) -> str:
    return (
        f"Ontology: <http://e/o>\nClass: <http://e/a> SubClassOf: {'<http://e/p> some (' * depth}"
        f"<http://e/b>{')' * depth}\n"
    )


DEEP = [
    ("a.omn", manchester),
    ("a.ofn", functional),
    ("a.owx", owlxml),
    ("a.obo", obo),
    ("a.owl", rdfxml),
]
DEEP += [("a.jsonld", jsonld), ("a.json", obographs)]


@pytest.mark.parametrize(("name", "nested"), DEEP)
def test_nesting_is_read_as_deep_as_stated_and_refused_beyond(
    write: Write, name: str, nested: Callable[[int], str]
) -> None:
    assert list(quads(write(name, nested(450))))
    for depth in (501, 1_000, 100_000):
        with pytest.raises(SyntaxFault, match=r":2:\d+: this is nested more than 500 deep"):
            list(quads(write(name, nested(depth))))


def test_lists_are_read_and_written_however_deep(write: Write) -> None:
    path = write("a.ttl", f"<http://e/a> <http://e/p> {'(' * 2_000}1{')' * 2_000} .")
    assert len(list(quads(path))) == 4_001
    written = convert([path])
    assert len(written) < 1_000_000  # an indent for each bracket made it gigabytes
    assert len(list(quads(write("b.ttl", written.decode())))) == 4_001


@pytest.mark.parametrize(
    "format", [GraphFormat.OFN, GraphFormat.OMN, GraphFormat.OWX, GraphFormat.OBO]
)
def test_expressions_in_rdf_are_written_as_deep_as_they_are_read(
    write: Write, format: GraphFormat
) -> None:
    def turtle(depth: int) -> Path:
        inner = f"[ a <{OWL}Class> ; <{OWL}complementOf> " * depth + "<http://e/b>" + "]" * depth
        return write("a.ttl", f"<http://e/a> <{SUBCLASS}> {inner} .")

    assert convert([turtle(450)], format=format)
    with pytest.raises(InputError, match="more than 500 deep"):
        convert([turtle(2_000)], format=format)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.ofn", "Ontology(<http://e/o>\nDeclaration(Class(<{}>)))"),
        ("a.omn", "Ontology: <http://e/o>\nClass: <{}>\n"),
        ("a.obo", "[Term]\nid: A:1\nis_a: {}\n"),
        (
            "a.owx",
            '<Ontology xmlns="'
            + OWL
            + '">\n<Declaration><Class IRI="{}"/></Declaration></Ontology>',
        ),
        ("a.ttl", "<http://e/a>\n<http://e/p> <{}> ."),
    ],
)
def test_a_long_iri_that_is_none_is_located_at_once(write: Write, name: str, text: str) -> None:
    """A regular expression for each of its beginnings once took a minute for 4 KB."""
    path = write(name, text.replace("{}", "http://[" + "a" * 100_000))
    with pytest.raises(SyntaxFault, match=r"[23]:\d+: Invalid character"):
        list(quads(path))


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.nt", '<http://e/a> <http://e/p> "{}" .'),
        ("a.obo", "[Term]\nid: A:1\nname: {}\n"),
        ("a.jsonld", '{"@id": "http://e/a", "http://e/p": "{}"}'),
    ],
)
def test_a_value_that_is_too_long_is_refused(write: Write, name: str, text: str) -> None:
    path = write(name, text.replace("{}", "x" * (17 << 20)))
    with pytest.raises(InputError, match="more than 16 MB"):
        list(quads(path))


def test_names_that_no_system_has(tmp_path: Path) -> None:
    (tmp_path / "a").symlink_to("b")
    (tmp_path / "b").symlink_to("a")
    for path, reason in ((tmp_path / "a", "symbolic links"), (tmp_path / ("x" * 300), "too long")):
        with pytest.raises(InputError, match=reason):
            list(quads(path))


def test_a_backslash_escapes_two_characters_only(write: Write) -> None:
    """OWL 2 functional syntax, section 2.4: quotedString."""
    axiom = 'AnnotationAssertion(<http://e/p> <http://e/a> "one{}two")'
    path = write("a.ofn", f"Ontology(<http://e/o>\n{axiom.format(chr(92) + 'n')}\n)")
    with pytest.raises(SyntaxFault, match=r"a.ofn:2:51: only "):
        list(quads(path))
    path = write(
        "a.ofn", f"Ontology(<http://e/o>\n{axiom.format(chr(92) * 2 + chr(92) + chr(34))}\n)"
    )
    assert {quad.object.value for quad in quads(path)} >= {'one\\"two'}


OFN = "Prefix(e:=<http://e/>)\nOntology(<http://e/o>\n{})"
OWX = '<Ontology xmlns="http://www.w3.org/2002/07/owl#">\n<Declaration>{}</Declaration></Ontology>'


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("a.ofn", OFN.format("Declaration(Class(e:A) Class(e:B))"), "too much"),
        ("a.ofn", OFN.format("SubClassOf(e:A ObjectComplementOf(e:B e:C))"), "too much"),
        ("a.ofn", OFN.format("SubClassOf(e:A ObjectSomeValuesFrom(e:p e:B e:C))"), "too much"),
        ("a.ofn", OFN.format("FunctionalObjectProperty(e:p e:q)"), "too much"),
        ("a.ofn", OFN.format("Declaration(Class(e:))"), "nothing behind its prefix"),
        ("a.ofn", OFN.format("Declaration(Class(e:a|b))"), r"U\+007C"),
        ("a.ofn", OFN.format("Declaration(Class(<http://e/a|b>))"), "functional syntax"),
        ("a.owx", OWX.format('<Class IRI="http://e/A"/>x'), "holds no text"),
        ("a.owx", OWX.format('<Class IRI="http://e/a b"/>'), r"U\+0020"),
        ("a.sssom.tsv", "predicate_id\tmapping_justification\ta\rb\n", "cannot be read"),
        (
            "a.sssom.tsv",
            "predicate_id\tmapping_justification\ta{b\nhttp://e/p\thttp://e/m\tc\n",
            "a{b",
        ),
    ],
)
def test_what_is_more_than_a_format_has_is_refused(
    write: Write, name: str, text: str, said: str
) -> None:
    with pytest.raises(SyntaxFault, match=said) as caught:
        list(quads(write(name, text)))
    assert caught.value.line
