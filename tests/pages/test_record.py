"""The law of a page: what the file says of a term, and nothing else, stands in its record.

The triples are taken from the files by pyoxigraph alone, or by the reader of the format, and
compared with the record one by one.
"""

import gzip
import random
import re
import tarfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest
from shared import SHARED, needs, required

import doidkit
from doidkit import pages
from doidkit.ontology import Ontology, TermRef
from doidkit.pages import Annotation, Axiom, Record, Value, wording
from doidkit.pages.recording import record
from doidkit.prefixes import PREFIXES, expand
from doidkit.rendering import page as text_page
from doidkit.rendering import page_markdown
from doidkit.sparql.embedded import StoreSource
from doidkit.sparql.results import SourceMethods
from doidkit.syntax.reading import quads

DATA = SHARED / "data"
KEYWORDS = {
    expand("rdfs:subClassOf"): "SubClassOf",
    expand("owl:equivalentClass"): "EquivalentTo",
    expand("owl:disjointWith"): "DisjointWith",
    expand("rdfs:subPropertyOf"): "SubPropertyOf",
    expand("rdfs:domain"): "Domain",
    expand("rdfs:range"): "Range",
    expand("owl:inverseOf"): "InverseOf",
    expand("owl:propertyChainAxiom"): "SubPropertyChain",
    expand("rdf:type"): "Types",
}
CHARACTERISTIC = re.compile(r"#(\w+)Property\Z")
STRUCTURE = {expand(c) for c in ("owl:Class", "owl:Restriction", "rdf:nil", "rdfs:Datatype")}
SOURCE, PROPERTY, TARGET = (
    ox.NamedNode(expand(f"owl:annotated{part}")) for part in ("Source", "Property", "Target")
)
WORDS = {"someValuesFrom": " some ", "allValuesFrom": " only ", "hasValue": " value "}
Said = tuple[str, ...]


def said_by(value: Value) -> Said:
    if value.within:
        return ("[]",)
    return (value.text, value.language, value.datatype)


def said_in(term: ox.NamedNode | ox.BlankNode | ox.Literal) -> Said:
    if isinstance(term, ox.BlankNode):
        return ("[]",)
    if isinstance(term, ox.NamedNode):
        return (term.value, "", "")
    plain = term.language or term.datatype.value == PREFIXES["xsd"] + "string"
    return (term.value, term.language or "", "" if plain else term.datatype.value)


def noted(notes: Iterable[Annotation]) -> Counter[tuple[str, Said]]:
    return Counter((note.predicate.iri, said_by(note.value)) for note in notes)


