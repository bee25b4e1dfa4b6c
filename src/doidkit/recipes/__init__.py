"""Files that make ``doidkit check`` run in CI, and writing one into a repository.

For ``doidkit check --init KIND``: ``write(kind, Path("."), files=paths, profile=profile)``.
"""

import re
import shlex
from collections.abc import Mapping, Sequence
from importlib import resources
from pathlib import Path, PurePosixPath

from doidkit.atomic import write_whole
from doidkit.errors import InputError
from doidkit.recipes.origin import requirement
from doidkit.syntax.formats import GraphFormat

KINDS: Mapping[str, str] = {
    "github": ".github/workflows/ontology.yml",
    "gitlab": ".gitlab-ci.yml",
    "pre-commit": ".pre-commit-config.yaml",
}
"""Every kind of file with where it stands in a repository."""
DIFFERS = ("git",)
"""What ``differ`` makes show ontologies by content."""

_TEMPLATES = {"github": "github.yml", "gitlab": "gitlab.yml", "pre-commit": "pre-commit.yaml"}
ENDINGS = tuple(
    ending
    for format in GraphFormat
    for ending in format.extensions
    if format.is_written  # a table of mappings is no ontology
    and ending not in (".json", ".xml")  # in most repositories these are something else
)
"""How the names of ontology files end."""
_HOMES = (".", "src/ontology", "ontology")
_UNFIT = re.compile(r"[\x00-\x1f\x7f]|\$\{\{")


def write(
    kind: str,
    folder: Path,
    *,
    files: Sequence[str | Path] = (),
    profile: str = "do",
    source: str | None = None,
) -> Path:
    """Write the CI file of one of ``KINDS`` into a repository; return its path.

    ``files`` are the ontology files to check, relative to ``folder``; without them it is the
    one edit file (``*-edit.*``), or else the one ontology file, in the folder or its ontology
    folder. ``source`` is where CI installs doidkit from, a repository at a tag or an archive, by
    default where this one came from. Raises InputError if the file is there already, or if it is
    not clear what to check or where doidkit is.
    """
    if kind not in KINDS:
        raise InputError(f'"{kind}" is no kind of CI file; choose from {", ".join(KINDS)}.')
    target = folder / KINDS[kind]
    if target.exists() or target.is_symlink():
        raise InputError(f"{target} is already there and stays as it is; move it away first.")
    names = [_relative(file, folder) for file in files] or [_found(folder)]
    text = content(kind, names, requirement(source), profile)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InputError(f"{target.parent} cannot be made ({error.strerror}).") from error
    write_whole(target, text.encode())
    return target


def content(kind: str, files: Sequence[str], package: str, profile: str = "do") -> str:
    """Return the text of one kind of CI file that checks these files with a package for pip."""
    for name in (*files, package, profile):
        if _UNFIT.search(name):
            raise InputError(f"{name!r} cannot stand in a CI file; rename it.")
    text = (resources.files(__name__) / _TEMPLATES[kind]).read_text(encoding="utf-8")
    pattern = "|".join(re.escape(name).replace("/", r"\/") for name in files)
    filled = {
        "@FILES@": shlex.join(files),
        "@PROFILE@": shlex.quote(profile),
        "@INSTALL@": shlex.quote(package),
        "@DEPENDENCY@": _yaml(package),
        "@PATTERN@": _yaml(f"^({pattern})$"),
        "@ENTRY@": _yaml(f"doidkit check --profile {shlex.quote(profile)} --against HEAD"),
    }
    for mark, value in filled.items():
        text = text.replace(mark, value)
    return text


def _yaml(text: str) -> str:
    """Return a text as a YAML scalar in single quotes."""
    return "'" + text.replace("'", "''") + "'"


def _relative(file: str | Path, folder: Path) -> str:
    path = Path(file)
    if not (folder / path).is_file():
        raise InputError(f"{file}: there is no such file in {folder}.")
    if path.is_absolute():
        if not path.is_relative_to(folder.resolve()):
            raise InputError(f"{file}: is outside {folder}; CI would not find it.")
        path = path.relative_to(folder.resolve())
    return PurePosixPath(path).as_posix()


def _found(folder: Path) -> str:
    """Return the one file that is clearly the ontology."""
    present = sorted(
        path.relative_to(folder).as_posix()
        for home in _HOMES
        for path in (folder / home).glob("*")
        if path.is_file() and path.name.endswith(ENDINGS)
    )
    edited = [name for name in present if re.search(r"-edit\.\w+$", name)]
    candidates = edited or present
    if len(candidates) == 1:
        return candidates[0]
    if not candidates:
        raise InputError(f"{folder} has no ontology file; name the file to check.")
    shown = ", ".join(candidates[:5]) + (", ..." if len(candidates) > 5 else "")
    raise InputError(f"Several files could be meant ({shown}); name the file to check.")
