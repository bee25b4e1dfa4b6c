"""CONSTRUCT asked as SELECT, its template filled row by row (SPARQL 1.1, section 16.2).

Oxigraph keeps all triples of a CONSTRUCT in memory to give each once. Rows it gives as it finds
them; whoever needs each triple once sees to it.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import pyoxigraph as ox

from doidkit.model import RdfTerm
from doidkit.sparql.structure import Clause, structure
from doidkit.sparql.tokens import Token
from doidkit.terms import RDF_TYPE

_Pattern = tuple[str, str, str]
_Row = Sequence[RdfTerm | None]


@dataclass(frozen=True, slots=True)
class Template:
    """The SELECT of a CONSTRUCT, and the triples to make of each row.

    A triple's places are names of variables, or terms.
    """

    select: str
    patterns: Sequence[Sequence[str | RdfTerm]]

    def triples(self, names: Sequence[str], rows: Iterable[_Row]) -> Iterator[ox.Triple]:
        """Yield what each row makes, without what is unbound or no triple; some repeatedly."""
        places = {name: index for index, name in enumerate(names)}
        patterns = [
            [(places[x], None) if isinstance(x, str) else (0, x) for x in pattern]
            for pattern in self.patterns
        ]
        for row in rows:
            for pattern in patterns:
                subject, predicate, value = (row[i] if x is None else x for i, x in pattern)
                if (
                    isinstance(subject, ox.NamedNode | ox.BlankNode)
                    and isinstance(predicate, ox.NamedNode)
                    and value is not None
                ):
                    yield ox.Triple(subject, predicate, value)


def template(query: str) -> Template | None:
    """Return the template of a CONSTRUCT with its prefixes declared.

    None for one with blank nodes, lists, bare numbers or truths, or no variable, and for what is
    not understood: the engine itself is to evaluate that.
    """
    seen = structure(query)
    found = seen.tokens
    group = next((group for group in seen.groups if group.clause is Clause.TEMPLATE), None)
    start = next((i for i, token in enumerate(found) if token.keyword == "CONSTRUCT"), len(found))
    if group is None or group.end == len(found):
        return None
    inside, rest = found[group.start + 1 : group.end], found[group.end + 1 :]
    patterns = _patterns(token for token in inside if token.is_solid)
    names = dict.fromkeys(x[1:] for p in patterns or () for x in p if x[0] in "?$")
    if not (patterns and names):
        return None
    prologue = "".join(token.text for token in found[:start])
    constants = _constants(prologue, {x for p in patterns for x in p if x[0] not in "?$"})
    if constants is None:
        return None
    where = "".join(token.text for token in rest)
    select = f"{prologue}SELECT {' '.join(f'?{name}' for name in names)} {where}"
    filled = [[x[1:] if x[0] in "?$" else constants[x] for x in pattern] for pattern in patterns]
    return Template(select, filled)


def _patterns(inside: Iterable[Token]) -> list[_Pattern] | None:
    found: list[_Pattern] = []
    terms: list[str] = []
    for text in _terms(inside):
        if text in (".", ";", ","):
            if len(terms) != 3:
                return None
            terms = terms[: ".;,".index(text)]
        elif len(terms) < 3 and text and (len(terms) == 2 or text[0] not in "\"'"):
            terms.append(text)
            if len(terms) == 3:
                found.append((terms[0], terms[1], terms[2]))
        else:
            return None
    return found if len(terms) in (0, 3) else None


def _terms(inside: Iterable[Token]) -> Iterator[str]:
    """Yield terms and punctuation; "" for what is neither."""
    literal = ""
    for token in inside:
        if literal and (token.kind == "lang" or token.text == "^" or literal.endswith("^^")):
            literal += token.text
            continue
        if literal:
            yield literal
            literal = ""
        if token.kind == "string":
            literal = token.text
        elif token.kind in ("var", "iri", "pname") or token.text in (".", ";", ","):
            yield token.text
        elif token.text == "a":
            yield f"<{RDF_TYPE}>"
        else:
            yield ""
    if literal:
        yield literal


def _constants(prologue: str, texts: set[str]) -> dict[str, RdfTerm] | None:
    """Return the terms that texts stand for, as they are written; None where one is none."""
    listed = sorted(texts)
    statements = "".join(f"<urn:s> <urn:p> {text} .\n" for text in listed)
    try:  # what may stand before a query is Turtle, too
        found = list(ox.parse(f"{prologue}\n{statements}", ox.RdfFormat.TURTLE))
    except SyntaxError:
        return None
    return {text: quad.object for text, quad in zip(listed, found, strict=True)}
