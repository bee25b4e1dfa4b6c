"""ROBOT's ``template``."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import click

from doidkit.cli.robot.errors import RobotError
from doidkit.cli.robot.options import Given, boolean, needed, robot_command, save
from doidkit.documents import Document
from doidkit.editing.merging import merged
from doidkit.syntax.ofn.writer import operands
from doidkit.syntax.owl.axioms import LABEL
from doidkit.syntax.owl.expressions import Call
from doidkit.syntax.owl.signature import signature
from doidkit.templating import Templated, TemplateFault, errors_table, read, templated


@robot_command("template", saves=False)
@click.option("-t", "--template", "templates", multiple=True, metavar="FILE", help="A table.")
@click.option("-E", "--external-template", metavar="FILE", help="Where the template strings are.")
@click.option("-O", "--ontology-iri", metavar="IRI", help="The new ontology's IRI.")
@click.option("-V", "--version-iri", metavar="IRI", help="The new ontology's version.")
@click.option("-a", "--ancestors", is_flag=True, help="With the ancestors of what is named.")
@click.option("-m", "--merge-before", is_flag=True, help="Merge into the input, then write.")
@click.option("-M", "--merge-after", is_flag=True, help="Write, then merge into the input.")
@boolean("-c", "--collapse-import-closure", help="Take in what is imported when merging (false).")
@boolean("-A", "--include-annotations", help="Merge the ontology's annotations, too (false).")
@boolean("-f", "--force", help="Leave out what is faulty (false).")
@click.option("-e", "--errors", metavar="FILE", help="Write the faults here, as TSV or CSV.")
def command(
    document: Document | None,
    given: Given,
    templates: Sequence[str],
    external_template: str | None,
    ontology_iri: str | None,
    version_iri: str | None,
    ancestors: bool,
    merge_before: bool,
    merge_after: bool,
    collapse_import_closure: bool | None,
    include_annotations: bool | None,
    force: bool | None,
    errors: str | None,
) -> Document | None:
    """Make an ontology of tables."""
    if merge_before and merge_after:
        reason = "merge-before and merge-after cannot be combined"
        raise RobotError("merge", reason, page="template")
    if not templates:
        raise RobotError("missing template", "at least one template is required", page="template")
    try:
        tables = [read(each, external_template) for each in templates]
        made = templated(tables, document, context=given.context)
    except TemplateFault as fault:
        raise _robots(fault) from fault
    _tell(made, force=bool(force), errors=errors)
    result = made.document
    if ancestors and document is not None:
        result = _with_ancestors(result, document, made.terms)
    if not (merge_before or merge_after):
        result = replace(result, iri=_iri(ontology_iri, given), version=_iri(version_iri, given))
        _save(result, given)
        return result
    whole = merged(
        [needed(document), result],
        imports=bool(collapse_import_closure),
        annotations=bool(include_annotations),
    )
    _save(whole if merge_before else result, given)
    return whole


def _iri(text: str | None, given: Given) -> str:
    return given.context.iri(text) if text else ""


def _save(document: Document, given: Given) -> None:
    if given.output:
        save(document, given)


def _with_ancestors(result: Document, document: Document, terms: frozenset[str]) -> Document:
    """Return a result with what is above the terms that it mentions in the input, by label alone.

    The terms of the tables themselves are not looked up.
    """
    from doidkit.editing.extracting.mireot import Mireot

    mentioned = {name for axiom in result.axioms for _, name in signature(axiom)}
    above = Mireot(map(_by_label, document.everything)).up(mentioned - terms, frozenset())
    return result.with_axioms(result.axioms | above)


def _by_label(axiom: Call) -> Call:
    """Return an axiom; of an annotation other than a label, that its property is one."""
    if axiom[0] != "AnnotationAssertion" or operands(axiom)[0] == LABEL:
        return axiom
    return ("Declaration", ("AnnotationProperty", operands(axiom)[0]))


def _tell(made: Templated, *, force: bool, errors: str | None) -> None:
    """Refuse an ontology with faults, or tell them; into a file if one is named."""
    if not made.faults:
        return
    if errors:
        from doidkit.atomic import write_whole

        separator = "," if errors.endswith("csv") else "\t"
        write_whole(Path(errors), errors_table(made.faults, separator).encode())
    elif not force:
        raise _robots(made.faults[0])
    for fault in made.faults:
        click.echo(f"ERROR {fault.rule.upper()} ERROR {fault.message}", err=True)
    if not force:
        raise click.exceptions.Exit(1)


def _robots(fault: TemplateFault) -> RobotError:
    return RobotError(fault.rule, fault.message, page="template")
