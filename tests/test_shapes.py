"""The bundled shapes: described, complete, and each able to fail.

``checks/<shape>/fail.ttl`` breaks the shape of that name and ``pass.ttl`` does not. A fixture is
validated with the vocabulary against the file that its shape stands in; a shape that only
gathers property shapes fails where one of them does.
"""

import csv
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest
from shared import SHARED, needs

import doidkit
from doidkit import bundled, terms
from doidkit.model import Report, Severity
from doidkit.prefixes import PREFIXES, expand
from doidkit.syntax.reading import quads

CHECKS = Path(__file__).parent / "checks"
SEED = SHARED / "seed"
needs_seed = needs("seed")

SH = PREFIXES["sh"]
SHAPE = "https://w3id.org/doidkit/shape/"
CLAIM = PREFIXES["claim"]

# The audit's own finding, and the notes of its claims: what is cited for these is all void.
UNSUPPORTED = """
    SYM-03 SYM-04 SYM-05 SYM-13 SYM-14 DIA-10 DIA-14 DIA-17 TRT-06 TRT-10
    DIF-01 DIF-03 DIF-04 DIF-05 DIF-07 DIF-09 DIF-10 DIF-30
"""


def sh(name: str) -> ox.NamedNode:
    return ox.NamedNode(SH + name)


def read(*paths: Path) -> ox.Store:
    store = ox.Store()
    for path in paths:
        source = quads(path)
        store.extend(ox.Quad(*quad.triple) for quad in source)
    return store


def objects(store: ox.Store, subject: object, predicate: ox.NamedNode | str) -> list[object]:
    if isinstance(predicate, str):
        predicate = ox.NamedNode(expand(predicate))
    return [q.object for q in store.quads_for_pattern(subject, predicate, None)]


def items(store: ox.Store, head: object) -> Iterator[object]:
    while head != ox.NamedNode(expand("rdf:nil")):
        yield objects(store, head, "rdf:first")[0]
        (head,) = objects(store, head, "rdf:rest")


RULES = read(*bundled.shape_files())
FILE_OF = {
    quad.subject.value.removeprefix(SHAPE): path
    for path in bundled.shape_files()
    for quad in read(path).quads_for_pattern(None, ox.NamedNode(terms.RDF_TYPE), None)
    if quad.object in {sh("NodeShape"), sh("PropertyShape")}
}
SHAPES = sorted(FILE_OF)


def node(shape: str) -> ox.NamedNode:
    return ox.NamedNode(SHAPE + shape)


def parts(shape: str) -> set[str]:
    """Return the named property shapes of a shape."""
    return {
        part.value.removeprefix(SHAPE)
        for part in objects(RULES, node(shape), sh("property"))
        if isinstance(part, ox.NamedNode)
    }


def text(shape: str, predicate: str) -> str:
    (literal,) = objects(RULES, node(shape), sh(predicate))
    assert isinstance(literal, ox.Literal)
    assert literal.language == "en"
    return literal.value


# --- The shapes as texts ---------------------------------------------------------------------


@pytest.mark.parametrize("shape", SHAPES)
def test_each_shape_says_what_it_is_and_what_to_do(shape: str) -> None:
    assert text(shape, "name")[-1] not in ".:"
    message = text(shape, "message")
    assert re.match(r"[A-Z]\w+\b", message)
    assert message.endswith((".", "none."))
    (severity,) = objects(RULES, node(shape), sh("severity"))
    assert severity in {sh("Violation"), sh("Warning"), sh("Info")}


def test_each_file_has_a_header() -> None:
    for path in bundled.shape_files():
        store, header = read(path), ox.NamedNode(f"https://w3id.org/doidkit/shapes/{path.stem}")
        assert ox.NamedNode(expand("owl:Ontology")) in objects(store, header, "rdf:type")
        assert objects(store, header, "dcterms:title")
        assert objects(store, header, "dcterms:license")


def test_no_shape_is_out_of_reach() -> None:
    kinds = ("targetClass", "targetNode", "targetSubjectsOf", "targetObjectsOf")
    targeted = {s for s in SHAPES if any(objects(RULES, node(s), sh(kind)) for kind in kinds)}
    assert set(SHAPES) == targeted | {part for shape in targeted for part in parts(shape)}


