"""The ``doidkit`` command: a table of lazily imported subcommands and the error boundary.

A subcommand lives in ``doidkit/cli/NAME.py`` as a click command called ``command``; its
function returns None for success or an exit code. ``doidkit --help`` imports none of them.
"""

import errno
import io
import os
import sys
import warnings
from collections.abc import Sequence

import click

from doidkit.errors import DoidkitError, DoidkitNote
from doidkit.version import __version__

TYPE_CHECKING = False  # as in typing, whose import `doidkit --help` does without
if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

COMMANDS = {
    "show": ("doidkit.cli.show", "Show an entry as a person would read it."),
    "query": ("doidkit.cli.query", "Run a bundled query or your own SPARQL."),
    "queries": ("doidkit.cli.queries", "List or explain the bundled queries."),
    "search": ("doidkit.cli.search", "Find terms by label or synonym."),
    "tree": ("doidkit.cli.tree", "Show a term's ancestors or descendants."),
    "usages": ("doidkit.cli.usages", "List every statement that names a term, with its line."),
    "similarity": ("doidkit.cli.similarity", "Tell how alike terms are by their ancestors."),
    "rollup": ("doidkit.cli.rollup", "Count associations by the terms of a slim."),
    "enrich": ("doidkit.cli.enrich", "Test which terms a sample has more often than chance."),
    "mentions": ("doidkit.cli.mentions", "Find the terms that a text names."),
    "lexmatch": ("doidkit.cli.lexmatch", "Match two ontologies by their names, into SSSOM."),
    "fill": ("doidkit.cli.fill", "Fill a table of ids with labels, definitions, parents."),
    "check": ("doidkit.cli.check", "Check an ontology in one go, each finding located."),
    "checks": ("doidkit.cli.checks", "List, explain or lint the checks."),
    "validate": ("doidkit.cli.validate", "Check data against SHACL shapes."),
    "convert": ("doidkit.cli.convert", "Convert RDF between syntaxes, deterministically."),
    "diff": ("doidkit.cli.diff", "Show what an edit changed, term by term."),
    "review": ("doidkit.cli.review", "Review a change: what it did, implies and breaks."),
    "patch": ("doidkit.cli.patch", "Apply the changes that diff wrote."),
    "merge-driver": ("doidkit.cli.merge_driver", "Merge two edits of a file by axioms, for git."),
    "site": ("doidkit.cli.site", "Make a website of an ontology, to read offline."),
    "serve": ("doidkit.cli.serve", "Serve pages and a SPARQL endpoint to read."),
    "lsp": ("doidkit.cli.lsp", "Show findings, names and mends in an editor while you type."),
    "mcp": ("doidkit.cli.mcp", "Offer queries, pages and checks as tools to AI assistants."),
    "ingest": ("doidkit.cli.ingest", "Take in pages: audit them, propose terms, draft entries."),
    "export": ("doidkit.cli.export", "Export claims as KGX or HPO annotations, terms as a table."),
    "template": ("doidkit.cli.template", "Make an ontology of tables."),
    "update": ("doidkit.cli.update", "Change files with SPARQL Update."),
    "fetch": ("doidkit.cli.fetch", "Download a release of the Disease Ontology."),
    "load": ("doidkit.cli.load", "Build an on-disk store from files."),
    "push": ("doidkit.cli.push", "Publish files to a triple store, all or nothing."),
    "pull": ("doidkit.cli.pull", "Fetch a graph of a triple store as a file."),
    "cache": ("doidkit.cli.cache", "Show or clear the cache of indexed files."),
    "explain": ("doidkit.cli.explain", "Show why a class is below another one, or empty."),
    "reason": ("doidkit.cli.reason", "Check consistency and classify."),
    "merge": ("doidkit.cli.merge", "Merge ontologies, and what they import."),
    "extract": ("doidkit.cli.extract", "Extract what there is to know about some terms."),
    "filter": ("doidkit.cli.filter", "Keep the axioms about some terms, or take them out."),
    "annotate": ("doidkit.cli.annotate", "Annotate an ontology, set its IRIs."),
    "rename": ("doidkit.cli.rename", "Rename terms wherever they are mentioned."),
    "profile": ("doidkit.cli.profile", "Tell which profiles of OWL 2 an ontology is in."),
    "metrics": ("doidkit.cli.metrics", "Count what is in an ontology."),
    "robot": ("doidkit.cli.robot", "Run ROBOT's commands, and chains of them."),
}

_SHOWN = 200  # characters of a file's name
_REFUSALS = (
    *(errno.ENAMETOOLONG, errno.ELOOP, errno.EACCES, errno.EPERM, errno.ENOTDIR, errno.EISDIR),
    *(errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EFBIG, errno.EMFILE, errno.ENFILE, errno.EIO),
)

