"""A line of ROBOT commands: all of it is parsed before the first of them runs."""

import difflib
import gc
import traceback
from collections.abc import Iterable, Iterator, Sequence
from importlib import import_module
from typing import Any

import click

from doidkit.cli.output import note
from doidkit.cli.robot.errors import LoggedError, RobotError
from doidkit.cli.robot.options import Chain, global_options
from doidkit.errors import DoidkitError
from doidkit.version import __version__

COMMANDS = {
    "annotate": "Annotate an ontology.",
    "collapse": "Remove the classes in between that have few subclasses.",
    "convert": "Write an ontology in another format.",
    "diff": "Show the axioms that only one of two ontologies has.",
    "expand": "Add what macros stand for.",
    "explain": "Explain why something follows.",
    "export": "Write terms as a table.",
    "export-prefixes": "Write the prefixes.",
    "extract": "Extract what there is to know about some terms.",
    "filter": "Keep the axioms about chosen terms.",
    "materialize": "State inferred superclasses with a property.",
    "measure": "Count what is in an ontology.",
    "merge": "Merge ontologies.",
    "mirror": "Keep copies of what is imported.",
    "query": "Ask or change an ontology with SPARQL.",
    "reason": "Reason, and state what follows.",
    "reduce": "Drop superclasses that others make superfluous.",
    "relax": "State what definitions imply by their form.",
    "remove": "Remove the axioms about chosen terms.",
    "rename": "Rename terms.",
    "repair": "Repair references and doubled axioms.",
    "report": "Report what is wrong, by rules.",
    "template": "Make an ontology of tables.",
    "unmerge": "Take axioms of others out of an ontology.",
    "validate-profile": "Check that an ontology is in a profile of OWL 2.",
    "verify": "Find rule violations with SPARQL.",
}
"""ROBOT's name of each command, the module being its own, and what it does."""

_ROBOT = "1.9.8"  # whose commands these are
_HINTS = (
    "Use the -vvv option to show the stack trace.\nUse the --help option to see usage information."
)


_PYTHON = (
    "doidkit robot has no server for other programs (python): in Python, import doidkit.documents "
    "and doidkit.editing, which do what the commands do."
)

_SEVERAL = {"query": ("-Q", "--queries"), "verify": ("-q", "--queries")}
"""Options that take all values up to the next option."""
_FLAGS = ("", "-v", "-vv", "-vvv", "--verbose", "-x", "--xml-entities", "--strict", "--noprefixes")


class _Commands(click.Group):
    """ROBOT's commands, imported when they are called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f"doidkit.cli.robot.{cmd_name.replace('-', '_')}")
        found: click.Command = module.command
        return found

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


EPILOG = """\b
Examples:
  doidkit robot --help
  doidkit robot merge --help
"""


@click.group(
    cls=_Commands,
    chain=True,
    invoke_without_command=True,
    epilog=EPILOG,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@global_options
@click.version_option(
    __version__, "-V", "--version", message=f"ROBOT version {_ROBOT} (doidkit %(version)s)"
)
@click.pass_context
def line(context: click.Context, /, **given: Any) -> None:
    """Run ROBOT's commands, one after another on one ontology."""
    context.obj = Chain.of(given)
    if context.invoked_subcommand is None:
        click.echo(str(RobotError("missing command", "no command provided")))
        click.echo(_HINTS)
        click.echo(context.get_help())
        context.exit(1)


@line.result_callback()
@click.pass_context
def told(context: click.Context, _: list[object], /, **__: Any) -> None:
    """Tell of a chain that did nothing: no command of it wrote or printed anything."""
    if not context.obj.products:
        note("Nothing was written: no command of the line has an --output.")


def run(arguments: Sequence[str]) -> int:
    """Run a line and return ROBOT's status; its errors are told on standard output, as ROBOT's."""
    traced = "-vvv" in arguments
    collecting = gc.isenabled()
    gc.disable()  # an ontology is millions of tuples, and no circle among them
    try:
        with line.make_context("doidkit robot", _asked(arguments)) as context:
            line.invoke(context)
    except click.exceptions.Exit as done:
        return done.exit_code
    except DoidkitError as error:
        return _refused(error, trace=traced)
    except click.ClickException as error:
        return _refused(_robots(error), trace=traced)
    finally:
        if collecting:
            gc.enable()
    return 0


def _asked(arguments: Sequence[str]) -> list[str]:
    """Return a line with ROBOT's words for help and version as the options that they mean."""
    words = [*arguments]
    if not words or words == ["help"]:
        return ["--help"]
    if words[0] == "help":
        return [words[1], "--help"]
    return ["--version"] if words[0] == "version" else [*_repeated(words)]


def _repeated(words: Iterable[str]) -> Iterator[str]:
    """Yield a line with an option before each of its values, where ROBOT takes any number."""
    command, option, before = "", "", ""
    for word in words:
        if word in COMMANDS and (before in _FLAGS or before[:1] != "-"):
            command, option = word, ""
        elif word[:1] == "-":
            word = _spelt_out(command, word)
            option = word if word in _SEVERAL.get(command, ()) else ""
        elif option and before != option:
            yield option
        yield word
        before = word


def _spelt_out(command: str, word: str) -> str:
    """Return a long option that is begun only, as ROBOT takes it, in full.

    Raises DoidkitError, in ROBOT's words, where several options begin so.
    """
    name, equals, value = word.partition("=")
    if name[:2] != "--" or name == "--":
        return word
    known = _long_options(command)
    fits = [name] if name in known else [each for each in known if each.startswith(name)]
    if len(fits) > 1:
        names = ", ".join(f"'{each[2:]}'" for each in fits)
        raise DoidkitError(f"Ambiguous option: '{name}'  (could be: {names})")
    return f"{fits[0]}{equals}{value}" if fits else word


def _long_options(command: str) -> list[str]:
    with click.Context(line) as context:
        found = line.get_command(context, command) if command else line
        assert found is not None, "it is one of COMMANDS"
        # Of ``params``: ``get_params`` would settle how help is asked for by this bare context.
        options = [name for each in found.params for name in each.opts]
    return [name for name in dict.fromkeys([*options, "--help"]) if name[:2] == "--"]


def _refused(error: DoidkitError, *, trace: bool) -> int:
    if trace:
        traceback.print_exception(error)
    click.echo(str(error) if isinstance(error, LoggedError) else f"{error}\n{_HINTS}")
    return 1


def _robots(error: click.ClickException) -> DoidkitError:
    """Return what ROBOT would say of a line that cannot be parsed, and the nearest name."""
    name, known = "", list[str]()
    if isinstance(error, click.NoSuchOption):
        name, known = error.option_name, [*(error.possibilities or ())]
    elif error.message.startswith("No such command"):
        name = error.message.split("'")[1]
        known = difflib.get_close_matches(name, COMMANDS, n=1)
        if name == "python":
            return DoidkitError(_PYTHON)
    if not name:
        return DoidkitError(error.message)
    hint = f"Did you mean {known[0]}?" if known else ""
    return RobotError("unknown arg", f"unknown command or option: {name}", ours=hint)
