"""``python -m fuzz [--minutes N] [--start N] [--write]``: all campaigns, each for its share."""

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import servers
from proxy import proxied

from fuzz import inputs, kills, peers
from fuzz.tally import Tally

ROOT = Path(__file__).parents[3]
PAGE = ROOT / "docs" / "reliability.md"
KEPT = ROOT / "build" / "fuzz"
_SHARES = {"malformed inputs": 0.7, "faulty servers": 0.15, "kills": 0.15}
_BEGIN, _END = "<!-- table -->\n", "<!-- end of table -->"


def main() -> int:
    """Run the campaigns and print the table; 1 if anything went wrong."""
    parser = argparse.ArgumentParser(prog="fuzz", description=__doc__)
    parser.add_argument("--minutes", type=float, default=10.0, help="how long, in all")
    parser.add_argument("--start", type=int, default=0, help="the number of the first case")
    parser.add_argument("--write", action="store_true", help="put the table into the page")
    given = parser.parse_args()
    os.environ.update(no_proxy="127.0.0.1,localhost", NETRC=os.devnull)
    tallies = []
    for name, share in _SHARES.items():
        tally = Tally(name, KEPT)
        with tempfile.TemporaryDirectory(prefix="doidkit-fuzz-") as folder:
            end = time.monotonic() + 60 * share * given.minutes
            _CAMPAIGNS[name](
                tally, Path(folder), given.start, lambda end=end: time.monotonic() < end
            )
        print(tally.row(), flush=True)
        for failure in tally.failures:
            print(f"  wrong: {failure.case}: {failure.why}", flush=True)
        tallies.append(tally)
    if given.write:
        _written(tallies, given.minutes, given.start)
    return 1 if any(tally.failures for tally in tallies) else 0


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


def _written(tallies: list[Tally], minutes: float, start: int) -> None:
    head = ["| campaign | tried | done | refused | wrong |", "|---|---|---|---|---|"]
    command = f"`make fuzz MINUTES={minutes:g} START={start}`"
    table = "\n".join([*head, *(tally.row() for tally in tallies), "", f"Made by {command}.", ""])
    text = PAGE.read_text(encoding="utf-8")
    before, rest = text.split(_BEGIN)
    PAGE.write_text(f"{before}{_BEGIN}{table}{_END}{rest.split(_END)[1]}", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
