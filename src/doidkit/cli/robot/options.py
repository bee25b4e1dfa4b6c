"""What ROBOT's commands share: the state of a chain, and the options of every command."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fnmatch import translate
from functools import wraps
from pathlib import Path
from typing import Any

import click

from doidkit.cli.robot.errors import RobotError
from doidkit.cli.robot.saving import save as save
from doidkit.documents import Context, Document, read_all
from doidkit.documents.context import prefix, prefixes_of
from doidkit.errors import DoidkitError, InputError
from doidkit.prefixes import NO_PREFIXES
from doidkit.syntax.ofn.writer import line


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


@dataclass(slots=True)
class Chain:
    """What one command leaves to the next: the ontology, and the options before the first."""

    given: Given
    document: Document | None = None
    products: int = 0
    """How many commands wrote or printed something."""

    @classmethod
    def of(cls, options: Mapping[str, Any]) -> "Chain":
        """Return the beginning of a chain, with the options before its first command."""
        return cls(_given(Given(), {**options}))


def global_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options that stand before the first command, or at any."""
    for option in reversed(_GLOBAL):
        function = option(function)
    return function


_GLOBAL = (
    click.option("-p", "--prefix", multiple=True, metavar="'P: IRI'", help="Add a prefix."),
    click.option("-P", "--prefixes", metavar="FILE", help="Use the prefixes of a JSON-LD file."),
    click.option("--noprefixes", is_flag=True, help="Without the default prefixes."),
    click.option(
        "--add-prefix", multiple=True, metavar="'P: IRI'", help="A prefix for outputs, too."
    ),
    click.option(
        "--add-prefixes", multiple=True, metavar="FILE", help="A file's prefixes for outputs, too."
    ),
    click.option("--catalog", metavar="FILE", help="Where imported ontologies are."),
    click.option("--strict", is_flag=True, help="Refuse what cannot be read as OWL."),
    click.option("-x", "--xml-entities", is_flag=True, help="Use entities in XML."),
    click.option("-v", "--verbose", count=True, help="Say more; up to three times."),
)
_ONE = (
    click.option("-i", "--input", "input_", multiple=True, metavar="FILE", help="The ontology."),
    click.option("-I", "--input-iri", multiple=True, metavar="IRI", help="One from the web."),
)
_MANY = (
    click.option("-i", "--input", "input_", multiple=True, metavar="FILE", help="An ontology."),
    click.option("-I", "--input-iri", multiple=True, metavar="IRI", help="One from the web."),
    click.option("-p", "--inputs", metavar="PATTERN", help="Ontologies whose names fit."),
)
_OUTPUT = (
    click.option("-o", "--output", multiple=True, metavar="FILE", help="Write the ontology here."),
)

Step = Callable[..., Document | None]
"""What a command does: given the ontology before, the shared options and its own."""


def robot_command(
    name: str, *, many: bool = False, inputs: bool = True, saves: bool = True
) -> Callable[[Step], click.Command]:
    """Make a command of a function ``(document, given, **own options) -> document``.

    Its options are ROBOT's. ``document`` is what the chain has, else the input's, None without
    either; with ``many`` inputs the function reads ``given.inputs`` itself. What is returned is
    saved to ``--output`` where ``saves``, and goes on; None leaves the chain's as it was.
    """

    def decorate(step: Step) -> click.Command:
        @wraps(step)
        def called(**options: Any) -> None:
            chain: Chain = click.get_current_context().obj
            given = _given(chain.given, options)
            if not many and given.inputs:
                if chain.document is not None:
                    what = "do not use an --input option for chained commands"
                    raise RobotError("chained input", what)
                if len(given.inputs) > 1:  # ROBOT's own spelling
                    raise RobotError("mulitple inputs", "only one --input is allowed")
                (chain.document,) = given.read()
            found = step(chain.document, given, **options)
            chain.document = found or chain.document
            chain.products += bool(given.outputs) or not saves
            if saves and given.outputs and chain.document is not None:
                save(chain.document, given)

        made: Callable[..., Any] = called
        extra = [*((_MANY if many else _ONE) if inputs else ()), *_OUTPUT, *_GLOBAL]
        for option in reversed(extra):
            made = option(made)
        settings = {"help_option_names": ["-h", "--help"]}
        return _own_names_win(click.command(name=name, context_settings=settings)(made))

    return decorate


def _own_names_win(command: click.Command) -> click.Command:
    """Take from the shared options the short names that a command has for its own."""
    shared = {parameter.name for parameter in line_parameters()}
    own = {
        name
        for parameter in command.params
        if parameter.name not in shared
        for name in parameter.opts
    }
    for parameter in command.params:
        if parameter.name in shared:
            parameter.opts = [name for name in parameter.opts if name not in own]
    return command


def line_parameters() -> list[click.Parameter]:
    """Return the shared options."""

    @global_options
    def every() -> None:
        return None

    return [*getattr(every, "__click_params__", ())]


def needed(document: Document | None) -> Document:
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


def term(given: Given, text: str, field: str) -> str:
    """Return the ``<iri>`` of a CURIE or IRI; ROBOT's error for what is neither."""
    try:
        found = given.context.iri(text)
    except InputError as error:
        found, reason = "", error
    if not found.startswith(_SCHEMES):
        what = f'{field} "{text}" is not a valid CURIE or IRI'
        raise RobotError("invalid IRI", what, ours=str(reason) if not found else _UNKNOWN)
    return found


def terms(given: Given, texts: Iterable[str], files: Iterable[str] = ()) -> list[str]:
    """Return the terms of options and of files; what names none is left out, as ROBOT does.

    Both have a term a line, and comments after #.
    """
    found: dict[str, None] = {}
    for text in (*texts, *map(_content, files)):
        for written in text.splitlines():
            name = _REMARK.sub("", written).strip()
            try:
                found[term(given, name, "term")] = None
            except RobotError:
                continue
    return [*found]


_SCHEMES = tuple(f"<{name}:" for name in ("http", "https", "ftp", "file", "mailto", "urn"))
_UNKNOWN = "Its prefix is not known; give it with --prefix, or write the whole IRI."
_REMARK = re.compile(r"(?:^|\s)#.*")


def _content(file: str) -> str:
    try:
        return Path(file).read_text("utf-8-sig")
    except OSError as error:
        raise RobotError("file does not exist", f"File does not exist: {file}") from error


def truth(name: str) -> Callable[[click.Context, click.Parameter, str | None], bool | None]:
    """Return a callback for an option of ``true`` or ``false``, None where it is not given."""

    def callback(_: click.Context, __: click.Parameter, value: str | None) -> bool | None:
        if value is None or value.lower() in ("true", "false"):
            return None if value is None else value.lower() == "true"
        raise RobotError("boolean value", f"arg for {name} must be true or false")

    return callback


def boolean(*names: str, help: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Return an option of ``true`` or ``false``."""
    long = names[-1].lstrip("-")
    return click.option(*names, callback=truth(long), metavar="true|false", help=help)


def _given(before: Given, options: dict[str, Any]) -> Given:
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
