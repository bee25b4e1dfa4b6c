"""The command line: one module a command, one boundary for every error.

Exit codes: 0 done, 1 findings at or above ``--fail-on``, 2 could not run, 3 a bug,
130 interrupted, 141 the reader closed the pipe.
"""

import gc
import sys
from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> int:
    """Run ``doidkit`` with these arguments, sys.argv's by default; return the exit code.

    Without arguments the process is taken for our own, which an interrupt may end; see
    ``interrupts``.
    """
    # A command makes many values and few cycles: looking for these costs it a thirtieth.
    gc.set_threshold(100_000, 20, 20)
    try:
        from doidkit.cli.interrupts import interruptible
        from doidkit.cli.program import run

        return interruptible(lambda: run(arguments), own=arguments is None)
    except KeyboardInterrupt:
        sys.stderr.write("doidkit: interrupted.\n")
        return 130
