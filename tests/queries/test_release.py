"""The queries that any release answers, against counts made from its text files by other means.

The OBO file is read line by line here, the axioms from functional syntax by regular
expressions; the queries run on the triples.
"""

import gzip
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator

import pytest
from shared import required

import doidkit
from doidkit.prefixes import contract

Rows = list[tuple[str, ...]]
Ask = Callable[..., Rows]
Stanza = dict[str, list[str]]
OBO = "data/doid-2024-01-31.obo.gz"
OFN = "data/do-logical-2026-07-31.ofn.gz"


@pytest.fixture(scope="module")
def terms() -> dict[str, Stanza]:
    """The [Term] stanzas of the release by id: tag to values."""
    found: dict[str, Stanza] = {}
    for block in gzip.decompress(required(OBO).read_bytes()).decode().split("\n\n"):
        lines = block.strip().split("\n")
        if lines[0] == "[Term]":
            stanza: Stanza = defaultdict(list)
            for line in lines[1:]:
                tag, _, value = line.partition(": ")
                stanza[tag].append(value)
            found[stanza["id"][0]] = stanza
    return found


@pytest.fixture(scope="module")
def current(terms: dict[str, Stanza]) -> dict[str, Stanza]:
    return {term: s for term, s in terms.items() if not s["is_obsolete"]}


@pytest.fixture(scope="module")
def parents(terms: dict[str, Stanza]) -> dict[str, set[str]]:
    return {term: {value.split(" ")[0] for value in s["is_a"]} for term, s in terms.items()}


