"""The two sides of a comparison, as people name them: files, stores, endpoints, ``REF:path``."""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from doidkit.data import git
from doidkit.data.data import Data
from doidkit.errors import DoidkitError, InputError
from doidkit.syntax.files import address, require
from doidkit.syntax.formats import GraphFormat, named_format

_NOT_TOLD = (".json", ".xml")
"""Extensions of formats that most files that end in them are not in."""


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a comparison: what it is called, and its data; None for a file not there.

    ``names`` are what its files are called, where they are several.
    """

    name: str
    data: Data | None
    names: tuple[str, ...] = ()

    def place(self, path: str) -> str:
        """Return what one of its files is called."""
        files = () if self.data is None else self.data.files
        called = dict(zip(map(str, files), self.names or (self.name,), strict=False))
        return called.get(path, path)


def side(text: str, folder: Path, *, beside: str = "", timeout: float = 60.0) -> Side:
    """Return a file, a store, an endpoint, or a file as git has it, which is put into a folder.

    ``REF:path`` is a file at a commit, as in git; a REF alone means the file ``beside``. Raises
    InputError for what is none of them.
    """
    path = Path(text)
    if address(path):
        return Side(text, _addressed(text, timeout))
    if path.is_dir():
        return Side(text, Data(store=path))
    if text == "-" or path.exists():
        return Side(text, Data((path,)))
    ref, colon, name = text.partition(":")
    if colon and ref and name:
        return Side(text, _at(Path(name), ref, folder))
    if beside and Path(beside).is_file():
        try:
            return Side(f"{text}:{beside}", _at(Path(beside), text, folder))
        except InputError as error:
            raise InputError(f"{text}: is no file, and as a commit: {error}") from error
    return Side(text, Data((require(path),)))


def changed(ref: str, folder: Path) -> list[tuple[Side, Side]]:
    """Return each ontology file of the repository here that differs from a ref, renames followed.

    Where ``ref`` is a file, it is that file beside what HEAD has. Raises InputError for a ref
    that does not exist.
    """
    if Path(ref).is_file():
        return [(Side(f"HEAD:{ref}", _at(Path(ref), "HEAD", folder)), Side(ref, Data((ref,))))]
    here = Path.cwd() / "_"  # git runs in the folder of a file
    top = git.root(here)
    found = []
    for old, new in git.changed(here, ref):
        if _is_ontology(old or new):
            before = _put(old, git.content(here, ref, old), folder) if old else None
            after = Data((top / new,)) if new else None
            found.append((Side(f"{ref}:{old or new}", before), Side(new or old, after)))
    return found


def pairs(texts: Sequence[str], folder: Path) -> list[tuple[Side, Side]]:
    """Return what people name to be compared: nothing, a ref, or OLD and NEW.

    Nothing is what a change started from. OLD is a file or a ref, NEW a file, or several that are
    taken together; those that a ref does not have are new. Raises InputError for what is none.
    """
    if "-" in texts:
        raise InputError("Standard input can be read only once, a file again; name a file.")
    if len(texts) < 2:
        here = Path.cwd() / "_"  # git runs in the folder of a file
        ref = texts[0] if texts else git.base(here, os.environ.get("GITHUB_BASE_REF", ""))
        return changed(ref, folder)
    old, *news = texts
    if len(news) == 1 and (":" in old or Path(old).is_file()):
        return [(side(old, folder, beside=news[0]), side(news[0], folder, beside=old))]
    before, after = [], []
    for name in news:
        path = require(Path(name))
        version = git.at(path, old)
        after.append(Side(name, Data((path,))))
        if version is not None:
            called = f"{old}:{version.name if version.moved else name}"
            before.append(Side(called, _put(version.name, version.data, folder)))
    return [(_together(before) or Side(f"{old}:{news[0]}", None), _together(after) or after[0])]


def _together(sides: Sequence[Side]) -> Side | None:
    """Return sides of a file each as one, None for no side."""
    if not sides:
        return None
    names = tuple(each.name for each in sides)
    files = tuple(file for each in sides if each.data for file in each.data.files)
    return Side(", ".join(names), Data(files), names)


def _at(path: Path, ref: str, folder: Path) -> Data:
    version = git.at(path, ref)
    if version is None:
        raise InputError(f"{ref} has no file {path}; name one that it has, or another commit.")
    return _put(version.name, version.data, folder)


def _put(name: str, data: bytes, folder: Path) -> Data:
    """Put a file into a folder of its own: its name tells its format."""
    home = folder / str(sum(1 for _ in folder.iterdir()))
    home.mkdir()
    file = home / PurePosixPath(name).name
    file.write_bytes(data)
    return Data((file,))


def _addressed(url: str, timeout: float) -> Data:
    """Return an endpoint, if an address answers SPARQL, else the file that it is."""
    asked = Data(endpoint=url, timeout=timeout)
    try:
        asked.source().ask("ASK {}")
    except DoidkitError:
        return Data((url,))
    return asked


def _is_ontology(name: str) -> bool:
    known = named_format(name)
    if known is GraphFormat.SSSOM:  # its extension is that of any table
        return ".sssom." in name
    return known is not None and not name.endswith(_NOT_TOLD)