def test_every_query_is_standard_sparql() -> None:
    selects = list(RULES.quads_for_pattern(None, sh("select"), None))
    assert selects
    for select in selects:
        (scope,) = objects(RULES, select.subject, sh("prefixes"))
        declared = {
            objects(RULES, d, sh("prefix"))[0].value: objects(RULES, d, sh("namespace"))[0].value
            for d in objects(RULES, scope, sh("declare"))
        }
        RULES.query(select.object.value, prefixes=declared)


CLOSED = {
    "claim-frequency": "Frequency",
    "claim-modality": "Modality",
    "claim-rank": "Rank",
    "citation-status": "CitationStatus",
    "evidence-line-coverage": "Coverage",
    "block-statement-verdict": "Verdict",
    "test-claim-measure-lacks": "MissingInformation",
}


@pytest.mark.parametrize("shape", CLOSED)
def test_closed_lists_are_those_of_the_vocabulary_and_named_in_the_message(shape: str) -> None:
    vocabulary = read(bundled.vocabulary_file())
    kind = ox.NamedNode(expand(f"dk:{CLOSED[shape]}"))
    rdf_type = ox.NamedNode(terms.RDF_TYPE)
    values = {quad.subject for quad in vocabulary.quads_for_pattern(None, rdf_type, kind)}
    (allowed,) = objects(RULES, node(shape), sh("in"))
    assert set(items(RULES, allowed)) == values
    for value in values:
        assert value.value.replace(PREFIXES["dk"], "dk:") in text(shape, "message")


# --- Fixtures --------------------------------------------------------------------------------


def failures(shape: str, fixture: Path) -> list[doidkit.Finding]:
    report = doidkit.validate([fixture, bundled.vocabulary_file()], shapes=FILE_OF[shape])
    ids = {f"shape:{name}" for name in {shape, *parts(shape)}}
    return [finding for finding in report if finding.check in ids]


def test_each_shape_has_fixtures_and_each_fixture_a_shape() -> None:
    queries = {path.stem for path in bundled.check_files()}
    assert {path.name for path in CHECKS.iterdir()} == set(SHAPES) | queries
    for shape in SHAPES:
        assert {path.name for path in (CHECKS / shape).iterdir()} == {"fail.ttl", "pass.ttl"}


@pytest.mark.parametrize("shape", SHAPES)
def test_each_shape_can_fail(shape: str) -> None:
    found = failures(shape, CHECKS / shape / "fail.ttl")
    assert found
    if not parts(shape):
        assert {finding.message for finding in found} == {text(shape, "message")}


@pytest.mark.parametrize("shape", SHAPES)
def test_each_shape_can_pass(shape: str) -> None:
    assert not failures(shape, CHECKS / shape / "pass.ttl")


def test_the_vocabulary_alone_has_no_findings() -> None:
    assert not doidkit.validate(bundled.vocabulary_file()).findings


# --- The bundled data ------------------------------------------------------------------------


@pytest.fixture(scope="module")
def report() -> Report:
    return doidkit.validate()


@pytest.fixture(scope="module")
def data() -> ox.Store:
    return read(*bundled.ontology_files(), *bundled.mapping_files())


def focus(report: Report, shape: str) -> set[str]:
    found = [f.focus.value for f in report if f.check == f"shape:{shape}"]
    assert len(found) == len(set(found))
    return {iri.removeprefix(CLAIM) for iri in found}


def test_the_bundled_data_conforms(report: Report) -> None:
    assert [(f.check, f.focus) for f in report if f.severity is Severity.ERROR] == []
    assert report.conforms


def mark(data: ox.Store, claim: ox.NamedNode) -> str:
    """Return the evidence mark of a claim, worked out from its triples."""

    def full(line: object) -> bool:
        works = objects(data, line, "SEPIO:0000124")
        known = any(
            objects(data, work, where)
            for work in works
            for where in ("dcterms:identifier", "schema:url")
        )
        return known and not objects(data, line, "dk:coverage")

    supporting = objects(data, claim, "SEPIO:0000007")
    if objects(data, claim, "SEPIO:0000008"):
        return "disputed"
    if supporting:
        return "supported" if any(map(full, supporting)) else "weak"
    return "unsupported" if objects(data, claim, "dk:hasVoidEvidenceLine") else "uncited"


