"""ROBOT's ``reason``."""

from functools import partial

import click

from doidkit import processes
from doidkit.cli.output import note
from doidkit.cli.robot.errors import RobotError
from doidkit.cli.robot.options import Given, boolean, needed, robot_command
from doidkit.cli.robot.reasoners import REASONERS, reasoner_option, refusals
from doidkit.documents import Document, write
from doidkit.editing import inferring
from doidkit.editing.inferring import Asserting, Equivalents, Generator, Tautologies
from doidkit.errors import DoidkitError
from doidkit.reasoners.taxonomy import Beyond

_ALLOWED = {
    "all": Equivalents.ALL,
    "true": Equivalents.ALL,
    "none": Equivalents.NONE,
    "false": Equivalents.NONE,
    "asserted-only": Equivalents.ASSERTED_ONLY,
}
_GENERATORS = {each.lower(): each for each in Generator} | {"": Generator.SUBCLASS}


@robot_command("reason")
@reasoner_option
@click.option("-A", "--axiom-generators", default="SubClass", help="What is stated (SubClass).")
@click.option("-D", "--dump-unsatisfiable", metavar="FILE", help="Write why classes are empty.")
@click.option("-e", "--equivalent-classes-allowed", default="all", metavar="WHICH")
@click.option("-t", "--exclude-tautologies", default="false", metavar="structural|all|false")
@boolean("-s", "--remove-redundant-subclass-axioms", help="Only direct superclasses (true).")
@boolean("-n", "--create-new-ontology", help="Only what is inferred (false).")
@boolean("-m", "--create-new-ontology-with-annotations", help="And annotations (false).")
@boolean("-a", "--annotate-inferred-axioms", help="Mark what is inferred (false).")
@boolean("-x", "--exclude-duplicate-axioms", help="Not what is stated already (false).")
@boolean("-X", "--exclude-external-entities", help="Not what is about imported classes (false).")
@boolean("-T", "--exclude-owl-thing", help="Not that classes are below owl:Thing (false).")
@boolean("-d", "--include-indirect", help="All superclasses, not only direct ones (false).")
@boolean("-p", "--preserve-annotated-axioms", help="Keep annotated axioms (false).")
def command(
    document: Document | None,
    given: Given,
    reasoner: str,
    axiom_generators: str,
    dump_unsatisfiable: str | None,
    equivalent_classes_allowed: str,
    exclude_tautologies: str,
    **flags: bool | None,
) -> Document:
    """Reason, and state what follows."""
    before = needed(document)
    allowed = _allowed(equivalent_classes_allowed)
    asked = Asserting(
        generators=tuple(map(_generator, axiom_generators.split(" "))),
        direct=not flags["include_indirect"],
        only=bool(flags["create_new_ontology"]),
        annotations=bool(flags["create_new_ontology_with_annotations"]),
        annotate=bool(flags["annotate_inferred_axioms"]),
        exclude_duplicates=bool(flags["exclude_duplicate_axioms"]),
        exclude_external=bool(flags["exclude_external_entities"]),
        exclude_thing=bool(flags["exclude_owl_thing"]),
        exclude_tautologies=_tautologies(exclude_tautologies),
        redundant=flags["remove_redundant_subclass_axioms"] is False,
        preserve_annotated=bool(flags["preserve_annotated_axioms"]),
        equivalents=allowed,
    )
    with refusals(allowed):
        try:
            found = _reasoned(before, asked, reasoner)
        except inferring.IncoherentError as error:
            if dump_unsatisfiable and error.what == "class":
                write(inferring.incoherent_module(before, error.iris), dump_unsatisfiable)
            raise
        return inferring.materialize(found) if reasoner == "emr" else found


def _reasoned(document: Document, asked: Asserting, name: str) -> Document:
    reasoner = REASONERS[name]
    if reasoner != "elk":
        return inferring.reason(document, asked, reasoner=reasoner)
    with processes.begun(partial(inferring.missed, document)) as more:
        found = inferring.reason(document, asked, reasoner=reasoner)
        missed = more()
    if isinstance(missed, Beyond) and missed.axioms:
        note(_told(missed))
    return found


def _told(missed: Beyond) -> str:
    kinds = ", ".join(f"{kind} in {number:,}" for kind, number in missed.axioms.items())
    if missed.most is None:
        more = "more may follow with --reasoner HermiT"
    elif missed.most:
        more = f"at most {missed.most:,} more pairs follow with --reasoner HermiT"
    else:
        more = "no more pairs follow"
    return f"ELK takes some axioms for less than they mean ({kinds}): {more}."


def _generator(name: str) -> Generator:
    found = _GENERATORS.get(name.lower())
    if found is None:
        raise DoidkitError(
            f"reason#UNKNOWN AXIOM GENERATOR {name} is not a valid inferred axiom generator\n"
            f"Choose from {', '.join(Generator)}."
        )
    return found


def _allowed(which: str) -> Equivalents:
    found = _ALLOWED.get(which.strip().lower())
    if found is None:
        what = f"'equivalent-classes-allowed' value {which} must be one of: "
        raise RobotError(
            "equivalent classes option",
            what + "true, false, all, none, asserted-only",
            page="reason",
        )
    return found


def _tautologies(which: str) -> Tautologies:
    name = which.lower()
    if name in ("false", "structural"):
        return Tautologies(name)
    return Tautologies.ALL  # whatever else is said, as in ROBOT
