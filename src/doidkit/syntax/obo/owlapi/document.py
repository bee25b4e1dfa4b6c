"""An ontology as OBO's frames, by OWLAPI's rules, and what OBO then does not say."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Protocol

from doidkit.prefixes import PREFIXES, expand
from doidkit.syntax.obo.names import OBO, OIO
from doidkit.syntax.obo.owlapi.annotations import Annotations, about
from doidkit.syntax.obo.owlapi.frames import Clause, Frame
from doidkit.syntax.obo.owlapi.identifiers import Identifiers
from doidkit.syntax.obo.owlapi.logic import Logic
from doidkit.syntax.ofn.writer import body, notes, operands, value
from doidkit.syntax.owl.expressions import Call, owl
from doidkit.syntax.owl.lexical import iri
from doidkit.syntax.owl.operands import ENTITY_OF, mentioned

_DEPRECATED = owl("deprecated")
_REASON, _MERGED = iri(OBO + "IAO_0000231"), iri(OBO + "IAO_0000227")
_REPLACED, _METADATA = iri(OBO + "IAO_0100001"), iri(OIO + "is_metadata_tag")
_LABEL, _COMMENT, _SCOPE = iri(expand("rdfs:label")), iri(expand("rdfs:comment")), "scope"
_STANZA = {"Class": "Term", "ObjectProperty": "Typedef", "AnnotationProperty": "Typedef"}
_BUILT_IN = tuple("<" + PREFIXES[prefix] for prefix in ("owl", "rdf", "rdfs", "xsd"))


class Ontology(Protocol):
    """What is written: ``("Ontology", iri, version)``, imports and annotations, and axioms."""

    @property
    def header(self) -> Sequence[Call]:
        """The header's statements."""

    @property
    def axioms(self) -> AbstractSet[Call]:
        """The axioms."""


@dataclass(frozen=True, slots=True)
class Frames:
    """The header and the stanzas, and the axioms that no clause says."""

    header: Frame
    stanzas: tuple[Frame, ...]
    beyond: tuple[Call, ...]
    """Written as functional syntax in the header, unless they are to be dropped."""
    lost: tuple[Call, ...]
    """Annotations of what has no frame, and types of individuals: OWLAPI leaves them out."""


def frames(ontology: Ontology, prefixes: Mapping[str, str], *, keep_beyond: bool) -> Frames:
    """Return the frames of an ontology."""
    return _Translation(ontology, prefixes).frames(keep_beyond=keep_beyond)