def test_findings_are_the_evidence_marks(report: Report, data: ox.Store) -> None:
    biolink_predicate = ox.NamedNode(expand("biolink:predicate"))
    claims = [
        quad.subject
        for quad in data.quads_for_pattern(None, biolink_predicate, None)
        if quad.subject.value.startswith(CLAIM)
    ]
    assert len(claims) == 116
    marks = {claim.value.removeprefix(CLAIM): mark(data, claim) for claim in claims}
    for name in ("disputed", "weak", "unsupported", "uncited"):
        expected = {claim for claim, found in marks.items() if found == name}
        assert focus(report, f"evidence-mark-{name}") == expected


def test_what_rests_on_nothing_is_a_warning(report: Report) -> None:
    assert focus(report, "evidence-mark-unsupported") == set(UNSUPPORTED.split())
    assert "TRT-05" in focus(report, "evidence-mark-disputed")
    warnings = {f.check for f in report if f.severity is Severity.WARNING}
    assert warnings == {"shape:evidence-mark-unsupported", "shape:evidence-mark-disputed"}


@needs_seed
def test_findings_agree_with_the_audited_claims(report: Report) -> None:
    table = (SEED / "claims.tsv").read_text(encoding="utf-8").splitlines()
    cited = {
        row["claim_id"]: row["refs_defined_in_section"]
        for row in csv.DictReader(table, delimiter="\t")
    }
    unsupported = focus(report, "evidence-mark-unsupported")
    assert {claim for claim, found in cited.items() if found == "no"} <= unsupported
    assert {cited[claim] for claim in unsupported & cited.keys()} <= {"no", "yes", "partly"}
    uncited = focus(report, "evidence-mark-uncited") & cited.keys()
    assert {cited[claim] for claim in uncited} == {"n/a"}


# --- Mutations -------------------------------------------------------------------------------

