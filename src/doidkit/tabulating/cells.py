"""The values in a cell: what a column shows of a term."""

from collections.abc import Iterable, Iterator, Mapping

from doidkit.documents import Context
from doidkit.prefixes import expand
from doidkit.syntax.ofn.writer import value
from doidkit.syntax.owl.expressions import Node, owl
from doidkit.syntax.owl.signature import Entity
from doidkit.tabulating.columns import Column, Form, Select, Shows
from doidkit.tabulating.told import Told
from doidkit.tabulating.words import Words, escaped, link

_SYNONYMS = frozenset(
    f"<{expand(curie)}>"
    for curie in (
        *(f"oboInOwl:has{scope}Synonym" for scope in ("Exact", "Broad", "Narrow", "Related")),
        "IAO:0000118",
    )
)
_TYPES = {
    "C": ("Class", owl("Class")),
    "O": ("Object property", owl("ObjectProperty")),
    "D": ("Data property", owl("DatatypeProperty")),
    "A": ("Annotation property", owl("AnnotationProperty")),
    "I": ("Named individual", owl("NamedIndividual")),
}
_KINDS = {
    Shows.SUBCLASS_OF: "C",
    Shows.EQUIVALENT_CLASS: "C",
    Shows.SUBPROPERTY_OF: "ADO",
    Shows.EQUIVALENT_PROPERTY: "DO",
    Shows.DISJOINT_WITH: "CDO",
    Shows.SUBCLASSES: "C",
    Shows.DOMAIN: "ADO",
    Shows.RANGE: "ADO",
}
_COUNTED = ("MinCardinality", "MaxCardinality", "ExactCardinality")
_FILLED = ("SomeValuesFrom", "AllValuesFrom")
_ANY = {"Object": owl("Thing"), "Data": f"<{expand('rdfs:Literal')}>"}


class Cells:
    """Makes the values of one column's cells; with ``linked`` as HTML with links."""

    def __init__(
        self,
        column: Column,
        told: Told,
        labels: Mapping[str, str],
        context: Context,
        *,
        linked: bool = False,
    ) -> None:
        self._column, self._told, self._linked = column, told, linked
        self._words = Words(column.form, labels, context, linked=linked)

    def of(self, entity: Entity) -> list[str]:
        """Return the values of a term, in no order."""
        kind, iri = entity
        shows = self._column.shows
        if kind == "A" and shows in (Shows.DOMAIN, Shows.RANGE):  # IRIs, which name no kind
            return [self._plain(str(node)) for node in self._nodes(entity)]
        if shows in _KINDS:
            return [self._value(node) for node in self._nodes(entity) if self._is_shown(node)]
        match shows:
            case Shows.IRI:
                return [link(iri[1:-1], iri[1:-1]) if self._linked else iri[1:-1]]
            case Shows.ID:
                return [self._words.name(iri)]
            case Shows.LABEL:
                return [self._plain(self._words.short(iri))]
            case Shows.SYNONYMS:
                said = self._told.annotations.get(iri, ())
                return [
                    self._plain(value(text))
                    for predicate, text in said
                    if predicate in _SYNONYMS and text[:1] == '"'
                ]
            case Shows.TYPE:
                return list(self._types(entity))
            case Shows.ANNOTATION:
                return list(self._annotations(iri))
        return list(self._facts(iri) if kind == "I" else self._fillers(entity))

    def _plain(self, text: str) -> str:
        return escaped(text) if self._linked else text

    def _value(self, node: Node) -> str:
        return self._words.text(node)

    def _is_shown(self, node: Node) -> bool:
        named = isinstance(node, str)
        return self._column.select is not (Select.ANON if named else Select.NAMED)

    def _nodes(self, entity: Entity) -> Iterable[Node]:
        """Return what stands beside a term in axioms, for the columns that show this."""
        told, shows = self._told, self._column.shows
        if entity[0] not in _KINDS[shows]:
            return ()
        found = {
            Shows.SUBCLASS_OF: told.above,
            Shows.SUBPROPERTY_OF: told.above,
            Shows.SUBCLASSES: told.below,
            Shows.EQUIVALENT_CLASS: told.equivalent,
            Shows.EQUIVALENT_PROPERTY: told.equivalent,
            Shows.DISJOINT_WITH: told.disjoint,
            Shows.DOMAIN: told.domains,
            Shows.RANGE: told.ranges,
        }[shows].get(entity, {})
        return (node for node in found if shows is not Shows.SUBCLASS_OF or node != owl("Thing"))

    def _types(self, entity: Entity) -> Iterator[str]:
        types = self._told.types.get(entity, {})
        yield from (self._value(node) for node in types if self._is_shown(node))
        if not types:
            name, iri = _TYPES[entity[0]]
            worded = self._column.form in (Form.NAME, Form.LABEL)
            yield name if worded else self._words.short(iri)

    def _annotations(self, iri: str) -> Iterator[str]:
        for predicate, said in self._told.annotations.get(iri, ()):
            if predicate != self._column.property:
                continue
            if said[:1] == '"':
                yield self._plain(value(said))
            elif said[:1] == "<":
                known = any((kind, said) in self._told.entities for kind in "CODAIR")
                yield self._words.name(said) if known else self._plain(said[1:-1])

    def _facts(self, iri: str) -> Iterator[str]:
        for said in self._told.facts.get((iri, self._column.property), ()):
            if self._column.shows is Shows.DATA:
                yield self._plain(self._words.literal(said))
            elif said[:1] == "<":
                yield self._words.name(said)

    def _fillers(self, entity: Entity) -> Iterator[str]:
        """Yield what a class has of the property, by restrictions above it or equivalent to it."""
        if entity[0] != "C":
            return
        for beside in (self._told.above, self._told.equivalent):
            for node in beside.get(entity, ()):
                if not isinstance(node, str):
                    yield from dict.fromkeys(self._of_conjuncts(node))

    def _of_conjuncts(self, node: Node) -> Iterator[str]:
        if isinstance(node, str):
            return
        name, *parts = node
        if name == "ObjectIntersectionOf":
            for part in parts:
                yield from self._of_conjuncts(part)
            return
        side = "Data" if name.startswith("Data") else "Object"
        bare = str(name).removeprefix(side)
        if side != ("Data" if self._column.shows is Shows.DATA else "Object"):
            return
        count = parts.pop(0) if bare in _COUNTED else ""
        if bare in (*_COUNTED, *_FILLED) and parts[0] == self._column.property:
            filler = parts[1] if len(parts) > 1 else _ANY[side]
            if self._is_shown(filler):
                yield self._words.filler(filler, str(count))
