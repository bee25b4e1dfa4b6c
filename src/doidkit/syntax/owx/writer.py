"""Axioms as OWL/XML: sorted, indented."""

from collections.abc import Mapping
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from doidkit.prefixes import NO_PREFIXES, PREFIXES
from doidkit.syntax.ofn.writer import in_order, value
from doidkit.syntax.owl.expressions import Call, Node
from doidkit.syntax.owl.ontology import Ontology
from doidkit.syntax.owl.operands import ENTITY_OF, operand_kinds
from doidkit.syntax.xml.characters import ForeignCharacter, foreign


def write(ontology: Ontology, declared: Mapping[str, str] = NO_PREFIXES) -> bytes:
    """Return an ontology as OWL/XML, with these prefixes besides OWL's own.

    Equal ontologies give equal bytes.
    """
    own = next((node[1:] for node in ontology.header if node[0] == "Ontology"), ())
    names = zip(("ontologyIRI", "versionIRI"), own, strict=False)
    attributes = "".join(f" {name}={quoteattr(str(term)[1:-1])}" for name, term in names)
    lines = ['<?xml version="1.0"?>', f'<Ontology xmlns="{PREFIXES["owl"]}"{attributes}>']
    prefixes = {**declared, **{name: PREFIXES[name] for name in ("owl", "rdf", "rdfs", "xsd")}}
    for prefix, namespace in sorted(prefixes.items()):
        lines.append(f"    <Prefix name={quoteattr(prefix)} IRI={quoteattr(namespace)}/>")
    for node in ontology.header:
        if node[0] == "Import":
            lines.append(f"    <Import>{escape(str(node[1])[1:-1])}</Import>")
        elif node[0] != "Ontology":
            _element(lines, node, 1)
    for node in in_order(ontology.axioms):
        _element(lines, node, 1)
    document = "\n".join([*lines, "</Ontology>", ""])
    if character := foreign(document):
        near = document[: document.index(character)].rpartition("<Literal")[0].splitlines()
        raise ForeignCharacter(character, near[-2].strip() if len(near) > 1 else "The ontology")
    return document.encode()


def _element(lines: list[str], node: Call, depth: int) -> None:
    """Add a constructor's element and those of its operands."""
    pad = "    " * depth
    name, *parts = node
    if name == "Variable":
        lines.append(f"{pad}<Variable IRI={quoteattr(parts[0][1:-1])}/>")
        return
    attributes = ""
    kinds = operand_kinds(name, parts)
    if kinds[:1] == "n":
        attributes = f' cardinality="{parts.pop(0)}"'
        kinds = kinds[1:]
    elif name == "BuiltInAtom":
        attributes = f" IRI={quoteattr(parts.pop(0)[1:-1])}"
    lines.append(f"{pad}<{name}{attributes}>")
    if name == "HasKey":
        _key(lines, parts, depth + 1)
        parts = []
    facets = parts[1:] if name == "DatatypeRestriction" else []
    place = 0
    for part in parts[: len(parts) - len(facets)]:
        if isinstance(part, tuple) and part[0] == "Annotation":
            _element(lines, part, depth + 1)
            continue
        _operand(lines, part, kinds[min(place, len(kinds) - 1)], depth + 1)
        place += 1
    for facet, bound in zip(facets[::2], facets[1::2], strict=False):
        lines.append(f"{pad}    <FacetRestriction facet={quoteattr(facet[1:-1])}>")
        _operand(lines, bound, ".", depth + 2)
        lines.append(f"{pad}    </FacetRestriction>")
    lines.append(f"{pad}</{name}>")


def _key(lines: list[str], parts: list[Any], depth: int) -> None:
    *before, relations, data = parts
    for part in before:
        _operand(lines, part, "C", depth)
    for group, kind in ((relations, "O"), (data, "D")):
        for member in group[1:]:
            _operand(lines, member, kind, depth)


def _operand(lines: list[str], part: Node, kind: str, depth: int) -> None:
    pad = "    " * depth
    if isinstance(part, tuple):
        if len(part) == 2 and part[0] in ENTITY_OF.values():
            lines.append(f"{pad}<{part[0]} IRI={quoteattr(part[1][1:-1])}/>")
        else:
            _element(lines, part, depth)
    elif part[:1] == '"':
        lines.append(pad + _literal(part))
    elif part[:2] == "_:":
        lines.append(f'{pad}<AnonymousIndividual nodeID="{part}"/>')
    elif kind in ENTITY_OF:
        lines.append(f"{pad}<{ENTITY_OF[kind]} IRI={quoteattr(part[1:-1])}/>")
    else:
        lines.append(f"{pad}<IRI>{escape(part[1:-1])}</IRI>")


def _literal(term: str) -> str:
    suffix = term[term.rindex('"') + 1 :]
    attribute = ""
    if suffix[:1] == "@":
        attribute = f' xml:lang="{suffix[1:]}"'
    elif suffix:
        attribute = f" datatypeIRI={quoteattr(suffix[3:-1])}"
    return f"<Literal{attribute}>{escape(value(term), {chr(13): '&#13;'})}</Literal>"
