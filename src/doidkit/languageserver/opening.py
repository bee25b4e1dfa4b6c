"""What a language server needs."""

from doidkit.errors import EngineError


def require() -> None:
    """Raise EngineError where the installation or the system has no language server."""
    try:
        import pygls  # noqa: F401
    except ImportError as error:
        raise EngineError(
            f"A language server needs {error.name}, which is not installed; "
            "pip install 'doidkit[lsp]'."
        ) from error
    from doidkit import processes

    if not processes.may_copy():
        raise EngineError(
            "A whole file is checked beside the typing in a copy of the process, which this "
            "system does not make; use Linux, macOS or WSL."
        )
