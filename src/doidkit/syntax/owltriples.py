"""An ontology as N-Triples, each subject's together; most of its axioms are a line without more."""

from collections.abc import Iterable

from doidkit.syntax.ofn.writer import in_order, subject_of
from doidkit.syntax.owl.axioms import AXIOM, PROPERTY, SOURCE, SUBCLASS, TARGET, Axioms
from doidkit.syntax.owl.expressions import TYPE, Call
from doidkit.syntax.owl.ontology import Ontology
from doidkit.syntax.owl.to_rdf import ENTITIES, add

_Chunk = tuple[str, str]
"""A subject, and the lines of an axiom about it."""

_PLACE = ("the ontology", 1, 1)


def ntriples(ontology: Ontology, *, ordered: bool = True) -> bytes:
    """Return the triples of an ontology; if ``ordered`` equal ontologies give equal bytes."""
    made, own = Axioms(), ""
    for statement in ontology.header:
        own = add(made, statement, _PLACE, own)
    head = "".join(made.lines)
    made.lines.clear()
    chunks, annotated, rest = _sorted_out(ontology.axioms)
    chunks += _with_notes(annotated)
    for axiom in in_order(rest) if ordered else rest:
        add(made, axiom, _PLACE, own)
        chunks.append((subject_of(axiom), "".join(made.lines)))
        made.lines.clear()
    if ordered:
        chunks.sort()
    return (head + "".join([lines for _, lines in chunks])).encode()


def _sorted_out(axioms: Iterable[Call]) -> tuple[list[_Chunk], list[Call], list[Call]]:
    """Return the axioms that are a line, as lines; annotated annotations; all others."""
    lines: list[_Chunk] = []
    annotated: list[Call] = []
    rest: list[Call] = []
    for axiom in axioms:
        name, size = axiom[0], len(axiom)
        if name == "AnnotationAssertion":
            if size == 4:
                _, predicate, subject, value = axiom
                lines.append((subject, f"{subject} {predicate} {value} .\n"))
            elif all(len(note) == 3 for note in axiom[1:-3]):
                annotated.append(axiom)
            else:
                rest.append(axiom)
        elif name == "SubClassOf" and size == 3 and axiom[1][0] == "<" == axiom[2][0]:
            _, subject, value = axiom
            lines.append((subject, f"{subject} {SUBCLASS} {value} .\n"))
        elif name == "Declaration" and size == 2:
            kind, subject = axiom[1]
            lines.append((subject, f"{subject} {TYPE} {ENTITIES[kind]} .\n"))
        else:
            rest.append(axiom)
    return lines, annotated, rest


def _with_notes(axioms: Iterable[Call]) -> Iterable[_Chunk]:
    parts = sorted((axiom[-2], axiom[-3], axiom[-1], axiom[1:-3]) for axiom in axioms)
    for number, (subject, predicate, value, notes) in enumerate(parts):
        node = f"_:n-{number}"  # no label of an individual, nor of ``Axioms``
        about = "".join([f"{node} {each} {text} .\n" for _, each, text in notes])
        yield (
            subject,
            f"{subject} {predicate} {value} .\n{node} {TYPE} {AXIOM} .\n"
            f"{node} {SOURCE} {subject} .\n{node} {PROPERTY} {predicate} .\n"
            f"{node} {TARGET} {value} .\n{about}",
        )
