"""Known changes of stores, Digest authentication, and pieces of graphs on disk."""

import subprocess
import sys
from pathlib import Path

import pyoxigraph as ox
import pytest

from doidkit.publishing.difference import difference, fingerprint
from doidkit.publishing.spool import Spool
from doidkit.sparql.stores.changes import Change, key, named
from doidkit.web.digest import Digest

ALL = frozenset(Change)


def line(value: str, type_: str) -> bytes:
    return f'<a:s> <a:p> "{value}"^^<http://www.w3.org/2001/XMLSchema#{type_}> .'.encode()


@pytest.mark.parametrize(
    ("sent", "found", "change"),
    [
        (line("007", "integer"), line("7", "integer"), Change.NUMBER_FORM),
        (line("1.50", "decimal"), line("1.5", "decimal"), Change.NUMBER_FORM),
        (line("0.8", "double"), line("0.8e0", "double"), Change.NUMBER_FORM),
        (line("-0", "integer"), line("0", "integer"), Change.NUMBER_FORM),
        (line("5", "int"), line("5", "integer"), Change.NUMBER_TYPE),
        (line("1", "boolean"), line("true", "boolean"), Change.BOOLEAN_FORM),
        (line("false", "boolean"), line("0", "integer"), Change.BOOLEAN_TYPE),
        (
            line("2020-01-01T01:00:00+01:00", "dateTime"),
            line("2020-01-01T00:00:00Z", "dateTime"),
            Change.TIME_FORM,
        ),
        (line("2020-01-01Z", "date"), line("2020-01-01", "date"), Change.TIME_ZONE),
        (line("24:00:00", "time"), line("00:00:00", "time"), Change.TIME_FORM),
        (line("24:00:00.00Z", "time"), line("00:00:00Z", "time"), Change.TIME_FORM),
        (line("10:00:00.50+00:00", "time"), line("10:00:00.5Z", "time"), Change.TIME_FORM),
        (
            line("2020-12-31T24:00:00Z", "dateTime"),
            line("2021-01-01T00:00:00Z", "dateTime"),
            Change.TIME_FORM,
        ),
        (line("2020+00:00", "gYear"), line("2020Z", "gYear"), Change.TIME_FORM),
    ],
)
def test_known_changes_have_names(sent: bytes, found: bytes, change: Change) -> None:
    assert key(sent, ALL) == key(found, ALL)
    assert named(sent, found) is change
    assert key(sent, ()) != key(found, ())


@pytest.mark.parametrize(
    ("sent", "found"),
    [
        (line("1.00000000000000000001", "decimal"), line("1", "decimal")),
        (line("7", "integer"), line("8", "integer")),
        (line("abc", "integer"), line("0", "integer")),
        (line("true", "boolean"), line("false", "boolean")),
        (line("24:00:00", "time"), line("00:00:00Z", "time")),
        (line("10:24:00", "time"), line("10:00:00", "time")),
        (line("10:00:00.5", "time"), line("10:00:00.05", "time")),
        (line("2020-12-31T24:00:00", "dateTime"), line("2020-12-31T00:00:00", "dateTime")),
        (b'<a:s> <a:p> "7" .', line("7", "integer")),
    ],
)
def test_other_changes_are_damage(sent: bytes, found: bytes) -> None:
    assert key(sent, ALL) != key(found, ALL)


def test_digest_as_in_the_rfc(monkeypatch: pytest.MonkeyPatch) -> None:
    """RFC 2617, 3.5, with the client's nonce as it is there."""
    monkeypatch.setattr("doidkit.web.digest.os.urandom", lambda _: b"\x0a\x4f\x11\x3b")
    challenge = (
        'realm="testrealm@host.com", qop="auth,auth-int", '
        'nonce="dcd98b7102dd2f0e8b11d0f600bfb0c093", opaque="5ccc069c403ebaf9f0171e9517f40e41"'
    )
    digest = Digest(challenge, "Mufasa", "Circle Of Life")
    header = digest.header("GET", "http://www.nowhere.org/dir/index.html")
    assert digest.understood
    assert 'response="6629fae49393a05397450978507c4ef1"' in header
    assert "Circle" not in header


def spool(folder: Path, name: str, text: str) -> Spool:
    return Spool(folder / name).fill(ox.parse(text, ox.RdfFormat.TURTLE, rename_blank_nodes=True))


def test_isomorphic_graphs_have_one_fingerprint(tmp_path: Path) -> None:
    one = spool(tmp_path, "a", "<a:s> <a:p> 1, [ <a:q> [ <a:q> 2 ] ] . _:x <a:r> _:x .")
    other = spool(tmp_path, "b", "_:z <a:r> _:z . <a:s> <a:p> [ <a:q> [ <a:q> 2 ] ], 1, 1 .")
    third = spool(tmp_path, "c", "_:z <a:r> _:y . <a:s> <a:p> [ <a:q> [ <a:q> 2 ] ], 1 .")
    assert fingerprint(one) == fingerprint(other) != fingerprint(third)
    assert not difference(one, other, tmp_path / "d")
    differs = difference(one, third, tmp_path / "e")
    assert (differs.missing.count, differs.extra.count) == (1, 1)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="no /proc/self/status")
def test_memory_does_not_grow_with_the_file(tmp_path: Path) -> None:
    """A file 20 times as large takes little more memory."""
    peaks = []
    for size in (20_000, 400_000):
        path = tmp_path / f"{size}.nt"
        with path.open("w") as file:
            for n in range(size):
                file.write(f'<http://e/{n}> <http://e/p{n % 9}> "{n:0100}" .\n')
        code = (
            "import doidkit, sys\n"
            "doidkit.push([sys.argv[1]], 'http://127.0.0.1:1', graph='urn:x', dry_run=True)\n"
            # Not ru_maxrss: a process inherits that of the one which started it.
            "status = open('/proc/self/status').read().split()\n"
            "print(status[status.index('VmHWM:') + 1])"
        )
        done = subprocess.run(
            [sys.executable, "-c", code, str(path)], check=True, capture_output=True
        )
        peaks.append(int(done.stdout) / 1024)
    assert peaks[1] < peaks[0] + 60
    assert peaks[1] < 160
