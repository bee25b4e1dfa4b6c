"""Running a query: find it, type its parameters, bind them, get the answer."""

import difflib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from doidkit import prefixes
from doidkit.data import Data
from doidkit.errors import QueryError, UnknownTermError
from doidkit.model import Answer, Parameter, Solutions, Stream, Triples
from doidkit.ontology import Ontology
from doidkit.ontology.identifiers import ALTERNATIVE, bearers
from doidkit.queries import ParameterType, QueryFile, QueryParameter, find, parse_query
from doidkit.sparql import querytext
from doidkit.sparql.portable import Prepared
from doidkit.sparql.source import Source
from doidkit.syntax.files import STANDARD_INPUT
from doidkit.terms import XSD_BOOLEAN, XSD_DECIMAL, XSD_INTEGER

Value = str | int | float | bool | Parameter
"""What a caller may give for a parameter; text is read by the parameter's declared type."""

_SLICED = "ASK { ?term IAO:0000412 ?ontology . ?term rdfs:label ?label }"
_SLICES = (
    "The data have slices of other ontologies (terms that are IAO:0000412 imported from one): only "
    "some terms are there, with label and superclasses, so what is counted here or listed below "
    "or beside a term is not all that the ontology has."
)
_NUMBERS = {
    XSD_INTEGER: re.compile(r"[+-]?\d+\Z", re.ASCII),
    XSD_DECIMAL: re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)\Z", re.ASCII),
    XSD_BOOLEAN: re.compile(r"(true|false|0|1)\Z"),
}
_TEXT = "ASK { ?s ?p $text }"
_DATATYPES = (prefixes.PREFIXES["xsd"], prefixes.PREFIXES["rdf"])
"""Where what names no term stands: no statement says anything of ``xsd:integer``."""
_TYPED = {
    ParameterType.INTEGER: (XSD_INTEGER, "an integer such as 5"),
    ParameterType.DECIMAL: (XSD_DECIMAL, "a decimal number such as 0.5"),
    ParameterType.BOOLEAN: (XSD_BOOLEAN, "true or false"),
}


@dataclass(frozen=True, slots=True)
class Question:
    """A query with its parameters bound, ready for its source."""

    source: Source
    text: str
    bindings: Mapping[str, Parameter]
    whole: bool = False

    def remarks(self) -> tuple[str, ...]:
        """Return what to know before reading the answer: that it is about a slice only."""
        return (_SLICES,) if self.whole and self.source.ask(_SLICED) else ()

    def prepared(self) -> Prepared:
        """Return the text that the source will evaluate, with remarks on it."""
        return self.source.prepare(self.text, bindings=self.bindings)

    def answer(self) -> Answer:
        """Return the whole answer."""
        return self.source.answer(self.text, bindings=self.bindings)

    def stream(self) -> Stream:
        """Return the answer while it is found."""
        return self.source.stream(self.text, bindings=self.bindings)


def query(
    name: str | Path,
    params: Mapping[str, Value] | None = None,
    *,
    source: Ontology | Source | Data | None = None,
    allow_service: bool = False,
) -> Answer:
    """Return the answer of a bundled query, a ``.rq`` file, ``-`` (standard input) or a text.

    ``source`` is what to ask: an Ontology, a Data such as ``doidkit.Data(endpoint=URL)``, or
    any Source, the bundled ontology by default. ``allow_service`` lets the query's SERVICE
    clauses reach other servers; a Source has its own leave for that. Raises UnknownQueryError
    with the nearest name; QueryError for a wrong query or parameter, one that is not given, or a
    term that the data do not know (a NamedNode is taken as it is).

    >>> import doidkit
    >>> doidkit.query("ASK { DOID:182 rdfs:label ?label }")
    True
    """
    return question(name, params, source=source, allow_service=allow_service).answer()


def select(
    name: str | Path,
    params: Mapping[str, Value] | None = None,
    *,
    source: Ontology | Source | Data | None = None,
    allow_service: bool = False,
) -> Solutions:
    """Return the rows of a SELECT, named as for ``query``; QueryError for a query of another form.

    >>> import doidkit
    >>> doidkit.select("subtypes", {"disease": "DOID:182"}).column("label")[0].value
    'calcinosis cutis'
    """
    found = query(name, params, source=source, allow_service=allow_service)
    if not isinstance(found, Solutions):
        raise _other_form(found, "SELECT")
    return found