class File:
    """The triples of a file, and what they say of a term."""

    def __init__(self, path: Path) -> None:
        self.store = ox.Store()
        self.store.bulk_extend(quads(path))
        self.ontology = doidkit.load(path)

    def notes(self, *statement: object) -> list[Counter[tuple[str, Said]]]:
        """What annotates a statement, each set of notes by itself."""
        subject, predicate, value = statement
        found = []
        for quad in self.store.quads_for_pattern(None, SOURCE, subject):
            node = quad.subject
            parts = {q.predicate: q.object for q in self.store.quads_for_pattern(node, None, None)}
            blank = isinstance(value, ox.BlankNode) and isinstance(parts[TARGET], ox.BlankNode)
            if parts[PROPERTY] == predicate and (blank or parts[TARGET] == value):
                found.append(
                    Counter(
                        (q.predicate.value, said_in(q.object))
                        for q in self.store.quads_for_pattern(node, None, None)
                        if q.predicate not in (SOURCE, PROPERTY, TARGET)
                        and q.predicate.value != expand("rdf:type")
                    )
                )
        return found or [Counter()]

    def inside(self, node: ox.BlankNode) -> Iterator[ox.Quad]:
        for quad in self.store.quads_for_pattern(node, None, None):
            yield quad
            if isinstance(quad.object, ox.BlankNode):
                yield from self.inside(quad.object)

    def require_told(self, term: ox.NamedNode) -> None:
        """Compare each triple of a term with its record."""
        found = record(self.ontology, term.value)
        expected = Counter()
        for quad in self.store.quads_for_pattern(term, None, None):
            if quad.predicate.value in KEYWORDS:
                self.require_axiom(found, quad)
                continue
            for notes in self.notes(*quad.triple):
                of_notes = tuple(sorted(notes.elements()))
                expected[quad.predicate.value, said_in(quad.object), of_notes] += 1
        assert expected == Counter(
            (each.predicate.iri, said_by(each.value), tuple(sorted(noted(each.notes).elements())))
            for each in found.annotations
        ), term
        self.require_shown(term)

    def require_shown(self, term: ox.NamedNode) -> None:
        """Look up each annotation and each word of an axiom in the text of the page."""
        page = pages.page(self.ontology, term.value)
        shown = {text_page.render(page), re.sub(r"\\(.)", r"\1", page_markdown.render(page))}
        texts = [" ".join(text.split()) for text in shown]
        for each in (
            *page.record.annotations,
            *(n for a in page.record.annotations for n in a.notes),
        ):
            deprecated = each.predicate.iri == expand("owl:deprecated")
            value = (
                each.value.term.label or each.value.term.curie
                if each.value.term
                else each.value.text
            )
            wanted = "obsolete" if deprecated else " ".join(value.split())
            assert all(wanted in text for text in texts), (term, wanted)
        for axiom in page.record.axioms:
            for word in axiom.words:
                name = word if isinstance(word, str) else word.label or word.curie
                assert all(" ".join(name.split()) in text for text in texts), (term, name)

    def require_axiom(self, found: Record, quad: ox.Quad) -> None:
        keyword = KEYWORDS[quad.predicate.value]
        axioms = [axiom for axiom in found.axioms if axiom.keyword == keyword]
        if isinstance(quad.object, ox.NamedNode):
            characteristic = CHARACTERISTIC.search(quad.object.value)
            told = {kind.iri for kind in found.kinds}
            told |= {iri for axiom in axioms for iri in iris(axiom)}
            named = {"".join(map(str, a.words)) for a in found.axioms}
            assert quad.object.value in told or (characteristic and characteristic[1] in named)
            return
        inner = [*self.inside(quad.object)]
        wanted = {q.object.value for q in inner if isinstance(q.object, ox.NamedNode)} - STRUCTURE
        numbers = [q.object.value for q in inner if isinstance(q.object, ox.Literal)]
        (axiom,) = (
            each
            for each in axioms
            if iris(each) == wanted
            and all(number in plain(each) for number in numbers)
            and any(noted(each.notes) == notes for notes in self.notes(*quad.triple))
        )
        for name, word in WORDS.items():
            count = sum(q.predicate.value.endswith(name) for q in inner)
            assert plain(axiom).count(word) == count


def iris(axiom: Axiom) -> set[str]:
    return {word.iri for word in axiom.words if isinstance(word, TermRef)}


def plain(axiom: Axiom) -> str:
    return "".join(word if isinstance(word, str) else "_" for word in axiom.words)


def sample(named: dict[str, set[str]], most: int) -> list[ox.NamedNode]:
    """Some terms at random, and for each predicate one that has it."""
    rng = random.Random(182)
    terms = sorted(named)
    chosen = set(rng.sample(terms, min(most, len(terms))))
    having: dict[str, list[str]] = {}
    for term in terms:
        for predicate in named[term]:
            having.setdefault(predicate, []).append(term)
    chosen |= {rng.choice(having[predicate]) for predicate in sorted(having)}
    return [ox.NamedNode(term) for term in sorted(chosen)]


def all_terms(file: File, most: int) -> list[ox.NamedNode]:
    named: dict[str, set[str]] = {}
    for quad in file.store:
        if isinstance(quad.subject, ox.NamedNode):
            named.setdefault(quad.subject.value, set()).add(quad.predicate.value)
    return sample(named, most)


# A slice of each big file is cut by its text, so that what is compared is read quickly.


def of_triples(folder: Path) -> Path:
    """The release in N-Triples: terms of all predicates, with what annotates them."""
    with gzip.open(required("data/doid-2024-01-31.nt.gz"), "rt", encoding="utf-8") as stream:
        triples = [line.split(" ", 2) for line in stream]
    named: dict[str, set[str]] = {}
    for subject, predicate, _ in triples:
        if subject[0] == "<":
            named.setdefault(subject[1:-1], set()).add(predicate)
    chosen = {str(term) for term in sample(named, 20)}
    chosen |= {
        subject
        for subject, predicate, value in triples
        if predicate == str(SOURCE) and value.split(" ")[0] in chosen
    }
    path = folder / "slice.nt"
    kept = (" ".join(triple) for triple in triples if triple[0] in chosen)
    path.write_text("".join(kept), encoding="utf-8")
    return path