@pytest.fixture(scope="module")
def children(parents: dict[str, set[str]]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for child, above in parents.items():
        for parent in above:
            found[parent].add(child)
    return found


@pytest.fixture(scope="module")
def axioms() -> list[str]:
    return gzip.decompress(required(OFN).read_bytes()).decode().split("\n")


def closure(edges: dict[str, set[str]], start: str) -> set[str]:
    found: set[str] = set()
    waiting = [start]
    while waiting:
        for onward in edges.get(waiting.pop(), set()) - found:
            found.add(onward)
            waiting.append(onward)
    return found


def steps(children: dict[str, set[str]], start: str) -> dict[str, int]:
    """The length of the shortest way down to each class."""
    found, layer = {start: 0}, {start}
    while layer:
        layer = {child for term in layer for child in children.get(term, set())} - set(found)
        found |= dict.fromkeys(layer, max(found.values()) + 1)
    del found[start]
    return found


def name(stanza: Stanza) -> str:
    return stanza["name"][0]


def xrefs(stanza: Stanza) -> set[str]:
    return {value.split(" {")[0].split(" ")[0] for value in stanza["xref"]}


def synonyms(stanza: Stanza) -> Iterator[tuple[str, str]]:
    for value in stanza["synonym"]:
        text, scope = re.match(r'"((?:[^"\\]|\\.)*)" ([A-Z]+)', value).groups()  # type: ignore[union-attr]
        yield text.replace('\\"', '"').replace("\\\\", "\\"), scope.lower()


def sources(stanza: Stanza) -> set[str]:
    """The cross-references in the brackets of a definition."""
    if not stanza["def"]:
        return set()
    listed = re.match(r'"(?:[^"\\]|\\.)*" \[(.*)\]', stanza["def"][0])[1]  # type: ignore[index]
    parts = re.split(r"(?<!\\), ", listed) if listed else []
    return {part.replace("\\:", ":").replace("\\,", ",") for part in parts}


# The hierarchy


def test_siblings(rows: Ask, release: doidkit.Ontology, children: dict, parents: dict) -> None:
    expected = {
        (sibling, parent)
        for parent in parents["DOID:9790"]
        for sibling in children[parent] - {"DOID:9790"}
    }
    found = rows("siblings", "sibling", "parent", source=release, term="DOID:9790")
    assert set(found) == expected
    assert len(found) == len(expected) > 100


def test_path_to_root(rows: Ask, release: doidkit.Ontology, parents: dict) -> None:
    expected = {
        (term, parent, str(len(closure(parents, term))))
        for term in {"DOID:9790"} | closure(parents, "DOID:9790")
        for parent in parents[term]
    }
    found = rows("path-to-root", "class", "parent", "height", source=release, term="DOID:9790")
    assert set(found) == expected
    assert len(expected) > 15


def test_common_ancestors(rows: Ask, release: doidkit.Ontology, parents: dict) -> None:
    for one, other in (
        ("DOID:9790", "DOID:10079"),
        ("DOID:4734", "DOID:182"),
        ("DOID:4", "DOID:4"),
    ):
        both = ({one} | closure(parents, one)) & ({other} | closure(parents, other))
        lowest = both - {above for term in both for above in closure(parents, term)}
        found = rows("common-ancestors", "ancestor", source=release, one=one, other=other)
        assert {row[0] for row in found} == lowest


def test_levels_and_depth_statistics(
    rows: Ask, release: doidkit.Ontology, children: dict[str, set[str]]
) -> None:
    far = steps(children, "DOID:4")
    found = rows("levels", "class", "steps", source=release, term="DOID:4")
    assert set(found) == {(term, str(length)) for term, length in far.items()}
    assert len(found) == 11500
    third = rows("levels", "class", source=release, term="DOID:4", level="3")
    assert {row[0] for row in third} == {term for term, length in far.items() if length == 3}
    leaves = Counter(length for term, length in far.items() if not children.get(term))
    assert rows("depth-statistics", source=release) == [
        (str(length), str(count), str(leaves[length]))
        for length, count in sorted(Counter(far.values()).items())
    ]


def test_leaves_and_branches(
    rows: Ask, release: doidkit.Ontology, children: dict[str, set[str]]
) -> None:
    def ends(term: str) -> set[str]:
        return {below for below in closure(children, term) if not children.get(below)}

    found = rows("leaves", "leaf", source=release, term="DOID:4")
    assert {row[0] for row in found} == ends("DOID:4")
    assert set(rows("branches", "branch", "classes", "leaves", source=release)) == {
        (branch, str(len(closure(children, branch))), str(len(ends(branch))))
        for branch in children["DOID:4"]
    }


def test_multiple_parents(
    rows: Ask, release: doidkit.Ontology, parents: dict, terms: dict[str, Stanza]
) -> None:
    expected = {
        (term, str(len(above)), ", ".join(sorted(name(terms[parent]) for parent in above)))
        for term, above in parents.items()
        if len(above) > 1
    }
    assert set(rows("multiple-parents", "term", "count", "parents", source=release)) == expected


def test_orphans(rows: Ask, release: doidkit.Ontology, logical: doidkit.Ontology) -> None:
    assert rows("orphans", source=release) == []  # the header names DOID:4 as root
    assert rows("orphans", source=logical) == [("DOID:4", "disease", "8")]


# Subsets, definitions, names


def test_slims(rows: Ask, release: doidkit.Ontology, terms: dict, current: dict) -> None:
    everything = Counter(subset for s in terms.values() for subset in set(s["subset"]))
    living = Counter(subset for s in current.values() for subset in set(s["subset"]))
    found = {row[0].removeprefix("doid:"): row[1:] for row in rows("slims", source=release)}
    assert len(found) == 18
    for subset, (label, count, deprecated) in found.items():
        assert label == subset
        assert (int(count), int(deprecated)) == (
            living[subset],
            everything[subset] - living[subset],
        )
    cancer = rows("in-slim", "term", source=release, subset="doid:DO_cancer_slim")
    assert {row[0] for row in cancer} == {
        term for term, s in current.items() if "DO_cancer_slim" in s["subset"]
    }


def test_missing_definitions(rows: Ask, release: doidkit.Ontology, current: dict) -> None:
    found = rows("missing-definitions", "term", "label", source=release)
    assert set(found) == {(term, name(s)) for term, s in current.items() if not s["def"]}
    assert len(found) == 2355


def test_definition_sources(rows: Ask, release: doidkit.Ontology, terms: dict) -> None:
    found = rows("definition-sources", "term", "source", "site", source=release)
    # Two properties have definitions too.
    assert {row[:2] for row in found if row[0].startswith("DOID:")} == {
        (term, source) for term, s in terms.items() for source in sources(s)
    }
    sites = {row[2] for row in found}
    assert {"en.wikipedia.org", "www.ncbi.nlm.nih.gov"} < sites
    unsourced = rows("unsourced-definitions", "term", source=release)
    assert {row[0] for row in unsourced} == {
        term for term, s in terms.items() if s["def"] and not sources(s) and not s["is_obsolete"]
    }


def test_synonyms_by_scope(rows: Ask, release: doidkit.Ontology, current: dict) -> None:
    for scope in ("exact", "narrow", "broad", "related"):
        found = rows("synonyms-by-scope", "term", "synonym", source=release, scope=scope)
        assert set(found) == {
            (term, text) for term, s in current.items() for text, of in synonyms(s) if of == scope
        }


def test_duplicate_labels_and_shared_names(
    rows: Ask, release: doidkit.Ontology, current: dict[str, Stanza]
) -> None:
    labels: dict[str, set[str]] = defaultdict(set)
    names: dict[str, set[str]] = defaultdict(set)
    for term, s in current.items():
        labels[name(s).lower()].add(term)
        names[name(s).lower()].add(term)
        for text, scope in synonyms(s):
            if scope == "exact":
                names[text.lower()].add(term)
    assert len(rows("duplicate-labels", source=release)) == sum(
        len(sharing) > 1 for sharing in labels.values()
    )
    found = rows("shared-names", source=release)
    assert {row[0]: int(row[1]) for row in found} == {
        text: len(sharing) for text, sharing in names.items() if len(sharing) > 1
    }
    for text, _, iris in found:
        assert {iri.rpartition("/")[2].replace("_", ":") for iri in iris.split()} == names[text]


def test_named(rows: Ask, release: doidkit.Ontology, current: dict[str, Stanza]) -> None:
    expected = {
        (term, text, kind)
        for term, s in current.items()
        for text, kind in [(name(s), "label"), *synonyms(s)]
        if "calcif" in text.lower()
    }
    assert set(rows("named", "term", "name", "kind", source=release, text="Calcif")) == expected
    assert rows("named", source=release, text=".*") == []


# Cross-references and mappings


def test_xrefs(rows: Ask, release: doidkit.Ontology, terms: dict, current: dict) -> None:
    pairs = {(term, xref) for term, s in terms.items() for xref in xrefs(s)}
    census = {
        origin: (
            str(len({xref for _, xref in pairs if xref.split(":")[0] == origin})),
            str(len({term for term, xref in pairs if xref.split(":")[0] == origin})),
        )
        for origin in {xref.split(":")[0] for _, xref in pairs}
    }
    assert {row[0]: row[1:] for row in rows("xref-sources", source=release)} == census
    found = rows("xrefs-by-source", "term", "xref", source=release, prefix="SNOMEDCT")
    assert set(found) == {pair for pair in pairs if pair[1].startswith("SNOMEDCT")}
    sharing = Counter(xref for s in current.values() for xref in xrefs(s))
    shared = rows("shared-xrefs", "xref", "count", "term", source=release)
    assert set(shared) == {
        (xref, str(sharing[xref]), term)
        for term, s in current.items()
        for xref in xrefs(s)
        if sharing[xref] > 1
    }


def test_terms_without_an_xref(
    rows: Ask, release: doidkit.Ontology, children: dict, current: dict[str, Stanza]
) -> None:
    found = rows("without-xref", "class", "xrefs", source=release, prefix="OMIM", term="DOID:630")
    assert set(found) == {
        (term, str(len(xrefs(current[term]))))
        for term in closure(children, "DOID:630")
        if not any(xref.startswith("OMIM") for xref in xrefs(current[term]))
    }
    assert len(found) > 100


def test_matches(rows: Ask, release: doidkit.Ontology, terms: dict[str, Stanza]) -> None:
    expected = {
        (term, match[1], match[2])
        for term, s in terms.items()
        for value in s["property_value"]
        if (match := re.match(r'(\w+Match) "?([^" ]+)', value))
    }
    found = rows("matches", "term", "relation", "target", source=release)
    assert set(found) == expected
    assert len(expected) == 586


# What became of terms


def test_obsolete_terms(rows: Ask, release: doidkit.Ontology, terms: dict, current: dict) -> None:
    replaced = {(term, other) for term, s in terms.items() for other in s["replaced_by"]}
    merged = {
        (other, term) for term, s in terms.items() for other in s["alt_id"] if other not in current
    }
    found = rows("obsolete-replaced", "term", "replacement", source=release)
    assert set(found) == replaced | merged
    stubs = {row[0] for row in found} - set(terms)
    reasons = dict(rows("obsolete-replaced", "term", "why", source=release))
    assert {reasons[term] for term in stubs} == {"IAO:0000227"}
    gone = {term for term, s in terms.items() if s["is_obsolete"]}
    unreplaced = {row[0] for row in rows("obsolete-unreplaced", "term", source=release)}
    assert unreplaced == gone - {row[0] for row in found}


def test_alternative_ids(rows: Ask, release: doidkit.Ontology, terms: dict) -> None:
    found = rows("alternative-ids", "alternative", "term", source=release)
    assert set(found) == {(other, term) for term, s in terms.items() for other in s["alt_id"]}
    assert len(found) == 1719


def test_creation(rows: Ask, release: doidkit.Ontology, terms: dict[str, Stanza]) -> None:
    found = rows("recently-created", "term", "created", "by", source=release, since="2015-06")
    assert set(found) == {
        (term, date, "".join(s["created_by"]))
        for term, s in terms.items()
        for date in s["creation_date"]
        if date >= "2015-06"
    }
    assert [row[1] for row in found] == sorted((row[1] for row in found), reverse=True)
    counted = Counter(who for s in terms.values() for who in s["created_by"])
    creators = rows("creators", "creator", "terms", source=release)
    assert {who: int(number) for who, number in creators} == counted


def test_disjoint_classes(rows: Ask, release: doidkit.Ontology, terms: dict) -> None:
    assert set(rows("disjoint-classes", "class", "other", source=release)) == {
        (term, value.split(" ")[0]) for term, s in terms.items() for value in s["disjoint_from"]
    }


# The data as a whole


def test_censuses(rows: Ask, release: doidkit.Ontology, terms: dict, current: dict) -> None:
    stubs = {other for s in terms.values() for other in s["alt_id"]} - set(terms)
    ((prefix, living, deprecated, unlabelled),) = rows("prefix-census", source=release)
    assert (prefix, int(living), unlabelled) == ("DOID", len(current), "0")
    assert int(deprecated) == len(terms) - len(current) + len(stubs)
    usage = {
        row[0]: row[1:]
        for row in rows("property-usage", "property", "uses", "subjects", source=release)
    }
    release_text = gzip.decompress(required(OBO).read_bytes())
    lines = Counter(re.findall(rb"^(def|is_a):", release_text, re.MULTILINE))
    assert usage["IAO:0000115"] == (str(lines[b"def"]),) * 2
    assert usage["rdfs:subClassOf"][0] == str(lines[b"is_a"])
    assert sum(int(uses) for uses, _ in usage.values()) == len(release)


def test_ontology_metadata(rows: Ask, release: doidkit.Ontology) -> None:
    said = {row[1]: row[2] for row in rows("ontology-metadata", source=release)}
    assert said["owl:versionInfo"] == "2024-01-31"
    assert said["dc:title"] == "Human Disease Ontology"
    assert said["IAO:0000700"] == "DOID:4"


# Axioms

_IRI = r"<http://purl\.obolibrary\.org/obo/([^>]+)>"


def curie(local: str) -> str:
    return contract(f"http://purl.obolibrary.org/obo/{local}") or local


def fillers(line: str, relation: str) -> set[str]:
    """The named classes that an axiom's restrictions on a property lead to."""
    found: set[str] = set()
    for match in re.finditer(rf"ObjectSomeValuesFrom\(<[^>]*/{relation}> ", line):
        rest = line[match.end() :]
        if single := re.match(_IRI, rest):
            found.add(curie(single[1]))
            continue
        depth = 0
        for at, character in enumerate(rest):
            depth += (character == "(") - (character == ")")
            if depth == 0 and character == ")":
                inner = re.sub(r"ObjectSomeValuesFrom\([^()]*\)", "", rest[: at + 1])
                found |= {curie(local) for local in re.findall(_IRI, inner)}
                break
    return found


def subjects(axioms: list[str], relation: str) -> set[tuple[str, str]]:
    """The class and filler of each restriction, in superclasses and definitions."""
    return {
        (curie(re.search(_IRI, line)[1]), filler)  # type: ignore[index]
        for line in axioms
        if line.startswith(("SubClassOf(", "EquivalentClasses("))
        for filler in fillers(line, relation)
    }


def below(axioms: list[str], term: str) -> set[str]:
    edges: dict[str, set[str]] = defaultdict(set)
    for line in axioms:
        if match := re.fullmatch(rf"SubClassOf\({_IRI} {_IRI}\)", line):
            edges[curie(match[2])].add(curie(match[1]))
    return {term} | closure(edges, term)


@pytest.mark.parametrize(
    ("query", "parameter", "value", "relation"),
    [
        ("by-location", "location", "UBERON:0000955", "RO_0004026"),
        ("by-location", "location", "UBERON:0001017", "RO_0004026"),
        ("by-material-basis", "basis", "GENO:0000147", "IDO_0000664"),
        ("by-material-basis", "basis", "NCBITaxon:10239", "IDO_0000664"),
        ("by-symptom", "symptom", "SYMP:0000613", "RO_0002452"),
        ("by-symptom", "symptom", "SYMP:0000488", "RO_0002452"),
    ],
)
def test_terms_by_what_axioms_say(
    query: str,
    parameter: str,
    value: str,
    relation: str,
    rows: Ask,
    logical: doidkit.Ontology,
    axioms: list[str],
) -> None:
    wanted = below(axioms, value)
    expected = {pair for pair in subjects(axioms, relation) if pair[1] in wanted}
    found = rows(query, "term", "named", source=logical, **{parameter: value})
    assert set(found) == expected
    assert expected


def test_restrictions(rows: Ask, logical: doidkit.Ontology, axioms: list[str]) -> None:
    relations = set(re.findall(r"ObjectSomeValuesFrom\(<[^>]*/([^>]+)> ", "\n".join(axioms)))
    counted = Counter(re.findall(r"ObjectSomeValuesFrom\(<[^>]*/([^>]+)> ", "\n".join(axioms)))
    found = rows("relations", "relation", "restrictions", source=logical)
    assert {row[0].rpartition("/")[2]: int(row[1]) for row in found} == {
        curie(relation): number for relation, number in counted.items()
    }
    for relation in relations - {"so#has_origin"}:
        answer = rows("restrictions", "term", "filler", source=logical, property=curie(relation))
        assert set(answer) == subjects(axioms, relation), relation


def test_logical_definitions(rows: Ask, logical: doidkit.Ontology, axioms: list[str]) -> None:
    lines = [line for line in axioms if line.startswith("EquivalentClasses(")]
    found = rows("logical-definitions", "term", "relation", "filler", source=logical)
    assert {row[0] for row in found} == {
        curie(re.search(_IRI, line)[1])  # type: ignore[index]
        for line in lines
    }
    place = {(term, filler) for term, relation, filler in found if relation == "RO:0004026"}
    assert place == subjects(lines, "RO_0004026")
    genus = {
        (curie(match[1]), curie(match[2]))
        for line in lines
        if (match := re.match(rf"EquivalentClasses\({_IRI} ObjectIntersectionOf\({_IRI} ", line))
    }
    assert genus <= {(term, filler) for term, relation, filler in found if not relation}
