import pytest
from hypothesis import given
from hypothesis import strategies as st

from doidkit import prefixes
from doidkit.errors import InputError

locals_ = st.text(
    st.characters(
        codec="utf-8", exclude_categories=("Cs", "Cc", "Z"), exclude_characters='<>"{}|^`\\'
    ),
    min_size=1,
)
namespaces = st.sampled_from(sorted(prefixes.PREFIXES.values()))


@pytest.mark.parametrize(
    ("curie", "iri"),
    [
        ("DOID:182", "http://purl.obolibrary.org/obo/DOID_182"),
        ("HP:0025520", "http://purl.obolibrary.org/obo/HP_0025520"),
        ("PMID:12345", "https://pubmed.ncbi.nlm.nih.gov/12345"),
        ("schema:DDxElement", "https://schema.org/DDxElement"),
        ("dk:Claim", "https://w3id.org/doidkit/vocab#Claim"),
        ("LOINC:17861-6", "https://loinc.org/17861-6"),
        ("doi:10.1000/182", "https://doi.org/10.1000/182"),
    ],
)
def test_known_curies(curie: str, iri: str) -> None:
    assert prefixes.expand(curie) == iri
    assert prefixes.contract(iri) == curie


def test_longest_namespace_wins() -> None:
    assert prefixes.contract("http://purl.obolibrary.org/obo/DOID_182") == "DOID:182"
    assert prefixes.contract("http://purl.obolibrary.org/obo/doid#subset") == "doid:subset"
    assert prefixes.contract("http://purl.obolibrary.org/obo/doid.owl") == "obo:doid.owl"


def test_lower_case_aliases_are_read_but_not_written() -> None:
    assert prefixes.expand("sepio:0000001") == prefixes.expand("SEPIO:0000001")
    assert prefixes.contract(prefixes.expand("eco:0000001")) == "ECO:0000001"


@given(namespaces, locals_)
def test_contract_then_expand_gives_the_iri_back(namespace: str, local: str) -> None:
    curie = prefixes.contract(namespace + local)
    assert curie is not None
    assert prefixes.expand(curie) == namespace + local


@given(st.sampled_from(sorted(prefixes.PREFIXES)), locals_)
def test_expand_then_contract_names_the_same_iri(prefix: str, local: str) -> None:
    iri = prefixes.expand(f"{prefix}:{local}")
    assert prefixes.expand(prefixes.contract(iri) or "") == iri


@given(st.text())
def test_contract_never_invents(text: str) -> None:
    curie = prefixes.contract(text)
    assert curie is None or prefixes.expand(curie) == text


@pytest.mark.parametrize("text", ["182", "NOPE:1", "DOID:", "DOID:1 2", "DOID:1>", ":1", ""])
def test_bad_curies_are_refused(text: str) -> None:
    assert not prefixes.is_curie(text)
    with pytest.raises(InputError):
        prefixes.expand(text)


def test_a_web_address_is_no_curie() -> None:
    assert not prefixes.is_curie("http://example.org/")
    assert prefixes.is_iri("http://example.org/")
    assert not prefixes.is_iri("calcinosis: a disease")
    assert prefixes.compact("http://example.org/") == "<http://example.org/>"
