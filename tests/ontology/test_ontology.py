from collections.abc import Callable
from pathlib import Path

import pytest

from doidkit.errors import AmbiguousTermError, DoidkitNote, UnknownTermError
from doidkit.ontology import Branch, Match, Ontology, Synonym, TermRef, load
from doidkit.prefixes import expand

ANIMALS = Path(__file__).parents[1] / "examples" / "animals.ttl"
EX = "http://example.org/"


@pytest.fixture(scope="module")
def animals() -> Ontology:
    return load(ANIMALS)


def ref(name: str, label: str) -> TermRef:
    return TermRef(label, EX + name, EX + name)


def test_a_terms_record(animals: Ontology) -> None:
    whale = animals.term(EX + "Whale")
    assert (whale.label, whale.curie) == ("whale", EX + "Whale")
    assert whale.definition == 'A large "sea" mammal.'
    assert whale.synonyms == (Synonym("cetacean", "exact"), Synonym("sea beast", "broad"))
    assert whale.xrefs == ("ZOO:7",)
    assert whale.parents == (ref("Mammal", "mammal"), ref("Swimmer", "swimmer"))
    assert whale.children == (ref("Porpoise", "porpoise"),)
    assert not whale.obsolete
    assert animals.term("porpoise").obsolete


@pytest.mark.parametrize(
    "text", [EX + "Whale", f"<{EX}Whale>", "whale", "WHALE", " whale ", "cetacean"]
)
def test_a_term_is_found_by_iri_label_or_exact_synonym(animals: Ontology, text: str) -> None:
    assert animals.find(text) == EX + "Whale"


def test_a_label_wins_over_a_synonym_and_a_broad_synonym_does_not_name(
    write: Callable[..., Path],
) -> None:
    text = ANIMALS.read_text() + 'ex:Cat a owl:Class ; rdfs:label "cetacean" .'
    assert load(write("a.ttl", text)).find("cetacean") == EX + "Cat"
    with pytest.raises(UnknownTermError):
        load(ANIMALS).find("sea beast")


@pytest.mark.parametrize("text", ["whael", EX + "Whale2", "DOID:182", "nonsense", ""])
def test_an_unknown_term_is_refused(animals: Ontology, text: str) -> None:
    with pytest.raises(UnknownTermError):
        animals.term(text)


def test_the_nearest_labels_are_suggested(animals: Ontology) -> None:
    with pytest.raises(UnknownTermError) as caught:
        animals.find("porpose")
    assert caught.value.suggestions == (f"{EX}Porpoise porpoise",)


def test_search_ranks(write: Callable[..., Path]) -> None:
    names = {
        "a": "bone",
        "b": "bone marrow",
        "c": "long bone",
        "d": "backbones",
        "e": "bonne",
        "f": "skin",
    }
    text = "".join(
        f'<{EX}{key}> a owl:Class ; rdfs:label "{label}" .\n' for key, label in names.items()
    )
    head = (
        "@prefix owl: <http://www.w3.org/2002/07/owl#> .\n"
        "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n"
    )
    found = load(write("a.ttl", head + text)).search("Bone")
    assert [(match.term.label, match.rank) for match in found] == [
        ("bone", "exact"),
        ("bone marrow", "prefix"),
        ("long bone", "word"),
        ("backbones", "substring"),
        ("bonne", "fuzzy"),
    ]


def test_search_by_synonym_words_in_any_order_and_by_nothing(animals: Ontology) -> None:
    (hit,) = animals.search("beast sea")
    assert (hit.term.label, hit.name, hit.scope, hit.rank) == (
        "whale",
        "sea beast",
        "broad",
        "word",
    )
    assert animals.search("  ") == ()
    assert animals.search("quartz") == ()


@pytest.mark.parametrize(
    "text", ["Maße", "MASSE", "maße", '100%s "rein"', '100%S "REIN"', "ÉTAT", "état"]
)
def test_a_name_is_found_in_any_case(write: Callable[..., Path], text: str) -> None:
    names = ["Maße", '100%s \\"rein\\"', "État"]
    terms = "".join(
        f"<{EX}T> a <http://www.w3.org/2002/07/owl#Class> ; "
        f'<http://www.w3.org/2004/02/skos/core#prefLabel> "{name}"@de .\n'
        for name in names
    )
    assert load(write("a.ttl", terms)).find(text) == f"{EX}T"


def test_individuals_are_no_search_hits(animals: Ontology) -> None:
    assert animals.search("Moby") == ()


def test_the_tree_down_expands_a_term_once(animals: Ontology) -> None:
    porpoise = Branch(ref("Porpoise", "porpoise"))
    assert animals.tree("animal") == Branch(
        ref("Animal", "animal"),
        (
            Branch(ref("Mammal", "mammal"), (Branch(ref("Whale", "whale"), (porpoise,)),)),
            Branch(ref("Swimmer", "swimmer"), (Branch(ref("Whale", "whale"), repeated=True),)),
        ),
    )