# What is done to the bundled data, and the shape that has to notice.
MUTATIONS = {
    "a claim loses its subject": (
        "claim-subject",
        "DELETE WHERE { claim:SYM-04 biolink:subject ?subject }",
    ),
    "a claim gets a second object": (
        "claim-object",
        "INSERT DATA { claim:SYM-02 biolink:object HP:0012531 }",
    ),
    "a claim hides that nothing is cited": (
        "claim-evidence",
        "DELETE DATA { claim:DES-01 dk:uncited true }",
    ),
    "a claim loses the disclaimer": (
        "statement-provenance",
        "DELETE DATA { claim:TRT-05 prov:wasDerivedFrom work:disclaimer }",
    ),
    "an identifier is given twice": (
        "statement-identifier-unique",
        'DELETE DATA { claim:SYM-03 dcterms:identifier "SYM-03" } ;'
        'INSERT DATA { claim:SYM-03 dcterms:identifier "SYM-02" }',
    ),
    "two claims change to one place": (
        "section-order",
        "DELETE DATA { claim:SYM-03 dk:position 3 } ; INSERT DATA { claim:SYM-03 dk:position 2 }",
    ),
    "a citation is led to another section": (
        "citation-section-cited",
        "DELETE WHERE { evidence:SYM-02-4 cito:hasCitedEntity ?entry } ;"
        "INSERT DATA { evidence:SYM-02-4 cito:hasCitedEntity ref:diagnostics-4 }",
    ),
    "a citation is led to another number": (
        "citation-marker-cited",
        "DELETE WHERE { evidence:SYM-02-4 cito:hasCitedEntity ?entry } ;"
        "INSERT DATA { evidence:SYM-02-4 cito:hasCitedEntity ref:symptoms-3 }",
    ),
    "a dangling citation becomes support": (
        "evidence-line-supporting",
        "DELETE DATA { claim:SYM-04 dk:hasVoidEvidenceLine evidence:SYM-04-11 } ;"
        "INSERT DATA { claim:SYM-04 SEPIO:0000007 evidence:SYM-04-11 }",
    ),
    "a citation dangles though there is an entry": (
        "citation-dangling",
        "DELETE WHERE { evidence:SYM-02-4 dk:citationStatus ?status } ;"
        "INSERT DATA { evidence:SYM-02-4 dk:citationStatus dk:dangling }",
    ),
    "a work that nobody found becomes traceable": (
        "evidence-line-traceable",
        "DELETE WHERE { evidence:DIA-06-5 dc:type ?code } ;"
        "INSERT DATA { evidence:DIA-06-5 dc:type ECO:0007321 }",
    ),
    "an identifier is made up": (
        "work-identifier",
        'INSERT DATA { work:kim-2024 dcterms:identifier "PMID:unknown" }',
    ),
    "applied to treat becomes treats": (
        "drug-claim-treats",
        "DELETE WHERE { claim:TRT-08 biolink:predicate ?predicate } ;"
        "INSERT DATA { claim:TRT-08 biolink:predicate biolink:treats }",
    ),
    "warfarin loses its dispute": (
        "drug-claim-warfarin",
        "DELETE WHERE { claim:TRT-05 SEPIO:0000008 ?line }",
    ),
    "89 percent becomes 89": (
        "test-claim-measure-value",
        "DELETE { ?measure schema:value ?old } INSERT { ?measure schema:value 89.0 }"
        "WHERE { ?measure schema:value ?old }",
    ),
    "a sensitivity hides what it lacks": (
        "test-claim-measure-lacks",
        "DELETE WHERE { ?measure dk:lacks ?information }",
    ),
    "a differential points at the disease": (
        "differential-claim-object",
        "DELETE WHERE { claim:DIF-01 biolink:object ?element } ;"
        "INSERT DATA { claim:DIF-01 biolink:object HP:0033073 }",
    ),
    "an observation speaks of a disease": (
        "observation-no-statement",
        "INSERT DATA { claim:SYM-12 biolink:subject DOID:182 }",
    ),
    "the reversed triple is asserted": (
        "block-statement-asserted",
        "INSERT DATA { DOID:182 rdfs:subClassOf DOID:6652 }",
    ),
    "the hierarchy goes round": (
        "record-acyclic",
        "INSERT DATA { DOID:182 rdfs:subClassOf DOID:6652 }",
    ),
    "the definition changes and its source stays": (
        "record-definition-source",
        "DELETE { DOID:182 IAO:0000115 ?old } INSERT { DOID:182 IAO:0000115 'A disease.' }"
        "WHERE { DOID:182 IAO:0000115 ?old }",
    ),
    "an imported term loses its label": (
        "import-term-used",
        "DELETE WHERE { HP:0012531 rdfs:label ?label }",
    ),
    "a slice is cut short": (
        "import-term-parent",
        "DELETE WHERE { HP:0012531 rdfs:subClassOf ?parent }",
    ),
    "a local class loses its definition": (
        "local-class-definition",
        "DELETE WHERE { dkt:calcinosis-cutis IAO:0000115 ?text }",
    ),
    "a disease is made a phenotype": (
        "mapping-disease-phenotype",
        "DELETE { ?mapping owl:annotatedProperty ?old }"
        "INSERT { ?mapping owl:annotatedProperty skos:exactMatch }"
        "WHERE { ?mapping owl:annotatedSource DOID:182 ; owl:annotatedTarget HP:0003761 ;"
        " owl:annotatedProperty ?old }",
    ),
}


@pytest.mark.parametrize("mutation", MUTATIONS)
def test_a_mutation_of_the_bundled_data_is_noticed(
    mutation: str, data: ox.Store, write: Callable[[str, bytes], Path]
) -> None:
    shape, update = MUTATIONS[mutation]
    mutant = ox.Store()
    mutant.extend(data)
    mutant.update(update, prefixes=PREFIXES)
    assert set(mutant) != set(data)
    changed = write(
        "mutant.nt", mutant.dump(format=ox.RdfFormat.N_TRIPLES, from_graph=ox.DefaultGraph())
    )
    report = doidkit.validate(changed, shapes=FILE_OF[shape])
    assert f"shape:{shape}" in {finding.check for finding in report.at_least(Severity.ERROR)}
