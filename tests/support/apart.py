"""What asks rustdl in tests: its threads must not be in the process that is copied for others."""

import functools
from collections.abc import Callable
from typing import Any, TypeVar

from doidkit import processes
from doidkit.errors import EngineError

_Result = TypeVar("_Result")


def apart(function: Callable[..., _Result], *arguments: Any, **named: Any) -> _Result:
    """Return what a function returns in a copy of the process."""
    (found,) = processes.run([functools.partial(function, *arguments, **named)], workers=1)
    if isinstance(found, processes.Failure):
        raise EngineError(found.reason)
    return found


def in_a_copy(test: Callable[..., None]) -> Callable[..., None]:
    """Return a test that runs in a copy of the process."""

    @functools.wraps(test)
    def run(*arguments: Any, **named: Any) -> None:
        apart(test, *arguments, **named)

    return run