def of_stanzas(folder: Path) -> Path:
    """The release in OBO: stanzas of all tags."""
    with gzip.open(required("data/doid-2024-01-31.obo.gz"), "rt", encoding="utf-8") as stream:
        header, *stanzas = stream.read().split("\n\n[")
    tags = {stanza: set(re.findall(r"^([\w-]+):", stanza, re.MULTILINE)) for stanza in stanzas}
    rng = random.Random(182)
    chosen = [*rng.sample(stanzas, 20), *(s for s in stanzas if s.startswith("Typedef"))]
    for tag in sorted(set().union(*tags.values())):
        chosen.append(rng.choice([stanza for stanza in stanzas if tag in tags[stanza]]))
    path = folder / "slice.obo"
    path.write_text("\n\n[".join([header, *dict.fromkeys(chosen)]) + "\n", encoding="utf-8")
    return path


def of_axioms(folder: Path) -> Path:
    """An editors' file in functional syntax: the axioms about some terms."""
    with tarfile.open(required("do-edit/do-edit.tar.gz")) as archive:
        member = archive.extractfile("do-edit/doid-edit.owl")
        assert member is not None
        lines = member.read().decode().splitlines()
    start = next(n for n, line in enumerate(lines) if line.startswith("Declaration"))
    body = [line for line in lines[start:] if line.endswith(")") and not line.startswith("#")]
    defined = [line for line in body if line.startswith(("EquivalentClasses", "SubObject"))]
    commented = [line for line in body if "Annotation(rdfs:comment" in line]
    rng = random.Random(182)
    about = [
        re.findall(r"<[^>]*/obo/\w+_\w+>", line.replace("IAO_", ""))[:1]
        for line in (*rng.sample(body, 20), *rng.sample(defined, 10), *rng.sample(commented, 5))
    ]
    wanted = {term for found in about for term in found}
    named = re.compile(r"<[^>]*>")
    kept = [line for line in body if "Property(" in line or wanted & {*named.findall(line)}]
    path = folder / "slice.ofn"
    path.write_text("\n".join([*lines[:start], *kept, ")"]) + "\n", encoding="utf-8")
    return path


def unpacked(name: str) -> Callable[[Path], Path]:
    def write(folder: Path) -> Path:
        path = folder / name
        path.write_bytes(gzip.decompress(required(f"data/{name}.gz").read_bytes()))
        return path

    return write


@needs("data")
@pytest.mark.parametrize(
    "cut",
    [of_triples, of_stanzas, of_axioms, unpacked("do-import-ro.owl"), unpacked("do-import-hp.owl")],
    ids=["release.nt", "release.obo", "edit.ofn", "ro.owl", "hp.owl"],
)
def test_every_triple_of_a_term_is_told(cut: Callable[[Path], Path], tmp_path: Path) -> None:
    file = File(cut(tmp_path))
    terms = all_terms(file, 30)
    assert len(terms) > 20
    for term in terms:
        file.require_told(term)


@pytest.fixture
def told(write: Callable[[str, str], Path]) -> Callable[[str, str], Record]:
    """Return the record of a term of a small file in Turtle."""

    def of(term: str, text: str) -> Record:
        prefixes = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in PREFIXES.items())
        path = write("small.ttl", f"{prefixes}@prefix ex: <http://example.org/> .\n{text}")
        return record(doidkit.load(path), f"http://example.org/{term}")

    return of


def test_disjointness_is_told_of_each_member(told: Callable[[str, str], Record]) -> None:
    text = """
    ex:a a owl:Class ; rdfs:label "one" . ex:b a owl:Class . ex:c a owl:Class .
    [] a owl:AllDisjointClasses ; owl:members ( ex:a ex:b ex:c ) .
    ex:b owl:disjointWith ex:a .
    """
    first = told("a", text)
    assert first.axioms == ()
    uses = {usage.name: [wording.use(use) for use in usage.uses] for usage in first.usages}
    assert uses == {
        "DisjointClasses": ["DisjointClasses: one, b, c"],
        "DisjointWith": ["b (<http://example.org/b>): one"],
    }
    (own,) = told("b", text).axioms_of("DisjointClasses")
    assert (own.keyword, wording.axiom(own)) == ("DisjointWith", "one")


def lines(found: Record) -> list[str]:
    return [f"{axiom.keyword} {wording.axiom(axiom)}".strip() for axiom in found.axioms]


