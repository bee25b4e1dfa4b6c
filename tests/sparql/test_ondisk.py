import errno
import multiprocessing
import os
import signal
import subprocess
import sys
import textwrap
import time
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pyoxigraph as ox
import pytest

from doidkit import atomic
from doidkit.errors import InputError, SyntaxFault
from doidkit.sparql import ondisk

ANIMALS = Path(__file__).parents[1] / "examples" / "animals.ttl"
OLD = "<http://e/s> <http://e/p> 'old' .\n"
NEW = "<http://e/s> <http://e/p> 'new1', 'new2' .\n"
# Where a load is killed: before each of the steps of replacing the folder.
MOMENTS = [
    "doidkit.syntax.reading:rdf",
    "pyoxigraph:Store",
    "doidkit.atomic:_sync",
    "doidkit.atomic:_aside",
    "pathlib:Path.rename#1",
    "pathlib:Path.rename#2",
    "shutil:rmtree#2",
]


def test_a_store_is_built_and_read(tmp_path: Path) -> None:
    seen: list[int] = []
    size = ondisk.build(
        tmp_path / "store", [ANIMALS], progress=lambda path, read: seen.append(read)
    )
    assert sum(seen) == ANIMALS.stat().st_size
    assert len(ondisk.read(tmp_path / "store").values) == size == 30
    assert [path.name for path in tmp_path.iterdir()] == ["store"]


def test_loading_again_replaces(write: Callable[..., Path], tmp_path: Path) -> None:
    store = tmp_path / "store"
    ondisk.build(store, [write("old.ttl", OLD)])
    ondisk.build(store, [write("new.ttl", NEW)])
    assert len(ondisk.read(store).values) == 2


def test_two_may_read_at_once(tmp_path: Path) -> None:
    ondisk.build(tmp_path / "store", [ANIMALS])
    first, second = (ondisk.read(tmp_path / "store").values for _ in range(2))
    assert len(first) == len(second) == 30


def test_broken_input_leaves_the_old_store(write: Callable[..., Path], tmp_path: Path) -> None:
    store = tmp_path / "store"
    ondisk.build(store, [write("old.ttl", OLD)])
    with pytest.raises(SyntaxFault, match=r"cut\.ttl:1"):
        ondisk.build(store, [write("cut.ttl", "<http://e/s> <http://e/p> ")])
    assert len(ondisk.read(store).values) == 1
    assert sorted(path.name for path in tmp_path.iterdir()) == ["cut.ttl", "old.ttl", "store"]


