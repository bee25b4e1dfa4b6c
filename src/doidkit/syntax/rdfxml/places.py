"""RDF/XML: a frame is every element about one subject, a statement a property element."""

import re
from collections.abc import Iterator

from doidkit.syntax.frames import Frame, Frames, Statement, annotations
from doidkit.syntax.xml.markup import TAG, Names, attributes
from doidkit.terms import RDF_TYPE

_ABOUT = re.compile(rb"\brdf:(about|ID)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
_ANNOTATED = re.compile(rb"annotatedSource\s+rdf:resource\s*=\s*[\"']([^\"']*)[\"']")
_BLOCK = 20_000  # bytes before its source in which an axiom begins
_DESCRIPTION = "rdf:Description"


def scan(data: bytes, subjects: frozenset[str]) -> Frames:
    """Return the frames of some subjects, the annotations of their axioms included."""
    names = Names(data)
    found: Frames = {}
    references: Frames = {}
    known: dict[bytes, str | None] = {}
    for match in _ABOUT.finditer(data):
        raw = match[2] if match[2] is not None else match[3]
        if raw not in known:
            local = b"#" + raw if match[1] == b"ID" else raw
            iri = names.reference(local)
            known[raw] = iri if iri in subjects else None
        subject = known[raw]
        if subject is None:
            continue
        start = data.rfind(b"<", 0, match.start())
        statements = list(_element(data, start, names))
        home = found if any(s.predicate != RDF_TYPE for s in statements) else references
        home.setdefault(subject, Frame(start)).statements.extend(statements)
    for subject, frame in references.items():
        if subject in found:
            found[subject].statements.extend(frame.statements)
        else:
            found[subject] = frame
    _axioms(data, names, found)
    return found


def _axioms(data: bytes, names: Names, found: Frames) -> None:
    known: dict[bytes, str] = {}
    for match in _ANNOTATED.finditer(data):
        raw = match[1]
        if raw not in known:
            known[raw] = names.reference(raw)
        if known[raw] not in found:
            continue
        start = max(
            data.rfind(b"<" + kind, max(match.start() - _BLOCK, 0), match.start())
            for kind in (b"owl:Axiom", b"rdf:Description", b"owl:Annotation")
        )
        if start >= 0:
            found[known[raw]].statements.extend(annotations(_element(data, start, names)))


def _element(data: bytes, start: int, names: Names) -> Iterator[Statement]:
    """Yield the statements of the node element that starts here, those of inner ones too."""
    opened: list[tuple[str, int, bool]] = []  # predicate, where its text begins, is it a leaf
    depth = 0
    for tag in TAG.finditer(data, start):
        if tag["name"] is None:
            continue
        if tag["close"]:
            depth -= 1
            predicate, begin, leaf = opened.pop()
            text = data[begin : tag.start()]
            if leaf and (depth % 2 or text.strip()):
                yield Statement(predicate, (names.text(text),), begin, tag.start())
        else:
            parent = opened[-1][0] if opened else ""
            if opened:
                opened[-1] = (*opened[-1][:2], False)
            predicate, values = _start_tag(tag, names, parent, is_node=depth % 2 == 0)
            yield from values
            if not tag["empty"]:
                opened.append((predicate, tag.end(), not values or depth % 2 == 0))
                depth += 1
        if not opened:
            return


def _start_tag(
    tag: re.Match[bytes], names: Names, parent: str, *, is_node: bool
) -> tuple[str, list[Statement]]:
    """Return a tag's IRI, and the statements that the tag alone makes.

    Node and property elements alternate; a node's tag is its class and its attributes are
    statements, a property's tag may name its value. parseType keeps the alternation for
    collections, and for resources nearly.
    """
    name = tag["name"].decode("utf-8", "replace")
    found = attributes(tag["rest"], tag.start("rest"))
    local = {a.name.partition(":")[2]: names.text(a.raw) for a in found if a.name[:5] == "xmlns"}
    iri = names.name(name, local)
    values = []
    if is_node and name != _DESCRIPTION:
        values.append(Statement(RDF_TYPE, (iri,), tag.start("name"), tag.end("name")))
    for each in found:
        if each.name == "rdf:resource" and not is_node:
            values.append(Statement(iri, (names.reference(each.raw),), each.start, each.end))
        elif is_node and each.name == "rdf:about" and parent:
            values.append(Statement(parent, (names.reference(each.raw),), each.start, each.end))
        elif is_node and not each.name.startswith(("rdf:", "xml")):
            predicate = names.name(each.name, local)
            values.append(Statement(predicate, (names.text(each.raw),), each.start, each.end))
    if tag["empty"] and not is_node and not values:
        values.append(Statement(iri, ("",), tag.start(), tag.end()))
    return iri, values
