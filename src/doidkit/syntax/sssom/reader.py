"""SSSOM mapping tables as RDF, in the form that SSSOM's own schema defines.

Each row becomes a ``sssom:Mapping``; its IRI is ``record_id`` or derived from the row's content,
so the same row is the same node everywhere. It is no ``owl:Axiom``, as SSSOM has it: OWL tools
assert what an axiom annotates, and a denied mapping must not be asserted. They drop the
``owl:annotatedSource`` and its kin, too, so subject, predicate and object stand as
``sssom:subject_id``, ``sssom:predicate_id`` and ``sssom:object_id`` beside them.
A row whose subject is a text (no ``subject_id``) has a ``subject_label`` alone. Slots that the
header gives for all rows stand on every row. Source: the SSSOM 1.1 schema.
"""

import csv
import hashlib
import re
import warnings
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import pyoxigraph as ox

from doidkit import prefixes
from doidkit.errors import DoidkitNote, InputError, SyntaxFault
from doidkit.syntax.lines import remark_unended
from doidkit.syntax.sssom.header import Header, header
from doidkit.terms import RDF_TYPE, RDFS_LABEL, SSSOM_MAPPING

_MAPPING_BASE = "https://w3id.org/doidkit/mapping/"
_OWN_PREDICATES = {
    "subject_id": "owl:annotatedSource",
    "predicate_id": "owl:annotatedProperty",
    "object_id": "owl:annotatedTarget",
    "creator_id": "dcterms:creator",
    "author_id": "pav:authoredBy",
    "license": "dcterms:license",
    "mapping_date": "dcterms:created",
    "publication_date": "dcterms:issued",
    "see_also": "rdfs:seeAlso",
    "comment": "rdfs:comment",
    "mapping_set_version": "owl:versionInfo",
    "mapping_set_title": "dcterms:title",
    "mapping_set_description": "dcterms:description",
    "mapping_set_source": "prov:wasDerivedFrom",
}
_IRI_SLOTS = frozenset(
    "subject_id predicate_id object_id mapping_justification author_id reviewer_id creator_id "
    "license subject_source object_source mapping_provider mapping_source mapping_tool_id "
    "subject_match_field object_match_field subject_preprocessing object_preprocessing "
    "curation_rule issue_tracker_item see_also mapping_set_source issue_tracker".split()
)
# What a mapping is about has to be an IRI; elsewhere a text in place of one is kept as it is.
_ENDS = ("subject_id", "predicate_id", "object_id")
_MANY = frozenset(
    "author_id author_label reviewer_id reviewer_label creator_id creator_label see_also "
    "subject_match_field object_match_field match_string subject_preprocessing "
    "object_preprocessing curation_rule curation_rule_text cardinality_scope "
    "mapping_set_source".split()
)
_DATATYPES = {
    **dict.fromkeys(("confidence", "similarity_score", "reviewer_agreement"), "xsd:double"),
    **dict.fromkeys(("mapping_date", "publication_date", "review_date"), "xsd:date"),
}
_CODES = {
    "predicate_modifier": {"Not": "sssom:NegatedPredicate"},
    "type": {
        "owl class": "owl:Class",
        "owl object property": "owl:ObjectProperty",
        "owl data property": "owl:DatatypeProperty",
        "owl annotation property": "owl:AnnotationProperty",
        "owl named individual": "owl:NamedIndividual",
        "skos concept": "skos:Concept",
        "rdfs resource": "rdfs:Resource",
        "rdfs class": "rdfs:Class",
        "rdfs literal": "rdfs:Literal",
        "rdfs datatype": "rdfs:Datatype",
        "rdf property": "rdf:Property",
        "composed entity expression": "sssom:ComposedEntityExpression",
    },
}
# Given once in the header, these hold for every row ("propagated" in the schema).
_FOR_ALL_ROWS = frozenset(
    "subject_type subject_source subject_source_version object_type object_source "
    "object_source_version predicate_type mapping_provider mapping_tool mapping_tool_id "
    "mapping_tool_version mapping_date subject_match_field object_match_field "
    "subject_preprocessing object_preprocessing similarity_measure cardinality_scope "
    "curation_rule curation_rule_text".split()
)
_SLOT = re.compile(r"[A-Za-z_][\w.-]*", re.ASCII)


class Row(NamedTuple):
    """A row of a table as triples about its node."""

    line: int
    node: ox.NamedNode
    triples: Sequence[ox.Triple]


