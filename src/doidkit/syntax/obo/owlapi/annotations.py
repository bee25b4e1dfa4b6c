"""Annotations as OBO clauses, by OWLAPI's rules."""

import re
from collections.abc import Iterable

from doidkit.prefixes import PREFIXES, expand
from doidkit.syntax.obo.names import OIO
from doidkit.syntax.obo.owlapi.frames import TAGS, Clause, Frame, Pair
from doidkit.syntax.obo.owlapi.identifiers import Identifiers
from doidkit.syntax.ofn.writer import value
from doidkit.syntax.owl.expressions import TYPE, Call
from doidkit.syntax.owl.lexical import iri

_LABEL, _SHORTHAND = iri(expand("rdfs:label")), iri(OIO + "shorthand")
_BOOLEAN, _XSD = iri(expand("xsd:boolean")), PREFIXES["xsd"]
_DATE = re.compile(r"\d{1,2}:\d{1,2}:\d{4} \d{1,2}:\d{1,2}")
_ADDRESS = re.compile(r"<\s*http.*?>")
_SCOPES = ("EXACT", "NARROW", "BROAD", "RELATED")
# They say something else where they qualify a clause, so an annotation cannot be written as one.
_SKIPPED = frozenset(
    "gci_relation gci_filler cardinality minCardinality maxCardinality all_some all_only".split()
)


class Annotations:
    """Clauses of annotations; ``metadata`` are the properties that are said to be metadata tags."""

    def __init__(self, ids: Identifiers, metadata: frozenset[str]) -> None:
        self._ids = ids
        self._metadata = metadata

    def clause(self, predicate: str, term: str, found: Call, frame: Frame) -> Clause | None:
        """Return the clause of an annotation in a frame, None where OBO has none."""
        tag = self._ids.tag(predicate)
        if tag not in TAGS:
            return self._property_value(predicate, term, found, frame)
        text = self.text(term, tag)
        if not text.strip() or (tag == "id" and text != frame.id):
            return None
        if tag == "date" and not _DATE.fullmatch(text):
            return None
        if tag == "def":
            xrefs, rest = self._xrefs(found)
            return Clause(tag, (text,), self.qualifiers(rest), xrefs)
        if tag == "xref":
            described = [n for n in found if n[-2] == _LABEL and str(n[-1])[:1] == '"']
            said = next((value(str(note[-1])).strip() for note in described), "")
            others = [note for note in found if note not in described]
            return Clause(tag, (text.strip(),), self.qualifiers(others), ((text.strip(), said),))
        if tag in (*_SCOPES, "synonym"):
            return self._synonym(tag, text, found)
        return Clause(tag, (text,), self.qualifiers(found))

    def text(self, term: str, tag: str = "") -> str:
        """Return a value as OBO's text: a literal's, or an IRI's identifier."""
        if term[:1] != '"':
            return self._ids.of(term) if term[:1] == "<" else term
        text = value(term)
        if term.endswith(_BOOLEAN):
            return "true" if text in ("true", "1") else "false"
        if tag == "expand_expression_to":
            text = _ADDRESS.sub(lambda match: match[0].strip("<>").rpartition("/")[2], text)
        return text

    def qualifiers(self, found: Iterable[Call], extra: Iterable[Pair] = ()) -> tuple[Pair, ...]:
        """Return annotations of an annotation or axiom as qualifiers."""
        if not found and not extra:
            return ()
        pairs = {
            (self._ids.tag(str(note[-2])), self._plain(str(note[-1])))
            for note in found
            if note[-2] != TYPE
        }
        return tuple(sorted({pair for pair in pairs if pair[0] not in _SKIPPED} | {*extra}))

    def _plain(self, term: str) -> str:
        return value(term) if term[:1] == '"' else self.text(term)

    def _property_value(
        self, predicate: str, term: str, found: Call, frame: Frame
    ) -> Clause | None:
        name, qualifiers = self._ids.relation(predicate), self.qualifiers(found)
        if term[:1] == "<":
            metadata = frame.stanza == "Term" and predicate in self._metadata
            tag = "relationship" if metadata else "property_value"
            return Clause(tag, (name, self._ids.of(term)), qualifiers)
        if term[:1] != '"' or predicate == _SHORTHAND:
            return None
        suffix = term[term.rindex('"') + 1 :]
        datatype = suffix[3:-1] if suffix[:2] == "^^" else _XSD + "string"
        if datatype.startswith(_XSD):
            datatype = "xsd:" + datatype[len(_XSD) :]
        elif datatype == PREFIXES["rdf"] + "PlainLiteral":
            datatype = "xsd:string"
        elif datatype not in _OTHER_DATATYPES:
            return None
        return Clause("property_value", (name, value(term), datatype), qualifiers)

    def _synonym(self, scope: str, text: str, found: Call) -> Clause:
        kinds = [note for note in found if self._ids.tag(str(note[-2])) == "has_synonym_type"]
        xrefs, rest = self._xrefs(tuple(note for note in found if note not in kinds))
        kind = [self.text(str(note[-1])) for note in kinds[-1:]]
        values = (text, scope, *kind) if scope in _SCOPES else (text,)
        return Clause("synonym", values, self.qualifiers(rest), xrefs)

    def _xrefs(self, found: Call) -> tuple[tuple[Pair, ...], Call]:
        listed = [note for note in found if self._ids.tag(str(note[-2])) == "xref"]
        texts = (str(note[-1]) for note in listed)
        names = {value(text) if text[:1] == '"' else text.strip("<>") for text in texts}
        pairs = tuple((name, "") for name in sorted(names, key=lambda name: (name.lower(), name)))
        return pairs, tuple(note for note in found if note not in listed)


_OTHER_DATATYPES = frozenset(
    (
        *(PREFIXES["owl"] + name for name in ("real", "rational")),
        *(PREFIXES["rdf"] + name for name in ("XMLLiteral", "langString")),
        PREFIXES["rdfs"] + "Literal",
    )
)
