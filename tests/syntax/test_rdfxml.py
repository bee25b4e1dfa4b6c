"""RDF/XML: whole or refused, and read as XML means it, whatever pyoxigraph makes of it."""

import random
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import BinaryIO, cast
from xml.etree import ElementTree
from xml.parsers import expat

import pyoxigraph as ox
import pytest

from doidkit.errors import InputError, SyntaxFault
from doidkit.syntax.options import reading
from doidkit.syntax.reading import quads
from doidkit.syntax.xml.wellformed import Checked

Write = Callable[[str, str | bytes], Path]
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
ROOT = f'<rdf:RDF xmlns:rdf="{RDF}" xmlns:ex="http://e/"'


def document(inside: str, *, before: str = "", root: str = "") -> str:
    node = f'<rdf:Description rdf:about="http://e/s">{inside}</rdf:Description>'
    return f"{before}{ROOT}{root}>\n{node}\n</rdf:RDF>\n"


def doctype(inside: str) -> str:
    return f"<!DOCTYPE rdf:RDF [{inside}]>"


def said(path: Path) -> set[tuple[str, str]]:
    return {(str(quad.predicate)[1:-1], str(quad.object)) for quad in quads(path)}


XML = f"^^<{RDF}XMLLiteral>"
# What XML means, from XML 1.0 (2.11 line ends, 3.3.3 attributes, 4.2 entities) and RDF/XML 1.1.
MEANT = [
    ("<ex:p>a\r\nb\rc</ex:p>", "", '"a\\nb\\nc"'),
    ("<ex:p><![CDATA[<a&b>]]></ex:p>", "", '"<a&b>"'),
    ("<ex:p>a<!-- c -->b<?pi x?>c</ex:p>", "", '"abc"'),
    ("<ex:p>&n;</ex:p>", doctype("<!ENTITY n '1'>"), '"1"'),
    ("<ex:p>&n;</ex:p>", doctype('<!ENTITY n "1"><!ENTITY n "2">'), '"1"'),
    ("<ex:p>&n;</ex:p>", doctype('<!ENTITY n "a&#38;lt;b">'), '"a<b"'),
    ("<ex:p>&m;</ex:p>", doctype('<!ENTITY m "a&n;"><!ENTITY n "N">'), '"aN"'),
    ('<ex:p xml:lang="">x</ex:p>', "", '"x"'),
    ('<ex:p rdf:parseType="Literal">x &amp; &lt;</ex:p>', "", f'"x &amp; &lt;"{XML}'),
    ('<ex:p rdf:parseType="Unknown"><b/></ex:p>', "", f'"<b></b>"{XML}'),
    (
        '<ex:p rdf:parseType="Literal"><b xmlns:z="http://z/" z:c="2" a="1"/></ex:p>',
        "",
        f'"<b xmlns:z=\\"http://z/\\" a=\\"1\\" z:c=\\"2\\"></b>"{XML}',
    ),
    (
        '<ex:p rdf:parseType="Literal">&n;<!--c--></ex:p>',
        doctype('<!ENTITY n "E">'),
        f'"E<!--c-->"{XML}',
    ),
]


@pytest.mark.parametrize(("inside", "before", "term"), MEANT)
def test_a_document_says_what_xml_means(write: Write, inside: str, before: str, term: str) -> None:
    assert said(write("a.owl", document(inside, before=before))) == {("http://e/p", term)}


def test_line_ends_in_attributes_are_spaces(write: Write) -> None:
    text = document("").replace("rdf:about", 'ex:p="a\nb\tc&#10;d" rdf:about')
    assert said(write("a.owl", text)) == {("http://e/p", '"a b c\\nd"')}


def test_a_dtd_gives_attributes(write: Write) -> None:
    before = doctype('<!ATTLIST rdf:Description ex:k CDATA "given">')
    found = said(write("a.owl", document("<ex:p>x</ex:p>", before=before)))
    assert found == {("http://e/p", '"x"'), ("http://e/k", '"given"')}


def test_no_language_within_a_language(write: Write) -> None:
    text = document(
        '<ex:p xml:lang="">x</ex:p><ex:q>y</ex:q>'
        '<ex:r xml:lang="" rdf:parseType="Resource"><ex:s>z</ex:s></ex:r>',
        root=' xml:lang="en"',
    )
    found = {(p, o) for p, o in said(write("a.owl", text)) if o[:1] == '"'}
    assert found == {("http://e/p", '"x"'), ("http://e/q", '"y"@en'), ("http://e/s", '"z"')}


def test_no_language_for_an_attribute_is_refused(write: Write) -> None:
    text = document("", root=' xml:lang="en"').replace(
        "rdf:about", 'xml:lang="" ex:p="x" rdf:about'
    )
    with pytest.raises(SyntaxFault, match=r"a.owl:2:\d+: an attribute that is a property"):
        said(write("a.owl", text))


def test_other_encodings_are_read(write: Write) -> None:
    text = document("<ex:p>é</ex:p>", before='<?xml version="1.0" encoding="ISO-8859-1"?>')
    assert said(write("a.owl", text.encode("latin-1"))) == {("http://e/p", '"é"')}


