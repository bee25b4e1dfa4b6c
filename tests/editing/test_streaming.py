"""What is made a slice at a time is what is made of the whole ontology."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from isomorphism import difference
from randomdocuments import NAMES, NOTES, documents, selections

from doidkit.documents import Document
from doidkit.documents.slicing import Sliced
from doidkit.editing import extracting, renaming, selecting, streaming
from doidkit.editing.extracting import Extraction, Intermediates
from doidkit.editing.selecting import Selection

many = settings(max_examples=80)
sizes = st.integers(1, 4)


def sliced(document: Document, size: int) -> Sliced:
    axioms = sorted(document.axioms, key=str)
    parts = [frozenset(axioms[at : at + size]) for at in range(0, len(axioms), size)]
    return Sliced(document.with_axioms(()), lambda: iter(parts))


def assert_same(found: Document | Sliced, expected: Document) -> None:
    assert isinstance(found, Sliced)
    assert found.whole() == expected
    assert found.whole() == expected  # as often as it is asked for


chosen = st.booleans().flatmap(
    lambda trim: st.booleans().flatmap(
        lambda spans: selections(trim=trim, preserve_structure=spans)
    )
)


@many
@given(documents, chosen, sizes)
def test_removed(document: Document, selection: Selection, size: int) -> None:
    expected = selecting.removed(document, selection)
    assert_same(streaming.removed(sliced(document, size), selection), expected)


@many
@given(documents, chosen, sizes)
def test_filtered(document: Document, selection: Selection, size: int) -> None:
    expected = selecting.filtered(document, selection)
    assert_same(streaming.filtered(sliced(document, size), selection), expected)


@many
@given(documents, st.dictionaries(st.sampled_from(NAMES), st.sampled_from(NAMES)), sizes)
def test_renamed(document: Document, names: dict[str, str], size: int) -> None:
    labels = dict.fromkeys(names.values(), "new")
    expected = renaming.renamed(document, names, labels)
    assert_same(streaming.renamed(sliced(document, size), names, labels), expected)
    assert streaming.signature(sliced(document, size)) == streaming.signature(document)
    assert streaming.entities(sliced(document, size)) == streaming.entities(document)


@many
@given(
    documents,
    st.frozensets(st.sampled_from([*NAMES, *NOTES]), max_size=2),
    st.frozensets(st.sampled_from(NAMES), max_size=1),
    st.sampled_from(Intermediates),
    sizes,
)
def test_extracted(
    document: Document,
    some: frozenset[str],
    upper: frozenset[str],
    intermediates: Intermediates,
    size: int,
) -> None:
    options = Extraction(intermediates=intermediates)
    for given_terms in ({"lower": some, "upper": upper}, {"branches": some}):
        if not some:
            continue
        expected = extracting.mireot(document, **given_terms, options=options)
        found = streaming.extracted(sliced(document, size), **given_terms, options=options)
        assert found == expected


LINES = (
    "remove --select annotation-properties --exclude-term rdfs:label",
    "remove --term UBERON:0000062 --select descendants",
    "filter --term UBERON:0000062 --select annotations --select self --select ancestors",
    "rename --mapping UBERON:0000062 DOID:1 annotate --ontology-iri http://x.org/o",
    "rename --mapping UBERON:0000062 DOID:1 --output other.ttl convert",
    "extract --method MIREOT --lower-term UBERON:0000486 --upper-term UBERON:0000062",
    "extract --method BOT --term UBERON:0000486",
    "annotate --annotation rdfs:comment x --version-iri http://x.org/1",
    "annotate --annotate-derived-from true --axiom-annotation rdfs:comment x",
)


OWN_LINES = (
    "filter --remove --select annotation-properties --exclude rdfs:label",
    "filter --term UBERON:0000062 --select annotations",
    "rename --term organ DOID:1 --beginning http://purl.obolibrary.org/obo/BFO_ http://x.org/",
    "extract --method mireot --lower UBERON:0000486 --branch UBERON:0000062",
    "annotate --text rdfs:comment x --iri http://x.org/o",
    "annotate --definers",
)


@pytest.fixture
def source(shared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = shared / "robot" / "examples" / "uberon_module.owl"
    if not path.exists():
        pytest.skip("ROBOT's examples are not in the shared folder")
    monkeypatch.chdir(tmp_path)
    return path


@pytest.mark.parametrize("line", [*(f"robot {line}" for line in LINES), *OWN_LINES])
@pytest.mark.parametrize("output", ["x.owl", "x.obo"])
def test_commands_make_the_same_of_what_is_large(
    line: str, output: str, source: Path, monkeypatch: pytest.MonkeyPatch, invoke: Callable
) -> None:
    for size, folder in ((10**9, "whole"), (1, "sliced")):
        monkeypatch.setattr("doidkit.documents.slicing.LARGE", size)
        Path(folder).mkdir()
        done = invoke(*_words(line, source), "-o", f"{folder}/{output}")
        assert done.code == 0, done.out + done.err
    assert not difference(Path("whole", output), Path("sliced", output))


def _words(line: str, source: Path) -> list[str]:
    """Return a line's words with the file, behind the first command of a chain of ROBOT's."""
    first, second, *rest = line.split()
    if first == "robot":
        return [first, second, "-i", str(source), *rest]
    return [first, str(source), second, *rest]
