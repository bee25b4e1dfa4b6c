"""Blocks of text, a subject each, in an order that content alone decides."""

from collections import defaultdict

from doidkit.syntax.turtle.blanks import Blanks
from doidkit.syntax.turtle.body import INDENT, SEPARATOR, body
from doidkit.syntax.turtle.names import ANNOTATED_SOURCE, RANK, Names
from doidkit.syntax.turtle.statements import Graphs, Statements

# Subjects are N-Triples text, so IRIs begin with "<"; these stand after all of them.
_ANONYMOUS = "="
_LABELLED = ">"


def document(graphs: Graphs, blanks: Blanks, names: Names) -> str:
    """Return the whole text: prefixes, the default graph, then each named graph."""
    parts = []
    titles = {_title(graph, blanks, names): graph for graph in graphs}
    for title, graph in sorted(titles.items()):
        blocks = _blocks(graphs[graph], blanks, names)
        parts += [f"{title} {{\n\n" + "\n".join(blocks) + "\n}\n"] if title else blocks
    text = "\n".join(parts)
    header = names.header(text)
    return f"{header}\n{text}" if header and text else text


def _title(graph: str, blanks: Blanks, names: Names) -> str:
    if not graph:
        return ""
    return blanks.texts[graph] if graph[0] == "_" else names[graph]


def _blocks(graph: Statements, blanks: Blanks, names: Names) -> list[str]:
    """Return a graph's blocks: IRIs, anonymous nodes, labelled ones, annotations after theirs."""
    main: dict[str, str] = {}
    annotations: defaultdict[str, list[str]] = defaultdict(list)
    source = names.predicates.get(ANNOTATED_SOURCE, RANK).lstrip(RANK)
    subject_of = {name: subject for subject, name in names.items()} if source else {}
    for subject in graph.subjects():
        if blanks.is_nested(subject):
            continue
        lines = body(graph, subject, blanks.texts, names)
        if subject[0] != "_":
            main[subject] = _block(names[subject], lines)
        elif subject in blanks.labelled:
            label = blanks.texts[subject]
            main[_LABELLED + label] = _block(label, lines)
        else:
            named = _annotated(lines, source)
            place = subject_of.get(named, _LABELLED + named) if named else _ANONYMOUS
            annotations[place].append(_block("[]", lines))
    blocks = []
    for place in sorted(main.keys() | annotations.keys()):
        if place in main:
            blocks.append(main[place])
        if place in annotations:
            blocks += sorted(annotations[place])
    return blocks


def _block(head: str, lines: list[str]) -> str:
    return f"{head}{INDENT}{SEPARATOR.join(lines)} ;\n.\n"


def _annotated(lines: list[str], source: str) -> str:
    """Return what the statements of an anonymous node say that they annotate, "" for nothing."""
    for line in lines if source else ():
        if line.startswith(source):
            return line.removeprefix(source)
    return ""