def test_what_annotates_an_annotation_of_a_statement_is_told(
    told: Callable[[str, str], Record],
) -> None:
    found = told(
        "a",
        """
        ex:a a owl:Class ; rdfs:comment "said" ; rdfs:subClassOf ex:b .
        [] a owl:Axiom ; owl:annotatedSource ex:a ; owl:annotatedProperty rdfs:subClassOf ;
            owl:annotatedTarget ex:b ; rdfs:comment "why" .
        _:n a owl:Axiom ; owl:annotatedSource ex:a ; owl:annotatedProperty rdfs:comment ;
            owl:annotatedTarget "said" ; oboInOwl:hasDbXref "PMID:1" .
        [] a owl:Annotation ; owl:annotatedSource _:n ;
            owl:annotatedProperty oboInOwl:hasDbXref ; owl:annotatedTarget "PMID:1" ;
            rdfs:comment "read" .
        """,
    )
    (comment,) = found.annotations
    assert wording.noted(comment) == "said (source: PMID:1 (comment: read))"
    assert comment.sources == ("PMID:1",)
    assert lines(found) == ["SubClassOf b (comment: why)"]


def test_an_individual_has_its_facts_and_a_property_its_axioms(
    told: Callable[[str, str], Record],
) -> None:
    text = """
    ex:p a owl:ObjectProperty, owl:TransitiveProperty ; rdfs:domain ex:C ; owl:inverseOf ex:q ;
        owl:propertyChainAxiom ( ex:q ex:r ) .
    ex:q a owl:ObjectProperty . ex:r a owl:ObjectProperty .
    ex:d a owl:DatatypeProperty ; rdfs:range xsd:integer .
    ex:i a owl:NamedIndividual, ex:C ; ex:p ex:j ; ex:d 7 .
    [] a owl:NegativePropertyAssertion ; owl:sourceIndividual ex:i ;
        owl:assertionProperty ex:p ; owl:targetIndividual ex:k .
    """
    found = told("i", text)
    assert [kind.curie for kind in found.kinds] == ["owl:NamedIndividual"]
    assert lines(found) == ["Types c"]
    assert {each.predicate.label: each.value.text for each in found.annotations} == {
        "p": "http://example.org/j",
        "d": "7",
    }
    (denied,) = (usage for usage in found.usages if "Negative" in usage.name)
    assert [wording.use(use) for use in denied.uses] == ["i Facts not p k"]
    relation = told("p", text)
    assert sorted(lines(relation)) == [
        "Characteristics Transitive",
        "Domain c",
        "InverseOf q",
        "SubPropertyChain q o r",
    ]
    assert relation.predicates == 1


def test_a_class_without_a_name_below_another_is_a_use(told: Callable[[str, str], Record]) -> None:
    found = told(
        "b",
        """
        ex:p a owl:ObjectProperty . ex:b a owl:Class .
        [ a owl:Restriction ; owl:onProperty ex:p ; owl:someValuesFrom ex:b ]
            rdfs:subClassOf ex:c .
        """,
    )
    (usage,) = found.usages
    assert [wording.use(use) for use in usage.uses] == ["(p some b) SubClassOf c"]


def test_a_thing_without_a_name_is_told_with_all_that_it_says(
    told: Callable[[str, str], Record],
) -> None:
    found = told(
        "a",
        """
        ex:a ex:has [ ex:size 3 ; ex:of [ rdfs:label "inner" ] ], ( ex:x ex:y ) .
        ex:loop ex:to _:l . _:l ex:back _:l .
        """,
    )
    told_so = {wording.value(each.value) for each in found.annotations}
    assert told_so == {"[of: [label: inner]; size: 3]", "(x, y)"}


def test_of_many_uses_the_first_are_shown_and_all_are_counted(
    told: Callable[[str, str], Record],
) -> None:
    users = "".join(f"ex:u{n} rdfs:seeAlso ex:a ." for n in range(120))
    (usage,) = told("a", f"ex:a a owl:Class . {users}").usages
    assert (usage.total, len(usage.uses), usage.more) == (120, 50, 70)
    assert [use.by.iri.rpartition("/")[2] for use in usage.uses if use.by] == [
        f"u{n}" for n in range(50)
    ]


class Remote(SourceMethods):
    """An endpoint's way: nothing but queries, and blank nodes named anew in each answer."""

    services, graphs, labels_last = False, (), False

    def __init__(self, store: StoreSource) -> None:
        self._store = store

    def stream(self, query: str, **options: object) -> object:
        return self._store.stream(query, **options)


@needs("data")
def test_an_endpoint_s_record_is_that_of_the_data(tmp_path: Path) -> None:
    file = File(unpacked("do-import-ro.owl")(tmp_path))
    asked = Ontology(Remote(file.ontology.source))
    for term in all_terms(file, 5):
        assert asked.term(term.value) == file.ontology.term(term.value)
        there, here = (record(each, term.value) for each in (asked, file.ontology))
        assert there.annotations == here.annotations
        assert there.axioms == here.axioms
        assert {usage.name: usage.total for usage in there.usages} == {
            usage.name: usage.total for usage in here.usages
        }
