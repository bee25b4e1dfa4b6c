"""Each kind of change is told as what it is."""

import gzip
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest
from isomorphism import difference
from shared import needs, required

from doidkit.comparing import Change, Kind, compare, patched_document
from doidkit.conversion import convert
from doidkit.rendering.changes import render
from doidkit.syntax.reading import quads

HEAD = """format-version: 1.2
ontology: doid

[Term]
id: DOID:4
name: disease

[Term]
id: DOID:7
name: organ disease
is_a: DOID:4
"""
TERM = """
[Term]
id: DOID:1
name: heart disease
def: "A disease of the heart." [url:a]
comment: old
subset: one
synonym: "cardiac disease" RELATED []
xref: ICD9CM:410
is_a: DOID:4
relationship: RO:1 DOID:7
"""
TAIL = """
[Term]
id: DOID:2
name: other

[Typedef]
id: RO:1
name: has part
"""
Compared = Callable[..., list[Change]]


@pytest.fixture
def edited(tmp_path: Path) -> Compared:
    """Return the changes of what some replacements do to the term, declarations left out."""

    def run(*replacements: tuple[str, str], tail: str = TAIL) -> list[Change]:
        term = TERM
        for old, new in replacements:
            assert old in term
            term = term.replace(old, new)
        before, after = tmp_path / "old.obo", tmp_path / "new.obo"
        before.write_text(HEAD + TERM + TAIL)
        after.write_text(HEAD + term + tail)
        return [c for c in compare(before, after) if "/obo/DOID_" in c.term]

    return run


@pytest.mark.parametrize(
    ("old", "new", "kind", "was", "became"),
    [
        ("name: heart", "name: cardiac", Kind.LABEL, '"heart disease"', '"cardiac disease"'),
        ("of the heart", "of a heart", Kind.DEFINITION, '"A disease of the heart."', None),
        ("url:a", "url:b", Kind.DEFINITION_SOURCE, '"A disease of the heart."', None),
        ("comment: old", "comment: new", Kind.COMMENT, '"old"', '"new"'),
        ("RELATED []", "EXACT []", Kind.SYNONYM_SCOPE, '"cardiac disease"', '"cardiac disease"'),
        ("RELATED []", "RELATED [PMID:1]", Kind.SYNONYM_SOURCE, '"cardiac disease"', None),
        ("RELATED []", "RELATED acr []", Kind.SYNONYM_TYPE, '"cardiac disease"', None),
        ("ICD9CM:", "ICD-9:", Kind.XREF_PREFIX, '"ICD9CM:410"', '"ICD-9:410"'),
        ("xref: ICD9CM:410\n", "", Kind.XREF_REMOVED, '"ICD9CM:410"', ""),
        ("is_a: DOID:4", "is_a: DOID:7", Kind.PARENT_MOVED, None, None),
        ("is_a: DOID:4", "is_a: DOID:4\nis_a: DOID:7", Kind.PARENT_ADDED, "", None),
        ("subset: one\n", "", Kind.SUBSET_REMOVED, None, ""),
        (
            "RO:1 DOID:7",
            "RO:1 DOID:2",
            Kind.AXIOM_CHANGED,
            "SubClassOf 'has part' some 'organ disease'",
            "SubClassOf 'has part' some 'other'",
        ),
        ("relationship: RO:1 DOID:7\n", "", Kind.AXIOM_REMOVED, None, ""),
        ("is_a: DOID:4", "is_a: DOID:4\nalt_id: DOID:99", Kind.ID, "", '"DOID:99"'),
    ],
)
def test_one_edit_is_one_change(
    edited: Compared, old: str, new: str, kind: Kind, was: str | None, became: str | None
) -> None:
    found = [change for change in edited((old, new)) if change.term.endswith("DOID_1")]
    assert [change.kind for change in found] == [kind]
    assert was in (None, found[0].old)
    assert became in (None, found[0].new)


def test_an_obsolete_term_has_its_replacement(edited: Compared) -> None:
    found = edited(("is_a: DOID:4\n", "is_obsolete: true\nreplaced_by: DOID:2\n"))
    obsoleted = next(change for change in found if change.kind is Kind.TERM_OBSOLETED)
    assert obsoleted.new == "<http://purl.obolibrary.org/obo/DOID_2>"
    assert Kind.PARENT_REMOVED in {change.kind for change in found}


def test_a_term_that_becomes_an_alternative_id_is_merged(edited: Compared) -> None:
    tail = TAIL.replace("[Term]\nid: DOID:2\nname: other\n", "")
    found = edited(("is_a: DOID:4", "is_a: DOID:4\nalt_id: DOID:2"), tail=tail)
    merged = next(change for change in found if change.kind is Kind.TERM_MERGED)
    assert merged.term.endswith("DOID_2")
    assert merged.new == "<http://purl.obolibrary.org/obo/DOID_1>"