def ntriples(text: str, path: Path) -> Iterator[bytes]:
    """Yield the triples of a table as lines of N-Triples; raises as ``statements``."""
    for triple in statements(text, path):
        yield f"{triple} .\n".encode()


def statements(text: str, path: Path) -> Iterator[ox.Triple]:
    """Yield the triples of a mapping table, its mapping set included.

    Raises SyntaxFault with the line for a table that lacks its columns or has a cell that is
    no CURIE or IRI.
    """
    nodes = []
    head = header(text, path)
    for mapping in mappings(text, path, head):
        nodes.append(mapping.node)
        yield from mapping.triples
    try:
        yield from _mapping_set(head, nodes)
    except (ValueError, InputError) as error:
        raise SyntaxFault(path, str(error), line=1) from error


def mappings(text: str, path: Path, head: Header | None = None) -> Iterator[Row]:
    """Yield the mappings of a table, a row each; raises as ``statements``."""
    head = head or header(text, path)
    told: set[str] = set()
    everywhere = {slot: v for slot, v in head.slots.items() if slot in _FOR_ALL_ROWS}
    for line, row in _rows(path, text, head.lines):
        slots = {**everywhere, **{key: _cells(key, cell) for key, cell in row.items() if cell}}
        _tell_texts(path, line, slots, head.prefixes, told)
        try:
            node, triples = _mapping(slots, head.prefixes)
        except (ValueError, InputError) as error:
            raise SyntaxFault(path, str(error), line=line) from error
        yield Row(line, node, triples)
    if not text.endswith(("\n", "\r")):
        remark_unended(path)


def _tell_texts(
    path: Path, line: int, slots: dict[str, list[str]], prefix_map: dict[str, str], told: set[str]
) -> None:
    """Note, once a slot, what is kept as a text where SSSOM wants an IRI."""
    for slot in slots.keys() & _IRI_SLOTS - told - {*_ENDS}:
        kept = [text for text in slots[slot] if _named(text, prefix_map) is None]
        if kept:
            told.add(slot)
            warnings.warn(
                f'{path}:{line}: {slot} "{kept[0]}" is no IRI and no CURIE with a prefix of the '
                "curie_map; it is kept as a text, and so are others like it",
                DoidkitNote,
                stacklevel=2,
            )


def _rows(path: Path, text: str, skip: int) -> Iterator[tuple[int, dict[str, str]]]:
    # Not splitlines(): a cell may hold what else Unicode has for a line end, or a quoted one.
    lines = re.split(r"(?<=\n)", text.replace("\r\n", "\n"))[skip:]
    reader = csv.DictReader(lines, dialect="excel-tab", restkey="")
    try:
        columns = set(reader.fieldnames or ())
    except csv.Error as error:
        reason = f"the row cannot be read: {error}"
        raise SyntaxFault(path, reason, line=skip + 1) from error
    missing = {"predicate_id", "mapping_justification"} - columns
    if missing:
        reason = f"the SSSOM table has no column {min(missing)}"
        raise SyntaxFault(path, reason, line=skip + 1)
    while True:
        try:
            row = next(reader, None)
        except csv.Error as error:
            reason = f"the row cannot be read: {error}"
            raise SyntaxFault(path, reason, line=skip + reader.line_num + 1) from error
        if row is None:
            return
        line = skip + reader.line_num
        if "" in row:
            raise SyntaxFault(path, "the row has more cells than the table", line=line)
        # Editors drop the tabs at a line's end; a line without its end may be a cut one.
        if None in row.values() and line == len(lines) + skip and lines[-1]:
            raise SyntaxFault(path, "the table is cut within this row", line=line)
        if any(row.values()):  # spreadsheets leave empty rows
            yield line, {key: cell or "" for key, cell in row.items()}


def _cells(slot: str, cell: str) -> list[str]:
    if slot not in _MANY:
        return [cell]
    return [part.replace("\\|", "|").strip() for part in re.split(r"(?<!\\)\|", cell)]