class _Translation:
    def __init__(self, ontology: Ontology, prefixes: Mapping[str, str]) -> None:
        axioms = sorted(ontology.axioms, key=str)
        self.header_nodes = ontology.header
        self.ids = Identifiers(axioms, prefixes)
        self.said_of: dict[str, list[Call]] = {}
        for axiom in axioms:
            if axiom[0] == "AnnotationAssertion":
                self.said_of.setdefault(about(axiom)[1], []).append(axiom)
        metadata = frozenset(
            subject
            for subject, found in self.said_of.items()
            if any(about(axiom)[0] == _METADATA for axiom in found)
        )
        self.metadata = metadata
        self.annotations = Annotations(self.ids, metadata)
        self.logic = Logic(self.ids, self.annotations)
        self.header = Frame("", "")
        self.stanzas: dict[tuple[str, str], Frame] = {}
        self.beyond: list[Call] = []
        self.lost: list[Call] = []
        self.framed: set[str] = set()
        self.axioms = axioms

    def frames(self, *, keep_beyond: bool) -> Frames:
        self._head()
        for axiom in self.axioms:
            if axiom[0] == "Declaration":
                kind, entity = operands(axiom)[0]
                if self._entity(kind, entity):
                    self.framed.add(entity)
        for axiom in self.axioms:
            self._logical(axiom)
        self.lost += [
            axiom
            for subject, found in self.said_of.items()
            if subject not in self.framed
            for axiom in found
        ]
        if self.beyond and keep_beyond:
            text = body((*self.beyond, *_declarations(self.beyond)))
            self.header.add(Clause("owl-axioms", (text,)))
        stanzas = sorted(self.stanzas.values(), key=lambda frame: (frame.stanza, frame.id))
        return Frames(self.header, tuple(stanzas), tuple(self.beyond), tuple(self.lost))

    def _frame(self, stanza: str, name: str) -> Frame:
        found = self.stanzas.get((stanza, name))
        if found is None:
            found = self.stanzas[stanza, name] = Frame(stanza, name)
            found.add(Clause("id", (name,)))
        return found

    def _own(self, stanza: str, entity: str) -> Frame:
        named = self.ids.relation if stanza == "Typedef" else self.ids.of
        return self._frame(stanza, named(entity))

    def _head(self) -> None:
        own = next((node[1:] for node in self.header_nodes if node[0] == "Ontology"), ())
        name = str(own[0])[1:-1] if own else ""
        short = name.replace(OBO, "").removesuffix(".owl") if name.startswith(OBO) else name
        self.header.add(Clause("ontology", (short,)))
        if len(own) > 1:
            version = str(own[1])[1:-1].replace(OBO, "")
            version = version.replace(f"{short}/", "", 1).replace(f"/{short}.owl", "")
            self.header.add(Clause("data-version", (version,)))
        for prefix, space in self.ids.spaces.items():
            self.header.add(Clause("idspace", (prefix, space)))
        for node in self.header_nodes:
            if node[0] == "Import":
                self.header.add(Clause("import", (str(node[1])[1:-1],)))
            elif node[0] == "Annotation":
                predicate = iri(OIO + "remark") if node[-2] == _COMMENT else str(node[-2])
                clause = self.annotations.clause(predicate, str(node[-1]), notes(node), self.header)
                if clause:
                    self.header.add(clause)
                else:
                    self.lost.append(node)

    def _entity(self, kind: str, entity: str) -> bool:
        """Write the annotations of an entity, if it is one that OBO has frames for."""
        found = self.said_of.get(entity, [])
        if kind not in _STANZA or not found:
            return False
        if kind != "AnnotationProperty" and self._is_merged(kind, entity, found):
            return True
        if kind == "AnnotationProperty" and entity not in self.metadata:
            return False
        frame = self._own(_STANZA[kind], entity)
        for axiom in found:
            predicate, _, term, own = about(axiom)
            clause = self.annotations.clause(predicate, term, own, frame)
            if clause:
                frame.add(clause)
            elif self._is_said_by_frame(predicate, term):
                continue
            else:
                self.beyond.append(axiom)
        return True

    def _is_said_by_frame(self, predicate: str, term: str) -> bool:
        """Return True for an id, a short name, and what no format of OBO's can point to."""
        return self.ids.tag(predicate) in ("id", "shorthand") or term[:2] == "_:"

    def _is_merged(self, kind: str, entity: str, found: list[Call]) -> bool:
        """Write an entity that was merged into another as that one's alternative id."""
        said: dict[str, list[str]] = {}
        for axiom in found:
            said.setdefault(about(axiom)[0], []).append(about(axiom)[2])
        if not (_DEPRECATED in said and _MERGED in said.get(_REASON, ()) and _REPLACED in said):
            return False
        successor = self.annotations.text(said[_REPLACED][-1])
        frame = self._frame(_STANZA[kind], successor)
        frame.add(Clause("alt_id", (self.ids.of(entity),)))
        told = (_DEPRECATED, _REASON, _REPLACED)
        self.beyond += [axiom for axiom in found if about(axiom)[0] not in told]
        return True

    def _logical(self, axiom: Call) -> None:
        kind = axiom[0]
        if kind in ("Declaration", "AnnotationAssertion"):
            return
        if kind == "ClassAssertion" and isinstance(operands(axiom)[0], str):
            self.lost.append(axiom)
            return
        if kind == "SubAnnotationPropertyOf" and self._defines(axiom):
            return
        said = self.logic.say(axiom)
        if said is None:
            self.beyond.append(axiom)
            return
        frame = self._own(said.stanza, said.subject)
        definition = any(clause.tag == "intersection_of" for clause in said.clauses)
        second = definition and bool(frame.having("intersection_of"))
        if second or not said.clauses or not said.whole:
            self.beyond.append(axiom)
        if not second:
            frame.add(*said.clauses)

    def _defines(self, axiom: Call) -> bool:
        """Write a subset or a type of synonyms into the header, if the axiom makes one."""
        lower, upper = operands(axiom)
        tag = self.ids.tag(upper)
        if tag not in ("subsetdef", "synonymtypedef"):
            return False
        self.framed.add(lower)
        said = [about(each) for each in self.said_of.get(lower, ())]
        wanted = _COMMENT if tag == "subsetdef" else _LABEL
        texts = [value(term) for name, _, term, _ in said if name == wanted and term[:1] == '"']
        scopes = [self.ids.tag(term) for name, _, term, _ in said if self.ids.tag(name) == _SCOPE]
        values = [self.ids.relation(lower), texts[0] if texts else ""]
        values += scopes[:1] if tag == "synonymtypedef" else []
        self.header.add(Clause(tag, tuple(values), self.annotations.qualifiers(notes(axiom))))
        return True


def _declarations(axioms: Iterable[Call]) -> Iterator[Call]:
    """Yield the declarations of what axioms mention, as functional syntax needs them."""
    for kind, name in sorted({pair for axiom in axioms for pair in mentioned(axiom)}):
        if kind in ENTITY_OF and not name.startswith(_BUILT_IN):
            yield ("Declaration", (ENTITY_OF[kind], name))
