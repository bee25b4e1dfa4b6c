"""OWL functional syntax: a frame is the axioms about one subject, a statement a value in one."""

import re
from collections.abc import Iterator, Mapping

from doidkit.prefixes import PREFIXES
from doidkit.syntax.frames import Frame, Frames, Statement, expand, spellings
from doidkit.syntax.turtle.places import unescaped
from doidkit.terms import RDF_TYPE, RDFS_SUBCLASS_OF

_NAME = rb"(?:<[^>\s]*>|[\w.-]*:[^\s()\"]*)"
_TEXT = rb'"(?:[^"\\]|\\.)*"'
_NOTE = rb"Annotation\((?:[^()\"]|" + _TEXT + rb"|\((?:[^()\"]|" + _TEXT + rb")*\))*\)\s*"
_AXIOM = re.compile(
    rb"^[ \t]*([A-Z]\w+)\(\s*(?:" + _NOTE + rb")*(?:[A-Z]\w+\(\s*)?(" + _NAME + rb")?"
    rb"(?:\s+(" + _NAME + rb"))?",
    re.MULTILINE,
)
_TOKEN = re.compile(_TEXT + rb"|<[^>\s]*>|[()]|[^\s()\"<>]+")
_PREFIX = re.compile(rb"^\s*Prefix\(\s*([\w.-]*):\s*=\s*<([^>]*)>", re.MULTILINE)
_OWL, _RDFS = PREFIXES["owl"], PREFIXES["rdfs"]
_PREDICATES = {
    b"SubClassOf": RDFS_SUBCLASS_OF,
    b"EquivalentClasses": _OWL + "equivalentClass",
    b"DisjointClasses": _OWL + "disjointWith",
    b"DisjointUnion": _OWL + "disjointUnionOf",
    b"ClassAssertion": RDF_TYPE,
    b"Declaration": RDF_TYPE,
    b"SubObjectPropertyOf": _RDFS + "subPropertyOf",
    b"SubDataPropertyOf": _RDFS + "subPropertyOf",
    b"SubAnnotationPropertyOf": _RDFS + "subPropertyOf",
    b"InverseObjectProperties": _OWL + "inverseOf",
    b"ObjectPropertyDomain": _RDFS + "domain",
    b"ObjectPropertyRange": _RDFS + "range",
    b"DataPropertyDomain": _RDFS + "domain",
    b"DataPropertyRange": _RDFS + "range",
    b"AnnotationPropertyDomain": _RDFS + "domain",
    b"AnnotationPropertyRange": _RDFS + "range",
    b"Import": _OWL + "imports",
}
_SECOND = frozenset({b"AnnotationAssertion", b"ClassAssertion"})
_PROPERTY_FIRST = frozenset(
    {b"ObjectPropertyAssertion", b"NegativeObjectPropertyAssertion", b"DataPropertyAssertion"}
)
_EITHER = frozenset({b"EquivalentClasses", b"DisjointClasses", b"InverseObjectProperties"})


def scan(data: bytes, subjects: frozenset[str]) -> Frames:
    """Return the axioms of some subjects; a frame begins at the first that is no declaration."""
    prefixes = dict(PREFIXES) | {
        name.decode(): iri.decode("utf-8", "replace") for name, iri in _PREFIX.findall(data)
    }
    wanted = spellings(subjects, prefixes)
    found: Frames = {}
    declared: dict[str, int] = {}
    ontology: str | None = None
    for match in _AXIOM.finditer(data):
        kind = match[1]
        if kind == b"Ontology":
            ontology = wanted.get(match[2] or b"")
            if ontology:
                found[ontology] = Frame(match.start())
            continue
        if kind == b"Annotation" and ontology:
            # An annotation that stands alone is the ontology's own.
            found[ontology].statements.extend(_values(data, match.start(), prefixes, ontology))
            continue
        iri = _subject(match, wanted)
        if iri is None:
            continue
        if kind == b"Declaration":
            declared.setdefault(iri, match.start(1))
        else:
            found.setdefault(iri, Frame(match.start(1)))
        frame = found.get(iri) or found.setdefault(iri, Frame(match.start(1)))
        if kind != b"Declaration" and frame.start == declared.get(iri):
            frame.start = match.start(1)
        frame.statements.extend(_values(data, match.start(), prefixes, iri))
    return found


def _subject(match: re.Match[bytes], wanted: Mapping[bytes, str]) -> str | None:
    kind, first, second = match.groups()
    if kind in _SECOND or kind in _PROPERTY_FIRST:
        return wanted.get(second or b"")
    found = wanted.get(first or b"")
    return found or (wanted.get(second or b"") if kind in _EITHER else None)


def _values(
    data: bytes, start: int, prefixes: Mapping[str, str], subject: str
) -> Iterator[Statement]:
    """Yield each name and literal of an axiom with the property that it belongs to."""
    tokens = _TOKEN.finditer(data, start)
    kind = next(tokens)[0]
    main = _PREDICATES.get(kind, "")
    opened: list[list[str]] = []  # for each parenthesis its keyword and property
    keyword = kind
    for token in tokens:
        text = token[0]
        if text == b"(":
            opened.append([keyword.decode("utf-8", "replace"), ""])
        elif text == b")":
            opened.pop()
            if not opened:
                return
        elif text[:1] == b"@" or text[:2] == b"^^" or not opened:
            continue
        elif text[:1] == b'"' or text[:1] == b"<" or b":" in text:
            quoted = text[:1] == b'"'
            value = unescaped(text[1:-1]) if quoted else expand(text, prefixes)
            if _names_property(opened[-1], kind):
                opened[-1][1] = value
                if len(opened) == 1 or opened[-1][0] == "Annotation":
                    continue
            if value != subject or quoted:
                for predicate in dict.fromkeys((opened[-1][1] or main, main)):
                    yield Statement(predicate, (value,), token.start(), token.end())
        else:
            keyword = text


def _names_property(opened: list[str], kind: bytes) -> bool:
    """Return whether the next name is the property of its parenthesis."""
    keyword, known = opened
    if known:
        return False
    if keyword in ("Annotation", "AnnotationAssertion"):
        return True
    return keyword.startswith(
        (
            "ObjectSome",
            "ObjectAll",
            "ObjectHas",
            "ObjectMin",
            "ObjectMax",
            "ObjectExact",
            "DataSome",
            "DataAll",
            "DataHas",
        )
    ) or (keyword.encode() in _PROPERTY_FIRST)
