"""What a server of tools needs, and the data that it has."""

from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

from doidkit import temporary
from doidkit.data import Data
from doidkit.errors import EngineError, InputError
from doidkit.syntax.files import is_kept
from doidkit.toolserver.subject import Subject


def require() -> None:
    """Raise EngineError where the installation has no such server, or the system no copies."""
    try:
        import mcp  # noqa: F401
    except ImportError as error:
        raise EngineError(
            f"This server needs {error.name}, which is not installed; pip install 'doidkit[mcp]'."
        ) from error
    from doidkit import processes

    if not processes.may_copy():
        raise EngineError(
            "A tool past its limits can be ended where a process can be copied, which this "
            "system does not do; use Linux, macOS or WSL."
        )


def opened(data: Data, against: str | None, held: ExitStack) -> Subject:
    """Return what the tools speak of, opened; ``against`` is an older version, a file or git ref.

    What git has of it is kept in a folder until ``held`` is closed. Raises EngineError as
    ``require``, InputError for data that are elsewhere, and what opening them raises.
    """
    require()
    from doidkit.ontology import Ontology
    from doidkit.sparql.embedded import StoreSource

    source = data.source()
    if not isinstance(source, StoreSource):
        raise InputError("Tools ask what is here; add --copy to work on what the endpoint has.")
    ontology = Ontology(source)
    # What cannot be read again is worked on as it was loaded.
    again = data.local and all(map(is_kept, data.files))
    subject = Subject(str(data), data if again else Data(opened=source), ontology)
    if against is None:
        return subject
    if not data.local or data.bundled:
        raise InputError("--against goes with files; name the newer version as FILE.")
    from doidkit.data.versions import side

    folder = held.enter_context(temporary.folder())
    old = side(against, Path(folder), beside=str(data.named[0]))
    return replace(subject, old=old)
