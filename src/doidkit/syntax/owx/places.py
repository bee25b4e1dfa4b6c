"""OWL/XML: a frame is the axioms about one subject, a statement a name or literal in one."""

import re
from collections.abc import Iterator

from doidkit.prefixes import PREFIXES
from doidkit.syntax.frames import Frame, Frames, Statement, spellings
from doidkit.syntax.ofn.places import _EITHER, _PREDICATES, _PROPERTY_FIRST, _SECOND
from doidkit.syntax.xml.markup import TAG, Names, attributes

_WITH_FILLERS = ("", _PREDICATES[b"SubClassOf"], _PREDICATES[b"EquivalentClasses"])
_KINDS = sorted({*_PREDICATES, *_PROPERTY_FIRST, *_SECOND} - {b"Import"})
_NOTE = re.compile(rb"\s*<Annotation\b.*?</Annotation>", re.DOTALL)
_NAMED = re.compile(
    rb"\b(?:abbreviatedIRI|IRI)\s*=\s*[\"']([^\"']*)[\"']"
    rb"|<(?:AbbreviatedIRI|IRI)>\s*([^<]*?)\s*</"
)
# An axiom's kind and the first name in it; its annotations come first and are passed over.
_AXIOM = re.compile(
    rb"<("
    + b"|".join(_KINDS)
    + rb")\b[^>]*>(?:"
    + _NOTE.pattern
    + rb")*.*?(?:"
    + _NAMED.pattern
    + rb")",
    re.DOTALL,
)
_DECLARED = re.compile(rb"<Prefix\s([^>]*)/?>")
_ONTOLOGY = re.compile(rb"<Ontology\b[^>]*\bontologyIRI\s*=\s*[\"']([^\"']*)[\"'][^>]*>")


def scan(data: bytes, subjects: frozenset[str]) -> Frames:
    """Return the axioms of some subjects; a frame begins at the first that is no declaration."""
    names = Names(data)
    for found_prefix in _DECLARED.finditer(data):
        pair = {each.name: names.text(each.raw) for each in attributes(found_prefix[1], 0)}
        names.prefixes[pair.get("name", "")] = pair.get("IRI", "")
    wanted = {
        name.strip(b"<>"): iri
        for name, iri in spellings(subjects, {**PREFIXES, **names.prefixes}).items()
    }
    wanted |= {
        iri[len(names.base) :].encode(): iri
        for iri in subjects
        if names.base and iri.startswith(names.base)
    }
    found: Frames = {}
    _header(data, names, subjects, found)
    for match in _AXIOM.finditer(data):
        iri = _subject(data, match, wanted)
        if iri is None:
            continue
        declaration = match[1] == b"Declaration"
        frame = found.setdefault(iri, Frame(match.start()))
        if not declaration and data.startswith(b"<Declaration", frame.start):
            frame.start = match.start()
        main = _PREDICATES.get(match[1], "")
        end = data.find(b"</" + match[1], match.end())
        frame.statements.extend(_values(data, match.start(), end, names, main, iri))
    return found


def _header(data: bytes, names: Names, subjects: frozenset[str], found: Frames) -> None:
    root = _ONTOLOGY.search(data)
    iri = names.text(root[1]) if root else ""
    if root is None or iri not in subjects:
        return
    frame = found[iri] = Frame(root.start())
    first = _AXIOM.search(data, root.end())
    for note in _NOTE.finditer(data, root.end(), first.start() if first else len(data)):
        frame.statements.extend(_values(data, note.start(), note.end(), names, "", iri))


def _subject(data: bytes, match: re.Match[bytes], wanted: dict[bytes, str]) -> str | None:
    kind = match[1]
    first = wanted.get(match[2] or match[3] or b"")
    later = kind in _SECOND or kind in _PROPERTY_FIRST
    if not later and (first or kind not in _EITHER):
        return first
    next_ = _NAMED.search(data, match.end())
    return wanted.get(next_[1] or next_[2] or b"") if next_ else None


def _values(
    data: bytes, start: int, end: int, names: Names, main: str, subject: str
) -> Iterator[Statement]:
    """Yield each name and literal with the property named last before it, and the axiom's own."""
    via, begin, inside = "", 0, ""
    for tag in TAG.finditer(data, start, end):
        name = (tag["name"] or b"").decode()
        if tag["close"]:
            if name == "Annotation":
                via = ""
            if name in ("Literal", "IRI", "AbbreviatedIRI") and inside == name:
                raw = data[begin : tag.start()]
                value = names.text(raw) if name == "Literal" else _iri(raw.strip(), names)
                if value != subject:
                    yield Statement(via or main, (value,), begin, tag.start())
            inside = ""
            continue
        begin, inside = tag.end(), name
        for each in attributes(tag["rest"] or b"", tag.start("rest")):
            if each.name not in ("IRI", "abbreviatedIRI"):
                continue
            value = _iri(each.raw, names)
            if name == "AnnotationProperty" or (
                name.endswith("Property") and main in _WITH_FILLERS
            ):
                via = value
                if name == "AnnotationProperty":
                    continue
            if value != subject:
                for predicate in dict.fromkeys((via or main, main)):
                    yield Statement(predicate, (value,), each.start, each.end)


def _iri(raw: bytes, names: Names) -> str:
    text = names.text(raw)
    prefix, colon, local = text.partition(":")
    if colon and not local.startswith("//") and prefix in names.prefixes:
        return names.prefixes[prefix] + local
    return names.reference(raw)
