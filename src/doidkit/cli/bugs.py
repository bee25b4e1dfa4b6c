"""What is kept of an unexpected error, so that nobody has to run a command twice to report it."""

import os
import platform
import re
import shlex
import sys
import tempfile
import traceback
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from doidkit.version import __version__

_FOLDER = "errors"
_MOST = 20  # logs that are kept
_LIBRARIES = "pyoxigraph rdflib oxrdflib owlready2 rustdl pyshacl SPARQLWrapper click rich".split()
# Before the first slash, or after a colon before it: an @ in the path of an IRI hides nothing.
_ACCOUNT = re.compile(r"(\w://)(?:[^\s\"'<>/]*|[^\s\"'<>/:]*:[^\s\"'<>]*)@")
_KEY = re.compile(r"([?&][^=&\s]*(?:key|token|password|secret|auth)[^=&\s]*=)[^&\s\"'<>]+", re.I)
_HEADER = re.compile(r"((?:Basic|Bearer|Digest) )[\w+/=.~-]{4,}")
_SECRETS = ("DOIDKIT_ENDPOINT_PASSWORD", "DOIDKIT_ENDPOINT_TOKEN")


def log(error: BaseException, arguments: Sequence[str]) -> Path | None:
    """Write an error's traceback, versions and arguments to a file; None if nowhere can be written.

    The file is in the folder of the cache, else in the temporary folder. Only its owner may
    read it, and passwords are masked.
    """
    text = _described(error, arguments)
    for folder in _folders():
        with suppress(OSError):
            folder.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(".log", "doidkit-error-", folder)
            with os.fdopen(handle, "w", encoding="utf-8", errors="backslashreplace") as file:
                file.write(text)
            _forget(folder)
            return Path(name)
    return None


def masked(text: str) -> str:
    """Return a text without the passwords of its addresses and of the environment."""
    for variable in _SECRETS:
        if secret := os.environ.get(variable, ""):
            text = text.replace(secret, "***")
    for pattern in (_ACCOUNT, _KEY, _HEADER):
        mask = r"\1***@" if pattern is _ACCOUNT else r"\1***"
        text = pattern.sub(mask, text)
    return text


def _folders() -> Iterator[Path]:
    from doidkit.sparql.cache.place import home

    with suppress(RuntimeError):  # nobody's home
        yield home() / _FOLDER
    yield Path(tempfile.gettempdir())


def _described(error: BaseException, arguments: Sequence[str]) -> str:
    # Each by itself: a password may hold what ends an address in a text.
    words = shlex.join(re.sub(r"(\w://).*@", r"\1***@", word, flags=re.S) for word in arguments)
    return masked(
        f"doidkit {words}\n\n"
        f"doidkit {__version__}, Python {sys.version.split()[0]}, {platform.platform()}\n"
        f"{', '.join(_versions())}\n\n"
        f"{''.join(traceback.format_exception(error))}"
    )


def _versions() -> Iterator[str]:
    from importlib.metadata import PackageNotFoundError, version

    for library in _LIBRARIES:
        with suppress(PackageNotFoundError):
            yield f"{library} {version(library)}"


def _forget(folder: Path) -> None:
    """Remove all but the latest logs."""
    found = sorted(folder.glob("doidkit-error-*.log"), key=lambda path: path.stat().st_mtime)
    for path in found[:-_MOST]:
        path.unlink(missing_ok=True)
