"""Which format a file has: its content says, then its name.

DO's own edit file is functional syntax in a file called ``.owl``, so a name alone will not do.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from doidkit.errors import InputError
from doidkit.syntax.formats import GraphFormat, graph_format, named_format
from doidkit.syntax.manchester.tokens import FRAMES, HEADER, MISC
from doidkit.syntax.recording import Replayable
from doidkit.syntax.unread import refuse_unread

_HEAD = 4096
_MOST = 1 << 28  # bytes that are looked at, whatever they are
_LOOKED_AT = 1 << 16  # characters behind blanks and comments
# What a table of mappings begins with, and what is in the line below.
_MAPPING_HEADER = re.compile(r"#\s?(?:curie_map|mapping_set_id)\s*:", re.ASCII)
_MAPPING_COLUMNS = {"predicate_id", "mapping_justification"}
_LINES = (GraphFormat.TURTLE, GraphFormat.NTRIPLES, GraphFormat.NQUADS, GraphFormat.TRIG)
# Possessive quantifiers, so that no text makes these look at anything twice.
_HASHES = re.compile(r"(?:[ \t\r\n\f]++|#[^\n]*+)*+")
_EXCLAMATIONS = re.compile(r"(?:[ \t\r\n\f]++|![^\n]*+)*+")
_PROLOG = re.compile(
    r"(?:\s++|<\?.*?\?>|<!--.*?-->"
    r"|<!DOCTYPE(?:[^\[>\"']|\"[^\"]*+\"|'[^']*+'|\[(?:[^\]\"'<]|\"[^\"]*+\"|'[^']*+'"
    r"|<!--.*?-->|<)*+\])*+>)*+",
    re.DOTALL | re.IGNORECASE,
)
_XML_NAME = re.compile(r"<((?:[\w.-]+:)?([\w.-]+))[\s/>]")
_RDF_ROOTS = ("RDF", "Ontology", "Description")
_FUNCTIONAL = re.compile(r"(?:Prefix|Ontology)\s*\(")
# No Turtle begins so: the prefix would have to be declared before.
_MANCHESTER = re.compile(rf"(?:{'|'.join((*HEADER, *FRAMES, *MISC, 'Annotations'))}):(?=[\s<])")
# Turtle, too, may begin with a bracket, and a TriG graph with a brace.
_JSON = re.compile(r"\{|\[\s*+(?:[\[{\"]|\]?\s*+\Z)")
_JSON_TOKEN = re.compile(r'"((?:[^"\\]|\\.)*+)("|\Z)|[{}\[\]:,]', re.DOTALL)
_OBO_GRAPH = frozenset(("graphs", "nodes", "edges", "logicalDefinitionAxioms"))
_OBO_START = re.compile(
    r"\[(?:Term|Typedef|Instance)\]|(?:format-version|ontology|data-version"
    r"|date|saved-by|auto-generated-by|subsetdef|synonymtypedef|default-namespace|idspace|import"
    r"|remark|property_value|namespace-id-rule|default-relationship-id-prefix"
    r"|treat-xrefs-as-[\w-]+):"
)
_TERM = r"(?:<[A-Za-z][\w+.-]*:[^>\s]*>|_:[^\s<>\"]+)"  # a relative IRI is Turtle's
_LITERAL = r'"(?:[^"\\]|\\.)*"(?:\^\^<[^>\s]*>|@[\w-]+)?'
_NQUAD = re.compile(rf"{_TERM}\s*<[^>\s]*>\s*(?:{_TERM}|{_LITERAL})\s*({_TERM})?\s*\.\s*(?:#.*)?\Z")
_GRAPH_BLOCK = re.compile(
    r"^[ \t]*(?:GRAPH\s+)?(?:<[^>\s]*>|[\w.-]*:[\w.-]*)?\s*+\{", re.MULTILINE | re.I
)
_TURTLE = re.compile(r"@(?:prefix|base)|(?:PREFIX|BASE)\s|[<\[(]|[\w.-]*:", re.I)


def sniffed(path: Path | str, stream: Replayable) -> GraphFormat:
    """Return the format of a source, of which as much is read as tells it; it is rewound.

    Raises InputError as ``sniffed_format``.
    """
    size = _HEAD
    while True:
        head = stream.read(size)
        stream.rewind()
        if len(head) < size or size >= _MOST or not _is_undecided(head):
            return sniffed_format(path, head)
        size *= 4


def sniffed_format(path: Path | str, head: bytes) -> GraphFormat:
    """Return the format of a file from its first bytes, else from its extension.

    The extension decides only among Turtle and its subsets, which look alike. Raises
    InputError for an empty file, for what is known and not read (a web page, TriX),
    and for what neither content nor name tells.
    """
    _refuse_empty(path, head)
    refuse_unread(path, head)
    text = _decoded(head)
    if named_format(path) is GraphFormat.SSSOM or _is_mapping_table(text):
        return GraphFormat.SSSOM
    if _is_xml(text):
        return _of_xml(path, text)
    if _JSON.match(text):
        return _of_json(path, text)
    rest = _behind(_HASHES, text)
    if _FUNCTIONAL.match(rest):
        return GraphFormat.OFN
    if _MANCHESTER.match(rest):
        return GraphFormat.OMN
    if _OBO_START.match(_behind(_EXCLAMATIONS, text)):
        return GraphFormat.OBO
    named = named_format(path)
    return named if named in _LINES else _turtle(rest) or graph_format(path)


def _decoded(head: bytes) -> str:
    return head.decode("utf-8", "replace").lstrip("\ufeff \t\r\n")


def _behind(comments: re.Pattern[str], text: str) -> str:
    match = comments.match(text)
    start = match.end() if match else 0
    return text[start : start + _LOOKED_AT]


def _is_undecided(head: bytes) -> bool:
    """Return True if only what follows can tell the format."""
    text = _decoded(head)
    if _is_xml(text):
        return not _XML_NAME.match(_behind(_PROLOG, text))
    if _JSON.match(text):
        return not any(_is_decisive(key) for key in _keys(text))
    return not _behind(_HASHES, text) or not _behind(_EXCLAMATIONS, text)


def _is_xml(text: str) -> bool:
    if text[:2] in ("<?", "<!"):
        return True
    root = _XML_NAME.match(text)
    return root is not None and root[2] in _RDF_ROOTS


def _of_xml(path: Path | str, text: str) -> GraphFormat:
    behind = _behind(_PROLOG, text)
    refuse_unread(path, behind.encode())
    root = _XML_NAME.match(behind)
    is_owx = root is not None and root[2] == "Ontology"
    return GraphFormat.OWX if is_owx else GraphFormat.RDFXML


def _of_json(path: Path | str, text: str) -> GraphFormat:
    key = next(filter(_is_decisive, _keys(text)), "")
    if key in _OBO_GRAPH:
        return GraphFormat.OBOGRAPHS
    named = named_format(path)
    return named if named is GraphFormat.TRIG else GraphFormat.JSONLD


def _is_decisive(key: str) -> bool:
    return key in _OBO_GRAPH or key[:1] == "@"


def _keys(text: str) -> Iterator[str]:
    """Yield the keys of a document's object, or of the objects of its list."""
    depth, own = 0, 1 if text[:1] == "{" else 2
    before = ""
    for token in _JSON_TOKEN.finditer(text):
        said = token[0]
        if said[:1] == '"':
            if depth == own and before in ("{", ",") and token[2]:
                yield token[1]
            said = '"'
        elif said in "{[":
            depth += 1
        elif said in "}]":
            depth -= 1
        before = said


def _refuse_empty(path: Path | str, head: bytes) -> None:
    if not head.strip():
        if str(path) != "-":
            graph_format(path)
        raise InputError(f"{path}: is empty; name a file with data.")


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
