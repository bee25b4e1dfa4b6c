"""The queries on an ontology's own terms: on the bundled module and on the whole of DO.

What the full release should give is read out of its OBO file, which is a few lines of text to
parse, while the queries run on its triples.
"""

import gzip
import re
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field

import pytest
from shared import required

import doidkit

Rows = list[tuple[str, ...]]
Ask = Callable[..., Rows]
OBO = "data/doid-2024-01-31.obo.gz"


@dataclass
class Stanza:
    name: str = ""
    parents: set[str] = field(default_factory=set)
    xrefs: set[str] = field(default_factory=set)
    synonyms: set[tuple[str, str]] = field(default_factory=set)


@pytest.fixture(scope="module")
def stanzas() -> dict[str, Stanza]:
    found: dict[str, Stanza] = {}
    for block in gzip.decompress(required(OBO).read_bytes()).decode().split("\n\n"):
        lines = [line.partition(": ")[::2] for line in block.strip().split("\n")]
        if lines[0][0] != "[Term]":
            continue
        stanza = found[dict(lines)["id"]] = Stanza(dict(lines)["name"])
        for key, value in lines:
            if key == "is_a":
                stanza.parents.add(value.split(" ")[0])
            elif key == "xref":
                stanza.xrefs.add(value.split(" {")[0])
            elif key == "synonym" and (match := re.match(r'"(.*)" ([A-Z]+)', value)):
                stanza.synonyms.add((match[1], match[2].lower()))
    return found


def above(stanzas: dict[str, Stanza], term: str) -> set[str]:
    """The ancestors of a term."""
    found: set[str] = set()
    waiting = [term]
    while waiting:
        for parent in stanzas[waiting.pop()].parents - found:
            found.add(parent)
            waiting.append(parent)
    return found


def depth(stanzas: dict[str, Stanza], low: str, high: str) -> int:
    """How many classes lie on the ways from one term up to another, the lower one included."""
    return sum(high in above(stanzas, term) for term in {low} | above(stanzas, low))


def test_ancestors_of_calcinosis(rows: Ask) -> None:
    assert rows("ancestors") == [
        ("DOID:10575", "calcium metabolism disease", "1"),
        ("DOID:0050032", "mineral metabolism disease", "2"),
        ("DOID:0060158", "acquired metabolic disease", "3"),
        ("DOID:0014667", "disease of metabolism", "4"),
        ("DOID:4", "disease", "5"),
    ]


def test_descendants_of_calcinosis_are_do_s_four_children_and_ours(rows: Ask) -> None:
    assert rows("descendants") == [
        ("DOID:0080170", "normophosphatemic familial tumoral calcinosis", "1"),
        ("DOID:0111063", "hyperphosphatemic familial tumoral calcinosis", "1"),
        ("DOID:4734", "calciphylaxis", "1"),
        ("DOID:6652", "diffuse idiopathic skeletal hyperostosis", "1"),
        ("dkt:calcinosis-cutis", "calcinosis cutis", "1"),
        ("dkt:dystrophic-calcification", "dystrophic calcification", "2"),
        ("dkt:iatrogenic-calcification", "iatrogenic calcification", "2"),
        ("dkt:idiopathic-calcification", "idiopathic calcification", "2"),
        ("dkt:metastatic-calcification", "metastatic calcification", "2"),
    ]
    assert rows("children", "child", "children") == [
        ("dkt:calcinosis-cutis", "4"),
        ("DOID:4734", "0"),
        ("DOID:6652", "0"),
        ("DOID:0111063", "0"),
        ("DOID:0080170", "0"),
    ]


