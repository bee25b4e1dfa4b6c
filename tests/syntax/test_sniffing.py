import bz2
import gzip
import lzma
import sys
from collections.abc import Callable
from pathlib import Path
from subprocess import run

import pytest

from doidkit.errors import DoidkitError, InputError
from doidkit.syntax.files import UNPACKED_VARIABLE
from doidkit.syntax.formats import GraphFormat
from doidkit.syntax.options import reading
from doidkit.syntax.reading import quads
from doidkit.syntax.sniffing import sniffed_format

Write = Callable[..., Path]

RDF = 'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"'


@pytest.mark.parametrize(
    ("name", "text", "format"),
    [
        ("doid-edit.owl", "Prefix(:=<a:>)\nOntology(<a:o>)", GraphFormat.OFN),
        ("x.owl", "# made by hand\n\nOntology(<a:o>)", GraphFormat.OFN),
        ("x.owl", "Prefix: : <a:>\nOntology: <a:o>", GraphFormat.OMN),
        ("x.ttl", "# made by hand\n\nOntology: <a:o>\n", GraphFormat.OMN),
        ("x.owl", "Class: <a:A>\n    SubClassOf: <a:B>", GraphFormat.OMN),
        ("x", "Class:A <a:b> <a:c> .", GraphFormat.TURTLE),
        ("x.owl", f'<?xml version="1.0"?>\n<rdf:RDF {RDF}>', GraphFormat.RDFXML),
        ("x.owl", f"<!-- a comment --><rdf:RDF {RDF}>", GraphFormat.RDFXML),
        ("x.owl", '<?xml version="1.0"?><Ontology xmlns="a">', GraphFormat.OWX),
        ("x.owl", "format-version: 1.2\nontology: doid", GraphFormat.OBO),
        ("x", "! comment\n\n[Term]\nid: A:1", GraphFormat.OBO),
        ("x.json", '{"graphs": [{"id": "a"}]}', GraphFormat.OBOGRAPHS),
        ("x.json", '{"@context": {}, "@graph": []}', GraphFormat.JSONLD),
        ("x.json", '[{"@id": "a:b"}]', GraphFormat.JSONLD),
        ("x", "@prefix a: <a:> .\na:b a:c a:d .", GraphFormat.TURTLE),
        ("x", "PREFIX a: <a:>\na:b a:c a:d .", GraphFormat.TURTLE),
        ("x", '<a:b> <a:c> "d"@en .\n<a:b> <a:c> _:e .\n', GraphFormat.NTRIPLES),
        ("x", "<a:b> <a:c> <a:d> <a:g> .\n", GraphFormat.NQUADS),
        ("x", "@prefix a: <a:> .\na:g { a:b a:c a:d }", GraphFormat.TRIG),
        ("x.nt", "<a:b> <a:c> <a:d> .\n", GraphFormat.NTRIPLES),
        ("x.ttl", "<a:b> <a:c> <a:d> .\n", GraphFormat.TURTLE),
        ("x.ttl.gz", "[] a <a:b> .", GraphFormat.TURTLE),
    ],
)
def test_content_tells_first(name: str, text: str, format: GraphFormat) -> None:
    assert sniffed_format(name, text.encode()) is format
    assert sniffed_format(name, b"\xef\xbb\xbf" + text.encode()) is format


@pytest.mark.parametrize(
    ("head", "reason"),
    [
        (b"", "is empty"),
        (b" \n", "is empty"),
        ("@prefix".encode("utf-16"), "UTF-16"),
        (b"<!DOCTYPE html><html>", "web page"),
        (b'<?xml version="1.0"?>\n<!DOCTYPE html>\n<html xmlns="a:">', "web page"),
        (b'<TriX xmlns="http://www.w3.org/2004/03/trix/trix-1/"/>', "TriX"),
        (b'<?xml version="1.0"?><t:TriX xmlns:t="a:"/>', "TriX"),
        (b"PK\x03\x04\x14", "ZIP"),
        (b"%PDF-1.7", "PDF"),
    ],
)
def test_what_is_no_data_has_its_own_sentence(head: bytes, reason: str) -> None:
    for name in ("x.ttl", "x.owl", "x.omn", "x", "-"):
        if head.strip() or name in ("x.ttl", "-"):
            with pytest.raises(InputError, match=reason):
                sniffed_format(name, head)


def test_turtle_with_names_of_frames_is_turtle() -> None:
    for text in ("PREFIX Class: <a:>\nClass: Class:p Class:o .", "Prefix : <a:>\n:a :b :c ."):
        assert sniffed_format("x", text.encode()) is GraphFormat.TURTLE


TURTLE = b"@prefix a: <a:> .\na:b a:c a:d .\n"


