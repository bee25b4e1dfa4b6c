"""Which format a file has: its first bytes say, then its name.

DO's own edit file is functional syntax in a file called ``.owl``, so a name alone will not do.
"""

import re
from pathlib import Path

from doidkit.errors import InputError
from doidkit.syntax.formats import GraphFormat, graph_format, named_format

# What a table of mappings begins with, and what is in the line below.
_MAPPING_HEADER = re.compile(r"#\s?(?:curie_map|mapping_set_id)\s*:", re.ASCII)
_MAPPING_COLUMNS = {"predicate_id", "mapping_justification"}
_LINES = (GraphFormat.TURTLE, GraphFormat.NTRIPLES, GraphFormat.NQUADS, GraphFormat.TRIG)
_XML_ROOT = re.compile(r"<(?:[\w.-]+:)?(RDF|Ontology|Description)[\s>]")
_LINKED = re.compile(r'"@(context|graph|id|type)"\s*:')
_OBOGRAPH = re.compile(r'"(graphs|nodes|edges|logicalDefinitionAxioms)"\s*:')
_FUNCTIONAL = re.compile(r"(?:#.*\s+|\s+)*(?:Prefix|Ontology)\s*\(")
# Turtle, too, may begin with a bracket, and a TriG graph with a brace.
_JSON = re.compile(r"\{|\[\s*(?:[\[{\"]|\]?\s*\Z)")
_OBO_START = re.compile(
    r"(?:!.*\s+|\s+)*(?:\[(?:Term|Typedef|Instance)\]|(?:format-version|ontology|data-version"
    r"|date|saved-by|auto-generated-by|subsetdef|synonymtypedef|default-namespace|idspace|import"
    r"|remark|property_value|namespace-id-rule|default-relationship-id-prefix"
    r"|treat-xrefs-as-[\w-]+):)"
)
_TERM = r"(?:<[^>\s]*>|_:[^\s<>\"]+)"
_LITERAL = r'"(?:[^"\\]|\\.)*"(?:\^\^<[^>\s]*>|@[\w-]+)?'
_NQUAD = re.compile(rf"{_TERM}\s*<[^>\s]*>\s*(?:{_TERM}|{_LITERAL})\s*({_TERM})?\s*\.\s*(?:#.*)?\Z")
_GRAPH_BLOCK = re.compile(
    r"^\s*(?:GRAPH\s+)?(?:<[^>\s]*>|[\w.-]*:[\w.-]*)?\s*\{", re.MULTILINE | re.I
)
_TURTLE = re.compile(r"\s*(?:#.*\s*)*(?:@(?:prefix|base)|(?:PREFIX|BASE)\s|[<\[(]|[\w.-]*:)", re.I)


def sniffed_format(path: Path | str, head: bytes) -> GraphFormat:
    """Return the format of a file from its first bytes, else from its extension.

    The extension decides only among Turtle and its subsets, which look alike. Raises
    InputError for an empty file, a web page, UTF-16 and what neither content nor name tells.
    """
    _refuse(path, head)
    text = head.decode("utf-8", "replace").lstrip("\ufeff \t\r\n")
    if named_format(path) is GraphFormat.SSSOM or _is_mapping_table(text):
        return GraphFormat.SSSOM
    if text[:1] == "<" and (text[1:2] in "?!" or _XML_ROOT.match(text)):
        root = _XML_ROOT.search(text)
        return GraphFormat.OWX if root and root[1] == "Ontology" else GraphFormat.RDFXML
    if _JSON.match(text):
        if _LINKED.search(text) or not _OBOGRAPH.search(text):
            named = named_format(path)
            return named if named is GraphFormat.TRIG else GraphFormat.JSONLD
        return GraphFormat.OBOGRAPHS
    if _FUNCTIONAL.match(text):
        return GraphFormat.OFN
    if _OBO_START.match(text):
        return GraphFormat.OBO
    named = named_format(path)
    return named if named in _LINES else _turtle(text) or graph_format(path)


def _refuse(path: Path | str, head: bytes) -> None:
    if not head.strip():
        if str(path) != "-":
            graph_format(path)
        raise InputError(f"{path}: is empty; name a file with data.")
    if head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raise InputError(f"{path}: is UTF-16 text; save it as UTF-8.")
    if re.match(rb"\s*(<!doctype html|<html)", head, re.IGNORECASE):
        raise InputError(f"{path}: is a web page, not an ontology; check the address.")


def _is_mapping_table(text: str) -> bool:
    """Return whether a text begins as an SSSOM table: its header's comments, then its columns."""
    lines = text.splitlines()
    columns = next((line for line in lines if not line.startswith("#")), None)
    if columns is None:  # a long header, which says so
        return any(_MAPPING_HEADER.match(line) for line in lines)
    return set(columns.split("\t")) >= _MAPPING_COLUMNS


def _turtle(text: str) -> GraphFormat | None:
    """Return the syntax among Turtle, TriG, N-Triples and N-Quads that a beginning suits."""
    lines = [line.strip() for line in text.splitlines()]
    whole = [line for line in lines[: max(1, len(lines) - 1)] if line and line[0] != "#"]
    quads = [_NQUAD.match(line) for line in whole]
    if quads and all(quads):
        return GraphFormat.NQUADS if any(m and m[1] for m in quads) else GraphFormat.NTRIPLES
    if not _TURTLE.match(text):
        return None
    return GraphFormat.TRIG if _GRAPH_BLOCK.search(text) else GraphFormat.TURTLE
