"""What ROBOT's commands share: the state of a chain, and the options of every command.

A command takes from here what it needs of ``given``, ``naming`` and ``saving``, too.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import wraps
from typing import Any

import click

from doidkit.cli.robot.errors import RobotError
from doidkit.cli.robot.given import Given as Given
from doidkit.cli.robot.given import all_of as all_of
from doidkit.cli.robot.given import given_by
from doidkit.cli.robot.given import needed as needed
from doidkit.cli.robot.naming import term as term
from doidkit.cli.robot.naming import terms as terms
from doidkit.cli.robot.saving import save as save
from doidkit.documents import Document
from doidkit.documents.slicing import Sliced


@dataclass(slots=True)
class Chain:
    """What one command leaves to the next: the ontology, and the options before the first."""

    given: Given
    document: Document | Sliced | None = None
    products: int = 0
    """How many commands wrote or printed something."""

    @classmethod
    def of(cls, options: Mapping[str, Any]) -> "Chain":
        """Return the beginning of a chain, with the options before its first command."""
        return cls(given_by(Given(), {**options}))


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

Step = Callable[..., Document | Sliced | None]
"""What a command does: given the ontology before, the shared options and its own."""


def robot_command(
    name: str,
    *,
    many: bool = False,
    inputs: bool = True,
    saves: bool = True,
    streams: bool = False,
) -> Callable[[Step], click.Command]:
    """Make a command of a function ``(document, given, **own options) -> document``.

    Its options are ROBOT's. ``document`` is what the chain has, else the input's, None without
    either; with ``many`` inputs the function reads ``given.inputs`` itself. What is returned is
    saved to ``--output`` where ``saves``, and goes on; None leaves the chain's as it was. A
    function that ``streams`` may be given a slice of a large ontology at a time.
    """

    def decorate(step: Step) -> click.Command:
        @wraps(step)
        def called(**options: Any) -> None:
            chain: Chain = click.get_current_context().obj
            given = given_by(chain.given, options)
            if not many and given.inputs:
                if chain.document is not None:
                    what = "do not use an --input option for chained commands"
                    raise RobotError("chained input", what)
                if len(given.inputs) > 1:  # ROBOT's own spelling
                    raise RobotError("mulitple inputs", "only one --input is allowed")
                chain.document = given.read_one(sliced=streams)
            if not streams and isinstance(chain.document, Sliced):
                chain.document = chain.document.whole()
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
