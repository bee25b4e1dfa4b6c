"""How long ``doidkit --help`` takes next to a bare ``python -c pass``.

Prints the median of several runs of each and their ratio; run it on an idle machine.
"""

import statistics
import subprocess
import sys
import time

RUNS = 25
COMMANDS = {
    "python -c pass": ["-c", "pass"],
    "import click": ["-c", "import click"],
    "import doidkit": ["-c", "import doidkit"],
    "doidkit --help": [
        "-c",
        "import sys; from doidkit.cli import main; sys.exit(main())",
        "--help",
    ],
}


def seconds(arguments: list[str]) -> float:
    """Return the wall time of one run."""
    start = time.perf_counter()
    subprocess.run([sys.executable, *arguments], check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start


def main() -> None:
    """Print a table of medians."""
    times = {name: [] for name in COMMANDS}
    for _ in range(RUNS):  # interleaved, so that a busy moment touches all alike
        for name, arguments in COMMANDS.items():
            times[name].append(seconds(arguments))
    base = statistics.median(times["python -c pass"])
    for name, taken in times.items():
        median = statistics.median(taken)
        print(f"{name:16} {median * 1000:6.1f} ms  {median / base:4.1f} x")


if __name__ == "__main__":
    main()