def test_the_entry_is_do_s_record(rows: Ask) -> None:
    answer = rows("entry", "property", "value")
    definition = (
        "A calcium metabolism disease that is the result of the formation of calcium deposits in "
        "any soft tissue."
    )
    assert set(answer) == {
        ("rdf:type", "owl:Class"),
        ("rdfs:label", "calcinosis"),
        ("IAO:0000115", definition),
        ("oboInOwl:hasExactSynonym", "Pathologically calcified structure"),
        ("oboInOwl:hasExactSynonym", "pathologic calcification"),
        ("oboInOwl:hasDbXref", "MESH:D002114"),
        ("oboInOwl:hasDbXref", "NCI:C3672"),
        ("oboInOwl:hasDbXref", "SNOMEDCT_US_2023_03_01:237881004"),
        ("oboInOwl:hasDbXref", "UMLS_CUI:C0006663"),
        ("oboInOwl:hasOBONamespace", "disease_ontology"),
        ("oboInOwl:id", "DOID:182"),
        ("oboInOwl:inSubset", "doid:NCIthesaurus"),
        ("skos:notation", "DOID:182"),
        ("rdfs:subClassOf", "DOID:10575"),
        ("rdfs:isDefinedBy", "obo:doid.owl"),
    }
    sources = {row for row in rows("entry", "property", "sources") if row[1]}
    assert sources == {("IAO:0000115", "url:http://en.wikipedia.org/wiki/Calcinosis")}
    assert ("DOID:10575", "calcium metabolism disease") in rows("entry", "value", "label")


def test_the_entry_of_any_resource(rows: Ask) -> None:
    claim = dict(rows("entry", "property", "value", term="claim:SYM-04"))
    assert claim["dcterms:identifier"] == "SYM-04"
    assert claim["biolink:subject"] == "dkt:calcinosis-cutis"
    work = rows("entry", "property", "value", term="work:reiter-2011-part-1")
    assert ("dcterms:identifier", "PMID:21679810") in work


def test_synonyms_and_cross_references(rows: Ask) -> None:
    assert rows("synonyms") == [
        ("Pathologically calcified structure", "exact", ""),
        ("pathologic calcification", "exact", ""),
    ]
    assert rows("xrefs", "xref", "source", "identifier") == [
        ("MESH:D002114", "MESH", "D002114"),
        ("NCI:C3672", "NCI", "C3672"),
        ("SNOMEDCT_US_2023_03_01:237881004", "SNOMEDCT_US_2023_03_01", "237881004"),
        ("UMLS_CUI:C0006663", "UMLS_CUI", "C0006663"),
    ]


def test_mappings_of_calcinosis_cutis(rows: Ask) -> None:
    columns = ("predicate", "negated", "object", "object_source")
    answer = rows("mappings", *columns, term="dkt:calcinosis-cutis")
    assert {row[:3] for row in answer} == {
        ("skos:closeMatch", "false", "HP:0025520"),  # a phenotype
        ("skos:exactMatch", "false", "ICD10CM:L94.2"),
        ("skos:broadMatch", "false", "DOID:182"),
        ("skos:exactMatch", "false", ""),
        ("skos:exactMatch", "true", "MONDO:1014560"),  # the veterinary trap
    }
    assert ("skos:exactMatch", "false", "", "obo:doid") in answer


def test_mappings_of_calcinosis(rows: Ask) -> None:
    answer = rows("mappings", "subject", "predicate", "negated", "object", term="DOID:182")
    outgoing = {row[1:] for row in answer if row[0] == "DOID:182"}
    assert outgoing == {
        ("skos:exactMatch", "false", "MONDO:0002123"),
        ("skos:exactMatch", "false", "MESH:D002114"),
        ("skos:exactMatch", "false", "SNOMEDCT:237881004"),
        ("skos:exactMatch", "false", "UMLS:C0006663"),
        ("skos:closeMatch", "false", "NCIT:C3672"),
        ("skos:closeMatch", "false", "HP:0003761"),
        ("skos:exactMatch", "true", "HP:0003761"),  # never fuse disease and phenotype
    }
    assert {row[3] for row in answer if row[0] != "DOID:182"} == {"DOID:182"}


def test_denied_mappings_are_the_traps_of_the_audit(rows: Ask) -> None:
    denied = {
        words_and_object[:2]
        for words_and_object in rows("mappings", "subject_label", "object", "negated")
        if words_and_object[2] == "true"
    }
    assert denied >= {
        ("redness", "SYMP:0000487"),
        ("24-hour urine collection", "MAXO:0000852"),
        ("osteoma cutis", "DOID:0111535"),
        ("elevated phosphate in blood", "DOID:0050459"),
        ("eosinophilic deposits", "HP:0001880"),
        ("calcinosis cutis", "MONDO:1014560"),
        ("calcinosis", "HP:0003761"),
    }


