"""``python -m conformance [WORD...]``: runs the suites whose names have a word; all write the page.

Exits with 1 where doidkit and a judge differ without a reason.
"""

import sys
from pathlib import Path

from conformance import reading, reports, shacl
from conformance.reasons import reason
from conformance.suite import Outcome, Suite

PAGE = Path(__file__).parents[3] / "docs" / "correctness.md"
SUITES: tuple[Suite, ...] = (*shacl.SUITES, *reading.SUITES, reports.SUITE)
_HEAD = """# Correctness

What other people's suites say of doidkit, made by `make conformance`, which fetches nothing: its
inputs are in the folder `shared/` beside the checkout. A case agrees where doidkit gives what the
judge gives; each difference that is left has its reason below, and one without a reason fails the
command. The small inputs of public bug reports are tests, each with its right value.

"""


def main(words: list[str]) -> int:
    """Run the wanted suites and write the page if all ran; return the exit code."""
    wanted = [suite for suite in SUITES if not words or any(word in suite.name for word in words)]
    rows, differences, unexplained, whole = [], [], 0, not words
    for suite in wanted:
        if lacking := suite.missing():
            print(f"{suite.name}: not run, {lacking}")
            whole = False
            continue
        outcomes = list(suite.outcomes())
        agreed = sum(outcome.agrees for outcome in outcomes)
        rows.append(f"| {suite.name} | {suite.judge} | {len(outcomes)} | {agreed} |")
        print(f"{suite.name}: {agreed} of {len(outcomes)}", flush=True)
        for outcome in outcomes:
            if not outcome.agrees:
                why = reason(suite.name, outcome)
                unexplained += not why
                differences.append(_row(suite, outcome, why))
                print(f"  {outcome.case}: {outcome.said or why}{'' if why else ' (no reason)'}")
    if whole and not unexplained:
        PAGE.write_text(_page(rows, differences), encoding="utf-8")
    return 1 if unexplained else 0


def _row(suite: Suite, outcome: Outcome, why: str) -> str:
    return f"| {suite.name} | {outcome.case} | {why} |"


def _page(rows: list[str], differences: list[str]) -> str:
    lines = ["| suite | judge | cases | agree |", "|---|---|---|---|", *rows, "", "## What differs"]
    lines += ["", "| suite | case | why |", "|---|---|---|", *differences]
    return _HEAD + "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
