"""Completion in bash, zsh and fish: of commands and options, and of names that are known.

click makes most of it. Ours are the names, and bash's way with colons and spaces: it takes
``DOID:18`` for three words, and what it gets for several where a space is not escaped.
"""

import os
import re
import warnings
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, TypeAlias

import click
from click.shell_completion import (
    BashComplete,
    CompletionItem,
    FishComplete,
    ShellComplete,
    ZshComplete,
    add_completion_class,
    shell_complete,
    split_arg_string,
)

from doidkit.errors import DoidkitError

if TYPE_CHECKING:
    from doidkit.data import Data

VARIABLE = "_DOIDKIT_COMPLETE"
"""Set by the shell's function to what is wanted: ``bash_source``, ``bash_complete``."""
_MOST = 200  # names that are offered
_SPECIAL = re.compile(r"([^\w@%+=:,./~^-])")
_BASH = """\
%(complete_func)s() {
    local IFS=$'\\n' reply line type value
    COMPREPLY=()
    reply=$(env COMP_WORDS="${COMP_LINE:0:COMP_POINT}" COMP_WORDBREAKS="$COMP_WORDBREAKS" \
%(complete_var)s=bash_complete "$1" 2>/dev/null)
    for line in $reply; do
        type=${line%%%%,*}
        value=${line#*,}
        case $type in
            dir) compopt -o dirnames ;;
            file) compopt -o default ;;
            part) compopt -o nospace; COMPREPLY+=("$value") ;;
            plain) COMPREPLY+=("$value") ;;
        esac
    done
}
complete -o nosort -F %(complete_func)s %(prog_name)s
"""

if TYPE_CHECKING:
    Item: TypeAlias = CompletionItem[str]
else:
    Item = CompletionItem  # click 8.2 knows no parameters of it

Names = Callable[[click.Context, click.Parameter, str], list[Item]]
"""What click asks for the values of a parameter that begin with a text."""


def completed(cli: click.Command, instruction: str) -> int:
    """Answer a shell, and return the exit code."""
    for each in (_Bash, _Zsh, _Fish):
        add_completion_class(each)
    warnings.simplefilter("ignore")
    return shell_complete(cli, {}, "doidkit", VARIABLE, instruction)


class _Whole(ShellComplete):
    """Gives the whole word for a value that stands behind its option and ``=``."""

    def get_completions(self, args: list[str], incomplete: str) -> list[Item]:
        option, equals, _ = incomplete.partition("=")
        found = super().get_completions(args, incomplete)
        if option.startswith("--") and equals:
            for item in found:
                if item.type in ("plain", "part"):
                    item.value = f"{option}={item.value}"
        return found


class _Bash(_Whole, BashComplete):
    source_template = _BASH

    def get_completion_args(self) -> tuple[list[str], str]:
        words = split_arg_string(os.environ["COMP_WORDS"] + "x")
        return words[1:-1], words[-1][:-1]

    def format_completion(self, item: Item) -> str:
        line = os.environ["COMP_WORDS"]
        if _open_quote(line):
            return f"{item.type},{item.value}"
        typed = split_arg_string(line + "x")[-1][:-1]
        breaks = os.environ.get("COMP_WORDBREAKS", "")
        cuts = [at for at, letter in enumerate(typed, 1) if letter in ":=" and letter in breaks]
        value = item.value
        if cuts:
            # Bash replaces what stands after the last break only.
            starts = [0, *(at for at, letter in enumerate(typed, 1) if letter in ":=")]
            parts = [typed[start : cuts[-1]] for start in starts if start < cuts[-1]]
            begun = next((part for part in parts if value.startswith(part)), "")
            value = value.removeprefix(begun)
        escaped = _SPECIAL.sub(r"\\\1", value)
        return f"{item.type},{escaped}"