def test_terms_that_were_not_found(rows: Ask) -> None:
    missing = {
        (words, source)
        for words, target, source in rows("mappings", "subject_label", "object", "object_source")
        if target == ""
    }
    assert missing >= {
        ("dystrophic calcification", "obo:doid"),
        ("metastatic calcification", "obo:doid"),
        ("idiopathic calcification", "obo:doid"),
        ("iatrogenic calcification", "obo:doid"),
        ("gouty tophi", "obo:doid"),
        ("plaques", "obo:symp"),
        ("heel sticks", "obo:maxo"),
        ("rare", "obo:hp"),
    }


def test_ancestors_in_the_release(
    rows: Ask, release: doidkit.Ontology, stanzas: dict[str, Stanza]
) -> None:
    # 0111063 has three parents, 5293 is among the deepest, 4 is the root
    for term in ("DOID:182", "DOID:0111063", "DOID:5293", "DOID:4"):
        answer = rows("ancestors", source=release, term=term)
        assert {row[0] for row in answer} == above(stanzas, term)
        assert answer == sorted(answer, key=lambda row: int(row[2]))
        for ancestor, label, steps in answer:
            assert label == stanzas[ancestor].name
            assert int(steps) == depth(stanzas, term, ancestor)


def test_descendants_in_the_release(
    rows: Ask, release: doidkit.Ontology, stanzas: dict[str, Stanza]
) -> None:
    everything = {term for term in stanzas if "DOID:4" in above(stanzas, term)}
    assert len(everything) == 11_500
    assert {row[0] for row in rows("descendants", source=release, term="DOID:4")} == everything
    answer = rows("descendants", source=release, term="DOID:10575")
    assert {(term, int(steps)) for term, _, steps in answer} == {
        (term, depth(stanzas, term, "DOID:10575"))
        for term in everything
        if "DOID:10575" in above(stanzas, term)
    }


def test_children_in_the_release(
    rows: Ask, release: doidkit.Ontology, stanzas: dict[str, Stanza]
) -> None:
    children: dict[str, set[str]] = defaultdict(set)
    for term, stanza in stanzas.items():
        for parent in stanza.parents:
            children[parent].add(term)
    for term in ("DOID:4", "DOID:182", "DOID:10575"):
        answer = rows("children", source=release, term=term)
        assert set(answer) == {
            (child, stanzas[child].name, str(len(children[child]))) for child in children[term]
        }
        assert [label for _, label, _ in answer] == sorted(label for _, label, _ in answer)
    assert {row[0] for row in rows("subtypes", source=release, disease="DOID:182")} == children[
        "DOID:182"
    ]


def test_cross_references_in_the_release(
    rows: Ask, release: doidkit.Ontology, stanzas: dict[str, Stanza]
) -> None:
    users: dict[str, set[str]] = defaultdict(set)
    for term, stanza in stanzas.items():
        for xref in stanza.xrefs:
            users[xref].add(term)
    for term in ("DOID:182", "DOID:2977", "DOID:0111063", "DOID:9074"):
        expected = {
            (xref, other)
            for xref in stanzas[term].xrefs
            for other in (users[xref] - {term} or {""})
        }
        assert set(rows("xrefs", "xref", "shared_with", source=release, term=term)) == expected


def test_synonyms_in_the_release(
    rows: Ask, release: doidkit.Ontology, stanzas: dict[str, Stanza]
) -> None:
    for term in ("DOID:182", "DOID:0111063", "DOID:9074"):
        answer = rows("synonyms", "synonym", "scope", source=release, term=term)
        assert set(answer) == stanzas[term].synonyms


def test_the_entry_in_the_release(rows: Ask, release: doidkit.Ontology) -> None:
    answer = rows("entry", "property", "sources", source=release, term="DOID:0111063")
    (definition,) = [sources for name, sources in answer if name == "IAO:0000115"]
    assert definition == ", ".join(
        ["url:https://ghr.nlm.nih.gov/condition/hyperphosphatemic-familial-tumoral-calcinosis"]
        + [
            f"url:https://www.ncbi.nlm.nih.gov/pubmed/{number}"
            for number in (15133511, 15590700, 16151858, 17710231)
        ]
    )


def test_the_bundled_record_is_that_of_the_release(rows: Ask, release: doidkit.Ontology) -> None:
    bundled = set(rows("entry", "property", "value", "sources"))
    original = set(rows("entry", "property", "value", "sources", source=release))
    assert original <= bundled
    assert {row[0] for row in bundled - original} == {"skos:notation", "rdfs:isDefinedBy"}