@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress, lzma.compress, bytes])
def test_compression_is_known_by_its_bytes(write: Write, pack: Callable[[bytes], bytes]) -> None:
    assert len(list(quads(write("named-nothing", pack(TURTLE))))) == 1


@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress, lzma.compress])
def test_cut_compressed_data(write: Write, pack: Callable[[bytes], bytes]) -> None:
    lines = b"".join(b"<a:%d> <a:b> <a:c> .\n" % number for number in range(20_000))
    path = write("a.nt", pack(lines)[:-40])
    with pytest.raises(InputError, match="cannot be read to its end"):
        list(quads(path))


def test_no_triples(write: Write) -> None:
    with pytest.raises(InputError, match="holds no triples"):
        list(quads(write("a.ttl", "@prefix a: <a:> .\n")))


def test_bad_bytes_have_a_place(write: Write) -> None:
    with pytest.raises(InputError, match=r"a.obo:2:9: this is not UTF-8"):
        list(quads(write("a.obo", b"format-version: 1.4\nremark: \xe9\n")))
    with pytest.raises(InputError, match=r"a.ttl:3:10: this is not UTF-8"):
        list(quads(write("a.ttl", TURTLE + b'a:b a:c "\xe9" .\n')))
    with pytest.raises(InputError, match=r"a.rdf:2:\d+: "):
        list(quads(write("a.rdf", f"<rdf:RDF {RDF}>\n<a></b></rdf:RDF>")))


def test_standard_input() -> None:
    command = [sys.executable, "-m", "doidkit", "convert", "-", "--to", "ntriples"]
    done = run(command, input=gzip.compress(TURTLE), capture_output=True, check=True)
    assert done.stdout == b"<a:b> <a:c> <a:d> .\n"


def test_an_address_that_does_not_answer() -> None:
    with pytest.raises(DoidkitError, match=r"http://127.0.0.1:9/a.obo: .* cannot be reached"):
        list(quads(Path("http://127.0.0.1:9/a.obo")))


def test_what_is_far_behind_tells_too(write: Write) -> None:
    """A long comment, DOCTYPE, leading blanks; OBO Graphs whose graphs come late."""
    long = "x" * 9_000
    rdf = f"<rdf:RDF {RDF} xmlns:e='http://e/'><e:A rdf:about='http://e/a'/></rdf:RDF>"
    owx = '<Ontology xmlns="http://www.w3.org/2002/07/owl#" ontologyIRI="http://e/o"></Ontology>'
    graphs = '{"graphs": [{"id": "http://e/o", "nodes": [{"id": "http://e/a", "type": "CLASS"}]}]}'
    for name, text in [
        ("a.owl", f"<!-- {long} --><!DOCTYPE rdf:RDF [<!-- {long} -->]>{rdf}"),
        ("b.owl", f"<!-- <Ontology> {long} -->{rdf}"),
        ("c.owl", f"{' ' * 9_000}{rdf}"),
        ("d.owl", f"<!-- <rdf:RDF> {long} -->{owx}"),
        ("e.json", f'{{"meta": {{"graph": "@id", "text": "{long}"}}, {graphs[1:]}'),
        ("f", f"# {long}\n" * 3 + "Ontology(<http://e/o>)"),
        ("g", f"! {long}\n" * 3 + "[Term]\nid: A:1\n"),
        ("h", f"# {long}\n" * 3 + "<http://e/a> <http://e/b> <http://e/c> .\n"),
    ]:
        assert list(quads(write(name, text))), name


@pytest.mark.parametrize("size", [10, 100_000])
def test_json_that_is_no_rdf_holds_nothing(write: Write, size: int) -> None:
    text = '{"name": "x", "scripts": {"test": "' + "x" * size + '"}}'
    with pytest.raises(InputError, match="holds no triples"):
        list(quads(write("package.json", text)))
    with reading(allow_empty=True):
        assert list(quads(write("package.json", text))) == []


def test_looking_takes_time_that_grows_with_the_text(write: Write) -> None:
    """Nested repetitions once took the square of a text's length or worse."""
    for text in ("# c" + "\n" * 50_000 + "\x01", "!" + " \n" * 50_000 + "\x01", "<!--" * 20_000):
        with pytest.raises(InputError):
            list(quads(write("a.zzz", text)))


def test_a_bomb_is_refused_unless_it_is_wanted(
    write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    line = b"<http://e/a> <http://e/b> <http://e/c> .\n"
    path = write("a.nt.gz", gzip.compress(line * 60_000))
    monkeypatch.setenv(UNPACKED_VARIABLE, "1")
    with pytest.raises(
        InputError, match=r"a.nt.gz: the compressed data grow .*DOIDKIT_UNPACKED_MB"
    ):
        list(quads(path))
    monkeypatch.setenv(UNPACKED_VARIABLE, "0")
    assert len(list(quads(path))) == 60_000
