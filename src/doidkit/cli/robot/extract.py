"""ROBOT's ``extract``."""

from pathlib import Path
from typing import Any

import click

from doidkit.cli.robot.choosing import tell_missing
from doidkit.cli.robot.errors import RobotError
from doidkit.cli.robot.options import Given, boolean, needed, robot_command, terms
from doidkit.documents import Document
from doidkit.editing import streaming
from doidkit.editing.extracting import (
    Extraction,
    Individuals,
    Intermediates,
    Method,
    NoTerms,
    module,
    source_table,
    subset_of,
)
from doidkit.editing.streaming import Ontology

_PAGE = "extract"
_MIREOT = tuple(
    f"{name}{ending}"
    for name in ("upper_term", "lower_term", "branch_from_term")
    for ending in ("", "s")
)


@robot_command("extract", streams=True)
@click.option("-m", "--method", help="STAR, TOP, BOT, MIREOT or subset.")
@click.option("-t", "--term", multiple=True, help="A term to extract.")
@click.option("-T", "--term-file", multiple=True, metavar="FILE", help="Terms, one a line.")
@click.option("-u", "--upper-term", multiple=True, help="A term above which nothing is taken.")
@click.option("-U", "--upper-terms", multiple=True, metavar="FILE", help="The same.")
@click.option("-l", "--lower-term", multiple=True, help="A term from which to go up.")
@click.option("-L", "--lower-terms", multiple=True, metavar="FILE", help="The same.")
@click.option("-b", "--branch-from-term", multiple=True, help="A term to go down from.")
@click.option("-B", "--branch-from-terms", multiple=True, metavar="FILE", help="The same.")
@click.option("-O", "--output-iri", metavar="IRI", help="The name of the new ontology.")
@boolean("-c", "--copy-ontology-annotations", help="Keep the ontology's annotations (false).")
@boolean("-f", "--force", help="Go on where no term is there (false).")
@boolean("-a", "--annotate-with-source", help="Add rdfs:isDefinedBy (false).")
@click.option("-s", "--sources", metavar="FILE", help="A table of terms and their ontologies.")
@click.option("-n", "--individuals", default="include", help="include, minimal, definitions, …")
@click.option("-M", "--imports", default="include", help="include or exclude.")
@click.option("-N", "--intermediates", default="all", help="all, minimal or none.")
def command(
    document: Ontology | None, given: Given, method: str | None, **options: Any
) -> Document:
    """Extract what there is to know about some terms."""
    ontology = needed(document)
    if method is None:
        raise RobotError("missing requirement", "method of extraction must be specified")
    kind = method.strip().upper()
    if kind not in ("MIREOT", "SUBSET", *Method):
        text = "method must be: star, top, bot, mireot, subset"
        raise RobotError("invalid method", text, page=_PAGE)
    how = _extraction(given, options)
    if kind == "MIREOT":
        return _mireot(ontology, given, options, how)
    ontology = streaming.whole(ontology)
    if any(options[name] for name in _MIREOT):
        text = (
            "only --term or --term-file can be used to specify extract term(s) for methods: star, "
            "top, bot, subset"
        )
        raise RobotError("invalid option", text, page=_PAGE)
    wanted = terms(given, options["term"], options["term_file"])
    if not wanted:
        raise RobotError("missing terms", "term(s) are required with --term or --term-file")
    tell_missing(streaming.entities(_whole(ontology, how)), wanted)
    try:
        if kind == "SUBSET":
            return subset_of(ontology, wanted, options=how)
        return module(ontology, wanted, Method(kind), options=how)
    except NoTerms as error:
        raise RobotError("empty terms", "ontology does not contain input terms") from error


def _mireot(ontology: Ontology, given: Given, options: dict[str, Any], how: Extraction) -> Document:
    upper, lower, branches = (
        frozenset(terms(given, options[name], options[f"{name}s"])) for name in _MIREOT[::2]
    )
    if not lower and not branches:
        text = "either lower term(s) or branch term(s) must be specified for MIREOT"
        raise RobotError("missing mireot terms", text, page=_PAGE)
    if upper and not lower:
        text = "lower term(s) must be specified with upper term(s) for MIREOT"
        raise RobotError("missing lower terms", text, page=_PAGE)
    tell_missing(streaming.entities(_whole(ontology, how)), upper | lower | branches)
    return streaming.extracted(ontology, upper=upper, lower=lower, branches=branches, options=how)


def _whole(ontology: Ontology, how: Extraction) -> Ontology:
    """Return the ontology with what it imports, where that is a part of it."""
    if not isinstance(ontology, Document):
        return ontology
    return ontology.with_axioms(ontology.everything) if how.imports else ontology


def _extraction(given: Given, options: dict[str, Any]) -> Extraction:
    imports, individuals = options["imports"].lower(), options["individuals"].lower()
    if imports not in ("include", "exclude"):
        text = "--imports must be 'include' or 'exclude'"
        raise RobotError("invalid imports", text, page=_PAGE)
    if individuals not in [*Individuals]:
        text = f"{individuals} is not a valid --individuals argument"
        raise RobotError("unknown individuals", text, page=_PAGE)
    intermediates = options["intermediates"].lower()
    if intermediates not in [*Intermediates]:
        text = f"'{intermediates}' is not a valid --intermediates arg"
        raise RobotError("unknown intermediates", text, page=_PAGE)
    return Extraction(
        imports=imports == "include",
        individuals=Individuals(individuals),
        intermediates=Intermediates(intermediates),
        iri=f"<{options['output_iri']}>" if options["output_iri"] else "",
        copy_annotations=bool(options["copy_ontology_annotations"]),
        annotate_with_source=bool(options["annotate_with_source"]),
        sources=_sources(given, options["sources"]),
        force=bool(options["force"]),
    )


def _sources(given: Given, path: str | None) -> dict[str, str]:
    if path is None:
        return {}
    if not Path(path).exists():
        text = f"file '{path}' for '--sources' does not exist"
        raise RobotError("missing file", text, page="global")
    if not path.endswith((".tsv", ".csv")):
        text = "--sources input must be .tsv or .csv"
        raise RobotError("invalid source map", text, page=_PAGE)
    return source_table(Path(path), given.context)
