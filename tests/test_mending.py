"""Mends in each syntax: the lines at fault change, every other byte stays, twice is once."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, Quad, RdfFormat, parse, serialize

import doidkit
from doidkit import mending
from doidkit.checking import check
from doidkit.checks import ConfiguredCheck, registry
from doidkit.checks.rows import run
from doidkit.errors import InputError
from doidkit.model import Report
from doidkit.sparql.embedded import StoreSource
from doidkit.syntax.canonical import canonical
from doidkit.syntax.reading import quads

Write = Callable[[str, str], Path]
ENDINGS = ("obo", "ofn", "omn", "owl", "ttl", "nt")
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
    assert before.count(b"of two parts") == (1 if ending in ("obo", "ofn", "omn") else 2)
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
        "omn": [(b'IAO:0100001 "great disease"', b"IAO:0100001 <" + TERM + b">")],
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


PROFILE = """\
title = "ours"
[checks.xref_prefix]
severity = "error"
options.prefixes = ["omim", "NCI"]
options.renamed = ["MIM=omim", "UMLS=UMLS_CUI"]
"""


def test_a_prefix_is_one_that_the_profile_allows(write: Write) -> None:
    xrefs = ("MIM:1", "OMIM:2", "nci:3", "UMLS:4", "x.i:5")
    path = write(
        "a.obo", OBO.replace("xsd:string\n", "\n") + "".join(f"xref: {x}\n" for x in xrefs)
    )
    profile = write("ours.toml", PROFILE)
    report = check(path, profile=profile, reason=False)
    before = path.read_bytes()
    mending.apply(mending.mends(report, path))
    expected = before.replace(b": MIM:1", b": omim:1").replace(b": OMIM:2", b": omim:2")
    assert path.read_bytes() == expected.replace(b": nci:3", b": NCI:3")
    left = check(path, profile=profile, reason=False)
    assert sorted(f.value.value for f in left) == ["UMLS:4", "x.i:5"]


def test_what_has_no_sure_place_is_refused_and_said(write: Write) -> None:
    text = f"""\
<!DOCTYPE rdf:RDF [ <!ENTITY thing "a thing"> ]>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
 xmlns:rdfs="http://www.w3.org/2000/01/rdf-schema#" xmlns:owl="http://www.w3.org/2002/07/owl#">
