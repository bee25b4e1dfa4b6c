"""Choices come from the tables that they choose from: adding a row adds a choice."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from doidkit import filling, recipes, tabulating
from doidkit.checks import profile_names
from doidkit.cli.program import COMMANDS, cli
from doidkit.editing.extracting import METHODS, Individuals, Intermediates
from doidkit.enrichment import End
from doidkit.measuring.metrics import Level
from doidkit.measuring.profiles import Profile
from doidkit.model import Severity
from doidkit.publishing import Mode
from doidkit.publishing.pulling import FORMATS as PULLED
from doidkit.reasoners import REASONERS
from doidkit.rendering import (
    answers,
    changes,
    classifications,
    explanations,
    findings,
    ingested,
    matches,
    metrics,
    pushes,
    reports,
    reviews,
    rows,
    termtable,
)
from doidkit.similarity import Measure
from doidkit.sparql.stores import kinds
from doidkit.syntax.formats import GraphFormat
from doidkit.validation import Engine

CLI = Path(__file__).parents[2] / "src" / "doidkit" / "cli"
LEVELS = [*(level.value for level in Severity), "never"]
ENDS = [each.value for each in End]
KINDS = [kind.name for kind in kinds.KINDS]
WRITTEN = [format.value for format in GraphFormat if format.is_written]
TABLES = {
    "query --format": answers.FORMATS,
    "search --format": matches.FORMATS,
    "usages --format": rows.FORMATS,
    "similarity --format": rows.FORMATS,
    "similarity --measure": [each.value for each in Measure],
    "mentions --format": rows.FORMATS,
    "fill --add": filling.COLUMNS,
    "rollup --format": rows.FORMATS,
    "rollup --terms": ENDS,
    "enrich --format": rows.FORMATS,
    "enrich --terms": ENDS,
    "check --format": findings.FORMATS,
    "check --fail-on": LEVELS,
    "check --init": recipes.KINDS,
    "checks --format": findings.FORMATS,
    "validate --format": reports.FORMATS,
    "validate --fail-on": LEVELS,
    "validate --engine": [engine.value for engine in Engine],
    "convert --to": WRITTEN,
    "merge --to": WRITTEN,
    "annotate --to": WRITTEN,
    "rename --to": WRITTEN,
    "extract --method": METHODS,
    "extract --individuals": [each.value for each in Individuals],
    "extract --intermediates": [each.value for each in Intermediates],
    "extract --to": WRITTEN,
    "filter --to": WRITTEN,
    "update --to": WRITTEN,
    "diff --format": changes.FORMATS,
    "diff --init": recipes.DIFFERS,
    "review --format": reviews.FORMATS,
    "review --fail-on": LEVELS,
    "ingest --format": ingested.FORMATS,
    "ingest --fail-on": LEVELS,
    "export --format": termtable.FORMATS,
    "export --include": [each.value for each in tabulating.Include],
    "export --entities": [each.value for each in tabulating.Form],
    "export --select": [each.value for each in tabulating.Select],
    "template --to": WRITTEN,
    "patch --to": WRITTEN,
    "push --kind": KINDS,
    "push --format": pushes.FORMATS,
    "pull --kind": KINDS,
    "pull --to": [format.value for format in PULLED],
    "explain --format": explanations.FORMATS,
    "profile --of": [each.value for each in Profile],
    "metrics --format": metrics.FORMATS,
    "metrics --level": [each.value for each in Level],
    "metrics --reasoner": REASONERS,
    "reason --reasoner": REASONERS,
    "reason --format": classifications.FORMATS,
    "reason --fail-on": LEVELS,
}
# A table of its own: a command that renders each of its choices itself.
OWN = {"show --format"}


def options() -> Iterator[tuple[str, click.Option]]:
    context = click.Context(cli)
    for name in COMMANDS:
        command = cli.get_command(context, name)
        assert command is not None
        for option in command.params:
            if isinstance(option, click.Option):
                yield f"{name} {option.opts[0]}", option


CHOICES = {name: o.type.choices for name, o in options() if isinstance(o.type, click.Choice)}


def test_every_choice_is_that_of_a_table() -> None:
    assert CHOICES.keys() == TABLES.keys() | OWN
    assert {name: list(CHOICES[name]) for name in TABLES} == {
        name: list(table) for name, table in TABLES.items()
    }


def test_the_flags_of_a_push_are_its_modes() -> None:
    flags = [option.flag_value for name, option in options() if option.name == "mode"]
    assert flags == [mode.value for mode in Mode]


@pytest.mark.parametrize("path", sorted(CLI.glob("*.py")), ids=lambda path: path.stem)
def test_no_list_is_copied_into_the_command_line(path: Path) -> None:
    known = {
        *KINDS,
        *WRITTEN,
        *(engine.value for engine in Engine),
        *recipes.KINDS,
        *findings.FORMATS,
        *answers.FORMATS,
        *profile_names(),
    }
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.List | ast.Tuple | ast.Set):
            texts = [e.value for e in node.elts if isinstance(e, ast.Constant)]
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            texts = node.value.split() if re.fullmatch(r"[\w -]+", node.value) else []
        else:
            continue
        assert len(known.intersection(map(str, texts))) < 3, (path.name, node.lineno, texts)


def test_help_names_the_bundled_profiles() -> None:
    (profile,) = [o for name, o in options() if name == "check --profile"]
    assert profile.help
    assert profile.help.startswith(", ".join(profile_names()))


def test_a_new_kind_of_store_is_found_by_what_its_row_says(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from doidkit.sparql.stores import detect

    row = kinds.StoreKind("new", "New", asked="{server}/about", answers="New store")

    class Web:
        def look(self, request: object) -> tuple[dict[str, str], str]:
            asked = request.url  # type: ignore[attr-defined]
            return {}, "A New store" if asked == "http://e/s/about" else ""

    monkeypatch.setattr(detect, "KINDS", (*kinds.KINDS, row))
    assert detect.detected("http://e/s/repositories/r", Web()) is row  # type: ignore[arg-type]
    assert detect.detected("http://e/s", Web()) is kinds.GENERIC  # type: ignore[arg-type]
