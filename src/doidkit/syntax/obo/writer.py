"""Axioms as OBO 1.4, frames and clauses in OBO's canonical order.

What does not fit is not guessed at: the caller reads the text back and compares.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from doidkit.prefixes import NO_PREFIXES, expand
from doidkit.syntax.obo.clauses import Clauses, Line, fits
from doidkit.syntax.obo.names import OBO, OIO, VOCABULARY, Names, shorthand
from doidkit.syntax.obo.text import (
    HEADER_ORDER,
    RELATION_ORDER,
    TERM_ORDER,
    Identifiers,
    bare,
    escaped,
    identifier,
    quoted,
)
from doidkit.syntax.ofn.writer import body, notes, operands, subject_of, value
from doidkit.syntax.owl.expressions import Call, Node, owl
from doidkit.syntax.owl.lexical import iri
from doidkit.syntax.owl.ontology import Ontology

_LABEL, _COMMENT = iri(expand("rdfs:label")), iri(expand("rdfs:comment"))
_ID, _XREF = iri(OIO + "id"), iri(OIO + "hasDbXref")
_SHORTHAND, _NAMESPACE = iri(OIO + "shorthand"), iri(OIO + "hasOBONamespace")
_SCOPE, _ALT = iri(OIO + "hasScope"), iri(OIO + "hasAlternativeId")
_SUBSET, _SYNONYM_TYPE = iri(OIO + "SubsetProperty"), iri(OIO + "SynonymTypeProperty")
_DECLARED = "Declaration"
_DEPRECATED = owl("deprecated")
_MERGED = (
    (iri(OBO + "IAO_0000231"), iri(OBO + "IAO_0000227")),
    (_DEPRECATED, '"true"^^' + iri(expand("xsd:boolean"))),
)
_REPLACED = iri(OBO + "IAO_0100001")
_HEADER_TAGS = {VOCABULARY[tag][0]: tag for tag in HEADER_ORDER if tag in VOCABULARY}
_STANZAS = {
    "Class": ("Term", TERM_ORDER),
    "ObjectProperty": ("Typedef", RELATION_ORDER),
    "AnnotationProperty": ("Typedef", RELATION_ORDER),
    "NamedIndividual": ("Instance", TERM_ORDER),
}

_PREFIX = re.compile(r"[A-Za-z][\w.-]*")


@dataclass(slots=True)
class _About:
    """What the axioms say of one entity."""

    kinds: list[str] = field(default_factory=list)
    annotations: list[tuple[str, str]] = field(default_factory=list)
    axioms: list[Call] = field(default_factory=list)


def write(
    ontology: Ontology, beyond: Collection[Call] = (), declared: Mapping[str, str] = NO_PREFIXES
) -> bytes:
    """Return an ontology as OBO; equal ontologies give equal bytes.

    The axioms ``beyond`` OBO are written as functional syntax in the header, and those of them
    that OBO can say but for an annotation as clauses, too: other readers need the clauses.
    Prefixes of ``declared`` that shorten an identifier are written as identifier spaces.
    """
    return _Writer(ontology, beyond, declared).text().encode()


def plain(axiom: Call) -> Call:
    """Return an axiom without the annotations that no qualifier of OBO holds."""
    kept = [note for note in notes(axiom) if fits(note)]
    return (axiom[0], *kept, *operands(axiom))


class _Writer:
    def __init__(
        self, ontology: Ontology, beyond: Collection[Call], declared: Mapping[str, str]
    ) -> None:
        self.beyond = beyond
        axioms = (ontology.axioms - {*beyond}) | {
            plain(axiom) for axiom in beyond if plain(axiom) != axiom
        }
        own = next((node[1:] for node in ontology.header if node[0] == "Ontology"), ())
        self.header = [node for node in ontology.header if node[0] != "Ontology"]
        name = str(own[0])[1:-1] if own else ""
        self.id = name[len(OBO) : -4] if name.startswith(OBO) and name.endswith(".owl") else name
        self.version = _version(str(own[1])[1:-1], self.id) if len(own) > 1 else ""
        self.entities: dict[str, _About] = {}
        self._gather(axioms)
        shorthands = self._shorthands()
        spaces = {prefix: iri for prefix, iri in declared.items() if _is_space(prefix, iri)}
        names = Names(self.id or "TEMP", spaces, dict(shorthands.values()))
        short = {full: name for full, (name, _) in shorthands.items()}
        self.ids = Identifiers(self.id, short, names, spaces)
        labels = {
            entity: value(text)
            for entity, about in self.entities.items()
            for predicate, text in about.annotations
            if predicate == _LABEL and text[:1] == '"'
        }
        self.clauses = Clauses(self.ids, labels)
        self.default = self._default_namespace()
        self.merged = self._alternatives()
        self.related = {str(a[-1]) for a in axioms if a[0] == "ObjectPropertyAssertion"}
        # What a logical axiom mentions needs no stanza: its clause says what kind it is.
        unsaid = (_DECLARED, "AnnotationAssertion")
        self.mentioned = set(_leaves(axiom for axiom in axioms if axiom[0] not in unsaid))

    def _gather(self, axioms: Iterable[Call]) -> None:
        for axiom in sorted(axioms, key=str):
            parts = operands(axiom)
            if axiom[0] == _DECLARED:
                kind, entity = parts[0]
                self._about(entity).kinds.append(kind)
                continue
            subject = subject_of(axiom)
            if subject[:1] != "<":
                continue
            about = self._about(subject)
            about.axioms.append(axiom)
            if axiom[0] == "AnnotationAssertion":
                about.annotations.append((str(parts[0]), str(parts[2])))

    def _about(self, entity: str) -> _About:
        return self.entities.setdefault(entity, _About())

    def _shorthands(self) -> dict[str, tuple[str, str]]:
        """Return short names that stand for IRIs, and the cross-reference that says so."""
        found = {}
        for entity, about in self.entities.items():
            short, xrefs = _texts(about, _SHORTHAND), _texts(about, _XREF)
            meant = shorthand(short[0], xrefs) if short else ""
            if meant:
                found[entity[1:-1]] = (short[0], meant)
        return found

    def _default_namespace(self) -> str:
        tag = iri(OIO + "default-namespace")
        found = (str(note[-1]) for note in self.header if note[-2:-1] == (tag,))
        return next((value(text) for text in found if text[:1] == '"'), "")

    def _alternatives(self) -> set[Call]:
        """Return the axioms that an alt_id of a successor implies."""
        found: set[Call] = set()
        of_id = {self.ids.of(entity): entity for entity in self.entities}
        for owner, about in self.entities.items():
            for name, text in about.annotations:
                merged = of_id.get(value(text)) if name == _ALT and text[:1] == '"' else None
                if merged:
                    said = (*_MERGED, (_REPLACED, owner))
                    found.update(("AnnotationAssertion", p, merged, o) for p, o in said)
        return found

    def text(self) -> str:
        frames = []
        for entity, about in self.entities.items():
            kind = next((kind for kind in _STANZAS if kind in about.kinds), "")
            if kind and self._needs_frame(entity, about, kind):
                stanza, order = _STANZAS[kind]
                clauses = _ordered(self._frame(entity, about, kind), order)
                frames.append((stanza, self.ids.of(entity), clauses))
        blocks = ["\n".join(self._header_lines())]  # last: it has the spaces that were used
        rank = {"Term": 0, "Typedef": 1, "Instance": 2}
        for stanza, _, lines in sorted(frames, key=lambda frame: (rank[frame[0]], frame[1])):
            blocks.append("\n".join([f"[{stanza}]", *lines]))
        return "\n\n".join(blocks) + "\n"

    def _needs_frame(self, entity: str, about: _About, kind: str) -> bool:
        if not about.axioms and entity not in self.mentioned:
            return kind != "AnnotationProperty"
        if kind == "NamedIndividual":
            # What a relation holds to is an individual, and need not be said to be one.
            return bool(about.axioms) or entity not in self.related
        if kind != "AnnotationProperty":
            return not self.merged.issuperset(about.axioms)
        if any(axiom[0] == "SubAnnotationPropertyOf" for axiom in about.axioms):
            supers = {axiom[-1] for axiom in about.axioms if axiom[0] == "SubAnnotationPropertyOf"}
            return not supers & {_SUBSET, _SYNONYM_TYPE}
        implied = {iri(name): label for name, label in VOCABULARY.values()}
        said = [(name, value(text)) for name, text in about.annotations if text[:1] == '"']
        return bool(about.axioms) and said != [(_LABEL, implied.get(entity))]

    def _header_lines(self) -> list[str]:
        lines: list[Line] = []
        if self.id:
            lines.append(("ontology", bare(self.id)))
        if self.version:
            lines.append(("data-version", bare(self.version)))
        for node in self.header:
            if str(node[-1])[:2] != "_:":
                lines.append(self._header_line(node))
        for entity, about in self.entities.items():
            lines += self._definitions(entity, about)
        lines += [
            ("idspace", f"{identifier(prefix)} {identifier(space)}")
            for prefix, space in self.ids.used.items()
        ]
        if self.beyond:
            lines.append(("owl-axioms", escaped(body(self.beyond))))
        if not any(tag == "format-version" for tag, _ in lines):
            lines.append(("format-version", "1.4"))
        return _ordered(lines, HEADER_ORDER)

    def _header_line(self, node: Call) -> Line:
        if node[0] == "Import":
            return "import", bare(str(node[1])[1:-1])
        predicate, text = str(node[-2]), str(node[-1])
        trailing = self.clauses.qualifiers(notes(node))
        tag = "remark" if predicate == _COMMENT else self._header_tag(predicate)
        if tag and text[-1:] == '"' and value(text).strip():
            return tag, bare(value(text)) + trailing
        return self.clauses.property_value(predicate, text, trailing)

    def _header_tag(self, predicate: str) -> str:
        name = predicate[1:-1]
        if name in _HEADER_TAGS:
            return _HEADER_TAGS[name]
        tag = name[len(OIO) :] if name.startswith(OIO) else ""
        return tag if tag not in ("import", "ontology", "idspace", "subsetdef") else ""

    def _definitions(self, entity: str, about: _About) -> list[Line]:
        lines = []
        for axiom in about.axioms:
            upper = axiom[-1]
            if axiom[0] != "SubAnnotationPropertyOf" or upper not in (_SUBSET, _SYNONYM_TYPE):
                continue
            subset = upper == _SUBSET
            wanted = _COMMENT if subset else _LABEL
            texts = _texts(about, wanted)
            scopes = [text for name, text in about.annotations if name == _SCOPE]
            scope = self.clauses.scope(scopes[0]) if scopes else ""
            line = f"{identifier(self.ids.of(entity))} {quoted(texts[0] if texts else '')}"
            line += (f" {scope}" if scope and not subset else "") + self.clauses.qualifiers(
                notes(axiom)
            )
            lines.append(("subsetdef" if subset else "synonymtypedef", line))
        return lines

    def _frame(self, entity: str, about: _About, kind: str) -> list[Line]:
        own = self.ids.of(entity)
        lines: list[Line] = [("id", identifier(own))]
        for axiom in about.axioms:
            lines += self._kept(axiom, kind, own, lines)
        if kind == "AnnotationProperty" and ("is_metadata_tag", "true") not in lines:
            lines.append(("is_metadata_tag", "true"))
        return lines

    def _kept(self, axiom: Call, kind: str, own: str, before: list[Line]) -> list[Line]:
        lines = self.clauses.of(axiom, kind)
        if not lines:
            return []
        tag, text = lines[0]
        if tag in ("intersection_of", "union_of") and any(line[0] == tag for line in before):
            return []  # OBO has one definition a term
        predicate = operands(axiom)[0]
        if axiom[0] == "AnnotationAssertion" and predicate in (_ID, _SHORTHAND):
            return []
        if tag == "namespace" and text == self.default:
            return []
        return lines


def _texts(about: _About, predicate: str) -> list[str]:
    """Return the literals that an annotation property has; an IRI is no text of OBO's."""
    found = (text for name, text in about.annotations if name == predicate)
    return [value(text) for text in found if text[:1] == '"']