def test_xml_literals_are_canonical_as_another_implementation_has_it(write: Write) -> None:
    inner = (
        '<a:x xmlns:a="http://a/" b="&lt;&#10;" a:c="é"><y xmlns="http://y/">t<z/></y>&gt;</a:x>'
    )
    found = said(write("a.owl", document(f'<ex:p rdf:parseType="Literal">{inner}</ex:p>')))
    expected = ElementTree.canonicalize(inner)
    assert found == {
        ("http://e/p", str(ox.Literal(expected, datatype=ox.NamedNode(RDF + "XMLLiteral"))))
    }


def test_entities_are_bounded(write: Write) -> None:
    nested = "".join(f'<!ENTITY a{i} "{f"&a{i - 1};" * 10}">' for i in range(1, 12))
    before = doctype(f'<!ENTITY a0 "aaaaaaaaaa">{nested}')
    with pytest.raises(SyntaxFault, match="amplification"):
        said(write("a.owl", document("<ex:p>&a11;</ex:p>", before=before)))
    assert len(said(write("b.owl", document("<ex:p>&a1;</ex:p>", before=before)))) == 1


@pytest.mark.parametrize(
    ("before", "reason"),
    [
        ("", "undefined entity"),
        ('<!DOCTYPE rdf:RDF SYSTEM "x.dtd">', "not declared"),
        (doctype('<!ENTITY n SYSTEM "file:///etc/hostname">'), "outside the document"),
    ],
)
def test_entities_that_are_not_here_are_refused(write: Write, before: str, reason: str) -> None:
    with pytest.raises(SyntaxFault, match=reason):
        said(write("a.owl", document("<ex:p>&n;</ex:p>", before=before)))


def test_relative_iris_are_of_the_documents_address(write: Write) -> None:
    text = document('<ex:p rdf:resource="#x"/>').replace("http://e/s", "")
    path = write("a.owl", text)
    (found,) = quads(path)
    assert found.subject == ox.NamedNode(path.as_uri())
    assert found.object == ox.NamedNode(f"{path.as_uri()}#x")
    with reading(base="http://e/d/"):
        (found,) = quads(path)
    assert found.object == ox.NamedNode("http://e/d/#x")


WHOLE = document('<ex:p xml:lang="en">x</ex:p>\n<ex:q rdf:resource="http://e/o"/>').encode()


@pytest.mark.parametrize("end", range(len(ROOT), WHOLE.rindex(b">")))
def test_a_cut_document_is_refused_wherever_it_is_cut(write: Write, end: int) -> None:
    with pytest.raises(SyntaxFault, match=r"a.owl:\d+:\d+: the document is cut"):
        said(write("a.owl", WHOLE[:end]))


@pytest.mark.parametrize("bad", [b"\x00", b"\x01", b"\x1f", b"\xff", b"\xc3"])
def test_what_is_no_character_is_refused(write: Write, bad: bytes) -> None:
    at = WHOLE.index(b">x<") + 1
    with pytest.raises(SyntaxFault, match=r"a.owl:2:\d+: "):
        said(write("a.owl", WHOLE[:at] + bad + WHOLE[at:]))
    with pytest.raises(SyntaxFault):  # within a name
        said(write("a.owl", WHOLE.replace(b"<ex:p", b"<ex:p" + bad)))


def test_answers_are_checked_while_they_are_read() -> None:
    stream = cast(BinaryIO, Checked(BytesIO(WHOLE), "http://e/sparql"))
    assert len(list(ox.parse(stream, ox.RdfFormat.RDF_XML))) == 2
    cut = cast(BinaryIO, Checked(BytesIO(WHOLE[: WHOLE.rindex(b"</rdf:RDF")]), "http://e/sparql"))
    with pytest.raises(InputError, match=r"http://e/sparql:\d+:\d+: the document is cut"):
        list(ox.parse(cut, ox.RdfFormat.RDF_XML))
    bomb = doctype(
        '<!ENTITY a "aaaaaaaaaa">'
        + "".join(
            f'<!ENTITY {b} "{f"&{a};" * 10}">'
            for a, b in zip("abcdefghi", "bcdefghij", strict=True)
        )
    )
    with pytest.raises(InputError, match="more text than is safe"):
        Checked(BytesIO(document("", before=bomb).encode()), "x").read()


def test_what_is_read_is_what_expat_lets_pass(write: Write) -> None:
    chance = random.Random(182)
    for _ in range(300):
        at, what = chance.randrange(len(WHOLE)), chance.choice(b'<>&"/!?= \x00\x01\xffa:')
        text = WHOLE[:at] + bytes([what]) + WHOLE[at + chance.randrange(2) :]
        try:
            expat.ParserCreate("utf-8").Parse(text, True)
        except expat.ExpatError:
            with pytest.raises(InputError):
                said(write("a.owl", text))


def test_the_day_pyoxigraph_reads_xml_itself() -> None:
    """When this fails, syntax/rdfxml/plain.py and the checks of syntax/xml can go."""
    cut = document("<ex:p>x</ex:p>").encode()[: -len("\n</rdf:RDF>\n")]
    assert len(list(ox.parse(cut, ox.RdfFormat.RDF_XML))) == 1
    crlf = document("<ex:p>a\r\nb</ex:p>").encode()
    assert [q.object.value for q in ox.parse(crlf, ox.RdfFormat.RDF_XML)] == ["a\r\nb"]
