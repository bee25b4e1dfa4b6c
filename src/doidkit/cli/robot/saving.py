"""Ontologies written as ROBOT writes them: its names of formats, and OBO by OWLAPI's rules."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from doidkit.atomic import write_whole
from doidkit.cli.output import note
from doidkit.cli.robot.errors import RobotError
from doidkit.documents import Document, rendered
from doidkit.documents.slicing import WRITTEN, Sliced, write_sliced
from doidkit.documents.writing import save as save_rendered
from doidkit.syntax.formats import GraphFormat
from doidkit.syntax.obo.owlapi import StructureFault
from doidkit.syntax.obo.owlapi import write as write_obo
from doidkit.syntax.obographs.writer import joined

if TYPE_CHECKING:
    from doidkit.cli.robot.options import Given

FORMATS = {
    "obo": GraphFormat.OBO,
    "owl": GraphFormat.RDFXML,
    "ttl": GraphFormat.TURTLE,
    "owx": GraphFormat.OWX,
    "omn": GraphFormat.OMN,
    "ofn": GraphFormat.OFN,
    "json": GraphFormat.OBOGRAPHS,
}


def save(
    ontology: Document | Sliced,
    given: "Given",
    format: str | None = None,
    *,
    check: bool = True,
    keep_beyond: bool = True,
) -> None:
    """Write an ontology to each output; ROBOT's errors for what it refuses."""
    for output in given.outputs:
        name = format or Path(output.removesuffix(".gz")).suffix[1:]
        form = FORMATS.get(name.strip().lower())
        if form is None:
            raise RobotError("invalid format", f"unknown format: {name}")
        if isinstance(ontology, Sliced):
            if form in WRITTEN:
                write_sliced(ontology, output, form, given.added)
                continue
            ontology = ontology.whole()
        kept = replace(ontology, prefixes={**ontology.prefixes, **given.added})
        if form is GraphFormat.OBO:
            data, lost = _obo(kept, check=check, keep_beyond=keep_beyond)
            write_whole(Path(output), data)
        else:
            # Of OBO Graphs each ontology of the import closure is one.
            whole = [*kept.closure] if form is GraphFormat.OBOGRAPHS else [kept]
            made = [rendered(each, form, checked=bool(given.verbosity)) for each in whole]
            lost = sum(len(each.unfit) for each in made)
            if len(made) > 1:
                write_whole(Path(output), joined([each.data for each in made]))
            else:
                save_rendered(made[0], output)
        if lost and given.verbosity:
            note(f"{output} does not say {lost:,} statements, for which {name} has no place.")


def _obo(document: Document, *, check: bool, keep_beyond: bool) -> tuple[bytes, int]:
    try:
        made = write_obo(document, document.prefixes, check=check, keep_beyond=keep_beyond)
    except StructureFault as fault:
        what = f"Ontology does not conform to OBO structure rules:\n{fault}"
        raise RobotError("OBO structure", what) from fault
    return made.data, len(made.lost)
