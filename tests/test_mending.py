"""Mends in each syntax: the lines at fault change, every other byte stays, twice is once."""

from collections.abc import Callable
from pathlib import Path

import pytest

import doidkit
from doidkit import mending
from doidkit.checking import check

Write = Callable[[str, str], Path]
ENDINGS = ("obo", "ofn", "owl", "ttl", "nt")
OBO = """\
format-version: 1.2
ontology: doid

[Term]
id: DOID:1
name: great disease
def: "A disease of two parts" [url:http\\://x.org]

[Term]
id: DOID:5
name: obsolete five
is_obsolete: true
property_value: IAO:0100001 "great disease" xsd:string
"""
TERM = b"http://purl.obolibrary.org/obo/DOID_1"


def ontology(ending: str, write: Write, tmp_path: Path, *, annotated: bool) -> Path:
    note = ' {comment="by hand"}' if annotated else ""
    text = OBO.replace("xsd:string", f"xsd:string{note}")
    source = write("a.obo", text)
    path = tmp_path / f"a.{ending}"
    if path != source:
        doidkit.convert([source], path)
    return path


def mended(path: Path, check_id: str) -> bytes:
    """Mend a file; return its bytes after it, having seen that a second time changes nothing."""
    before = check(path, select=[check_id], reason=False)
    mending.apply(mending.mends(before, path))
    after = check(path, select=[check_id], reason=False)
    assert [f.check for f in before] == [check_id]
    assert [f.check for f in after] == []
    assert mending.mends(after, path).files == ()
    assert mending.mends(before, path).files == ()  # nor by the report of before
    return path.read_bytes()


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_text_and_the_copy_that_its_annotation_names(
    ending: str, write: Write, tmp_path: Path
) -> None:
    path = ontology(ending, write, tmp_path, annotated=True)
    before = path.read_bytes()
    # OWL in RDF repeats the text where it is annotated.
    assert before.count(b"of two parts") == (1 if ending in ("obo", "ofn") else 2)
    assert mended(path, "unpunctuated_definition") == before.replace(b"parts", b"parts.")


@pytest.mark.parametrize("annotated", [False, True])
@pytest.mark.parametrize("ending", ENDINGS)
def test_a_label_where_a_term_belongs_becomes_the_term(
    ending: str, annotated: bool, write: Write, tmp_path: Path
) -> None:
    path = ontology(ending, write, tmp_path, annotated=annotated)
    before = path.read_bytes()
    written = {
        "obo": [(b'IAO:0100001 "great disease" xsd:string', b"IAO:0100001 DOID:1")],
        "ofn": [(b'DOID:5 "great disease"', b"DOID:5 <" + TERM + b">")],
        "ttl": [
            (b'IAO:0100001 "great disease"', b"IAO:0100001 <" + TERM + b">"),
            (b'annotatedTarget "great disease"', b"annotatedTarget <" + TERM + b">"),
        ],
        "nt": [
            (b'IAO_0100001> "great disease"', b"IAO_0100001> <" + TERM + b">"),
            (b'annotatedTarget> "great disease"', b"annotatedTarget> <" + TERM + b">"),
        ],
        "owl": [
            (
                b"<%s>great disease</%s>" % (tag, tag),
                b'<%s rdf:resource="%s"/>' % (tag, TERM),
            )
            for tag in (b"obo:IAO_0100001", b"owl:annotatedTarget")
        ],
    }
    expected = before
    for old, new in written[ending]:
        expected = expected.replace(old, new)
    assert expected != before
    assert mended(path, "value_not_iri") == expected


@pytest.mark.parametrize(
    "change",
    [("great disease", "another"), ("obsolete five", "great disease")],
    ids=["no such label", "two such labels"],
)
def test_a_label_that_does_not_tell_the_term_stays(change: tuple[str, str], write: Write) -> None:
    path = write("a.obo", OBO.replace(f"name: {change[0]}", f"name: {change[1]}"))
    report = check(path, select=["value_not_iri"], reason=False)
    assert [f.check for f in report] == ["value_not_iri"]
    assert mending.mends(report, path).files == ()


def test_the_term_itself_is_no_replacement(write: Write) -> None:
    path = write("a.obo", OBO.replace('"great disease"', '"obsolete five"'))
    report = check(path, select=["value_not_iri"], reason=False)
    assert len(report) == 1
    assert mending.mends(report, path).files == ()
