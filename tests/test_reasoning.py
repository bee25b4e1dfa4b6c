from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest

import doidkit
from doidkit import InputError, Severity, SyntaxFault, bundled
from doidkit.prefixes import expand
from doidkit.reasoners import hermit
from doidkit.syntax.reading import quads

Write = Callable[[str, str | bytes], Path]

REVERSED = (
    "<http://purl.obolibrary.org/obo/DOID_182> "
    "<http://www.w3.org/2000/01/rdf-schema#subClassOf> "
    "<http://purl.obolibrary.org/obo/DOID_6652> .\n"
)
PREFIXES = """
@prefix ex: <http://example.org/> . @prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
ex:A a owl:Class ; rdfs:label "alpha" . ex:B a owl:Class . ex:C a owl:Class .
"""


def curies(terms: tuple[doidkit.TermRef, ...]) -> list[str]:
    return [term.curie for term in terms]


def ancestors(start: str, above: dict[str, set[str]]) -> set[str]:
    found: set[str] = set()
    waiting = [start]
    while waiting:
        new = above.get(waiting.pop(), set()) - found
        found |= new
        waiting += new
    return found


@pytest.fixture
def release(shared: Path) -> Path:
    """The full Disease Ontology of 2024-01-31."""
    return shared / "data" / "doid-2024-01-31.nt.gz"


@pytest.mark.usefixtures("java")
class TestWithJava:
    def test_the_bundled_ontology_is_consistent(self) -> None:
        found = doidkit.reason()
        assert found.consistent
        assert found.classes > 100
        assert (found.unsatisfiable, found.cycles, found.equivalences) == ((), (), ())
        assert len(found.report) == 0

    def test_the_bundled_ontology_with_the_hierarchy_of_do_is_consistent(
        self, release: Path
    ) -> None:
        found = doidkit.reason([*bundled.axiom_files(), release])
        assert found.consistent
        assert found.classes > 13_000
        assert (found.unsatisfiable, found.cycles, found.equivalences) == ((), (), ())

    def test_the_bundled_ontology_with_the_logic_of_do_is_consistent(self, shared: Path) -> None:
        logic = shared / "data" / "do-logical-2026-07-31.owl.gz"
        found = doidkit.reason([*bundled.axiom_files(), logic])
        assert found.consistent
        assert (found.unsatisfiable, found.cycles, found.equivalences) == ((), (), ())
        assert len(found.inferred) > 1000

    def test_hermit_keeps_every_stated_superclass_of_do(self, release: Path) -> None:
        # A reasoner that read only part of its input would call anything consistent.
        triples = [quad.triple for quad in quads(release)]
        above: dict[str, set[str]] = {}
        for child, parent in hermit.classify(triples).subclasses:
            above.setdefault(child, set()).add(parent)
        stated = [
            (t.subject.value, t.object.value)
            for t in triples
            if t.predicate.value == expand("rdfs:subClassOf")
            and isinstance(t.object, ox.NamedNode)
            and t.object.value != expand("owl:Thing")
        ]
        assert len(stated) > 10_000
        assert [pair for pair in stated if pair[1] not in ancestors(pair[0], above)] == []

    def test_the_reversed_triple_is_caught(self, release: Path, write: Write) -> None:
        for others in ([], [release]):
            found = doidkit.reason([*bundled.axiom_files(), *others, write("r.nt", REVERSED)])
            assert [curies(group) for group in found.cycles] == [["DOID:182", "DOID:6652"]]
            assert [curies(group) for group in found.equivalences] == [["DOID:182", "DOID:6652"]]
            assert {f.check for f in found.report} == {"subclass_cycle", "inferred-equivalence"}
            assert not found.report.conforms

    def test_unsatisfiable_classes_are_errors(self, write: Write) -> None:
        text = "ex:B owl:disjointWith ex:C . ex:A rdfs:subClassOf ex:B, ex:C ."
        found = doidkit.reason(write("o.ttl", PREFIXES + text))
        assert [term.label for term in found.unsatisfiable] == ["alpha"]
        (finding,) = found.report
        assert (finding.check, finding.severity) == ("unsatisfiable-class", Severity.ERROR)
        assert finding.focus == ox.NamedNode("http://example.org/A")
        assert finding.label == "alpha"

    def test_an_inconsistency_is_an_error(self, write: Write) -> None:
        text = "ex:A owl:disjointWith ex:B . ex:i a ex:A, ex:B ."
        found = doidkit.reason(write("o.ttl", PREFIXES + text))
        assert found.consistent is False
        assert [f.check for f in found.report] == ["inconsistent"]

    def test_stated_equivalences_and_superclasses_are_not_news(self, write: Write) -> None:
        text = "ex:A owl:equivalentClass ex:B . ex:B owl:equivalentClass ex:C ."
        assert doidkit.reason(write("o.ttl", PREFIXES + text)).equivalences == ()
        text = "ex:A rdfs:subClassOf ex:B, ex:C . ex:B rdfs:subClassOf ex:C ."
        assert doidkit.reason(write("o.ttl", PREFIXES + text)).inferred == ()

    def test_what_is_inferred_is_listed(self, write: Write) -> None:
        text = "ex:A owl:equivalentClass [ a owl:Class ; owl:intersectionOf ( ex:B ex:C ) ] ."
        found = doidkit.reason(write("o.ttl", PREFIXES + text))
        pairs = [(child.label, parent.iri[-1]) for child, parent in found.inferred]
        assert pairs == [("alpha", "B"), ("alpha", "C")]


def test_without_hermit_cycles_are_found_all_the_same(
    write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    found = doidkit.reason([*bundled.axiom_files(), write("r.nt", REVERSED)], reasoner="none")
    assert found.consistent is None
    assert [curies(group) for group in found.cycles] == [["DOID:182", "DOID:6652"]]


def test_the_full_hierarchy_of_do_has_no_cycle(release: Path) -> None:
    assert doidkit.reason([*bundled.axiom_files(), release], reasoner="none").cycles == ()


def test_without_java_it_could_not_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(doidkit.EngineError, match="Java"):
        doidkit.reason(reasoner="hermit")


def test_unusable_files_are_located(write: Write, tmp_path: Path) -> None:
    bad = write("bad.ttl", PREFIXES + "ex:A rdfs:subClassOf")
    with pytest.raises(SyntaxFault) as caught:
        doidkit.reason(bad)
    assert str(caught.value).startswith(f"{bad}:5:")
    with pytest.raises(InputError, match="no such file"):
        doidkit.reason(tmp_path / "none.ttl")
