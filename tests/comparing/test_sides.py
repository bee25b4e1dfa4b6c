"""Two large files are read side by side, and say the same as one after the other."""

import os
from pathlib import Path

import pytest

from doidkit import processes
from doidkit.comparing import compare
from doidkit.errors import SyntaxFault

LINES = """<http://e.org/{0}> <http://e.org/says> "{0} _:b" .
_:b{0} <http://e.org/of> <http://e.org/{0}> .
"""


@pytest.fixture
def pair(tmp_path: Path) -> tuple[Path, Path]:
    paths = (tmp_path / "old.nt", tmp_path / "new.nt")
    for path, numbers in zip(paths, (range(9), range(1, 10)), strict=True):
        path.write_text("".join(map(LINES.format, numbers)))
    return paths


@pytest.fixture
def copies(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Take every file for large; return this process once for each copy that is made of it."""
    begun, found = processes.begun, []
    monkeypatch.setattr("doidkit.data.aside._ENOUGH", 0)
    monkeypatch.setattr(
        processes, "begun", lambda task: (found.append(os.getpid()), begun(task))[1]
    )
    return found


def test_what_differs_is_the_same_with_a_copy(
    pair: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch, copies: list[int]
) -> None:
    aside = compare(*pair)
    assert copies == [os.getpid()]
    monkeypatch.setattr("doidkit.data.aside._ENOUGH", 1 << 30)
    assert compare(*pair) == aside
    assert len(copies) == 1
    said = {line for change in aside.changes for line in (*change.removed, *change.added)}
    assert len(said) == 4  # a statement and a piece of the first, and of the last


def test_a_fault_in_the_second_is_raised_as_what_it_is(
    pair: tuple[Path, Path], copies: list[int]
) -> None:
    pair[1].write_text("<http://e.org/a> <http://e.org/b>\n")
    with pytest.raises(SyntaxFault) as fault:
        compare(*pair)
    assert (copies, fault.value.path) == ([os.getpid()], str(pair[1]))


def test_a_pipe_is_read_once(pair: tuple[Path, Path], tmp_path: Path, copies: list[int]) -> None:
    import threading

    pipe = tmp_path / "pipe.nt"
    os.mkfifo(pipe)
    writer = threading.Thread(target=pipe.write_bytes, args=(pair[1].read_bytes(),))
    writer.start()
    found = compare(pair[0], pipe)
    writer.join()
    assert found.changes == compare(*pair).changes
    assert copies == [os.getpid()]  # for the two files
