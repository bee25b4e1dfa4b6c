"""The inputs that stand in shared/ beside the checkout, never in it.

What needs one is collected all the same, and skipped with a reason that the summary counts.
"""

from pathlib import Path

import pytest

SHARED = Path(__file__).parents[3] / "shared"
ABSENT = "not beside the checkout: shared/"


def needs(name: str) -> pytest.MarkDecorator:
    """Return the mark that skips a test where an input is absent."""
    return pytest.mark.skipif(not (SHARED / name).exists(), reason=ABSENT + name)


def required(name: str = "") -> Path:
    """Return an input's path; skips the test, or whatever asks for its fixture, without it."""
    path = SHARED / name
    if not path.exists():
        pytest.skip(ABSENT + name)
    return path
