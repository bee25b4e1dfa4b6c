"""Names in a template: labels, short forms and CURIEs, of the input and of the rows before."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterator

from doidkit.documents import Context, Document
from doidkit.errors import InputError
from doidkit.syntax.manchester.vocabulary import UnknownName, kinds_of
from doidkit.syntax.ofn.writer import operands, value
from doidkit.syntax.owl.axioms import LABEL
from doidkit.syntax.owl.expressions import Call, split
from doidkit.syntax.owl.operands import ENTITY_OF, used

# What Java takes for an address, which is what ROBOT takes for an IRI.
_ADDRESS = re.compile(r"<(?:https?|ftp|file|jar|mailto):[^>]+>\Z", re.IGNORECASE)
_URN = re.compile(
    r"<urn:[a-z0-9][a-z0-9-]{0,31}:(?:[a-z0-9()+,\-.:=@;$_!*'#/?]|%[0-9a-f]{2})+>\Z", re.IGNORECASE
)
_KIND_NAMES = {
    "C": "class",
    "O": "object property",
    "D": "data property",
    "A": "annotation property",
    "I": "individual",
    "R": "datatype",
}
_ORDER = "AODRIC"  # as ROBOT looks for what a label means


class Names:
    """The entities that a template may name, by kind and by name."""

    def __init__(self, context: Context, document: Document | None = None) -> None:
        self._context = context
        self._by_kind: dict[str, dict[str, str]] = {kind: {} for kind in _ORDER}
        self._any: dict[str, str] = {}
        self._kinds: defaultdict[str, set[str]] = defaultdict(set)
        if document is not None:
            self.learn(document)

    def learn(self, document: Document) -> None:
        """Add the entities of an ontology and of what it imports, by short form and label."""
        labels: dict[str, set[str]] = defaultdict(set)
        entities: dict[str, set[str]] = defaultdict(set)
        for each in document.closure:
            for axiom in each.axioms:
                for kind, iri in _entities(axiom):
                    entities[iri].add(kind)
                if axiom[0] == "AnnotationAssertion":
                    predicate, subject, text = operands(axiom)
                    if predicate == LABEL and text[:1] == '"':
                        labels[subject].add(value(text))
        for iri, kinds in sorted(entities.items()):
            for kind in kinds:
                self._note(kind, iri, _short(iri))
        for iri, names in sorted(labels.items()):
            for kind in entities.get(iri, ()):
                for name in sorted(names):
                    self._note(kind, iri, name)

    def add(self, kind: str, iri: str, *names: str) -> None:
        """Add an entity by its names."""
        for name in names:
            if name:
                self._note(kind, iri, name)

    def _note(self, kind: str, iri: str, name: str) -> None:
        self._by_kind[kind][name] = iri
        self._any[name] = iri
        self._kinds[iri].add(kind)

    def find(self, name: str, kind: str) -> str:
        """Return the entity of a kind that has a name, in quotes or not, "" if none has."""
        known = self._by_kind[kind]
        bare = name.strip()
        for quote in ("", "'", '"'):
            bare = bare.removeprefix(quote).removesuffix(quote) if quote else bare
            if bare in known:
                return known[bare]
        return ""

    def kind(self, name: str) -> str:
        """Return the kind of what has a name, by letter, "" if nothing has it."""
        return next((kind for kind in _ORDER if name in self._by_kind[kind]), "")

    def any(self, name: str) -> str:
        """Return whatever has a name, or is an IRI or CURIE; "" for neither."""
        return self._any.get(name, "") or self.created(name)

    def created(self, text: str) -> str:
        """Return the IRI that a text is, or that a CURIE stands for, "" for neither."""
        try:
            iri = self._context.iri(text)
        except InputError:
            return ""
        return iri if _ADDRESS.match(iri) or _URN.match(iri) else ""

    def named(self, name: str, kind: str) -> str:
        """Return an entity of a kind by name, IRI or CURIE; "" if it is neither."""
        return self.find(name, kind) or self.created(name.strip().strip("'\""))

    # as the parser of Manchester syntax asks

    def full(self, text: str) -> str:
        """Return an IRI in angle brackets as it is."""
        return text

    def word(self, text: str, wanted: Collection[str]) -> str:
        """Return what a name without quotes stands for; UnknownName if for nothing."""
        found = next((iri for kind in wanted if (iri := self.find(text, kind))), "")
        if not found:
            found = self.created(text)
            kinds = set(self.kinds(found))
            if found and set("OD") <= set(wanted) and not kinds & set("OD"):
                raise UnknownName(f'"{text}" is no property that is known; declare it, or label it')
            if wanted in ("O", "D") and kinds & set("OD") - set(wanted):
                found = ""
        if not found:
            what = " or ".join(_KIND_NAMES[kind] for kind in wanted)
            raise UnknownName(f'"{text}" is no {what or "name"}: no label, CURIE or IRI')
        return found

    def label(self, text: str, wanted: Collection[str]) -> str:
        """Return what a name in quotes stands for; UnknownName if for nothing."""
        return self.word(text, wanted)

    def kinds(self, term: str) -> Collection[str]:
        """Return what an entity is, by letter."""
        return kinds_of(term, self._kinds)


def _entities(axiom: Call) -> Iterator[tuple[str, str]]:
    if axiom[0] == "Declaration":
        kind, iri = operands(axiom)[0]
        yield next(letter for letter, name in ENTITY_OF.items() if name == kind), iri
    yield from (pair for pair in used(axiom) if pair[0] in ENTITY_OF)


def _short(iri: str) -> str:
    """Return the name at the end of an IRI, as OWLAPI's short forms are."""
    local = split(iri)[1]
    return local or iri[1:-1].rstrip("/").rpartition("/")[2]
