"""Ontologies in the cache: what comes from there is what reading gives, or nothing comes."""

import os
from pathlib import Path

import pytest

from doidkit import documents
from doidkit.documents import Document
from doidkit.errors import DoidkitNote, InputError
from doidkit.sparql import cache
from doidkit.syntax import owlreading
from doidkit.syntax.formats import written_format


def _text(word: str, *, classes: int = 900) -> str:
    lines = [
        f'Declaration(Class(:{n}))\nAnnotationAssertion(Annotation(:p "n") rdfs:label :{n} '
        f'"{word} {n}"@en)\nSubClassOf(:{n} ObjectSomeValuesFrom(:r :{n // 2}))'
        for n in range(classes)
    ]
    return (
        "Prefix(:=<http://example.org/x_>)\n"
        "Prefix(rdfs:=<http://www.w3.org/2000/01/rdf-schema#>)\n"
        "Ontology(<http://example.org/x> <http://example.org/x/1>\n"
        'Annotation(rdfs:comment "large")\n' + "\n".join(lines) + ")\n"
    )


@pytest.fixture
def large(tmp_path: Path) -> Path:
    path = tmp_path / "large.ofn"
    path.write_text(_text("a"))
    return path


@pytest.fixture
def readings(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The files that were read, in order."""
    found: list[Path] = []
    read = owlreading.read
    monkeypatch.setattr(
        owlreading, "read", lambda path, **how: (found.append(path), read(path, **how))[1]
    )
    return found


@pytest.fixture
def entry(large: Path) -> Path:
    """The folder of the entry of ``large``."""
    documents.read(large)
    (found,) = cache.entries()
    return found.folder


def _plain(path: Path) -> Document:
    """Return an ontology as reading alone gives it."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv(cache.LIMIT_VARIABLE, "0")
        return documents.read(path)


@pytest.mark.parametrize("name", ["large.ofn", "large.owl", "large.ttl", "large.owx"])
def test_a_kept_ontology_is_the_one_that_was_read(
    large: Path, readings: list[Path], name: str
) -> None:
    path = large.with_name(name)
    if path != large:
        path.write_bytes(documents.rendered(_plain(large), written_format(path)).data)
    first, second = documents.read(path), documents.read(path)
    assert first == second == _plain(path)
    assert readings.count(path) == 2


def test_a_changed_file_is_read_again_whatever_the_clock_says(large: Path) -> None:
    first = documents.read(large)
    before = large.stat()
    large.write_text(_text("b"))
    os.utime(large, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert documents.read(large) != first
    assert documents.read(large) == _plain(large)


def test_small_files_and_a_cache_that_is_off_are_read(
    large: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    small = large.with_name("small.ofn")
    small.write_text(_text("a", classes=3))
    documents.read(small)
    monkeypatch.setenv(cache.LIMIT_VARIABLE, "0")
    documents.read(large)
    assert cache.entries() == []


@pytest.mark.parametrize("at", [0, 20, -1])
def test_a_damaged_entry_is_read_again(large: Path, entry: Path, at: int) -> None:
    value = entry / "value"
    data = bytearray(value.read_bytes())
    data[at] ^= 1
    value.write_bytes(data)
    with pytest.warns(DoidkitNote, match="damaged"):
        assert documents.read(large) == _plain(large)
    assert documents.read(large) == _plain(large)


def test_what_others_may_write_is_not_trusted(
    large: Path, entry: Path, readings: list[Path]
) -> None:
    entry.chmod(0o777)
    assert documents.read(large) == _plain(large)
    entry.chmod(0o700)
    (entry / "value").chmod(0o666)
    with pytest.warns(DoidkitNote, match="damaged"):
        documents.read(large)
    assert readings.count(large) == 3


def test_an_entry_of_another_user_is_not_trusted(
    large: Path, entry: Path, readings: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    owner = entry.stat().st_uid
    monkeypatch.setattr(os, "geteuid", lambda: owner + 1)
    documents.read(large)
    assert readings.count(large) == 1


def test_what_is_read_with_a_remark_is_remarked_again(tmp_path: Path) -> None:
    path = tmp_path / "a.obo"
    stanzas = "".join(f"[Term]\nid: X:{n}\nname: a name of this term, {n}\n\n" for n in range(2000))
    path.write_text(f"ontology: x\n\n{stanzas}[Term]\nid: X:a\nname: cut")
    for _ in range(2):
        with pytest.warns(DoidkitNote):
            documents.read(path)
    assert cache.entries() == []


def test_a_fault_leaves_no_entry(large: Path) -> None:
    large.write_text(_text("a")[:-3] + "nonsense")
    for _ in range(2):
        with pytest.raises(InputError):
            documents.read(large)
    assert cache.entries() == []


def test_a_cache_that_cannot_be_written_is_done_without(
    large: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("no folder")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    assert documents.read(large) == documents.read(large)
