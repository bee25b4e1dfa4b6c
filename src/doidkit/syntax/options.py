"""How files are read, for all that is read within a ``with reading(...)``.

As with ``decimal.localcontext``: a file is read in many places, and a base that reached some
of them only would be a wrong answer.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from doidkit.errors import InputError
from doidkit.prefixes import is_iri


@dataclass(frozen=True, slots=True)
class Reading:
    """``base`` is the IRI that relative ones are of, "" for the document's own address.

    With ``allow_empty`` an input without one triple is no error.
    """

    base: str = ""
    allow_empty: bool = False


_CURRENT: ContextVar[Reading] = ContextVar("reading", default=Reading())  # noqa: B039 (frozen)


def current() -> Reading:
    """Return how files are read now."""
    return _CURRENT.get()


@contextmanager
def reading(*, base: str = "", allow_empty: bool = False) -> Iterator[None]:
    """Read files so until the end of the block; InputError for a base that is no absolute IRI."""
    if base and not is_iri(base):
        raise InputError(f'The base "{base}" is no absolute IRI; give one such as http://e.org/.')
    token = _CURRENT.set(Reading(base, allow_empty))
    try:
        yield
    finally:
        _CURRENT.reset(token)
