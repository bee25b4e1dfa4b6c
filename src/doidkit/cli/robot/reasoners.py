"""What ROBOT's commands that reason share: reasoners by name, and what is refused."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import click

from doidkit.cli.robot.errors import LoggedError, RobotError
from doidkit.editing.inferring import EquivalentError, Equivalents, IncoherentError
from doidkit.editing.inferring import InconsistentError as Inconsistent
from doidkit.reasoners.classifying import COMPLETE, TOLD

REASONERS = {
    "elk": "elk",
    "emr": "elk",
    "whelk": "elk",
    "structural": TOLD,
    "hermit": COMPLETE,
    "jfact": COMPLETE,
}
"""Which of ours stands for each reasoner of ROBOT's."""

_DISALLOWED = {
    Equivalents.NONE: "No equivalent class axioms are allowed",
    Equivalents.ASSERTED_ONLY: (
        "Only equivalent classes that have been asserted are allowed. "
        "Inferred equivalencies are forbidden."
    ),
}


def reasoner_option(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add ROBOT's option of a reasoner; ``reasoner`` is its name in small letters."""
    return click.option(
        "-r", "--reasoner", default="ELK", callback=_known, metavar="NAME", help=_HELP
    )(function)


_HELP = "ELK, HermiT, JFact, whelk, EMR or structural (ELK)."


def _known(_: click.Context, __: click.Parameter, value: str) -> str:
    name = value.strip().lower()
    if name not in REASONERS:
        raise RobotError("invalid reasoner", f"unknown reasoner: {name}")
    return name


@contextmanager
def refusals(allowed: Equivalents = Equivalents.ALL) -> Iterator[None]:
    """Tell what cannot be reasoned with as ROBOT logs it."""
    try:
        yield
    except Inconsistent as error:
        raise LoggedError(
            "The ontology is inconsistent. TIP: use a tool like Protege to find explanations"
        ) from error
    except IncoherentError as error:
        raise _incoherent(error) from error
    except EquivalentError as error:
        pairs = (f"Equivalence: <{one}> == <{other}>" for one, other in error.pairs)
        raise LoggedError(_DISALLOWED[allowed], *pairs) from error


def _incoherent(error: IncoherentError) -> LoggedError:
    classes = error.what == "class"
    told = "classes" if classes else "properties"
    kind = "unsatisfiable" if classes else "unsatisfiable property"
    return LoggedError(
        f"There are {len(error.iris)} unsatisfiable {told} in the ontology.",
        *(f"    {kind}: {iri}" for iri in error.iris),
    )
