"""Rows as axioms: of classes, of properties, of individuals."""

from collections.abc import Iterator, Sequence
from functools import partial

from doidkit.syntax.manchester.words import typed
from doidkit.syntax.owl.axioms import LABEL
from doidkit.syntax.owl.expressions import DATATYPE, Call, Node, owl
from doidkit.syntax.owl.lexical import literal
from doidkit.templating.annotations import Annotating
from doidkit.templating.columns import Column, columns
from doidkit.templating.expressions import Expressing, wrapped
from doidkit.templating.faults import TemplateFault
from doidkit.templating.names import Names
from doidkit.templating.tables import Table

_TYPES = {
    **dict.fromkeys(("class", owl("Class").lower()), "C"),
    **dict.fromkeys(("object property", owl("ObjectProperty").lower()), "O"),
    **dict.fromkeys(
        ("data property", owl("DataProperty").lower(), owl("DatatypeProperty").lower()), "D"
    ),
    **dict.fromkeys(("annotation property", owl("AnnotationProperty").lower()), "A"),
    **dict.fromkeys(("datatype", owl("Datatype").lower(), DATATYPE.lower()), "R"),
}
_INDIVIDUALS = frozenset(
    ("individual", "named individual", owl("Individual").lower(), owl("NamedIndividual").lower())
)
_ENTITY = {"C": "Class", "O": "ObjectProperty", "D": "DataProperty", "R": "Datatype"}
_ENTITY |= {"A": "AnnotationProperty", "I": "NamedIndividual"}
_CHARACTERISTICS = {
    each.lower(): each
    for each in (
        "Functional InverseFunctional Reflexive Irreflexive Symmetric Asymmetric Transitive".split()
    )
}
_CLASS_TYPES = {"subclass": "SC", "equivalent": "EC", "disjoint": "DC"}
_PROPERTY_TYPES = {"subproperty": "SP", "equivalent": "EP", "disjoint": "DP", "inverse": "IP"}
_RELATED = {"SP": "Sub{}PropertyOf", "EP": "Equivalent{}Properties", "DP": "Disjoint{}Properties"}
_RELATED["IP"] = "Inverse{}Properties"