def _mapping(
    slots: dict[str, list[str]], prefix_map: dict[str, str]
) -> tuple[ox.NamedNode, list[ox.Triple]]:
    pairs = [
        (_predicate(slot), _value(slot, text, prefix_map))
        for slot in sorted(slots)
        if slot != "record_id"
        for text in slots[slot]
    ]
    ends = [
        (slot, _value(slot, text, prefix_map)) for slot in _ENDS for text in slots.get(slot, ())
    ]
    if "record_id" in slots:
        node = ox.NamedNode(_expand(slots["record_id"][0], prefix_map))
    else:
        content = "\n".join(sorted(f"{predicate} {value}" for predicate, value in pairs))
        node = ox.NamedNode(_MAPPING_BASE + hashlib.sha256(content.encode()).hexdigest()[:16])
    said: list[tuple[ox.NamedNode, ox.NamedNode | ox.Literal]] = [
        (ox.NamedNode(RDF_TYPE), ox.NamedNode(SSSOM_MAPPING)),
        (ox.NamedNode(RDFS_LABEL), ox.Literal(_label(slots))),
        *((ox.NamedNode(prefixes.expand(f"sssom:{slot}")), value) for slot, value in ends),
    ]
    return node, [ox.Triple(node, predicate, value) for predicate, value in [*said, *pairs]]


def _label(slots: dict[str, list[str]]) -> str:
    """Return a mapping in words: what is mapped, whether not, how, and to what."""
    named = (slots.get(slot, [""])[0] for slot in ("subject_label", "subject_id"))
    parts = (
        next(filter(None, named), ""),
        "not" if "predicate_modifier" in slots else "",
        slots.get("predicate_id", [""])[0],
        slots.get("object_id", [""])[0],
        f"in {slots['object_source'][0]}" if "object_source" in slots else "",
    )
    return " ".join(filter(None, parts))


def _mapping_set(head: Header, nodes: list[ox.NamedNode]) -> Iterator[ox.Triple]:
    if "mapping_set_id" not in head.slots:
        return
    subject = ox.NamedNode(_expand(head.slots["mapping_set_id"][0], head.prefixes))
    yield ox.Triple(
        subject, ox.NamedNode(RDF_TYPE), ox.NamedNode(prefixes.expand("sssom:MappingSet"))
    )
    for title in head.slots.get("mapping_set_title", ()):
        yield ox.Triple(subject, ox.NamedNode(RDFS_LABEL), ox.Literal(title))
    for slot, values in head.slots.items():
        if slot not in _FOR_ALL_ROWS | {"mapping_set_id", "curie_map"}:
            for text in values:
                yield ox.Triple(subject, _predicate(slot), _value(slot, text, head.prefixes))
    for node in nodes:
        yield ox.Triple(subject, ox.NamedNode(prefixes.expand("sssom:mappings")), node)


def _predicate(slot: str) -> ox.NamedNode:
    if not _SLOT.fullmatch(slot):
        raise ValueError(f'"{slot}" cannot be the name of a column')
    return ox.NamedNode(prefixes.expand(_OWN_PREDICATES.get(slot, f"sssom:{slot}")))


def _value(slot: str, text: str, prefix_map: dict[str, str]) -> ox.NamedNode | ox.Literal:
    codes = _CODES.get("type" if slot.endswith("_type") else slot)
    if codes is not None:
        if text not in codes:
            raise ValueError(f'{slot} cannot be "{text}"; SSSOM allows {", ".join(codes)}')
        return ox.NamedNode(prefixes.expand(codes[text]))
    if slot in _ENDS:
        return ox.NamedNode(_expand(text, prefix_map))
    if slot in _IRI_SLOTS:
        return _named(text, prefix_map) or ox.Literal(text)
    if slot in _DATATYPES:
        return ox.Literal(text, datatype=ox.NamedNode(prefixes.expand(_DATATYPES[slot])))
    return ox.Literal(text)


def _named(text: str, prefix_map: dict[str, str]) -> ox.NamedNode | None:
    try:
        return ox.NamedNode(_expand(text, prefix_map))
    except ValueError:
        return None


def _expand(text: str, prefix_map: dict[str, str]) -> str:
    prefix, colon, local = text.partition(":")
    if colon and prefix in prefix_map and "|" not in text:
        return prefix_map[prefix] + local
    if prefixes.is_curie(text):
        return prefixes.expand(text)
    if prefixes.is_iri(text):
        return text
    if "|" in text:
        raise ValueError(f'"{text}" is several values where SSSOM has one; make a row of each')
    where = "" if prefix_map else ", which stands before the table, its lines after #"
    raise ValueError(f'"{text}" is no IRI and no CURIE with a prefix of the curie_map{where}')
