"""What a suite is, and what came of it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Outcome:
    """One case: whether doidkit and the judge agree, and how they differ where they do not."""

    case: str
    agrees: bool
    said: str = ""


@dataclass(frozen=True, slots=True)
class Suite:
    """Cases with a judge; ``missing`` says why they cannot be run here, "" if they can."""

    name: str
    judge: str
    missing: Callable[[], str]
    outcomes: Callable[[], Iterator[Outcome]]