class Rows:
    """A table whose rows become axioms; its own terms are among the names at once."""

    def __init__(self, table: Table, names: Names) -> None:
        self._table, self._names = table, names
        self._columns = columns(table)
        self._annotating = Annotating(table.name, self._columns, names)
        self._expressing = Expressing(table.name, names)
        self._id = self._column("ID")
        self._label = self._labelling()
        self._type = self._column("TYPE")
        if self._id is None and self._label is None:
            reason = 'a column "ID" or "LABEL" is expected among the template strings'
            raise TemplateFault("id", reason, table.name, 2)
        for _, cells in self.rows():
            self._introduce(cells)

    def rows(self) -> Iterator[tuple[int, Sequence[str]]]:
        """Yield the number and cells of each row that has an identifier, else a label."""
        column = self._id or self._label
        for number, cells in self._table.rows:
            if _cell(cells, column).strip():
                yield number, cells

    def axioms(self, row: int, cells: Sequence[str]) -> list[Call]:
        """Return what a row says; TemplateFault with the cell that cannot be understood."""
        subject = self.subject(row, cells)
        kind, types = self._kind(cells)
        made = [("Declaration", (_ENTITY[kind], subject)), *self._annotations(subject, row, cells)]
        match kind:
            case "C":
                made += self._of_class(subject, row, cells)
            case "O" | "D":
                made += self._of_property(subject, row, cells, data=kind == "D")
            case "A":
                made += self._of_annotation_property(subject, row, cells)
            case "I":
                made += self._of_individual(subject, row, cells, types)
        return made

    # who it is about

    def _column(self, kind: str) -> Column | None:
        found = [each for each in self._columns if each.kind == kind and not each.level]
        return found[-1] if found else None

    def _labelling(self) -> Column | None:
        """Return the column of labels: the last LABEL, or annotation with rdfs:label."""
        found = None
        for each in self._columns:
            name = each.argument.partition("^^")[0].partition("@")[0].strip()
            says = each.kind in ("A", "AT", "AL", "AI") and not each.level
            if each.kind == "LABEL" or (says and self._names.named(name, "A") == LABEL):
                found = each
        return found

    def _introduce(self, cells: Sequence[str]) -> None:
        """Add a row's term to the names."""
        identifier = _cell(cells, self._id)
        iri = self._names.created(identifier.strip())
        if not iri:
            return
        said = _cell(cells, self._type).strip()
        kind = self._kind_of(said) if said else "C"
        self._names.add(kind, iri, identifier, _cell(cells, self._label))

    def subject(self, row: int, cells: Sequence[str]) -> str:
        """Return the term that a row is about; TemplateFault if its identifier names none."""
        column = self._id or self._label
        assert column is not None, "a table has one of the two"
        text = _cell(cells, column)
        found = self._names.created(text.strip()) if self._id else self._names.any(text)
        if not found:
            wanted = "an IRI or a CURIE with a known prefix" if self._id else "the label of a term"
            raise self._fault("unknown entity", f'{wanted} is expected, not "{text}"', row, column)
        return found

    def _kind_of(self, said: str) -> str:
        iri = self._names.created(said)
        return _TYPES.get((iri or said).lower(), "I")

    def _kind(self, cells: Sequence[str]) -> tuple[str, list[str]]:
        """Return what a row's term is, by letter, and what an individual's types are."""
        said = _cell(cells, self._type).strip()
        if not said:
            name = _cell(cells, self._label) or _cell(cells, self._id)
            return self._names.kind(name) or "C", []
        assert self._type is not None, "it has a cell"
        types = [each.strip() for each in self._type.values(said) if each.strip()]
        return self._kind_of(said), types

    # what is said of all

    def _annotations(self, subject: str, row: int, cells: Sequence[str]) -> Iterator[Call]:
        for column, cell in self._filled(cells):
            if column.kind in ("A", "AT", "AL", "AI", "AP", "LABEL"):
                notes = self._annotating.about(cells, column.place, row)
                for _, predicate, value in self._annotating.of_cell(column, cell, row):
                    yield ("AnnotationAssertion", *notes, predicate, subject, value)

    def _filled(self, cells: Sequence[str]) -> Iterator[tuple[Column, str]]:
        """Yield the columns with a cell, but for those that annotate one before."""
        for column in self._columns:
            cell = _cell(cells, column)
            if cell.strip() and not column.level:
                yield column, cell

    def _notes(self, column: Column, row: int, cells: Sequence[str]) -> tuple[Call, ...]:
        return self._annotating.about(cells, column.place, row)

    # classes

    def _of_class(self, subject: str, row: int, cells: Sequence[str]) -> Iterator[Call]:
        default = self._choice("CLASS_TYPE", _CLASS_TYPES, "subclass", row, cells)
        equivalent: list[Node] = []
        notes: set[Call] = set()
        for column, cell in self._filled(cells):
            kind = default if column.kind in ("C", "CI") else column.kind
            if kind not in _CLASS_TYPES.values():
                continue
            own = self._notes(column, row, cells)
            found = self._expressing.classes(column, cell, row)
            if kind == "EC":
                equivalent += found
                notes.update(own)
            for node in found if kind != "EC" else ():
                yield ("SubClassOf" if kind == "SC" else "DisjointClasses", *own, subject, node)
        parts = sorted(dict.fromkeys(equivalent), key=str)
        if parts:
            whole = parts[0] if len(parts) == 1 else ("ObjectIntersectionOf", *parts)
            yield ("EquivalentClasses", *sorted(notes, key=str), subject, whole)

    def _choice(
        self, kind: str, known: dict[str, str], default: str, row: int, cells: Sequence[str]
    ) -> str:
        column = self._column(kind)
        said = _cell(cells, column).strip().lower() or default
        if said not in known:
            assert column is not None, "its cell says it"
            reason = f'one of {", ".join(known)} is expected, not "{said}"'
            raise self._fault(kind.replace("_", " ").lower(), reason, row, column)
        return known[said]

    # properties

    def _of_property(
        self, subject: str, row: int, cells: Sequence[str], *, data: bool
    ) -> Iterator[Call]:
        of = "Data" if data else "Object"
        yield from self._characteristics(subject, of, row, cells)
        default = self._choice("PROPERTY_TYPE", _PROPERTY_TYPES, "subproperty", row, cells)
        for column, cell in self._filled(cells):
            kind = default if column.kind in ("P", "PI") else column.kind
            notes = self._notes(column, row, cells)
            if kind in _RELATED:
                if data and kind == "IP":
                    reason = "a data property has no inverse"
                    raise self._fault("property type", reason, row, column)
                name = _RELATED[kind].format(of)
                found = self._expressing.relations(column, cell, row, data=data)
                if kind == "DP":
                    yield (name, *notes, subject, *found)
                else:
                    yield from ((name, *notes, subject, node) for node in found)
            elif kind == "DOMAIN" or (kind == "RANGE" and not data):
                name = f"{of}Property{kind.capitalize()}"
                for node in self._expressing.classes(column, cell, row):
                    yield (name, *notes, subject, node)
            elif kind == "RANGE":
                for each in column.values(cell):
                    datatype = self._annotating.datatype(each.strip(), row, column)
                    yield ("DataPropertyRange", *notes, subject, datatype)

    def _characteristics(
        self, subject: str, of: str, row: int, cells: Sequence[str]
    ) -> Iterator[Call]:
        column = self._column("CHARACTERISTIC")
        said = _cell(cells, column).strip()
        if column is None or not said:
            return
        known = _CHARACTERISTICS if of == "Object" else {"functional": "Functional"}
        for each in column.values(said):
            found = known.get(each.strip().lower().replace(" ", ""))
            if found is None:
                rule = "unknown characteristic"
                if of == "Data":
                    rule = "data property characteristic"
                reason = f'one of {", ".join(known)} is expected, not "{each.strip()}"'
                raise self._fault(rule, reason, row, column)
            yield (f"{found}{of}Property", subject)

    def _of_annotation_property(
        self, subject: str, row: int, cells: Sequence[str]
    ) -> Iterator[Call]:
        only = {"subproperty": "SP"}
        self._choice("PROPERTY_TYPE", only, "subproperty", row, cells)
        characteristic = self._column("CHARACTERISTIC")
        if characteristic and _cell(cells, characteristic).strip():
            reason = "an annotation property has no characteristics"
            raise self._fault("annotation property characteristic", reason, row, characteristic)
        for column, cell in self._filled(cells):
            notes = self._notes(column, row, cells)
            for each in column.values(cell):
                name = each.strip()
                if column.kind in ("SP", "P", "PI"):
                    parent = self._annotating.property(wrapped(name), column)
                    yield ("SubAnnotationPropertyOf", *notes, subject, parent)
                elif column.kind in ("DOMAIN", "RANGE"):
                    iri = self._annotating.iri(name, row, column)
                    of = f"AnnotationProperty{column.kind.capitalize()}"
                    yield (of, *notes, subject, iri)

    # individuals

    def _of_individual(
        self, subject: str, row: int, cells: Sequence[str], types: Sequence[str]
    ) -> Iterator[Call]:
        for each in types:
            if (self._names.created(each) or each).lower() in _INDIVIDUALS:
                continue
            assert self._type is not None, "it has a cell"
            found = self._names.named(each, "C")
            node = found or self._expressing.of_class(each, row, self._type)
            yield ("ClassAssertion", node, subject)
        default = _cell(cells, self._column("INDIVIDUAL_TYPE")).strip().lower() or "named"
        for column, cell in self._filled(cells):
            kind = column.kind
            if kind in ("I", "II") and default != "named":
                kind = {"same": "SI", "different": "DI"}.get(default, "")
                if not kind:
                    reason = f'one of named, same, different is expected, not "{default}"'
                    raise self._fault("individual type", reason, row, column)
            yield from self._of_cell(kind, subject, column, cell, row, cells)

    def _of_cell(
        self, kind: str, subject: str, column: Column, cell: str, row: int, cells: Sequence[str]
    ) -> Iterator[Call]:
        notes = self._notes(column, row, cells)
        individual = partial(self._individual, row=row, column=column)
        values = [each.strip() for each in column.values(cell)]
        if kind == "TI":
            for node in self._expressing.classes(column, cell, row):
                yield ("ClassAssertion", node, subject)
        elif kind in ("SI", "DI"):
            name = "SameIndividual" if kind == "SI" else "DifferentIndividuals"
            yield (name, *notes, *dict.fromkeys((subject, *map(individual, values))))
        elif kind == "I":
            predicate, data = self._relation(column)
            for each in values:
                value = self._literal(each, row, column) if data else individual(each)
                of = "DataPropertyAssertion" if data else "ObjectPropertyAssertion"
                yield (of, *notes, predicate, subject, value)

    def _relation(self, column: Column) -> tuple[str, bool]:
        """Return the property of a column of facts, and whether it is one of data."""
        name = column.argument.replace("'", "")
        found = self._names.find(name, "O")
        if found:
            return found, False
        found = self._names.find(name, "D") or self._names.created(name)
        if not found:
            reason = f'"{name}" is no property: no label, CURIE or IRI'
            raise self._fault("unknown entity", reason, 2, column)
        kinds = self._names.kinds(found)
        return found, "D" in kinds and "O" not in kinds

    def _individual(self, name: str, *, row: int, column: Column) -> str:
        found = self._names.named(name, "I")
        if not found:
            reason = f'an individual by label, CURIE or IRI is expected, not "{name}"'
            raise self._fault("unknown entity", reason, row, column)
        return found

    def _literal(self, text: str, row: int, column: Column) -> str:
        said, sign, datatype = text.partition("^^")
        if not sign:
            return literal(said.strip())
        return typed(said.strip(), self._annotating.datatype(datatype, row, column))

    def _fault(self, rule: str, reason: str, row: int, column: Column) -> TemplateFault:
        return TemplateFault(rule, reason, self._table.name, row, column.place + 1)


def _cell(cells: Sequence[str], column: Column | None) -> str:
    return cells[column.place] if column is not None and column.place < len(cells) else ""