def test_the_tree_up(animals: Ontology) -> None:
    root = animals.tree("whale", up=True)
    assert [branch.term.label for branch in root.branches] == ["mammal", "swimmer"]
    assert root.branches[0].branches[0].term.label == "animal"


def test_a_cycle_ends(write: Callable[..., Path]) -> None:
    text = ANIMALS.read_text() + "ex:Animal rdfs:subClassOf ex:Whale ."
    root = load(write("a.ttl", text)).tree("animal")
    whale = root.branches[0].branches[0]
    assert Branch(ref("Animal", "animal"), repeated=True) in whale.branches


def test_the_bundled_entry() -> None:
    calcinosis = load().term("DOID:182")
    assert calcinosis.label == "calcinosis"
    assert [parent.curie for parent in calcinosis.parents] == ["DOID:10575"]
    assert {"DOID:0080170", "DOID:0111063", "DOID:4734", "DOID:6652"} <= {
        child.curie for child in calcinosis.children
    }


def test_a_shared_name_means_the_disease() -> None:
    ontology = load()
    assert ontology.term("Calcinosis").curie == "DOID:182"  # HP:0003761 is "Calcinosis" too
    assert ontology.search("calcinosis")[0].term.curie == "DOID:182"


IDENTIFIED = """@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix oio: <http://www.geneontology.org/formats/oboInOwl#> .
@prefix DOID: <http://purl.obolibrary.org/obo/DOID_> .
DOID:1 a owl:Class ; rdfs:label "blue disease" ; oio:hasAlternativeId "DOID:9" ;
    oio:hasDbXref "MESH:D1", "NCI:C7" ; oio:hasExactSynonym "blues" ;
    skos:exactMatch <http://id.nlm.nih.gov/mesh/D2> .
DOID:2 a owl:Class ; rdfs:label "red disease" ; oio:hasDbXref "MESH:D2", "NCI:C7" ;
    oio:hasExactSynonym "shared" .
DOID:3 a owl:Class ; rdfs:label "green disease" ; oio:hasExactSynonym "shared" ;
    skos:closeMatch "MESH:D1" .
DOID:4 a owl:Class ; rdfs:label "obsolete blue disease" ; owl:deprecated true ;
    oio:hasExactSynonym "blues" ; oio:hasDbXref "OMIM:5" .
"""


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("MESH:D1", "DOID:1"),  # a cross-reference comes before a close match
        ("mesh:d1", "DOID:1"),
        ("MESH:D2", "DOID:1"),  # an exact match before a cross-reference
        ("http://id.nlm.nih.gov/mesh/D2", "DOID:1"),
        ("blues", "DOID:1"),  # of two with a synonym the current one
        ("OMIM:5", "DOID:4"),
    ],
)
def test_an_identifier_of_elsewhere_finds_the_term(
    write: Callable[..., Path], text: str, found: str
) -> None:
    assert load(write("a.ttl", IDENTIFIED)).find(text) == expand(found)


def test_an_alternative_id_without_a_class_finds_who_has_it_and_says_so(
    write: Callable[..., Path],
) -> None:
    ontology = load(write("a.ttl", IDENTIFIED))
    with pytest.warns(DoidkitNote, match="DOID:9 is an alternative id of DOID:1 blue disease"):
        assert ontology.find("DOID:9") == expand("DOID:1")


@pytest.mark.parametrize(
    ("text", "candidates"),
    [
        ("NCI:C7", ("DOID:1 blue disease", "DOID:2 red disease")),
        ("Shared", ("DOID:2 red disease", "DOID:3 green disease")),
    ],
)
def test_a_name_of_several_terms_is_told_with_all_of_them(
    write: Callable[..., Path], text: str, candidates: tuple[str, ...]
) -> None:
    with pytest.raises(AmbiguousTermError, match="name one by its identifier") as told:
        load(write("a.ttl", IDENTIFIED)).find(text)
    assert told.value.candidates == candidates
    assert str(told.value).startswith(f'"{text}" means 2 terms')


DISEASES = """@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix oio: <http://www.geneontology.org/formats/oboInOwl#> .
@prefix DOID: <http://purl.obolibrary.org/obo/DOID_> .
DOID:0 a owl:Class ; rdfs:label "disease" .
DOID:1 a owl:Class ; rdfs:label "tumor" ; rdfs:subClassOf DOID:0 .
DOID:2 a owl:Class ; rdfs:label "neoplasm" ; oio:hasExactSynonym "tumour" ;
    rdfs:subClassOf DOID:1 .
DOID:3 a owl:Class ; rdfs:label "swelling" ; oio:hasRelatedSynonym "tumour" .
DOID:4 a owl:Class ; rdfs:label "tumour of the skin" ; rdfs:subClassOf DOID:1 .
DOID:5 a owl:Class ; rdfs:label "benign tumor" ; rdfs:subClassOf DOID:2 .
DOID:6 a owl:Class ; rdfs:label "tumoral growth" ; rdfs:subClassOf DOID:4 .
DOID:7 a owl:Class ; rdfs:label "rumour" .
"""