def ask(
    name: str | Path,
    params: Mapping[str, Value] | None = None,
    *,
    source: Ontology | Source | Data | None = None,
    allow_service: bool = False,
) -> bool:
    """Return the truth of an ASK, named as for ``query``; QueryError for a query of another form.

    >>> import doidkit
    >>> doidkit.ask("ASK { DOID:182 rdfs:label ?label }")
    True
    """
    found = query(name, params, source=source, allow_service=allow_service)
    if not isinstance(found, bool):
        raise _other_form(found, "ASK")
    return found


def construct(
    name: str | Path,
    params: Mapping[str, Value] | None = None,
    *,
    source: Ontology | Source | Data | None = None,
    allow_service: bool = False,
) -> Triples:
    """Return the triples of a CONSTRUCT or DESCRIBE, named as for ``query``.

    Raises QueryError for a query of another form.

    >>> import doidkit
    >>> len(doidkit.construct("CONSTRUCT WHERE { DOID:182 rdfs:label ?label }"))
    1
    """
    found = query(name, params, source=source, allow_service=allow_service)
    if not isinstance(found, Triples):
        raise _other_form(found, "CONSTRUCT or DESCRIBE")
    return found


def _other_form(found: Answer, wanted: str) -> QueryError:
    form, verb = {
        Solutions: ("a SELECT", "select"),
        bool: ("an ASK", "ask"),
        Triples: ("a CONSTRUCT or DESCRIBE", "construct"),
    }[type(found)]
    return QueryError(f"The query is {form}, no {wanted}; use doidkit.{verb}() for it.")


def question(
    name: str | Path | QueryFile,
    params: Mapping[str, Value] | None = None,
    *,
    source: Ontology | Source | Data | None = None,
    allow_service: bool = False,
    checked: bool = True,
) -> Question:
    """Return a query bound to its parameters and source, not yet run; raises as ``query``.

    Unless ``checked`` the source is not asked whether it knows a CURIE or an IRI. A QueryFile is
    taken as it is: no name of a file is looked for.
    """
    if name == "-" and isinstance(source, Data) and STANDARD_INPUT in source.named:
        raise QueryError("Standard input is either the query or the data; name a file for one.")
    wanted = _resolve(name)
    if source is None or isinstance(source, Data):
        source = Data.of(source or ()).source(services=allow_service)
    ontology = source if isinstance(source, Ontology) else Ontology(source)
    bindings = bind_parameters(wanted, params or {}, ontology, checked=checked)
    return Question(ontology.source, wanted.text, bindings, wanted.whole)


def assignments(texts: Iterable[str]) -> dict[str, str]:
    """Return parameters from ``name=value`` texts; QueryError for one that is none."""
    found: dict[str, str] = {}
    for text in texts:
        name, equals, value = text.partition("=")
        name = name.strip().lstrip("$?")
        if not equals or not name:
            raise QueryError(f'"{text}" is no parameter; write name=value.')
        if name in found:
            raise QueryError(f"Parameter {name} is given twice; give it once.")
        found[name] = value
    return found


def bind_parameters(
    wanted: QueryFile,
    params: Mapping[str, Value],
    ontology: Ontology | None = None,
    *,
    checked: bool = True,
) -> dict[str, Parameter]:
    """Return the typed term of each parameter, defaults filled in.

    With an ontology, a parameter of type term may also be a label, and has to be a term that is
    there if ``checked``; a query that asks another server, too, may be about one of that. Raises
    QueryError for an unknown, missing or badly typed one.
    """
    _refuse_unknown(wanted, params)
    elsewhere = any(token.keyword == "SERVICE" for token in querytext.tokens(wanted.text))
    known = ontology if checked and not elsewhere else None
    bound: dict[str, Parameter] = {}
    for declared in wanted.parameters:
        if (value := params.get(declared.name)) is not None:
            bound[declared.name] = _typed(declared, value, ontology, known)
        elif declared.default is not None:
            bound[declared.name] = _typed(declared, declared.default, ontology, None)
        elif not declared.optional:
            raise QueryError(
                f'Query "{wanted.name}" needs the parameter {declared.name}; '
                f"add --param {declared.name}=... ({declared.type.value})."
            )
    for name, value in params.items():
        if name not in bound:
            bound[name] = _undeclared(name, value, known)
    optional = {declared.name for declared in wanted.parameters}
    for name in sorted(querytext.parameters(wanted.text) - bound.keys() - optional):
        raise QueryError(
            f'Query "{wanted.name}" needs the parameter {name}; add --param {name}=..., '
            f"or write ?{name} if it is a variable."
        )
    return bound


def _resolve(name: str | Path | QueryFile) -> QueryFile:
    if isinstance(name, QueryFile):
        return name
    # A query's text has a brace; a name or a path of a query has none worth supporting.
    if isinstance(name, str) and "{" in name:
        return parse_query("query", name)
    if isinstance(name, str) and re.match(r"\s*(DESCRIBE|PREFIX|BASE)\s", name, re.IGNORECASE):
        return parse_query("query", name)
    return find(str(name))


