"""Blocks of text, a subject each, in an order that content alone decides."""

from doidkit.engines.turtle.blanks import Blanks
from doidkit.engines.turtle.body import INDENT, SEPARATOR, body
from doidkit.engines.turtle.names import ANNOTATED_SOURCE, RANK, Names
from doidkit.engines.turtle.statements import Graphs, Statements

# Where a block stands: among the IRIs, the anonymous nodes or the labelled ones; by which
# subject; the subject itself or an annotation of its statements; its text.
Block = tuple[int, str, int, str]


def document(graphs: Graphs, blanks: Blanks, names: Names) -> str:
    """Return the whole text: prefixes, the default graph, then each named graph."""
    parts = []
    titles = {_title(graph, blanks, names): graph for graph in graphs}
    for title, graph in sorted(titles.items()):
        blocks = [block[3] for block in sorted(_blocks(graphs[graph], blanks, names))]
        parts += [f"{title} {{\n\n" + "\n".join(blocks) + "\n}\n"] if title else blocks
    text = "\n".join(parts)
    header = names.header(text)
    return f"{header}\n{text}" if header and text else text


def _title(graph: str, blanks: Blanks, names: Names) -> str:
    if not graph:
        return ""
    return blanks.texts[graph] if graph[0] == "_" else names[graph]


def _blocks(graph: Statements, blanks: Blanks, names: Names) -> list[Block]:
    source = names.predicates.get(ANNOTATED_SOURCE, RANK).lstrip(RANK)
    iris = {name: iri for iri, name in names.items()}
    blocks: list[Block] = []
    for subject in graph.subjects():
        named = subject[0] != "_"
        labelled = subject in blanks.labelled
        if blanks.is_nested(subject):
            continue
        lines = body(graph, subject, blanks.texts, names)
        head = names[subject] if named else blanks.texts[subject] if labelled else "[]"
        text = f"{head}{INDENT}{SEPARATOR.join(lines)} ;\n.\n"
        if named:
            blocks.append((0, subject, 0, text))
        elif labelled:
            blocks.append((2, head, 0, text))
        else:
            blocks.append((*_place(lines, source, iris), text))
    return blocks


def _place(lines: list[str], source: str, iris: dict[str, str]) -> tuple[int, str, int]:
    """Return where an anonymous node stands: after what it annotates, else after all IRIs."""
    for line in lines if source else ():
        if line.startswith(source):
            name = line.removeprefix(source)
            return (0, iris[name], 1) if name in iris else (2, name, 1)
    return (1, "", 0)
