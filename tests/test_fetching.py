import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from doidkit.errors import EngineError, InputError
from doidkit.fetching import BASE, address, fetch
from doidkit.sparql import cache

DATA = bytes(range(256)) * 4000
SUM = hashlib.sha256(DATA).hexdigest()


@pytest.fixture
def served(releases: Any) -> Any:
    releases.files["/doid.owl"] = DATA
    return releases


def test_a_release_is_written_and_its_checksum_told(served: Any, tmp_path: Path) -> None:
    seen: list[tuple[int, int | None]] = []
    got = fetch(
        "doid",
        tmp_path / "a.owl",
        base=served.url,
        progress=lambda done, total: seen.append((done, total)),
    )
    assert (tmp_path / "a.owl").read_bytes() == DATA
    assert (got.sha256, got.size, got.unchanged) == (SUM, len(DATA), False)
    assert seen[0] == (0, len(DATA))
    assert seen[-1] == (len(DATA), len(DATA))


def test_an_unchanged_release_is_not_sent_again(served: Any, tmp_path: Path) -> None:
    fetch("doid", tmp_path / "a.owl", base=served.url)
    again = fetch("doid", tmp_path / "b.owl", base=served.url)
    assert again.unchanged
    assert again.sha256 == SUM
    assert (tmp_path / "b.owl").read_bytes() == DATA
    served.files["/doid.owl"] = DATA + b"new"
    assert fetch("doid", tmp_path / "b.owl", base=served.url).size == len(DATA) + 3


def test_a_dropped_connection_is_taken_up_where_it_broke(served: Any, tmp_path: Path) -> None:
    served.faults = ["drop", "drop"]
    fetch("doid", tmp_path / "a.owl", base=served.url)
    assert (tmp_path / "a.owl").read_bytes() == DATA
    half, rest = len(DATA) // 2, len(DATA) - len(DATA) // 4
    assert [asked for _, asked in served.asked] == ["", f"bytes={half}-", f"bytes={rest}-"]


def test_a_later_run_goes_on(served: Any, tmp_path: Path) -> None:
    served.faults = ["drop", 500]
    with pytest.raises(EngineError, match="HTTP 500"):
        fetch("doid", tmp_path / "a.owl", base=served.url)
    assert not (tmp_path / "a.owl").exists()
    fetch("doid", tmp_path / "a.owl", base=served.url)
    assert served.asked[-1][1] == f"bytes={len(DATA) // 2}-"
    assert (tmp_path / "a.owl").read_bytes() == DATA


def test_a_release_that_changed_meanwhile_starts_again(served: Any, tmp_path: Path) -> None:
    served.faults = ["drop", 500]
    with pytest.raises(EngineError):
        fetch("doid", tmp_path / "a.owl", base=served.url)
    served.files["/doid.owl"] = DATA[::-1]
    fetch("doid", tmp_path / "a.owl", base=served.url)
    assert (tmp_path / "a.owl").read_bytes() == DATA[::-1]


@pytest.mark.parametrize("lacking", ["ranges", "etags"])
def test_servers_that_cannot_resume_send_all_again(
    served: Any, tmp_path: Path, lacking: str
) -> None:
    setattr(served, lacking, False)
    served.faults = ["drop"]
    fetch("doid", tmp_path / "a.owl", base=served.url)
    assert (tmp_path / "a.owl").read_bytes() == DATA


def test_one_that_breaks_each_time_is_given_up(served: Any, tmp_path: Path) -> None:
    served.ranges = False
    served.faults = ["drop"] * 20
    with pytest.raises(EngineError, match="run again to go on"):
        fetch("doid", tmp_path / "a.owl", base=served.url)
    assert len(served.faults) > 10
    assert list(tmp_path.glob("*.owl")) == []


def test_redirects_are_followed(served: Any, tmp_path: Path) -> None:
    moved = served.url.replace("/obo", "/moved")
    assert fetch("doid", tmp_path / "a.owl", base=moved).sha256 == SUM


def test_a_version_has_its_own_address(releases: Any, tmp_path: Path) -> None:
    releases.files["/doid/releases/2024-01-31/doid.obo"] = b"format-version: 1.4\n"
    got = fetch("doid.obo", tmp_path / "a", version="2024-01-31", base=releases.url)
    assert got.size == 20
    assert address("doid") == f"{BASE}/doid.owl"


def test_a_demanded_checksum(served: Any, tmp_path: Path) -> None:
    fetch("doid", tmp_path / "a.owl", base=served.url, sha256=SUM.upper())
    with pytest.raises(InputError, match=f"has the SHA-256 {SUM}, not 0"):
        fetch("doid", tmp_path / "b.owl", base=served.url, sha256="0" * 64)
    assert not (tmp_path / "b.owl").exists()
    with pytest.raises(InputError, match="no SHA-256"):
        fetch("doid", tmp_path / "b.owl", base=served.url, sha256="abc")


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ({"name": "../etc"}, "no ontology's name"),
        ({"version": "yesterday"}, "no release date"),
        ({"base": "ftp://e"}, "no http"),
        ({"version": "1999-01-01"}, "there is no such release"),
    ],
)
def test_bad_input(served: Any, tmp_path: Path, options: dict, sentence: str) -> None:
    with pytest.raises(InputError, match=sentence):
        fetch(out=tmp_path / "a.owl", **{"base": served.url, **options})


def test_offline_is_one_sentence(invoke: Callable, tmp_path: Path) -> None:
    outcome = invoke("fetch", "doid", "-o", tmp_path / "a.owl", "--base", "http://127.0.0.1:9")
    assert outcome.code == 2
    assert outcome.err.count("\n") == 1
    assert "cannot be reached" in outcome.err


def test_downloads_are_part_of_the_cache(served: Any, tmp_path: Path) -> None:
    fetch("doid", tmp_path / "a.owl", base=served.url)
    assert [entry.names for entry in cache.entries()] == [(f"{served.url}/doid.owl",)]
    assert cache.clear() > len(DATA)
    assert fetch("doid", tmp_path / "a.owl", base=served.url).unchanged is False
