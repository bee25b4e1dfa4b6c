"""``python -m fuzz.worker``: runs the command line on cases, a JSON line each in and out.

A process of its own, as a case may end it: the campaign then knows which.
"""

import contextlib
import io
import json
import os
import resource
import sys
import time
import traceback
from pathlib import Path

from doidkit.cli import main

_MEMORY = 6 << 30


def run(arguments: list[str]) -> tuple[int, str]:
    """Return the exit code and what was said of a command line."""
    said = io.StringIO()
    with contextlib.redirect_stderr(said):
        try:
            code = main(arguments)
        except BaseException:
            return 3, traceback.format_exc()
    return code, said.getvalue()


def loop() -> None:
    """Answer the cases on standard input; what commands print goes nowhere."""
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    answers = os.fdopen(os.dup(1), "w")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    for line in sys.stdin:
        case = json.loads(line)
        began = time.monotonic()
        code, said = run(case["arguments"])
        seconds = time.monotonic() - began
        answers.write(json.dumps({"code": code, "said": said, "seconds": seconds}) + "\n")
        answers.flush()


if __name__ == "__main__":
    Path(os.environ["XDG_CACHE_HOME"]).mkdir(parents=True, exist_ok=True)
    loop()
