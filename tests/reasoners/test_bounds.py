"""Between its bounds an ontology implies what HermiT finds, pair for pair."""

from pathlib import Path

import pytest
from apart import apart
from randomlogic import ontology, written

from doidkit.reasoners import hermit, rustdl
from doidkit.reasoners.bounds import bounds
from doidkit.reasoners.taxonomy import Taxonomy
from doidkit.syntax.owl.expressions import Call

ONTOLOGIES = 200


@pytest.mark.usefixtures("java")
def test_the_same_as_hermit_on_random_ontologies(tmp_path: Path) -> None:
    path = tmp_path / "o.ofn"
    ontologies = [ontology(number) for number in range(ONTOLOGIES)]
    assert sum(bounds(each) is not None for each in ontologies) == ONTOLOGIES
    pairs, equivalent, nothing = set(), set(), set()
    for each, found in zip(ontologies, apart(classified, ontologies, path), strict=True):
        assert found.consistent, each
        pairs |= {(iri, up) for iri, ups in found.above().items() for up in ups}
        equivalent |= set(found.equivalent)
        nothing |= set(found.unsatisfiable)
    thorough = hermit.classify(written([axiom for each in ontologies for axiom in each], path))
    assert pairs == {(iri, up) for iri, ups in thorough.above().items() for up in ups}
    assert equivalent == set(thorough.equivalent)
    assert nothing == set(thorough.unsatisfiable)
    assert len(pairs) > 500
    assert len(nothing) > 5


def classified(ontologies: list[list[Call]], path: Path) -> list[Taxonomy]:
    return [rustdl.classify(written(each, path)) for each in ontologies]
