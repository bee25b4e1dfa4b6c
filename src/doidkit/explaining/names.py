"""Names in an axiom that a person writes: labels, CURIEs, IRIs, or how an IRI ends."""

import re
from collections import defaultdict
from collections.abc import Collection

from doidkit.documents import Context, Document
from doidkit.documents.labels import Names as Labels
from doidkit.errors import InputError
from doidkit.syntax.manchester.inline import axiom
from doidkit.syntax.manchester.vocabulary import UnknownName, kinds_of
from doidkit.syntax.owl.expressions import Call
from doidkit.syntax.owl.operands import ENTITY_OF, signature

_END = re.compile(r"[^#/:]+$")


def axiom_of(text: str, document: Document, context: Context | None = None) -> Call:
    """Return the axiom that a text in Manchester syntax is, by the names of a document.

    Raises InputError where it is none, or a name stands for nothing or for several terms.
    """
    return axiom(text, _Names(document, context or Context()))


class _Names:
    """What the names of a document stand for."""

    def __init__(self, document: Document, context: Context) -> None:
        self._labels, self._context = Labels(document), context
        self._ends: defaultdict[str, set[str]] = defaultdict(set)
        for names in signature(document.everything).values():
            for name in names:
                if found := _END.search(name[1:-1]):
                    self._ends[found[0]].add(name)

    def full(self, text: str) -> str:
        """Return what an IRI in angle brackets means."""
        return text

    def word(self, text: str, wanted: Collection[str] = ()) -> str:
        """Return the IRI of a name without quotes."""
        if ":" in text:
            try:
                return self._context.iri(text)
            except InputError as error:
                raise UnknownName(str(error).rstrip(".")) from error
        return self.label(text, wanted)

    def label(self, text: str, wanted: Collection[str] = ()) -> str:
        """Return the IRI of a name in quotes."""
        for found in (self._labels.find(text), sorted(self._ends.get(text, ()))):
            fits = [name for name in found if not wanted or {*wanted} & {*self.kinds(name)}]
            if len(fits) > 1:
                raise UnknownName(f'"{text}" means several terms: {", ".join(fits)}')
            if fits:
                return fits[0]
        raise UnknownName(f'"{text}" is no term of the ontology')

    def kinds(self, term: str) -> Collection[str]:
        """Return what a term is, by letter."""
        known = {letter: {letter} for letter in ENTITY_OF}
        return kinds_of(term, {}) or known.keys() & self._labels.kinds(term)
