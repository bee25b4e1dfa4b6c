"""What is proved of RDF/XML without expat: never more than expat and XML allow."""

import random
from io import BytesIO
from xml.parsers import expat

import pyoxigraph as ox
import pytest

from doidkit.syntax.rdfxml import proof
from doidkit.syntax.rdfxml.plain import Plain
from doidkit.syntax.rdfxml.proof import is_proved
from doidkit.syntax.recording import Replayable

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
DOCUMENT = f"""<?xml version="1.0" encoding="UTF-8"?>
<!-- made by hand -->
<!DOCTYPE rdf:RDF [ <!ENTITY e "http://e/"> ]>
<rdf:RDF xmlns:rdf="{RDF}" xmlns:ex="http://e/" xmlns="http://d/" xml:base="http://b/">
    <!-- http://e/s -->
    <ex:Class rdf:about="&e;s">
        <ex:p xml:lang="en">text &amp; "more" é</ex:p>
        <ex:q rdf:resource="http://e/o"/>
        <ex:r rdf:parseType="Collection"><Class rdf:about="#a"/></ex:r>
        <k:n xmlns:k="http://k/" rdf:datatype="{RDF}langString">1
2</k:n>
    </ex:Class>
</rdf:RDF>
<!-- the end -->
""".encode()
SIGNS = b"<>&\"'/!?=-; \t\n\r\x00\x01\xff\xc3a:1]["


def proved(data: bytes) -> bool:
    return is_proved(Replayable(BytesIO(data)))


def read(data: bytes) -> set[str] | None:
    """Return what Oxigraph reads, None if it refuses it."""
    try:
        found = ox.Dataset(ox.parse(data, ox.RdfFormat.RDF_XML, base_iri="http://e/f"))
    except SyntaxError:
        return None
    found.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return {str(quad) for quad in found}


def mutants(number: int) -> list[bytes]:
    chance, found = random.Random(12), []
    for _ in range(number):
        data = bytearray(DOCUMENT)
        for _ in range(chance.choice((1, 1, 2))):
            at = chance.randrange(len(data))
            what = chance.randrange(5)
            if what == 0:
                data[at : at + chance.randrange(1, 30)] = b""
            elif what == 1:
                data[at:at] = bytes([chance.choice(SIGNS)]) * chance.choice((1, 1, 2))
            elif what == 2:
                data[at] = chance.choice(SIGNS)
            elif what == 3:
                data[at:at] = data[at : at + chance.randrange(1, 90)]
            else:
                del data[at:]
        found.append(bytes(data))
    return found


@pytest.mark.parametrize("size", [1 << 20, 256])
def test_what_is_proved_is_read_as_xml_means_it(monkeypatch: pytest.MonkeyPatch, size: int) -> None:
    monkeypatch.setattr(proof, "_SIZE", size)
    monkeypatch.setattr(proof, "_TAIL", min(size // 4, proof._TAIL))
    assert proved(DOCUMENT)
    seen = 0
    for data in mutants(800):
        if not proved(data) or (found := read(data)) is None:
            continue
        seen += 1
        expat.ParserCreate("utf-8").Parse(data, True)
        plain = Plain(BytesIO(data), "a.owl").read()
        assert found == read(plain)
    assert seen > 30


@pytest.mark.parametrize(
    "part",
    [
        "<ex:p a:b='1'/>",
        '<ex:p rdf:parseType="Literal"/>',
        '<ex:p xml:lang="">x</ex:p>',
        '<ex:p xml:base="../x">x</ex:p>',
        "<ex:p>a<!-- c -->b</ex:p>",
        "<ex:p><![CDATA[x]]></ex:p>",
        "<ex:p>&#10;</ex:p>",
        "<ex:p>a\r\nb</ex:p>",
        "<ex:p>\ufffe</ex:p>",
        "<ex:p>]]></ex:p>",
        '<ex:p rdf:resource="a\nb"/>',
        '<ex:p rdf:about="a"rdf:ID="b"/>',
        "<1x/>",
        "<ex:/>",
        "<!-- a -- b -->",
        "<?target x?>",
        "<rdf:RDF>",
        "</rdf:RDF>\n" + DOCUMENT.decode().partition("<rdf:RDF")[1],
    ],
)
def test_what_expat_has_to_look_at(part: str) -> None:
    at = DOCUMENT.index(b"        <ex:q")
    assert not proved(DOCUMENT[:at] + part.encode() + DOCUMENT[at:])


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('<!ENTITY e "http://e/">', '<!ENTITY e "http://e/"><!ENTITY e "x">'),
        ('<!ENTITY e "http://e/">', '<!ENTITY amp "x">'),
        ('<!ENTITY e "http://e/">', f'<!ENTITY e "{"x" * 300}">'),
        ('encoding="UTF-8"', 'encoding="latin-1"'),
        ("<!-- the end -->", "the end"),
        ("</rdf:RDF>", ""),
        ("</rdf:RDF>", "</rdf:RDF>" + "<rdf:RDF></rdf:RDF>"),
    ],
)
def test_a_document_around_that_is_for_expat(old: str, new: str) -> None:
    assert not proved(DOCUMENT.replace(old.encode(), new.encode()))


def test_what_may_be_too_deep_is_for_expat() -> None:
    for depth, is_shallow in ((90, True), (250, False), (20_000, False)):
        inner = b"<ex:A><ex:p>" * depth + b"</ex:p></ex:A>" * depth
        data = b'<rdf:RDF xmlns:rdf="r" xmlns:ex="e">' + inner + b"</rdf:RDF>"
        assert proved(data) == is_shallow


def test_a_long_text_is_proved_in_pieces_or_not_at_all() -> None:
    at = DOCUMENT.index(b"text")
    assert not proved(DOCUMENT[:at] + b"x" * (3 << 20) + DOCUMENT[at:])