def test_a_term_that_leads_to_two_new_ones_is_split(edited: Compared) -> None:
    terms = "".join(f"\n[Term]\nid: DOID:{n}\nname: n{n}\nis_a: DOID:4\n" for n in (10, 11))
    found = edited(
        ("is_a: DOID:4\n", "is_obsolete: true\nconsider: DOID:10\nconsider: DOID:11\n"),
        tail=terms + TAIL,
    )
    kinds = Counter(change.kind for change in found)
    assert (kinds[Kind.TERM_SPLIT], kinds[Kind.TERM_ADDED]) == (1, 2)


def test_a_new_term_is_one_change_with_all_that_came(edited: Compared) -> None:
    tail = TAIL + '\n[Term]\nid: DOID:5\nname: new\nsynonym: "n" EXACT [PMID:1]\nis_a: DOID:1\n'
    (added,) = edited(tail=tail)
    assert added.kind is Kind.TERM_ADDED
    assert [part.kind for part in added.parts] == [
        Kind.LABEL,
        Kind.SYNONYM_ADDED,
        Kind.PARENT_ADDED,
        Kind.ID,
    ]


def test_language_tags_are_told_once(tmp_path: Path) -> None:
    head = "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n"
    old, new = tmp_path / "old.ttl", tmp_path / "new.ttl"
    old.write_text(head + '<urn:a> rdfs:label "a" . <urn:b> rdfs:label "b" .')
    new.write_text(head + '<urn:a> rdfs:label "a"@en . <urn:b> rdfs:label "c"@en .')
    tags, label = compare(old, new)
    assert (tags.kind, tags.old, tags.new, len(tags.added)) == (Kind.LANGUAGE, "", "en", 1)
    assert (label.kind, label.old, label.new) == (Kind.LABEL, '"b"', '"c"@en')


def test_the_ontology_header_is_told(tmp_path: Path) -> None:
    head = "Prefix(rdfs:=<http://www.w3.org/2000/01/rdf-schema#>)\nOntology(<urn:o> <urn:v1>\n"
    old, new = tmp_path / "old.ofn", tmp_path / "new.ofn"
    old.write_text(f"{head}Import(<urn:i>)\n)")
    new.write_text(f'{head.replace("v1", "v2")}Import(<urn:j>)\nAnnotation(rdfs:comment "c")\n)')
    assert [change.kind for change in compare(old, new)] == [
        Kind.METADATA,
        Kind.METADATA,
        Kind.IMPORT_ADDED,
        Kind.IMPORT_REMOVED,
    ]


def test_axioms_of_no_term_are_told(tmp_path: Path) -> None:
    old, new = tmp_path / "old.ofn", tmp_path / "new.ofn"
    old.write_text("Ontology(<urn:o> Declaration(Class(<urn:a>)))")
    axiom = "DisjointClasses(<urn:a> <urn:b> <urn:c>)"
    new.write_text(f"Ontology(<urn:o> Declaration(Class(<urn:a>)) {axiom})")
    (change,) = compare(old, new)
    assert change.kind is Kind.AXIOM_ADDED
    assert change.new == "DisjointClasses: <urn:a>, <urn:b>, <urn:c>"


@pytest.mark.parametrize("name", ["x.owl", "x.nt", "x.ofn", "x.owx", "x.jsonld"])
def test_a_file_does_not_differ_from_itself_in_another_syntax(tmp_path: Path, name: str) -> None:
    source = tmp_path / "source.obo"
    source.write_text(HEAD + TERM + TAIL)
    convert(source, tmp_path / name)
    assert len(compare(source, tmp_path / name)) == 0


@pytest.mark.slow
@needs("data/doid-NCIthesaurus-2026-07-31.obo.gz")
def test_release_pair_applied_to_old_gives_new(tmp_path: Path) -> None:
    data = required("data")
    old, new = data / "doid-2024-01-31.obo.gz", data / "doid-NCIthesaurus-2026-07-31.obo.gz"
    found = compare(old, new)
    counts = found.counts()
    assert counts[Kind.TERM_MERGED] > 0
    changes, made = tmp_path / "changes.json", tmp_path / "made.nt"
    changes.write_text(render([found], format="json"), encoding="utf-8")
    patched_document(old, changes, made)
    assert difference(made, new) == set()


