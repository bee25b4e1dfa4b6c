"""Everything doidkit raises on purpose.

::

    DoidkitError                  exit code 2: the work could not be done
    |-- InputError                a file or value from the user: missing, unreadable, malformed
    |   |-- SyntaxFault           malformed text, with path, line and column
    |   |-- UnknownTermError      no such term, with the nearest labels
    |   `-- AmbiguousTermError    a name of several terms, with all of them
    |-- QueryError                a query or its parameters
    |   `-- UnknownQueryError     no such bundled query, with the nearest name
    |-- CheckError                a check or shapes file that is none
    `-- EngineError               an engine: no Java, endpoint down, timeout

A message is one sentence: what went wrong, where, and what to do next. Findings are values
(``model.Finding``), never exceptions.
"""

TYPE_CHECKING = False  # as in typing; `doidkit --help` passes here, so nothing is imported
if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


_CANDIDATES = 5  # of several terms, those that a message names


class DoidkitError(Exception):
    """Base of every expected failure; ``exit_code`` is what the command line returns."""

    exit_code = 2


class DoidkitNote(UserWarning):
    """A warning of ours that a person may want to read and that stops nothing."""


class InputError(DoidkitError):
    """A file or value from the user cannot be used."""

    def __init__(self, message: str) -> None:
        scheme, found, rest = message.partition(":/")
        if found and scheme in ("http", "https") and rest[:1] != "/":
            message = f"{scheme}://{rest}"  # a Path drops a slash of an address
        super().__init__(message)


class SyntaxFault(InputError):
    """Text that does not follow its grammar.

    ``line`` and ``column`` count from 1 and are None when the parser gives no position.
    """

    def __init__(
        self, path: "str | Path", reason: str, *, line: int | None = None, column: int | None = None
    ) -> None:
        self.path = str(path)
        self.reason = reason
        self.line = line
        self.column = column
        where = ":".join(str(part) for part in (path, line, column) if part is not None)
        super().__init__(f"{where}: {reason}; correct the text there and run again.")


class UnknownTermError(InputError):
    """No term has this CURIE, IRI or label; ``suggestions`` are the nearest labels."""

    def __init__(self, text: str, suggestions: "Sequence[str]" = ()) -> None:
        self.text = text
        self.suggestions = tuple(suggestions)
        hint = (
            f"did you mean {' or '.join(self.suggestions)}?"
            if self.suggestions
            else "try 'doidkit search' with a word of its name."
        )
        super().__init__(f'No term "{text}" in the loaded data: {hint}')


class AmbiguousTermError(InputError):
    """Several terms have this name, and none more than the others; ``candidates`` are they."""

    def __init__(self, text: str, candidates: "Sequence[str]") -> None:
        self.text = text
        self.candidates = tuple(candidates)
        more = len(self.candidates) - _CANDIDATES
        told = [*self.candidates[:_CANDIDATES], *([f"{more} more"] if more > 0 else [])]
        super().__init__(
            f'"{text}" means {len(self.candidates)} terms in the loaded data, '
            f"{', '.join(told[:-1])} and {told[-1]}; name one by its identifier."
        )


class QueryError(DoidkitError):
    """A query cannot be read, bound or evaluated."""


class UnknownQueryError(QueryError):
    """No bundled query has this name; ``suggestions`` are the nearest names."""

    def __init__(self, name: str, suggestions: "Sequence[str]" = ()) -> None:
        self.name = name
        self.suggestions = tuple(suggestions)
        hint = (
            f"did you mean {' or '.join(self.suggestions)}?"
            if self.suggestions
            else "'doidkit queries' lists them."
        )
        super().__init__(f'No bundled query "{name}" and no such file: {hint}')


class CheckError(DoidkitError):
    """A check or shapes file is not one."""


class EngineError(DoidkitError):
    """An engine cannot do its work: no Java, endpoint unreachable, timeout."""
