"""OBO: a frame is a stanza, a statement a clause."""

import re
from collections.abc import Iterator

from doidkit.prefixes import PREFIXES
from doidkit.syntax.frames import Frame, Frames, Statement
from doidkit.syntax.obo.names import OBO, OIO, Names, shorthand
from doidkit.terms import RDF_TYPE, RDFS_SUBCLASS_OF

_OWL = PREFIXES["owl"]
_ID = re.compile(rb"^(id|alt_id|subsetdef|synonymtypedef):[ \t]*((?:[^\s!{\\]|\\.)+)", re.MULTILINE)
_CLAUSE = re.compile(rb"^([\w-]+):[ \t]*([^\r\n]*)", re.MULTILINE)
_QUOTED = re.compile(rb'"(?:[^"\\]|\\.)*"')
_WORD = re.compile(rb"(?:[^\s!{\[\]\\,]|\\.)+")
_XREFS = re.compile(rb"\[((?:[^\]\\]|\\.)*)\]")
_XREF = re.compile(rb"[ ]*((?:[^,\"\\]|\\.)+)")
_QUALIFIER = re.compile(rb'([\w:/.#-]+)=("(?:[^"\\]|\\.)*")')
_TYPEDEF = re.compile(rb"^\[Typedef\](.*?)(?=^\[|\Z)", re.MULTILINE | re.DOTALL)
_LOGICAL = {
    "is_a": RDFS_SUBCLASS_OF,
    "relationship": RDFS_SUBCLASS_OF,
    "intersection_of": _OWL + "equivalentClass",
    "union_of": _OWL + "equivalentClass",
    "equivalent_to": _OWL + "equivalentClass",
    "disjoint_from": _OWL + "disjointWith",
    "inverse_of": _OWL + "inverseOf",
    "domain": PREFIXES["rdfs"] + "domain",
    "range": PREFIXES["rdfs"] + "range",
    "ontology": RDF_TYPE,
    "data-version": _OWL + "versionIRI",
    "import": _OWL + "imports",
    "remark": PREFIXES["rdfs"] + "comment",
}
_QUOTING = {"def", "synonym", "property_value", "subsetdef", "synonymtypedef"}
_IDENTIFIERS = {*_LOGICAL, "subset", "replaced_by", "consider", "alt_id", "id"} - {"remark"}
_ESCAPES = {"n": "\n", "t": "\t", "W": " "}


def scan(data: bytes, subjects: frozenset[str]) -> Frames:
    """Return the stanzas of some terms; an alternative id is where it is given."""
    names = _names(data)
    found: Frames = {}
    alternatives: Frames = {}
    for match in _ID.finditer(data):
        iri = names.iri(_unescaped(match[2]))
        if iri not in subjects:
            continue
        if match[1] == b"id":
            body = _stanza(data, match.start())
            found.setdefault(iri, Frame(match.start())).statements.extend(
                _clauses(body, data, names)
            )
        else:
            alternatives.setdefault(iri, Frame(match.start()))
    header = f"{OBO}{names.ontology}.owl"
    if header in subjects:
        body = (0, _first_stanza(data))
        line = re.search(rb"^ontology:", data[: body[1]], re.MULTILINE)
        found[header] = Frame(line.start() if line else 0, list(_clauses(body, data, names)))
    return alternatives | found


def _names(data: bytes) -> Names:
    header = data[: _first_stanza(data)]
    tags = [
        (tag.decode(), rest.decode("utf-8", "replace")) for tag, rest in _CLAUSE.findall(header)
    ]
    spaces = [rest.split() for tag, rest in tags if tag == "idspace"]
    ontology = next((rest.strip() for tag, rest in tags if tag == "ontology"), "")
    return Names(ontology, {s[0]: s[1] for s in spaces if len(s) > 1}, dict(_shorthands(data)))


def _shorthands(data: bytes) -> Iterator[tuple[str, str]]:
    for stanza in _TYPEDEF.finditer(data):
        clauses = [
            (tag, rest.split()[0].decode("utf-8", "replace"))
            for tag, rest in _CLAUSE.findall(stanza[1])
            if rest.split()
        ]
        name = next((first for tag, first in clauses if tag == b"id"), "")
        meant = shorthand(name, [first for tag, first in clauses if tag == b"xref"])
        if name and meant and ":" not in name:
            yield name, meant