<owl:Class rdf:about="{TERM.decode()}"><rdfs:label>&thing; c </rdfs:label></owl:Class>
</rdf:RDF>
"""
    path = write("a.owl", text)
    report = check(path, select=["label_whitespace"], reason=False)
    found = mending.mends(report, path)
    assert found.files == ()
    assert [str(refusal) for refusal in found.refused] == [
        f"{path}:4:74: label_whitespace is not mended, as no place in the files reads back to "
        "this very value; correct it by hand."
    ]


def test_a_file_that_changed_meanwhile_is_left_alone(write: Write) -> None:
    path = write("a.obo", OBO)
    found = mending.mends(check(path, select=["unpunctuated_definition"], reason=False), path)
    path.write_text(OBO + "! mine\n", encoding="utf-8")
    with pytest.raises(InputError, match="was changed while it was checked"):
        mending.apply(found)
    assert path.read_text(encoding="utf-8") == OBO + "! mine\n"


def test_one_value_in_two_files_is_mended_in_both_and_a_second_fault_of_it_waits(
    write: Write,
) -> None:
    texts = {
        "a.ttl": f'<{TERM.decode()}> <{OBO_}IAO_0000115> "A thing " , "A thing "@de .\n',
        "b.nt": f'<{TERM.decode()}> <{OBO_}IAO_0000115> "A thing " .\n',
    }
    paths = [write(name, text) for name, text in texts.items()]
    ids = ["annotation_whitespace", "unpunctuated_definition"]
    report = check(paths, select=ids, reason=False)
    found = mending.mends(report, paths)
    assert (found.findings, found.waiting, found.refused) == (2, 2, ())
    mending.apply(found)
    again = mending.mends(check(paths, select=ids, reason=False), paths)
    mending.apply(again)
    assert not check(paths, select=ids, reason=False).findings
    assert [path.read_text(encoding="utf-8") for path in paths] == [
        text.replace("thing ", "thing.") for text in texts.values()
    ]


OBO_ = "http://purl.obolibrary.org/obo/"
PROPERTIES = {
    "label_whitespace": "http://www.w3.org/2000/01/rdf-schema#label",
    "annotation_whitespace": f"{OBO_}IAO_0000115",
}
WORDS = st.text(st.sampled_from("ab \"'\\<>&#:;,.(){}[]!=@^é\U0001f600\n\t"), max_size=12)
TEXTS = st.tuples(st.sampled_from(["", " ", "  "]), WORDS, st.sampled_from(["", " ", "  "])).map(
    lambda parts: f"{parts[0]}x{parts[1]}x{parts[2]}"
)


@pytest.mark.parametrize("ending", [*ENDINGS, "owx", "jsonld"])
@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(texts=st.lists(st.tuples(TEXTS, TEXTS, TEXTS), min_size=1, max_size=3))
def test_the_planted_values_change_and_nothing_else(
    ending: str, texts: list[tuple[str, str, str]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("planted")
    source, path = folder / "source.nt", folder / f"a.{ending}"
    planted = "".join(_planted(*each) for each in enumerate(texts))
    source.write_text(planted, encoding="utf-8")
    if path.suffix == ".nt":
        path = source
    else:
        doidkit.convert([source], path)
    before = canonical(quads(path))
    checks = [registry()[name] for name in PROPERTIES]
    store = StoreSource.of([path])
    found = [f for c in checks for f in run(ConfiguredCheck(c, c.severity), store)]

    mended = mending.mends(Report(tuple(found)), path)

    assert mended.refused == ()
    mending.apply(mended)
    assert canonical(quads(path)) == canonical(map(_trimmed, before))


def test_in_jsonld_without_a_context_a_value_that_an_axiom_repeats_is_mended_too(
    tmp_path: Path,
) -> None:
    path = tmp_path / "a.jsonld"
    planted = list(parse(_planted(1, ("one", "a text ", "")), RdfFormat.N_TRIPLES))
    path.write_bytes(serialize(planted, format=RdfFormat.JSON_LD))
    before = canonical(quads(path))
    found = mending.mends(check(path, select=["annotation_whitespace"], reason=False), path)
    assert found.refused == ()
    mending.apply(found)
    assert canonical(quads(path)) == canonical(map(_trimmed, before))


def _planted(number: int, texts: tuple[str, str, str]) -> str:
    """Return a class with a label and a definition, and a comment that looks like the label."""
    term = f"<{OBO_}DOID_{number}>"
    label, definition, comment = (str(Literal(text)) for text in texts)
    owl, rdf = "http://www.w3.org/2002/07/owl#", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
    said = [
        (f"<{rdf}type>", f"<{owl}Class>"),
        (f"<{PROPERTIES['label_whitespace']}>", label),
        (f"<{PROPERTIES['annotation_whitespace']}>", definition),
        ("<http://www.w3.org/2000/01/rdf-schema#comment>", comment),
    ]
    axiom = [
        (f"<{rdf}type>", f"<{owl}Axiom>"),
        (f"<{owl}annotatedSource>", term),
        (f"<{owl}annotatedProperty>", f"<{PROPERTIES['annotation_whitespace']}>"),
        (f"<{owl}annotatedTarget>", definition),
        ("<http://www.geneontology.org/formats/oboInOwl#hasDbXref>", '"x:1"'),
    ]
    lines = [f"{term} {p} {o} .\n" for p, o in said]
    lines += [f"_:a{number} {p} {o} .\n" for p, o in axiom]
    return "".join(lines)


def _trimmed(quad: Quad) -> Quad:
    """Return a statement without the spaces that the two rules, or an annotation of it, name."""
    mended = (*PROPERTIES.values(), "http://www.w3.org/2002/07/owl#annotatedTarget")
    comment = "http://www.w3.org/2000/01/rdf-schema#comment"
    value = quad.object
    if isinstance(value, Literal) and quad.predicate.value in (*mended, comment):
        value = Literal(value.value.strip(), language=value.language)
    return Quad(quad.subject, quad.predicate, value, quad.graph_name)
