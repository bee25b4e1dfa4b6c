"""Cells that are annotations: of an entity, of an axiom, of another annotation."""

import re
from collections.abc import Sequence

from doidkit.syntax.manchester.words import typed
from doidkit.syntax.owl.axioms import LABEL
from doidkit.syntax.owl.expressions import Call
from doidkit.syntax.owl.lexical import literal
from doidkit.templating.columns import Column
from doidkit.templating.faults import TemplateFault
from doidkit.templating.names import Names

_QUOTED = re.compile(r"(.+)\s+(?:'([^']+)'|\"([^\"]+)\")(?:@(\w+)|\^\^(\S+))?\Z")
_PAIR = re.compile(r"(.+)\s+(?:<(\S+)>|(.+))\Z")


class Annotating:
    """Makes annotations of the cells of a table's rows."""

    def __init__(self, table: str, columns: Sequence[Column], names: Names) -> None:
        self._table, self._columns, self._names = table, columns, names

    def property(self, name: str, column: Column) -> str:
        """Return an annotation property; TemplateFault in the template string if it is none."""
        found = self._names.named(name, "A")
        if not found:
            reason = f'"{name}" is no annotation property: no label, CURIE or IRI'
            raise self._fault("annotation property", reason, 2, column)
        return found

    def of_cell(self, column: Column, cell: str, row: int) -> list[Call]:
        """Return the annotations that a cell says, without those that annotate them."""
        if column.kind == "AP":
            return [self._pair(each.strip(), row, column) for each in column.values(cell)]
        if column.kind == "LABEL":
            return [("Annotation", LABEL, literal(each)) for each in column.values(cell)]
        sign = {"AT": "^^", "AL": "@"}.get(column.kind, "")
        name, _, rest = column.argument.partition(sign) if sign else (column.argument, "", "")
        predicate = self.property(name.strip(), column)
        values = column.values(cell)
        if column.kind == "AT":
            datatype = self.datatype(rest.strip(), row, column)
            return [("Annotation", predicate, typed(each, datatype)) for each in values]
        if column.kind == "AL":
            tag = rest.strip()
            return [("Annotation", predicate, f"{literal(each.strip())}@{tag}") for each in values]
        if column.kind in ("AI", "CI"):
            return [("Annotation", predicate, self.iri(each, row, column)) for each in values]
        return [("Annotation", predicate, literal(each)) for each in values]

    def about(self, cells: Sequence[str], place: int, row: int) -> tuple[Call, ...]:
        """Return the annotations in the columns behind one, which annotate what it says."""
        found: list[Call] = []
        nested: list[Call] = []
        for column in reversed(self._behind(place)):
            cell = cells[column.place].strip() if column.place < len(cells) else ""
            made = self.of_cell(column, cell, row) if cell else []
            if column.level == 2:
                nested = [*made, *nested]
                continue
            found = [*((each[0], *_in_order(nested), *each[1:]) for each in made), *found]
            nested = []
        return _in_order(found)

    def _behind(self, place: int) -> list[Column]:
        found: list[Column] = []
        for column in self._columns:
            if column.place <= place:
                continue
            if not column.level:
                break
            found.append(column)
        return found

    def iri(self, cell: str, row: int, column: Column) -> str:
        """Return the entity that a cell names by label, CURIE or IRI; TemplateFault for none."""
        found = self._names.any(cell) or self._names.any(cell.strip())
        if not found:
            reason = f'an IRI, a CURIE with a known prefix or a label is expected, not "{cell}"'
            raise self._fault("iri", reason, row, column)
        return found

    def datatype(self, name: str, row: int, column: Column) -> str:
        """Return a datatype; TemplateFault if it is none."""
        found = self._names.named(name, "R")
        if not found:
            raise self._fault("datatype", f'"{name}" is no datatype', row, column)
        return found

    def _pair(self, text: str, row: int, column: Column) -> Call:
        if quoted := _QUOTED.match(text):
            name, single, double, language, datatype = quoted.groups()
            value, predicate = single or double, self.property(name, column)
            if datatype:
                return ("Annotation", predicate, typed(value, self.datatype(datatype, row, column)))
            return ("Annotation", predicate, literal(value) + (f"@{language}" if language else ""))
        pair = _PAIR.match(text)
        if pair is None:
            reason = (
                f"a property and a value, such as rdfs:comment 'x', are expected, not \"{text}\""
            )
            raise self._fault("annotation parse", reason, row, column)
        predicate = self.property(pair[1], column)
        return ("Annotation", predicate, self.iri(pair[2] or pair[3], row, column))

    def _fault(self, rule: str, reason: str, row: int, column: Column) -> TemplateFault:
        return TemplateFault(rule, reason, self._table, row, column.place + 1)


def _in_order(notes: Sequence[Call]) -> tuple[Call, ...]:
    return tuple(sorted(dict.fromkeys(notes), key=str))