class _Zsh(_Whole, ZshComplete):
    source_template = ZshComplete.source_template.replace(
        """        elif [[ "$type" == "dir" ]]; then""",
        """        elif [[ "$type" == "part" ]]; then
            compadd -U -S '' -- "$key"
        elif [[ "$type" == "dir" ]]; then""",
    )

    def format_completion(self, item: Item) -> str:
        if item.type == "part":
            item.help = None
        return super().format_completion(item)


class _Fish(_Whole, FishComplete):
    source_template = FishComplete.source_template.replace(
        'string split ","', 'string split -m 1 ","'
    )

    def format_completion(self, item: Item) -> str:
        if item.type == "part":
            item.type = "plain"
        return super().format_completion(item)


def _open_quote(line: str) -> str:
    """Return the quotation mark that a line leaves open, "" for none."""
    mark, escaped = "", False
    for letter in line:
        if escaped:
            escaped = False
        elif letter == "\\" and mark != "'":
            escaped = True
        elif mark:
            mark = "" if letter == mark else mark
        elif letter in "\"'":
            mark = letter
    return mark


def queries(ctx: click.Context, param: click.Parameter, begun: str) -> list[Item]:
    """Complete the name of a bundled query, or of a file."""
    from doidkit.queries import bundled_queries

    found = _items(((query.name, query.title) for query in bundled_queries()), begun)
    return found or [CompletionItem(begun, type="file")]


def parameters(ctx: click.Context, param: click.Parameter, begun: str) -> list[Item]:
    """Complete the name of a query's parameter, and after it a term of the data."""
    from doidkit.queries import ParameterType, find

    try:
        wanted = find(str(_argument(ctx, "name")))
    except DoidkitError:
        return []
    name, equals, value = begun.partition("=")
    if not equals:
        named = ((f"{each.name}=", each.help) for each in wanted.parameters)
        return [CompletionItem(i.value, type="part", help=i.help) for i in _items(named, begun)]
    declared = wanted.parameter(name)
    if declared is None or declared.type is not ParameterType.TERM:
        return []
    return [CompletionItem(f"{name}={i.value}", help=i.help) for i in terms(ctx, param, value)]


def checks(ctx: click.Context, param: click.Parameter, begun: str) -> list[Item]:
    """Complete the name of a bundled check."""
    from doidkit.checks import registry

    return _items(((check.id, check.title) for check in registry().values()), begun)


def profiles(ctx: click.Context, param: click.Parameter, begun: str) -> list[Item]:
    """Complete the name of a bundled profile, or of a file."""
    from doidkit.checks import profile_names

    found = _items(((name, "") for name in profile_names()), begun)
    return found or [CompletionItem(begun, type="file")]


def terms(ctx: click.Context, param: click.Parameter, begun: str) -> list[Item]:
    """Complete a CURIE, a label or an exact synonym of the data that the command names.

    Nothing is fetched or indexed for it: large files are known once they are in the cache.
    """
    data = _data(ctx)
    if data is None or not begun:
        return []
    from doidkit.ontology.beginning import beginning

    try:
        return [CompletionItem(name, help=about) for name, about in beginning(data, begun, _MOST)]
    except DoidkitError:
        return []


def _argument(ctx: click.Context, name: str) -> str | None:
    """Return an argument; where an option still lacks its value click has not come to them."""
    return ctx.params.get(name) or next(iter(ctx.args), None)


def _data(ctx: click.Context) -> "Data | None":
    """Return what the options so far name, None for what is elsewhere."""
    from doidkit.data import Data

    given = ctx.params
    if given.get("endpoint"):
        return None
    try:
        files = given.get("paths") or (ctx.args if "paths" in given else ())
        paths = (*files, *(given.get("data") or ()))
        return Data(paths, store=given.get("read_store"), imports=bool(given.get("imports")))
    except DoidkitError:
        return None


def _items(names: Iterable[tuple[str, str]], begun: str) -> list[Item]:
    return [CompletionItem(name, help=about) for name, about in names if name.startswith(begun)]
