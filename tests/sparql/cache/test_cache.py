import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

import doidkit
from doidkit.errors import DoidkitNote, InputError, SyntaxFault
from doidkit.sparql import cache


def text(word: str, *, lines: int = 12_000) -> str:
    return "".join(
        f'<http://example.org/{n}> <http://e/p> "{word} {n:060}" .\n' for n in range(lines)
    )


@pytest.fixture
def large(write: Callable[..., Path]) -> Path:
    return write("large.nt", text("a"))


def test_large_files_are_indexed_once(large: Path) -> None:
    first = cache.cached([large])
    assert first is not None
    (entry,) = cache.entries()
    assert entry.names == ("large.nt",)
    born = (entry.folder / "CURRENT").stat().st_ino
    second = cache.cached([large])
    assert second is not None
    assert len(second.stores.values) == len(first.stores.values) == 12_000
    assert [entry.folder for entry in cache.entries()] == [entry.folder]
    assert (entry.folder / "CURRENT").stat().st_ino == born


def test_an_edit_is_another_entry_whatever_the_clock_says(large: Path) -> None:
    before = large.stat()
    assert cache.cached([large]) is not None
    large.write_text(text("b"))
    os.utime(large, ns=(before.st_atime_ns, before.st_mtime_ns))
    store = cache.cached([large])
    assert store is not None
    assert "b 0" in str(next(iter(store.stores.values.quads_for_pattern(None, None, None))).object)
    assert len(cache.entries()) == 2


def test_small_files_streams_and_a_switched_off_cache_are_not_kept(
    large: Path, write: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert cache.cached([write("small.nt", text("a", lines=3))]) is None
    assert cache.cached([Path("-")]) is None
    assert cache.cached([]) is None
    monkeypatch.setenv(cache.LIMIT_VARIABLE, "0")
    assert cache.cached([large]) is None
    assert cache.entries() == []
    monkeypatch.setenv(cache.LIMIT_VARIABLE, "much")
    with pytest.raises(InputError, match="number of megabytes"):
        cache.cached([large])


def test_a_damaged_entry_is_built_again_with_a_note(large: Path) -> None:
    assert cache.cached([large]) is not None
    (entry,) = cache.entries()
    for table in entry.folder.glob("*.sst"):
        table.write_bytes(table.read_bytes()[:100])
    with pytest.warns(DoidkitNote, match="damaged"):
        store = cache.cached([large])
    assert store is not None
    assert len(store.stores.values) == 12_000


def test_the_least_recently_used_go_first(
    large: Path, write: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    files = [large, write("b.nt", text("b")), write("c.nt", text("c"))]
    for path in files[:2]:
        cache.cached([path])
    for entry in cache.entries():
        age = 5000 if entry.names == ("large.nt",) else 4000
        os.utime(entry.folder / "entry.json", (time.time() - age,) * 2)
    assert cache.cached([large]) is not None  # the older is used again
    os.utime(cache.entries()[0].folder / "entry.json", (time.time() - 1000,) * 2)
    size = cache.entries()[0].size
    monkeypatch.setattr(cache, "limit", lambda: int(size * 2.5))
    cache.cached([files[2]])
    assert {entry.names[0] for entry in cache.entries()} == {"large.nt", "c.nt"}


def test_what_is_in_use_is_not_removed(
    large: Path, write: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cache, "limit", lambda: 1)
    assert cache.cached([large]) is not None
    assert cache.cached([write("b.nt", text("b"))]) is not None
    assert len(cache.entries()) == 2


def test_a_cache_that_cannot_be_written_is_done_without(
    large: Path, monkeypatch: pytest.MonkeyPatch, write: Callable[..., Path]
) -> None:
    monkeypatch.setattr(cache, "home", lambda: write("file", "no folder"))
    with pytest.warns(DoidkitNote, match="cannot be cached"):
        assert cache.cached([large]) is None


def test_broken_input_leaves_no_entry(write: Callable[..., Path]) -> None:
    with pytest.raises(SyntaxFault, match=r"broken\.nt:12001"):
        cache.cached([write("broken.nt", text("a") + "<http://e/s> .\n")])
    assert cache.entries() == []
    assert list((cache.home() / "stores").iterdir()) == []


def test_clearing(large: Path) -> None:
    assert cache.cached([large]) is not None
    assert cache.clear() > 100_000
    assert cache.entries() == []
    assert cache.clear() == 0


def test_two_processes_may_build_at_once(
    large: Path, program: list[str], write: Callable[..., Path]
) -> None:
    import subprocess

    query = write("q.rq", "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")
    command = [*program, "query", str(query), "--data", str(large), "--format", "csv"]
    running = [
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for _ in range(3)
    ]
    for process in running:
        out, err = process.communicate(timeout=60)
        assert (out.split(), err) == (["n", "12000"], "")
    assert len(cache.entries()) == 1
    assert len(list((cache.home() / "stores").iterdir())) == 1


def test_what_the_index_would_change_is_there_as_it_is_written(
    write: Callable[..., Path],
) -> None:
    """Numbers that are not written as Oxigraph writes them, in a second store beside the first."""
    path = write("odd.ttl", text("a") + "<http://e/a> <http://e/n> 007 .\n")
    for _ in range(2):
        index = cache.cached([path])
        assert index is not None
        assert index.stores.written is not None
        assert len(index.stores.values) == len(index.stores.written) == 12_001
    (answer,) = (
        doidkit.load(path, cache=True)
        .source.select("SELECT (STR(?o) AS ?x) { ?s <http://e/n> ?o }")
        .rows
    )
    assert answer[0].value == "007"
