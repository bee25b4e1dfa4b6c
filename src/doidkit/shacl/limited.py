"""A validation that may take so long and no longer: in a process of its own, which can be ended."""

import multiprocessing
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from doidkit import processes
from doidkit.errors import DoidkitError, EngineError, InputError
from doidkit.model import Report

Started = Callable[[int], None]
"""Is told the position of each shape before it is evaluated."""


@dataclass(frozen=True, slots=True)
class _Refused:
    """Why there is nothing to report, in one sentence."""

    reason: str


def limited(validate: Callable[[Started], Report], seconds: float, shapes: Sequence[str]) -> Report:
    """Return the report of a validation of some shapes, or raise EngineError when time is over.

    The error says which shape was not finished, by its name in ``shapes``. The memory of the
    process is limited, too.
    """
    at = multiprocessing.RawValue("i", -1)

    def started(position: int) -> None:
        at.value = position

    task: Callable[[], Report | _Refused] = partial(_attempted, validate, started)
    (found,) = processes.run([task], timeout=seconds, workers=1)
    if isinstance(found, Report):
        return found
    if isinstance(found, _Refused):
        raise InputError(found.reason)
    raise EngineError(
        f"The validation was not finished: {_unfinished(at.value, shapes)}. "
        f"{found.reason} Without --timeout there is no limit."
    )


def _attempted(validate: Callable[[Started], Report], started: Started) -> Report | _Refused:
    try:
        return validate(started)
    except DoidkitError as error:
        return _Refused(str(error))


def _unfinished(position: int, shapes: Sequence[str]) -> str:
    if not 0 <= position < len(shapes):
        return "the data were not read to their end" if shapes else "there is no result yet"
    return f"{position} of {len(shapes)} shapes were done, not {shapes[position]}"
