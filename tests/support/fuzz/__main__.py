"""``python -m fuzz [--minutes N] [--damaged N] [--start N] [--write]``: all campaigns.

First so many damaged documents of each format, for three quarters of the time at most, then the
others, each for its share of what is left.
"""

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable
from itertools import islice
from pathlib import Path

import servers
from proxy import proxied

from fuzz import damage, inputs, kills, peers
from fuzz.tally import Tally

ROOT = Path(__file__).parents[3]
PAGE = ROOT / "docs" / "reliability.md"
KEPT = ROOT / "build" / "fuzz"
_SHARES = {"malformed inputs": 0.7, "faulty servers": 0.15, "kills": 0.15}
_TOGETHER = 500  # documents of a format that are tried in turn with those of the others
_BEGIN, _END = "<!-- table -->\n", "<!-- end of table -->"


def main() -> int:
    """Run the campaigns and print the table; 1 if anything went wrong."""
    parser = argparse.ArgumentParser(prog="fuzz", description=__doc__)
    parser.add_argument("--minutes", type=float, default=10.0, help="how long, in all")
    parser.add_argument("--damaged", type=int, default=10_000, help="documents of each format")
    parser.add_argument("--start", type=int, default=0, help="the number of the first case")
    parser.add_argument("--write", action="store_true", help="put the table into the page")
    given = parser.parse_args()
    os.environ.update(no_proxy="127.0.0.1,localhost", NETRC=os.devnull)
    end = time.monotonic() + 60 * given.minutes
    tallies = _damaged(given.damaged, given.start, time.monotonic() + 45 * given.minutes)
    left = end - time.monotonic()
    for name, share in _SHARES.items():
        tally = Tally(name, KEPT)
        with tempfile.TemporaryDirectory(prefix="doidkit-fuzz-") as folder:
            until = time.monotonic() + share * left
            _CAMPAIGNS[name](
                tally, Path(folder), given.start, lambda until=until: time.monotonic() < until
            )
        _show(tally)
        tallies.append(tally)
    if given.write:
        _written(tallies, f"MINUTES={given.minutes:g} START={given.start} DAMAGED={given.damaged}")
    return 1 if any(tally.failures for tally in tallies) else 0


def _show(tally: Tally) -> None:
    print(tally.row(), flush=True)
    for failure in tally.failures:
        print(f"  wrong: {failure.case}: {failure.why}", flush=True)


def _damaged(count: int, start: int, end: float) -> list[Tally]:
    tallies = [Tally(f"damaged {kind.name}", KEPT) for kind in damage.KINDS]
    with tempfile.TemporaryDirectory(prefix="doidkit-fuzz-") as folder:
        ways = [damage.verdicts(kind, Path(folder), start=start) for kind in damage.KINDS]
        for _ in range(0, count, _TOGETHER):
            if time.monotonic() > end:
                break
            for tally, verdicts in zip(tallies, ways, strict=True):
                for verdict in islice(verdicts, min(_TOGETHER, count)):
                    tally.add(verdict)
    for tally in tallies:
        _show(tally)
    return tallies


def _inputs(tally: Tally, folder: Path, start: int, more: Callable[[], bool]) -> None:
    worker = inputs.Worker(folder)
    try:
        for case in inputs.cases(start):
            if not more():
                return
            tally.add(inputs.tried(case, worker, folder))
    finally:
        worker.end()


def _peers(tally: Tally, folder: Path, start: int, more: Callable[[], bool]) -> None:
    worker = inputs.Worker(folder)
    (folder / "server").mkdir()
    try:
        with servers.oxigraph(folder / "server") as server, proxied(server.url) as proxy:
            peers.fill(server.url)
            number = start
            while more():
                tally.add(peers.tried(number, proxy, worker))
                number += 1
    finally:
        worker.end()


def _kills(tally: Tally, folder: Path, start: int, more: Callable[[], bool]) -> None:
    number = start
    while more():
        for name in kills.COMMANDS:
            own = folder / str(number) / name.replace(" ", "-")
            own.mkdir(parents=True)
            tally.add(kills.tried(name, number, own))
        number += 1


_CAMPAIGNS = {"malformed inputs": _inputs, "faulty servers": _peers, "kills": _kills}


def _written(tallies: list[Tally], given: str) -> None:
    head = ["| campaign | tried | done | refused | wrong |", "|---|---|---|---|---|"]
    command = f"`make fuzz {given}`"
    table = "\n".join([*head, *(tally.row() for tally in tallies), "", f"Made by {command}.", ""])
    text = PAGE.read_text(encoding="utf-8")
    before, rest = text.split(_BEGIN)
    PAGE.write_text(f"{before}{_BEGIN}{table}{_END}{rest.split(_END)[1]}", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