_EPILOG = """\b
Examples:
  doidkit show DOID:182
  doidkit query unsupported
  doidkit convert --to ntriples
"""


class LazyGroup(click.Group):
    """A group that knows its commands' names and summaries, and imports one when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names in the table's order."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import and return one command."""
        if cmd_name not in COMMANDS:
            return None
        from importlib import import_module

        command = import_module(COMMANDS[cmd_name][0]).command
        assert isinstance(command, click.Command)
        return command

    def shell_complete(self, ctx: click.Context, incomplete: str) -> "list[CompletionItem[str]]":
        """Return the commands and options that begin with a text, none of them imported."""
        from click.shell_completion import CompletionItem

        named = [
            CompletionItem(name, help=summary)
            for name, (_, summary) in COMMANDS.items()
            if name.startswith(incomplete)
        ]
        return [*named, *click.Command.shell_complete(self, ctx, incomplete)]

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command that the arguments begin with; UsageError with the nearest name."""
        name = args[0]
        if name in COMMANDS or name.startswith("-") or ctx.resilient_parsing:
            return super().resolve_command(ctx, args)
        import difflib

        near = difflib.get_close_matches(name, COMMANDS, n=2)
        hint = f" Did you mean {' or '.join(map(repr, near))}?" if near else ""
        raise click.UsageError(f"No such command {name!r}.{hint}", ctx)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands from the table alone."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, summary) for name, (_, summary) in COMMANDS.items()])


@click.group(
    cls=LazyGroup,
    epilog=_EPILOG,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__, prog_name="doidkit", message="%(prog)s %(version)s")
def cli() -> None:
    """Query, validate, compare and publish the Disease Ontology.

    Every command works on the bundled DOID:182 calcinosis ontology unless you name files.
    """


def run(arguments: Sequence[str] | None = None) -> int:
    """Run one command line and return its exit code; the only place that catches errors."""
    arguments = sys.argv[1:] if arguments is None else list(arguments)
    show, warnings.showwarning = warnings.showwarning, _remark
    try:
        code = _invoke(list(arguments))
        sys.stdout.flush()
        return code
    except DoidkitError as error:
        click.echo(f"doidkit: {_masked(str(error))}", err=True)
        return error.exit_code
    except click.ClickException as error:
        said = io.StringIO()
        error.show(said)
        click.echo(_masked(said.getvalue()), err=True, nl=False)
        return error.exit_code
    except BrokenPipeError:
        _abandon_stdout()
        return 141
    except click.Abort:
        raise KeyboardInterrupt from None
    except Exception as error:
        return _refuse(error) or _report(error, arguments)
    finally:
        warnings.showwarning = show


def _masked(text: str) -> str:
    from doidkit.cli import bugs

    return bugs.masked(text)


def _refuse(error: Exception) -> int:
    """Say what the system refuses about a file, and return 2; 0 if it is about none.

    The place that uses a file says it better; this is for the one that was forgotten.
    """
    if not isinstance(error, OSError) or error.filename is None or error.errno not in _REFUSALS:
        return 0
    name = _masked(str(error.filename))
    click.echo(f"doidkit: {name[:_SHOWN]}: cannot be used ({error.strerror}).", err=True)
    return 2


def _report(error: Exception, arguments: Sequence[str]) -> int:
    import traceback

    from doidkit.cli import bugs

    path = bugs.log(error, arguments)
    if path is None:
        click.echo(bugs.masked("".join(traceback.format_exception(error))), err=True)
    where = f"the traceback is in {path}" if path else "the traceback is above"
    what = bugs.masked(f"{type(error).__name__}: {error}")
    click.echo(f"doidkit: internal error ({what}); {where}, please report it.", err=True)
    return 3


def _invoke(arguments: list[str]) -> int:
    # Not click's own main(): it turns a closed pipe into exit 1 and hides the command's result.
    if instruction := os.environ.get("_DOIDKIT_COMPLETE"):
        from doidkit.cli.completing import completed

        return completed(cli, instruction)
    try:
        with cli.make_context("doidkit", arguments) as context:
            result = cli.invoke(context)
    except click.exceptions.Exit as done:
        return done.exit_code
    return result if isinstance(result, int) else 0


def _remark(
    message: Warning | str,
    category: type[Warning],
    filename: str,
    lineno: int,
    file: object = None,
    line: str | None = None,
) -> None:
    """Show our own warnings as remarks; those of libraries say nothing to whoever runs this."""
    if issubclass(category, DoidkitNote):
        click.echo(f"Note: {message}.", err=True)


def _abandon_stdout() -> None:
    # The reader is gone; without this the interpreter would fail again when it flushes at exit.
    null = os.open(os.devnull, os.O_WRONLY)
    os.dup2(null, sys.stdout.fileno())
    os.close(null)
