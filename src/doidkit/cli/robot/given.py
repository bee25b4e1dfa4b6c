"""What a line of ROBOT's gives to each command: prefixes, catalog, inputs, outputs."""

import re
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from fnmatch import translate
from pathlib import Path
from typing import Any, overload

from doidkit.cli.robot.errors import RobotError
from doidkit.documents import Context, Document, read_all
from doidkit.documents.context import prefix, prefixes_of
from doidkit.documents.slicing import Sliced, is_large, read_sliced
from doidkit.errors import DoidkitError, InputError
from doidkit.prefixes import NO_PREFIXES
from doidkit.syntax.ofn.writer import line
from doidkit.syntax.slicing import NoSlices


@dataclass(frozen=True, slots=True)
class Given:
    """The options that every command has, with those before the first command."""

    context: Context = field(default_factory=Context)
    added: Mapping[str, str] = field(default_factory=lambda: NO_PREFIXES)
    catalog: Path | None = None
    strict: bool = False
    xml_entities: bool = False
    verbosity: int = 0
    inputs: tuple[str, ...] = ()
    outputs: tuple[str, ...] = ()

    @property
    def output(self) -> str | None:
        """The last output, where there is one."""
        return self.outputs[-1] if self.outputs else None

    def read(self) -> list[Document]:
        """Return the ontologies of the inputs, with their imports."""
        return self.documents(self.inputs)

    def read_one(self, *, sliced: bool) -> Document | Sliced:
        """Return the ontology of the one input, a large one in slices if ``sliced``."""
        (path,) = self.inputs
        if sliced and not self.strict and is_large(path):
            with suppress(NoSlices):
                return read_sliced(path)
        return self.documents(self.inputs)[0]

    def documents(self, paths: Sequence[str]) -> list[Document]:
        """Return the ontologies of files or addresses; ROBOT's errors for what is not there."""
        for path in paths:
            if not _ADDRESS.match(path) and not Path(path).exists():
                raise DoidkitError(f"{path} (No such file or directory)\n{_NO_FILE}")
        if self.catalog and not self.catalog.is_file():
            raise RobotError("file does not exist", f"File does not exist: {self.catalog}")
        try:
            found = read_all(paths, catalog=self.catalog, network=True)
        except DoidkitError as error:
            raise _imports(error, paths) from error
        broken = [axiom for each in found for axiom in each.broken]
        if broken and self.strict:
            what = f"input ontology contains {len(broken)} axiom(s) that could not be parsed:"
            raise RobotError("unparsed triples", "\n - ".join((what, *map(line, broken))))
        return found


_ADDRESS = re.compile(r"(?:https?|ftp)://", re.IGNORECASE)
_NO_FILE = "Check the name and the folder you are in."
_IMPORTED = re.compile(r"imports <([^>]+)>|((?:https?|ftp)://\S+?):? ")


def _imports(error: DoidkitError, paths: Sequence[str]) -> DoidkitError:
    """Return ROBOT's words before ours, where it is an import that cannot be read."""
    found = _IMPORTED.search(str(error))
    name = next(filter(None, found.groups()), "") if found else ""
    if not name or name in paths:
        return error
    return DoidkitError(f"Could not load imported ontology: <{name}>\n{error}")


@overload
def needed(document: Document | None) -> Document: ...


@overload
def needed(document: Document | Sliced | None) -> Document | Sliced: ...


def needed(document: Document | Sliced | None) -> Document | Sliced:
    """Return the ontology of a command that needs one; ROBOT's error without."""
    if document is None:
        raise RobotError("missing input", "an --input is required")
    return document


def all_of(document: Document | None, given: Given) -> list[Document]:
    """Return the chain's ontology and those of the inputs; ROBOT's error where there is none."""
    found = [*([document] if document else []), *given.read()]
    if not found:
        raise RobotError("missing input", "at least one --input is required")
    return found


def given_by(before: Given, options: dict[str, Any]) -> Given:
    """Take the shared options out of a command's, and return them with those before."""
    files: dict[str, str] = {}
    for file in options.pop("add_prefixes", ()):
        files |= _context(file)
    added = _prefixes(options.pop("add_prefix", ()))
    context = before.context
    if options.pop("noprefixes", False):
        context = Context(NO_PREFIXES)
    if file := options.pop("prefixes", None):
        context = Context(_context(file))
    context = context.extended({**files, **_prefixes(options.pop("prefix", ())), **added})
    catalog = options.pop("catalog", None)
    return Given(
        context,
        {**before.added, **files, **added},
        Path(catalog) if catalog else before.catalog,
        options.pop("strict", False) or before.strict,
        options.pop("xml_entities", False) or before.xml_entities,
        options.pop("verbose", 0) or before.verbosity,
        tuple(_inputs(options)),
        tuple(options.pop("output", None) or ()),
    )


def _inputs(options: dict[str, Any]) -> Iterable[str]:
    pattern = options.pop("inputs", None)
    for name in ("input_", "input_iri"):
        yield from options.pop(name, None) or ()
    if pattern is not None:
        yield from _fitting(pattern)


def _fitting(pattern: str) -> list[str]:
    """Return the files whose names fit a pattern of * and ?, sorted: none is no error here."""
    if not re.search(r"[*?]", pattern):
        raise RobotError("wildcard", "--inputs argument must be a quoted wildcard pattern")
    whole = Path(pattern)
    fits = re.compile(translate(whole.name.replace("[", "[[]")))
    if not whole.parent.is_dir():
        return []
    return sorted(str(each) for each in whole.parent.iterdir() if fits.match(each.name))


def _prefixes(given: Iterable[str]) -> dict[str, str]:
    found = {}
    for text in given:
        try:
            name, namespace = prefix(text)
        except InputError as error:
            what = f"Invalid prefix string: {text}"
            raise RobotError("invalid prefix", what, ours=str(error)) from error
        if ":" not in namespace:
            what = f"Could not load prefix '{name}' for '{namespace}'"
            raise RobotError("prefix load", what, ours="A namespace is the beginning of an IRI.")
        found[name] = namespace
    return found


def _context(file: str) -> dict[str, str]:
    if not Path(file).exists():
        raise RobotError("file does not exist", f"File does not exist: {file}")
    try:
        return prefixes_of(file)
    except InputError as error:
        what = "Could not parse the JSON-LD context."
        raise RobotError("JSON-LD context parse", what, ours=str(error)) from error