def _leaves(nodes: Iterable[Node]) -> Iterator[str]:
    for node in nodes:
        if isinstance(node, str):
            yield node
        else:
            yield from _leaves(node[1:])


def _version(version: str, own: str) -> str:
    start, end = f"{OBO}{own}/", f"/{own}.owl"
    if version.startswith(start) and version.endswith(end) and len(version) > len(start + end):
        return version[len(start) : -len(end)]
    return version.removeprefix(OBO)  # reading it gives another IRI, as with ROBOT


def _ordered(lines: Iterable[Line], order: list[str]) -> list[str]:
    rank: Mapping[str, int] = {tag: place for place, tag in enumerate(order)}
    distinct = sorted(
        set(lines),
        key=lambda line: (
            rank.get(line[0], 99),
            line[0],
            _is_differentia(line),
            line[1].lower(),
            line[1],
        ),
    )
    return [f"{tag}: {text}".rstrip(" ") for tag, text in distinct]


def _is_differentia(line: Line) -> bool:
    """Return True for a part of a definition that comes after the genus: it has a relation."""
    tag, text = line
    return tag in ("intersection_of", "union_of") and " " in text.split(" ! ")[0].split(" {")[0]


def _is_space(prefix: str, namespace: str) -> bool:
    """Return True for a prefix that can be an identifier space: OBO's own need none."""
    own = prefix in ("owl", "rdf", "rdfs", "xsd") or namespace.startswith(OBO)
    return bool(_PREFIX.fullmatch(prefix)) and ":" in namespace and not own
