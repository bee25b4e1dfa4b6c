"""ROBOT's ``annotate``."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

import click

from doidkit.cli.robot.errors import RobotError
from doidkit.cli.robot.options import Given, boolean, needed, robot_command, term
from doidkit.documents import Document, read
from doidkit.editing import annotating, streaming
from doidkit.editing.merging import merged
from doidkit.editing.streaming import Ontology
from doidkit.prefixes import expand
from doidkit.syntax.owl.expressions import Call
from doidkit.syntax.owl.lexical import iri, literal

Values = Sequence[tuple[str, ...]]


@robot_command("annotate", streams=True)
@click.option("-R", "--remove-annotations", is_flag=True, help="Without those in the header.")
@click.option("-a", "--annotation", nargs=2, multiple=True, metavar="PROP VALUE", help="A text.")
@click.option("-k", "--link-annotation", nargs=2, multiple=True, metavar="PROP IRI", help="A link.")
@click.option("-l", "--language-annotation", nargs=3, multiple=True, metavar="PROP VALUE LANG")
@click.option("-t", "--typed-annotation", nargs=3, multiple=True, metavar="PROP VALUE TYPE")
@click.option("-x", "--axiom-annotation", nargs=2, multiple=True, metavar="PROP VALUE")
@click.option("-A", "--annotation-file", multiple=True, metavar="FILE", help="What a file says.")
@click.option("-O", "--ontology-iri", metavar="IRI", help="Set the IRI.")
@click.option("-V", "--version-iri", metavar="IRI", help="Set the version IRI.")
@boolean("-e", "--interpolate", help="Fill in %{ontology_iri} and %{version_iri} (false).")
@boolean("-f", "--annotate-derived-from", help="Axioms say which version they are from (false).")
@boolean("-d", "--annotate-defined-by", help="Entities say which ontology defines them (false).")
def command(
    document: Ontology | None,
    given: Given,
    remove_annotations: bool,
    axiom_annotation: Values,
    annotation_file: Sequence[str],
    ontology_iri: str | None,
    version_iri: str | None,
    interpolate: bool | None,
    annotate_derived_from: bool | None,
    annotate_defined_by: bool | None,
    **values: Values,
) -> Ontology:
    """Annotate an ontology, set its IRIs, say where its axioms are from."""
    ontology = needed(document)
    options = (axiom_annotation, annotation_file, ontology_iri, version_iri, *values.values())
    if not any((*options, remove_annotations, annotate_derived_from, annotate_defined_by)):
        raise RobotError(
            "missing annotation",
            "at least one annotation option or annotation file is required",
            page="annotate",
        )
    axioms_too = (axiom_annotation, annotation_file, annotate_derived_from, annotate_defined_by)
    if any(axioms_too):
        ontology = streaming.whole(ontology)
    found = ontology if isinstance(ontology, Document) else ontology.head
    if remove_annotations:
        found = annotating.without_annotations(found)

    def filled(text: str) -> str:
        return annotating.interpolated(text, found) if interpolate else text

    notes = [note for name in _MAKERS for note in _notes(name, values[name], filled, given)]
    found = annotating.annotated(found, notes)
    for predicate, text in axiom_annotation:
        name = term(given, predicate, "property")
        found = annotating.with_axiom_annotation(found, name, literal(filled(text)))
    files = [read(path, catalog=given.catalog, network=True) for path in annotation_file]
    if files:
        found = merged([found, *files], imports=False, annotations=True)
    found = annotating.identified(
        found,
        iri(ontology_iri) if ontology_iri else "",
        iri(version_iri) if version_iri else "",
    )
    if annotate_derived_from:
        found = annotating.with_source(found)
    if annotate_defined_by:
        found = annotating.with_definer(found)
    return found if isinstance(ontology, Document) else replace(ontology, head=found)


def _text(values: tuple[str, ...], given: Given) -> str:
    return literal(values[0])


def _link(values: tuple[str, ...], given: Given) -> str:
    return term(given, values[0], "value")


def _tagged(values: tuple[str, ...], given: Given) -> str:
    return f"{literal(values[0])}@{values[1]}"


def _typed(values: tuple[str, ...], given: Given) -> str:
    datatype = term(given, values[1], "type")
    return literal(values[0], "" if datatype == _STRING else datatype)


_STRING = iri(expand("xsd:string"))
_MAKERS = {
    "annotation": _text,
    "link_annotation": _link,
    "language_annotation": _tagged,
    "typed_annotation": _typed,
}


def _notes(
    name: str, given_values: Values, filled: Callable[[str], str], given: Given
) -> Iterator[Call]:
    """Yield the annotations of one of ROBOT's options: a property, a value, and what it is."""
    for predicate, text, *kind in given_values:
        value = _MAKERS[name]((filled(text), *kind), given)
        yield ("Annotation", term(given, predicate, "property"), value)