@pytest.mark.slow
@needs("data/doid-infectious-slim-2026-07-31.owl.gz")
def test_the_languages_of_a_release_are_told_once() -> None:
    """OBO has no languages, DO's OWL has: one change for all that both say."""
    data = required("data")
    old = data / "doid-NCIthesaurus-2026-07-31.obo.gz"
    new = data / "doid-infectious-slim-2026-07-31.owl.gz"
    found = compare(old, new)
    (tags,) = [change for change in found if change.kind is Kind.LANGUAGE]
    assert (tags.old, tags.new) == ("", "en")
    before, after = (
        {
            (quad.subject, quad.predicate, quad.object.value)
            for quad in quads(path)
            if isinstance(quad.object, ox.Literal) and quad.object.language == language
            if isinstance(quad.subject, ox.NamedNode)
        }
        for path, language in ((old, None), (new, "en"))
    )
    told = [piece for piece in tags.added if len(piece) == 1]
    assert len(told) == len(before & after) > 500
    kinds = found.counts()
    assert (kinds[Kind.LABEL], kinds[Kind.DEFINITION], kinds[Kind.SYNONYM_REMOVED]) == (0, 0, 0)


@pytest.mark.slow
@needs("data/do-logical-2026-07-31.ofn.gz")
def test_logic_is_the_same_in_functional_syntax_and_rdfxml() -> None:
    data = required("data")
    names = [data / f"do-logical-2026-07-31.{ending}.gz" for ending in ("ofn", "owl")]
    assert len(compare(*names)) == 0


@pytest.mark.slow
@needs("data/do-logical-2026-07-31.ofn.gz")
def test_one_axiom_of_the_logic(tmp_path: Path) -> None:
    source = required("data/do-logical-2026-07-31.ofn.gz")
    text = gzip.decompress(source.read_bytes()).decode()
    axiom = next(line for line in text.splitlines() if "SubClassOf(" in line and "Some" in line)
    edited = tmp_path / "edited.ofn"
    edited.write_text(text.replace(axiom + "\n", "", 1))
    (change,) = compare(source, edited)
    assert change.kind is Kind.AXIOM_REMOVED
    assert " some " in change.old


SSSOM = """\
# mapping_set_id: https://example.org/m
# license: https://creativecommons.org/publicdomain/zero/1.0/
# curie_map:
#   A: http://example.org/A_
#   B: http://example.org/B_
#   C: http://example.org/C_
subject_id\tpredicate_id\tobject_id\tmapping_justification\tconfidence
A:1\tskos:exactMatch\tB:1\tsemapv:ManualMappingCuration\t0.9
A:2\tskos:exactMatch\tB:2\tsemapv:ManualMappingCuration\t0.8
A:3\tskos:closeMatch\tB:3\tsemapv:ManualMappingCuration\t0.7
"""


@pytest.mark.parametrize(
    ("old", "new", "kind", "term", "was", "became"),
    [
        ("A:2\tskos:exact", "A:2\tskos:broad", Kind.MAPPING_CHANGED, "A_2", "B_2", "B_2"),
        ("exactMatch\tB:1", "exactMatch\tC:1", Kind.MAPPING_PREFIX, "A_1", "B_1", "C_1"),
        ("0.9", "0.95", Kind.QUALIFIER, "A_1", "B_1", "B_1"),
        (SSSOM.splitlines(keepends=True)[-1], "", Kind.MAPPING_REMOVED, "A_3", "B_3", ""),
        (
            "A:1\tskos",
            "A:9\tskos:exactMatch\tB:9\tsemapv:LexicalMatching\t0.1\nA:1\tskos",
            Kind.MAPPING_ADDED,
            "A_9",
            "",
            "B_9",
        ),
    ],
)
def test_a_mapping_of_sssom_is_told_of_its_term(
    tmp_path: Path, old: str, new: str, kind: Kind, term: str, was: str, became: str
) -> None:
    before, after = tmp_path / "old.sssom.tsv", tmp_path / "new.sssom.tsv"
    before.write_text(SSSOM)
    after.write_text(SSSOM.replace(old, new))
    (change,) = found = compare(before, after)
    assert (change.kind, change.term) == (kind, f"http://example.org/{term}")
    ends = [f"<http://example.org/{name}>" if name else "" for name in (was, became)]
    assert [change.old, change.new] == ends
    changes, made = tmp_path / "changes.json", tmp_path / "made.nt"
    changes.write_text(render([found], format="json"), encoding="utf-8")
    patched_document(before, changes, made)
    assert difference(made, after) == set()


def test_what_a_mapping_was_is_told(tmp_path: Path) -> None:
    before, after = tmp_path / "old.sssom.tsv", tmp_path / "new.sssom.tsv"
    before.write_text(SSSOM)
    after.write_text(SSSOM.replace("A:2\tskos:exact", "A:2\tskos:broad").replace("0.7", "0.6"))
    text = render([compare(before, after)])
    assert "mapping changed from exact to broad: <http://example.org/B_2>" in text
    assert '[-[sssom:confidence "0.7"]-]{+[sssom:confidence "0.6"]+}' in text