def _refuse_unknown(wanted: QueryFile, params: Mapping[str, Value]) -> None:
    known = {declared.name for declared in wanted.parameters}
    if not wanted.declared:
        known |= querytext.outline(wanted.text).variables
    for name in params:
        if name not in known:
            near = difflib.get_close_matches(name, known, n=1, cutoff=0.4)
            hint = f"did you mean {near[0]}?" if near else _listing(wanted)
            raise QueryError(f'Query "{wanted.name}" has no parameter "{name}": {hint}')


def _listing(wanted: QueryFile) -> str:
    names = ", ".join(declared.name for declared in wanted.parameters)
    return f"it takes {names}." if names else "it takes none."


def _typed(
    declared: QueryParameter, value: Value, ontology: Ontology | None, known: Ontology | None
) -> Parameter:
    if isinstance(value, NamedNode | Literal):
        return value
    text = str(value).lower() if isinstance(value, bool) else str(value)
    if declared.type is ParameterType.STRING:
        return Literal(text)
    if declared.type is ParameterType.TERM:
        return _term(declared.name, text, ontology, known)
    datatype, wanted = _TYPED[declared.type]
    if not _NUMBERS[datatype].match(text):
        raise QueryError(f'Parameter {declared.name} must be {wanted}, not "{text}".')
    return Literal(text, datatype=NamedNode(datatype))


def _term(name: str, text: str, ontology: Ontology | None, known: Ontology | None) -> NamedNode:
    """Return the term that a text names: in ``known`` if given, by a label in ``ontology``."""
    bare = text[1:-1] if text.startswith("<") and text.endswith(">") else text
    iri = prefixes.expand(bare) if prefixes.is_curie(bare) else bare
    try:
        if prefixes.is_iri(iri):
            node = NamedNode(iri)
            if known is None or iri.startswith(_DATATYPES) or known.mentions(iri):
                return node
    except ValueError as error:
        raise QueryError(f'Parameter {name}: "{text}" is no valid IRI ({error}).') from error
    if ontology is None:
        raise QueryError(
            f'Parameter {name} must be a CURIE such as DOID:182 or an IRI, not "{text}".'
        )
    try:
        return NamedNode(ontology.find(text))
    except UnknownTermError as error:
        raise QueryError(f"Parameter {name}: {error}") from error


def _undeclared(name: str, value: Value, known: Ontology | None) -> Parameter:
    """Read a parameter of a file without a header as Turtle would, any other text as a string."""
    if isinstance(value, NamedNode | Literal):
        return value
    text = str(value).lower() if isinstance(value, bool) else str(value)
    named = prefixes.is_curie(text) or prefixes.is_iri(text)
    if known is not None and (named or prefixes.purl(text)):
        return _identifier(name, text, known)
    if named or re.match(r"<[^>]*>\Z", text):
        return _term(name, text, known, known)
    for datatype in (XSD_INTEGER, XSD_DECIMAL):
        if _NUMBERS[datatype].match(text):
            return Literal(text, datatype=NamedNode(datatype))
    if text in ("true", "false"):
        return Literal(text, datatype=NamedNode(XSD_BOOLEAN))
    return _quoted(text) or Literal(text)


def _identifier(name: str, text: str, known: Ontology) -> Parameter:
    """Read what looks like an identifier: a term, or the text that the data have in its place.

    A cross-reference is mostly a text (``oboInOwl:hasDbXref "MESH:D002114"``). With a prefix that
    nobody knows it may be any text, unless an identifier is like it.
    """
    named = prefixes.is_curie(text) or prefixes.is_iri(text)
    iri = prefixes.expand(text) if prefixes.is_curie(text) else text
    if not (named and known.mentions(iri)) and known.source.ask(_TEXT, bindings=_text(text)):
        predicate, _ = bearers(known.source, text)
        if predicate != ALTERNATIVE:
            return Literal(text)
    try:
        return _term(name, text, known, known)
    except QueryError:
        if named or known.names.near(text):
            raise
        return Literal(text)


def _text(text: str) -> dict[str, Parameter]:
    return {"text": Literal(text)}


def _quoted(text: str) -> Literal | None:
    """Return a literal written with its quotes, language or datatype; None for other text."""
    if not text.startswith('"'):
        return None
    try:
        found = list(parse(f"<urn:s> <urn:p> {text} .", RdfFormat.N_TRIPLES))
    except SyntaxError:
        return None
    term = found[0].object if len(found) == 1 else None
    return term if isinstance(term, Literal) else None
