"""What ROBOT's commands share: the state of a chain, and the options of every command."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import wraps
from pathlib import Path
from typing import Any

import click

from doidkit.cli.robot.errors import RobotError
from doidkit.documents import Context, Document, read_all, write
from doidkit.documents.context import prefix, prefixes_of
from doidkit.errors import InputError
from doidkit.prefixes import NO_PREFIXES
from doidkit.syntax.formats import GraphFormat


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
    output: str | None = None

    def read(self) -> list[Document]:
        """Return the ontologies of the inputs, with their imports."""
        return read_all(self.inputs, catalog=self.catalog, network=True)


@dataclass(slots=True)
class Chain:
    """What one command leaves to the next: the ontology, and the options before the first."""

    given: Given
    document: Document | None = None

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
    click.option("-i", "--input", "input_", metavar="FILE", help="The ontology."),
    click.option("-I", "--input-iri", metavar="IRI", help="The ontology, from the web."),
)
_MANY = (
    click.option("-i", "--input", "input_", multiple=True, metavar="FILE", help="An ontology."),
    click.option("-I", "--input-iri", multiple=True, metavar="IRI", help="One from the web."),
    click.option("--inputs", metavar="PATTERN", help="Ontologies whose names fit."),
)
_OUTPUT = (click.option("-o", "--output", metavar="FILE", help="Write the ontology here."),)

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
            if chain.document is None and not many and given.inputs:
                (chain.document,) = given.read()
            found = step(chain.document, given, **options)
            chain.document = found or chain.document
            if saves and given.output and chain.document is not None:
                save(chain.document, given)

        made: Callable[..., Any] = called
        extra = [*((_MANY if many else _ONE) if inputs else ()), *_OUTPUT, *_GLOBAL]
        for option in reversed(extra):
            made = option(made)
        return click.command(name=name, context_settings={"help_option_names": ["-h", "--help"]})(
            made
        )

    return decorate


def needed(document: Document | None) -> Document:
    """Return the ontology of a command that needs one; ROBOT's error without."""
    if document is None:
        raise RobotError("missing input", "an --input is required")
    return document


def save(document: Document, given: Given, format: GraphFormat | None = None) -> None:
    """Write an ontology to the output."""
    kept = replace(document, prefixes={**document.prefixes, **given.added})
    assert given.output is not None, "who calls has an output"
    write(kept, given.output, format=format)


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
    added: dict[str, str] = {}
    for file in options.pop("add_prefixes", ()):
        added |= _asked(prefixes_of, file)
    added |= _prefixes(options.pop("add_prefix", ()))
    context = before.context
    if options.pop("noprefixes", False):
        context = Context(NO_PREFIXES)
    if file := options.pop("prefixes", None):
        context = context.extended(_asked(prefixes_of, file))
    context = context.extended({**_prefixes(options.pop("prefix", ())), **added})
    catalog = options.pop("catalog", None)
    return Given(
        context,
        {**before.added, **added},
        Path(catalog) if catalog else before.catalog,
        options.pop("strict", False) or before.strict,
        options.pop("xml_entities", False) or before.xml_entities,
        options.pop("verbose", 0) or before.verbosity,
        tuple(_inputs(options)),
        options.pop("output", None),
    )


def _inputs(options: dict[str, Any]) -> Iterable[str]:
    pattern = options.pop("inputs", None)
    for name in ("input_", "input_iri"):
        found = options.pop(name, None) or ()
        yield from (found,) if isinstance(found, str) else found
    if pattern:
        found = sorted(map(str, Path().glob(pattern)))
        if not found:
            raise RobotError("wildcard", f'--inputs pattern "{pattern}" has no match')
        yield from found


def _prefixes(given: Iterable[str]) -> dict[str, str]:
    return dict(_asked(prefix, each) for each in given)


def _asked(what: Callable[[str], Any], of: str) -> Any:
    try:
        return what(of)
    except InputError as error:
        raise RobotError(
            "invalid prefix", f"Invalid prefix string: {of}", ours=str(error)
        ) from error
