"""An ontology as OBO's frames, by OWLAPI's rules, and what OBO then does not say."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from doidkit.prefixes import PREFIXES, expand
from doidkit.syntax.obo.names import OBO, OIO
from doidkit.syntax.obo.owlapi.annotations import Annotations
from doidkit.syntax.obo.owlapi.frames import Clause, Frame
from doidkit.syntax.obo.owlapi.identifiers import Identifiers
from doidkit.syntax.obo.owlapi.logic import Logic
from doidkit.syntax.ofn.writer import body, notes, operands, value
from doidkit.syntax.owl.expressions import Call, owl
from doidkit.syntax.owl.lexical import iri
from doidkit.syntax.owl.ontology import Ontology
from doidkit.syntax.owl.operands import ENTITY_OF, mentioned

_EVERYTHING = owl("topObjectProperty")
_DEPRECATED = owl("deprecated")
_REASON, _MERGED = iri(OBO + "IAO_0000231"), iri(OBO + "IAO_0000227")
_REPLACED, _METADATA = iri(OBO + "IAO_0100001"), iri(OIO + "is_metadata_tag")
_LABEL, _COMMENT, _SCOPE = iri(expand("rdfs:label")), iri(expand("rdfs:comment")), "scope"
_STANZA = {"Class": "Term", "ObjectProperty": "Typedef", "AnnotationProperty": "Typedef"}
_BUILT_IN = tuple("<" + PREFIXES[prefix] for prefix in ("owl", "rdf", "rdfs", "xsd"))


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
        self.header_nodes = ontology.header
        self.said_of: dict[str, list[Call]] = {}
        declared: list[Call] = []
        logical: list[Call] = []
        for axiom in ontology.axioms:
            if axiom[0] == "AnnotationAssertion":
                self.said_of.setdefault(axiom[-2], []).append(axiom)
            else:
                (declared if axiom[0] == "Declaration" else logical).append(axiom)
        self.declared = sorted(declared, key=str)
        self.logical = sorted(logical, key=str)
        annotations = [axiom for found in self.said_of.values() for axiom in found]
        self.ids = Identifiers(annotations, prefixes)
        metadata = frozenset(axiom[-2] for axiom in annotations if axiom[-3] == _METADATA)
        self.metadata = metadata
        self.annotations = Annotations(self.ids, metadata)
        self.logic = Logic(self.ids, self.annotations)
        self.header = Frame("", "")
        self.stanzas: dict[tuple[str, str], Frame] = {}
        self.beyond: list[Call] = []
        self.lost: list[Call] = []
        self.framed: set[str] = set()

    def frames(self, *, keep_beyond: bool) -> Frames:
        self._head()
        for axiom in self.declared:
            kind, entity = axiom[-1]
            if self._entity(kind, entity):
                self.framed.add(entity)
        for axiom in self.logical:
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
        beyond, lost = (tuple(sorted(each, key=str)) for each in (self.beyond, self.lost))
        return Frames(self.header, tuple(stanzas), beyond, lost)

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
            predicate, _, term = axiom[-3:]
            clause = self.annotations.clause(predicate, term, axiom[1:-3], frame)
            if clause:
                frame.add(clause)
            elif term[:2] == "_:":  # no format of OBO's can point to it
                self.lost.append(axiom)
            elif self.ids.tag(predicate) not in ("id", "shorthand"):  # which the frame has
                self.beyond.append(axiom)
        return True

    def _is_merged(self, kind: str, entity: str, found: list[Call]) -> bool:
        """Write an entity that was merged into another as that one's alternative id."""
        if not any(axiom[-3] == _DEPRECATED for axiom in found):
            return False
        successors = [axiom[-1] for axiom in found if axiom[-3] == _REPLACED]
        if not successors or not any((a[-3], a[-1]) == (_REASON, _MERGED) for a in found):
            return False
        successor = self.annotations.text(min(successors))
        frame = self._frame(_STANZA[kind], successor)
        frame.add(Clause("alt_id", (self.ids.of(entity),)))
        told = (_DEPRECATED, _REASON, _REPLACED)
        self.beyond += [axiom for axiom in found if axiom[-3] not in told]
        return True

    def _logical(self, axiom: Call) -> None:
        kind = axiom[0]
        if kind == "ClassAssertion" and isinstance(operands(axiom)[0], str):
            self.lost.append(axiom)
            return
        if kind == "SubAnnotationPropertyOf" and self._defines(axiom):
            return
        if kind == "SubObjectPropertyOf" and axiom[-1] == _EVERYTHING:
            return  # which says nothing, and OWL API leaves it out
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
        said = [(axiom[-3], axiom[-1]) for axiom in self.said_of.get(lower, ())]
        wanted = _COMMENT if tag == "subsetdef" else _LABEL
        texts = [value(term) for name, term in said if name == wanted and term[:1] == '"']
        scopes = [self.ids.tag(term) for name, term in said if self.ids.tag(name) == _SCOPE]
        values = [self.ids.relation(lower), min(texts, default="")]
        values += sorted(scopes)[:1] if tag == "synonymtypedef" else []
        self.header.add(Clause(tag, tuple(values), self.annotations.qualifiers(notes(axiom))))
        return True


def _declarations(axioms: Iterable[Call]) -> Iterator[Call]:
    """Yield the declarations of what axioms mention, as functional syntax needs them."""
    for kind, name in sorted({pair for axiom in axioms for pair in mentioned(axiom)}):
        if kind in ENTITY_OF and not name.startswith(_BUILT_IN):
            yield ("Declaration", (ENTITY_OF[kind], name))
