"""What ``runoak`` prints for command lines: run by a Python that has oaklib.

One process for all of them, as importing oaklib takes seconds. The lines come as JSON on standard
input, their outputs go as JSON to standard output.

    OAK_PYTHON tests/support/oak_peer.py < lines.json
"""

import json
import sys
import warnings

warnings.simplefilter("ignore")

from click.testing import CliRunner  # noqa: E402
from oaklib.cli import main  # noqa: E402


def printed(line: list[str]) -> str:
    """Return what a command line prints; its error where it fails."""
    done = CliRunner().invoke(main, line)
    if done.exit_code:
        raise SystemExit(f"{line}: {done.exception!r}")
    return done.output


if __name__ == "__main__":
    sys.stdout.write(json.dumps([printed(line) for line in json.load(sys.stdin)]))