def _first_stanza(data: bytes) -> int:
    found = re.search(rb"^\[", data, re.MULTILINE)
    return found.start() if found else len(data)


def _stanza(data: bytes, offset: int) -> tuple[int, int]:
    start = max(data.rfind(b"\n[", 0, offset) + 1, 0)
    end = data.find(b"\n[", offset)
    return start, len(data) if end < 0 else end


def _clauses(body: tuple[int, int], data: bytes, names: Names) -> Iterator[Statement]:
    for match in _CLAUSE.finditer(data, *body):
        tag = match[1].decode()
        if tag in _QUOTING:
            yield from _quoted(tag, match, names)
        else:
            yield from _plain(tag, match, names)
        marks = match[0].rfind(b"{")
        for mark in _QUALIFIER.finditer(match[0], marks) if marks >= 0 else ():
            yield _statement(
                names.tag(mark[1].decode()), mark[2][1:-1], match.start() + mark.start(2), mark[2]
            )


def _plain(tag: str, match: re.Match[bytes], names: Names) -> Iterator[Statement]:
    predicate = _LOGICAL.get(tag) or names.tag(tag)
    raw, start = match[2], match.start(2)
    if tag not in _IDENTIFIERS:
        if b"!" not in raw and b"{" not in raw and not raw.endswith(b" "):
            yield Statement(predicate, (_unescaped(raw),), start, start + len(raw))
            return
        cut = re.split(rb"(?<!\\)\s+[!{]", raw)[0]
        texts = tuple(dict.fromkeys((_unescaped(cut), _unescaped(raw), _unescaped(cut.rstrip()))))
        yield Statement(predicate, texts, start, start + len(cut))
        return
    words = list(_WORD.finditer(re.split(rb"(?<!\\)[!{]", raw)[0]))
    # In a relationship the first word is a property, the second its filler.
    via = names.iri(_unescaped(words[0][0])) if len(words) > 1 else ""
    for word in words[-1:]:
        text = _unescaped(word[0])
        place = (start + word.start(), start + word.end())
        yield Statement(predicate, (names.iri(text), text), *place)
        if via:
            yield Statement(via, (names.iri(text), text), *place)
    if via:
        yield Statement(predicate, (via,), start + words[0].start(), start + words[0].end())


def _quoted(tag: str, match: re.Match[bytes], names: Names) -> Iterator[Statement]:
    raw, start = match[2], match.start(2)
    text = _QUOTED.search(raw)
    first = _WORD.match(raw)
    if tag == "property_value":
        predicate = names.iri(_unescaped(first[0])) if first else ""
        word = text or _WORD.search(raw, first.end() if first else 0)
        if word:
            value = word[0][1:-1] if text else word[0]
            yield _statement(predicate, value, start + word.start(), word[0], names)
        return
    if not text:
        return
    rest = raw[text.end() :]
    scope = re.match(rb"\s+(EXACT|BROAD|NARROW|RELATED)(?:\s+([\w:.#/-]+))?", rest)
    predicate = names.tag(tag)
    if tag == "synonym":
        predicate = names.tag(scope[1].decode() if scope else "RELATED")
    yield _statement(predicate, text[0][1:-1], start + text.start(), text[0])
    if scope and scope[2]:
        at = start + text.end() + scope.start(2)
        yield _statement(OIO + "hasSynonymType", scope[2], at, scope[2], names)
    listed = _XREFS.search(raw, text.end())
    for xref in _XREF.finditer(listed[1]) if listed else ():
        at = start + (listed.start(1) if listed else 0) + xref.start(1)
        yield _statement(OIO + "hasDbXref", xref[1].rstrip(), at, xref[1].rstrip())


def _statement(
    predicate: str, value: bytes, start: int, raw: bytes, names: Names | None = None
) -> Statement:
    text = _unescaped(value)
    values = (text, names.iri(text)) if names else (text,)
    return Statement(predicate, values, start, start + len(raw))


def _unescaped(raw: bytes) -> str:
    text = raw.decode("utf-8", "replace")
    if "\\" not in text:
        return text
    return re.sub(r"\\(.)", lambda found: _ESCAPES.get(found[1], found[1]), text)
