"""What is made of two data at once: of large files on two cores."""

from collections.abc import Callable
from functools import partial
from typing import TypeVar

from doidkit import processes
from doidkit.data.data import Data

_Made = TypeVar("_Made")
_ENOUGH = 1 << 20  # bytes of files that are worth a process


def both(make: Callable[[Data], _Made], old: Data, new: Data) -> tuple[_Made, _Made]:
    """Return what is made of each; the second must be picklable. Raises as ``make`` does."""
    if not (_is_large(old) and _is_large(new)):
        return make(old), make(new)
    with processes.begun(partial(make, new)) as made:
        first, second = make(old), made()
    # What failed there is done here, where an error is raised as what it is.
    return first, make(new) if isinstance(second, processes.Failure) else second


def _is_large(data: Data) -> bool:
    """Return whether data are large files, and no pipes, which can be read but once."""
    if not data.local or not all(path.is_file() for path in data.files):
        return False
    return sum(path.stat().st_size for path in data.files) >= _ENOUGH