def curies(found: tuple[Match, ...]) -> list[str]:
    return [match.term.curie for match in found]


@pytest.mark.parametrize(
    ("text", "order"), [("tumour", (1, 2, 3, 4, 6, 5, 7)), ("TUMOR", (1, 2, 3, 6, 4, 5, 7))]
)
def test_search_is_ranked_and_takes_either_spelling(
    write: Callable[..., Path], text: str, order: tuple[int, ...]
) -> None:
    found = load(write("a.ttl", DISEASES)).search(text)
    assert curies(found) == [f"DOID:{n}" for n in order]
    assert [match.rank for match in found] == [*["exact"] * 3, *["prefix"] * 2, "word", "fuzzy"]


def test_of_two_spellings_of_a_name_the_one_asked_for_is_shown(
    write: Callable[..., Path],
) -> None:
    text = DISEASES.replace('"tumor"', '"tumor", "tumour"@en-GB')
    ontology = load(write("a.ttl", text))
    assert [ontology.search(word)[0].name for word in ("tumor", "tumour")] == ["tumor", "tumour"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("DOID:1", ["DOID:1"]),
        ("http://purl.obolibrary.org/obo/DOID_1", ["DOID:1"]),
        ("DOID:9", ["DOID:1"]),  # merged into it
        ("MESH:D1", ["DOID:1", "DOID:2"]),
        ("mesh:d1", ["DOID:1", "DOID:2"]),
        ("OWN:7", ["DOID:2"]),
        ("MESH:D7", []),
        ("HP:1", ["HP:1"]),  # and not what is only mapped to it
    ],
)
def test_a_search_finds_identifiers(
    write: Callable[..., Path], text: str, found: list[str]
) -> None:
    lines = [
        "obo:DOID_1 a owl:Class ; r:label 'one' ; o:hasDbXref 'MESH:D1' .",
        "obo:DOID_1 o:hasAlternativeId 'DOID:9' . obo:DOID_2 s:closeMatch obo:HP_1 .",
        "obo:DOID_2 a owl:Class ; r:label 'two' ; o:hasDbXref 'MESH:D1', 'OWN:7' .",
        "obo:DOID_3 a owl:Class ; r:label 'gone' ; owl:deprecated true ; o:hasDbXref 'MESH:D1' .",
        "obo:DOID_9 a owl:Class ; owl:deprecated true .",
        "obo:HP_1 a owl:Class ; r:label 'sign' .",
    ]
    head = "".join(
        f"@prefix {name}: <{iri}> .\n"
        for name, iri in {
            "obo": "http://purl.obolibrary.org/obo/",
            "o": "http://www.geneontology.org/formats/oboInOwl#",
            "owl": "http://www.w3.org/2002/07/owl#",
            "r": "http://www.w3.org/2000/01/rdf-schema#",
            "s": "http://www.w3.org/2004/02/skos/core#",
        }.items()
    )
    ontology = load(write("terms.ttl", head + "\n".join(lines)))
    matches = ontology.search(text)
    assert [match.term.curie for match in matches] == found
    assert all((match.scope, match.rank) == ("identifier", "exact") for match in matches)


def test_a_search_is_limited_to_what_is_under_a_term(write: Callable[..., Path]) -> None:
    ontology = load(write("a.ttl", DISEASES))
    assert curies(ontology.search("tumour", under="DOID:4")) == ["DOID:4", "DOID:6"]
    assert curies(ontology.search("tumour", under="neoplasm", limit=1)) == ["DOID:2"]
    assert curies(ontology.search("tumour", limit=2)) == ["DOID:1", "DOID:2"]
    with pytest.raises(UnknownTermError):
        ontology.search("tumour", under="nothing like it")


def test_a_tree_ends_at_the_depth_that_is_asked_for(animals: Ontology) -> None:
    whale = Branch(ref("Whale", "whale"), cut=True)
    assert animals.tree("animal", depth=2) == Branch(
        ref("Animal", "animal"),
        (
            Branch(ref("Mammal", "mammal"), (whale,)),
            Branch(ref("Swimmer", "swimmer"), (whale,)),
        ),
    )
    assert animals.tree("animal", depth=9) == animals.tree("animal")
    (mammal, _) = animals.tree("whale", up=True, depth=1).branches
    assert mammal == Branch(ref("Mammal", "mammal"), cut=True)
