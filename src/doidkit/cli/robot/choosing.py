"""The options that ROBOT's ``filter`` and ``remove`` share."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeVar

import click

from doidkit.cli.output import note
from doidkit.cli.robot.errors import RobotError
from doidkit.cli.robot.options import Given, boolean, terms
from doidkit.editing import streaming
from doidkit.editing.selecting import (
    BadPattern,
    Impossible,
    Selection,
    UnfitValue,
    UnknownKind,
    UnknownSelector,
    contradiction,
    dropped,
    group,
)
from doidkit.editing.streaming import Ontology
from doidkit.errors import InputError
from doidkit.syntax.owl.signature import Entity

_Found = TypeVar("_Found")
_OPTIONS = (
    click.option("--base-iri", multiple=True, metavar="IRI|PREFIX", help="An own namespace."),
    click.option("-t", "--term", multiple=True, help="A term to start from."),
    click.option("-T", "--term-file", multiple=True, metavar="FILE", help="Terms, one a line."),
    click.option("-e", "--exclude-term", multiple=True, help="A term never to choose."),
    click.option("-E", "--exclude-terms", multiple=True, metavar="FILE", help="The same."),
    click.option("-n", "--include-term", multiple=True, help="A term always to choose."),
    click.option("-N", "--include-terms", multiple=True, metavar="FILE", help="The same."),
    click.option("-s", "--select", multiple=True, help="What is related to the terms."),
    click.option("-a", "--axioms", multiple=True, help="Kinds of axioms (all)."),
    boolean("-r", "--trim", help="Whether one chosen thing in an axiom matters (true)."),
    boolean("-S", "--signature", help="Whether names alone count (false)."),
    boolean("-p", "--preserve-structure", help="Whether gaps are spanned (true)."),
    click.option("-d", "--drop-axiom-annotations", multiple=True, help="Annotations to drop."),
    boolean("--allow-punning", help="Whether a name may be of several entities (false)."),
)


def choosing(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def selection(document: Ontology, given: Given, options: dict[str, Any]) -> Selection:
    """Return what the options choose; ROBOT's errors for what it refuses."""

    def named(single: str, files: str) -> frozenset[str]:
        return frozenset(terms(given, options[single], options[files]))

    start, included = named("term", "term_file"), named("include_term", "include_terms")
    excluded = named("exclude_term", "exclude_terms")
    if given_terms := start | included | excluded:
        tell_missing(streaming.entities(document), given_terms)
    # ROBOT takes everything where no term can be read; here there is nothing to start from.
    wanted = start if options["term"] or options["term_file"] else None
    groups = asked(
        lambda: tuple(group(each, given.context, ignored=_ignored) for each in options["select"])
    )
    if clash := contradiction(groups):
        note(f"Nothing is {clash}, so nothing is chosen; leave one of them out.")
    return asked(
        lambda: Selection(
            terms=wanted,
            groups=groups,
            include=included,
            exclude=excluded,
            axioms=tuple(word for each in options["axioms"] for word in each.split()) or ("all",),
            bases=tuple(_bases(given, options["base_iri"])),
            trim=options["trim"] is not False,
            by_name=bool(options["signature"]),
            preserve_structure=options["preserve_structure"] is not False,
            drops=tuple(
                dropped(each, given.context.iri) for each in options["drop_axiom_annotations"]
            ),
            punning=bool(options["allow_punning"]),
        )
    )


def asked(what: Callable[[], _Found]) -> _Found:
    """Return what a function returns, what it refuses with ROBOT's names."""
    try:
        return what()
    except UnknownKind as error:
        text = f"{error.word} is not a valid axiom type"
        raise RobotError("axiom type", text, ours=str(error)) from error
    except BadPattern as error:
        text = str(error)
        raise RobotError("invalid iri pattern", text[:1].lower() + text[1:]) from error
    except UnfitValue as error:
        raise RobotError("literal value", str(error)) from error
    except Impossible:
        raise
    except InputError as error:
        raise RobotError("invalid iri", str(error)) from error


def tell_missing(entities: Iterable[Entity], wanted: Iterable[str]) -> None:
    """Say on standard error which terms the ontology, of some entities, does not have."""
    if absent := sorted({*wanted}.difference(name for _, name in entities)):
        note(f"Not in the ontology: {', '.join(absent)}")


def _ignored(unknown: UnknownSelector) -> None:
    note(f"ERROR {unknown} It is ignored.")


def _bases(given: Given, bases: Sequence[str]) -> list[str]:
    found = []
    for base in bases:
        if ":" in base:
            found.append(base)
        elif base in given.context.prefixes:
            found.append(given.context.prefixes[base])
        else:
            note(f"ERROR Unknown prefix: '{base}'; it is ignored.")
    return found
