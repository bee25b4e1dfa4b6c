"""Taking annotations off axioms."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from doidkit.editing.selecting.annotated import compiled
from doidkit.editing.selecting.objects import without_notes
from doidkit.syntax.ofn.writer import notes, operands, value
from doidkit.syntax.owl.expressions import Call


@dataclass(frozen=True, slots=True)
class Dropped:
    """Annotations that go: those of a property ("" for any), perhaps with certain values."""

    property: str = ""
    value: str | None = None
    pattern: re.Pattern[str] | None = None

    def takes(self, note: Call) -> bool:
        """Return True if an annotation goes."""
        if self.property and note[-2] != self.property:
            return False
        text = value(note[-1]) if note[-1][:1] == '"' else note[-1].strip("<>")
        if self.pattern is not None:
            return bool(self.pattern.search(text))
        return self.value is None or text == self.value


def dropped(text: str, expanded: Callable[[str], str]) -> Dropped:
    """Return what ``all``, ``property``, ``property='value'`` or ``property=~'pattern'`` drops.

    Raises BadPattern for a regular expression that is none, InputError for a property that is
    neither an IRI nor a CURIE.
    """
    if text.lower() == "all":
        return Dropped()
    name, equals, wanted = text.partition("=")
    wanted = wanted.replace("'", "")
    if not equals:
        return Dropped(expanded(name))
    if wanted[:1] == "~":
        return Dropped(expanded(name), pattern=compiled(wanted[1:]))
    return Dropped(expanded(name), wanted)


def without_dropped(axioms: Iterable[Call], drops: tuple[Dropped, ...]) -> Iterator[Call]:
    """Yield axioms without the annotations that go."""
    if not drops:
        yield from axioms
        return
    if any(not drop.property for drop in drops):
        yield from map(without_notes, axioms)
        return
    for axiom in axioms:
        if not (given := notes(axiom)):
            yield axiom
            continue
        kept = [note for note in given if not any(drop.takes(note) for drop in drops)]
        yield (axiom[0], *kept, *operands(axiom)) if len(kept) < len(given) else axiom