def test_a_full_disk_leaves_the_old_store(
    write: Callable[..., Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = tmp_path / "store"
    ondisk.build(store, [write("old.ttl", OLD)])

    def full(*_args: object, **_options: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(ondisk, "fill", full)
    with pytest.raises(InputError, match=r"No space left on device.*nothing was changed"):
        ondisk.build(store, [ANIMALS])
    assert len(ondisk.read(store).values) == 1


def test_what_is_no_store_gets_a_sentence(write: Callable[..., Path], tmp_path: Path) -> None:
    file = write("a.ttl", OLD)
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "letter.txt").write_text("keep me")
    with pytest.raises(InputError, match="no store; make it with 'doidkit load"):
        ondisk.read(tmp_path / "none")
    with pytest.raises(InputError, match="is a file, not a store"):
        ondisk.read(file)
    with pytest.raises(InputError, match="a folder but no store"):
        ondisk.read(folder)
    with pytest.raises(InputError, match="holds other things"):
        ondisk.build(folder, [file])
    with pytest.raises(InputError, match="is a file; name a folder"):
        ondisk.build(file, [file])
    with pytest.raises(InputError, match="does not exist; create it first"):
        ondisk.build(tmp_path / "none" / "store", [file])
    assert (folder / "letter.txt").read_text() == "keep me"


def test_a_damaged_store_gets_a_sentence(tmp_path: Path) -> None:
    ondisk.build(tmp_path / "store", [ANIMALS])
    for manifest in (tmp_path / "store").glob("MANIFEST*"):
        manifest.write_bytes(b"damaged")
    with pytest.raises(InputError, match=r"damaged.*load it again"):
        ondisk.read(tmp_path / "store")


def _hold(folder: str, ready: object, done: object) -> None:
    import pyoxigraph

    store = pyoxigraph.Store(folder)
    ready.set()
    done.wait(30)
    del store


def test_a_store_that_a_server_writes_is_left_alone(tmp_path: Path) -> None:
    store = tmp_path / "store"
    ondisk.build(store, [ANIMALS])
    context = multiprocessing.get_context("spawn")
    ready, done = context.Event(), context.Event()
    holder = context.Process(target=_hold, args=(str(store), ready, done))
    holder.start()
    try:
        assert ready.wait(30)
        with pytest.raises(InputError, match="open for writing"):
            ondisk.read(store)
        with pytest.raises(InputError, match="open for writing"):
            ondisk.build(store, [ANIMALS])
    finally:
        done.set()
        holder.join(30)
    assert len(ondisk.read(store).values) == 30


def test_one_load_at_a_time(tmp_path: Path) -> None:
    with (
        ondisk._alone(tmp_path / "store"),
        pytest.raises(InputError, match="another process is loading"),
    ):
        ondisk.build(tmp_path / "store", [ANIMALS])


KILLED = """
import importlib, os, signal, sys
from pathlib import Path
import pyoxigraph, shutil
from doidkit.sparql import ondisk
where, _, times = sys.argv[1].partition("#")
module, _, name = where.partition(":")
owner = importlib.import_module(module)
*path, name = name.split(".")
for part in path:
    owner = getattr(owner, part)
real, left = getattr(owner, name), [int(times or 1)]
def killing(*args, **options):
    left[0] -= 1
    if left[0] == 0:
        os.kill(os.getpid(), signal.SIGKILL)
    return real(*args, **options)
setattr(owner, name, killing)
ondisk.build(Path("store"), [Path(p) for p in sys.argv[2:]])
"""


@pytest.mark.parametrize("moment", MOMENTS)
def test_killed_at_any_moment_the_old_store_or_the_new_one_stands(
    moment: str, write: Callable[..., Path], tmp_path: Path
) -> None:
    store = tmp_path / "store"
    ondisk.build(store, [write("old.ttl", OLD)])
    new = write("new.ttl", NEW)
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(KILLED), moment, str(new)],
        cwd=tmp_path,
        check=False,
        timeout=60,
    )
    assert done.returncode == -signal.SIGKILL
    assert len(ondisk.read(store).values) in (1, 2)
    ondisk.build(store, [new])
    assert len(ondisk.read(store).values) == 2
    left = sorted(path.name for path in tmp_path.iterdir() if path.is_dir())
    assert left == ["store"]


def test_killed_between_the_renames_the_store_is_read_from_where_it_is(tmp_path: Path) -> None:
    store = tmp_path / "store"
    ondisk.build(store, [ANIMALS])
    store.rename(tmp_path / f".store{atomic.OLD}")
    assert len(ondisk.read(store).values) == 30
    atomic.recover(store)
    assert store.is_dir()


@pytest.mark.parametrize("delay", [0.05, 0.15, 0.25, 0.35])
def test_killed_from_outside(
    delay: float, tmp_path: Path, program: list[str], write: Callable[..., Path]
) -> None:
    store = tmp_path / "store"
    ondisk.build(store, [write("old.ttl", OLD)])
    many = write("many.nt", "".join(f"<urn:{n}> <urn:p> <urn:o> .\n" for n in range(60_000)))
    load = subprocess.Popen([*program, "load", str(many), "--store", str(store)])
    time.sleep(delay)
    load.kill()
    load.wait(30)
    assert len(ondisk.read(store).values) in (1, 60_000)


def test_a_store_that_is_replaced_while_it_is_opened_is_read_again(
    write: Callable[..., Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "store"
    ondisk.build(folder, [write("a.nt", "<urn:a> <urn:b> <urn:c> .\n")])
    new = write("b.nt", "<urn:a> <urn:b> <urn:d> .\n<urn:a> <urn:b> <urn:e> .\n")
    tries: list[str] = []

    def opened(*arguments: str) -> ox.Store:
        return ox.Store(*arguments)

    def read_only(path: str) -> ox.Store:
        tries.append(path)
        if len(tries) == 1:
            ondisk.build(folder, [new])
            raise OSError("IO error: No such file or directory")
        return ox.Store.read_only(path)

    opened.read_only = read_only  # type: ignore[attr-defined]
    with monkeypatch.context() as patch:
        patch.setattr("doidkit.sparql.ondisk.ox", SimpleNamespace(Store=opened))
        assert len(ondisk.read(folder).values) == 2
    assert len(tries) == 2
