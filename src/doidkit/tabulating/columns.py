"""Headers of a table of terms: what each column shows, and how.

Source: ROBOT's documentation, page export.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, StrEnum

from doidkit.documents import Context
from doidkit.documents.labels import Names
from doidkit.errors import InputError
from doidkit.prefixes import expand
from doidkit.tabulating.faults import ColumnFault


class Form(StrEnum):
    """How an entity is written: by label else CURIE, by label alone, CURIE or IRI."""

    NAME = "NAME"
    LABEL = "LABEL"
    ID = "ID"
    IRI = "IRI"


class Select(StrEnum):
    """Which values are shown: names, expressions, or both."""

    ANY = "ANY"
    NAMED = "NAMED"
    ANON = "ANON"


class Shows(Enum):
    """What a column shows of a term."""

    IRI = "iri"
    ID = "id"
    LABEL = "label"
    SYNONYMS = "synonyms"
    SUBCLASSES = "subclasses"
    SUBCLASS_OF = "subclass of"
    SUBPROPERTY_OF = "subproperty of"
    EQUIVALENT_CLASS = "equivalent class"
    EQUIVALENT_PROPERTY = "equivalent property"
    DISJOINT_WITH = "disjoint with"
    TYPE = "type"
    DOMAIN = "domain"
    RANGE = "range"
    ANNOTATION = "values of an annotation property"
    DATA = "values of a data property"
    OBJECT = "values of an object property"


_WORDS = {
    "iri": Shows.IRI,
    "id": Shows.ID,
    "curie": Shows.ID,
    "label": Shows.LABEL,
    "synonyms": Shows.SYNONYMS,
    "subclasses": Shows.SUBCLASSES,
    "subclassof": Shows.SUBCLASS_OF,
    "subpropertyof": Shows.SUBPROPERTY_OF,
    "equivalentclass": Shows.EQUIVALENT_CLASS,
    "equivalentclasses": Shows.EQUIVALENT_CLASS,
    "equivalentproperty": Shows.EQUIVALENT_PROPERTY,
    "equivalentproperties": Shows.EQUIVALENT_PROPERTY,
    "disjointwith": Shows.DISJOINT_WITH,
    "type": Shows.TYPE,
    "domain": Shows.DOMAIN,
    "range": Shows.RANGE,
}
_TERMS = {
    f"<{expand(curie)}>": shows
    for curie, shows in (
        ("rdfs:label", Shows.LABEL),
        ("rdfs:subClassOf", Shows.SUBCLASS_OF),
        ("rdfs:subPropertyOf", Shows.SUBPROPERTY_OF),
        ("owl:equivalentClass", Shows.EQUIVALENT_CLASS),
        ("owl:equivalentProperty", Shows.EQUIVALENT_PROPERTY),
        ("owl:disjointWith", Shows.DISJOINT_WITH),
        ("rdf:type", Shows.TYPE),
        ("rdfs:domain", Shows.DOMAIN),
        ("rdfs:range", Shows.RANGE),
    )
}
# What these show is written in one way unless a tag says another.
_FORMS = {Shows.ID: Form.ID, Shows.IRI: Form.IRI, Shows.LABEL: Form.LABEL}
_PROPERTIES = {"A": Shows.ANNOTATION, "D": Shows.DATA, "O": Shows.OBJECT}
_TAGGED = re.compile(r"(.+) \[([^\[\]]+)\]\Z")


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its header as it is shown, what it shows, how, and of which property if of one."""

    header: str
    shows: Shows
    form: Form
    select: Select
    property: str = ""


def columns(
    headers: Iterable[str],
    names: Names,
    context: Context,
    shorts: Mapping[str, Sequence[str]],
    *,
    form: Form = Form.NAME,
    select: Select = Select.ANY,
) -> list[Column]:
    """Return the columns of some headers; ColumnFault for one that is none.

    ``shorts`` has the properties by what their IRIs end with.
    """
    return list(_columns(headers, names, context, shorts, form, select))


def _columns(
    headers: Iterable[str],
    names: Names,
    context: Context,
    shorts: Mapping[str, Sequence[str]],
    form: Form,
    select: Select,
) -> Iterator[Column]:
    for header in headers:
        tagged = _TAGGED.match(header)
        name = tagged[1] if tagged else header
        own_form, own_select = _tags(header, tagged[2].split(" ") if tagged else [])
        shows, term = _shown(name, names, context, shorts)
        if own_form is None and (header == name or shows is Shows.LABEL):
            own_form = _FORMS.get(shows)
        yield Column(header, shows, own_form or form, own_select or select, term)


def _tags(header: str, tags: Iterable[str]) -> tuple[Form | None, Select | None]:
    form: Form | None = None
    select: Select | None = None
    for tag in (each.upper() for each in tags):
        if tag in ("NAMED", "ANON", "ANONYMOUS", "ANY"):
            if select is not None:
                reason = f'the header "{header}" selects entities twice'
                raise ColumnFault("multiple select", reason)
            select = selection(tag)
        elif tag in Form.__members__:
            if form is not None:
                reason = f'the header "{header}" has more than one format of entities'
                raise ColumnFault("multiple format", reason)
            form = Form[tag]
        else:
            known = ", ".join((*Form, *Select))
            reason = f'the header "{header}" has the tag {tag}; one of {known} is expected'
            raise ColumnFault("unknown tag", reason)
    return form, select


def selection(text: str) -> Select:
    """Return a selection by its name; ColumnFault for none."""
    name = text.upper().replace("ANONYMOUS", "ANON")
    if name not in Select.__members__:
        reason = f"'{text}' is not a valid entity selection; one of {', '.join(Select)} is expected"
        raise ColumnFault("entity select", reason)
    return Select[name]


def formed(text: str) -> Form:
    """Return a format of entities by its name; ColumnFault for none."""
    if text.upper() not in Form.__members__:
        reason = f"'{text}' is not a valid entity rendering format"
        reason += f"; one of {', '.join(Form)} is expected"
        raise ColumnFault("entity format", reason)
    return Form[text.upper()]


def _shown(
    name: str, names: Names, context: Context, shorts: Mapping[str, Sequence[str]]
) -> tuple[Shows, str]:
    """Return what a header shows, and of which property: by word, label, CURIE or short name."""
    word = _WORDS.get(name.lower().replace(" ", ""))
    if word is not None:
        return word, ""
    for iri in (*names.find(name), *_written(name, context), *shorts.get(name, ())):
        if iri in _TERMS:
            return _TERMS[iri], ""
        kinds = names.kinds(iri)
        found = next((shows for kind, shows in _PROPERTIES.items() if kind in kinds), None)
        if found is not None:
            return found, iri
    for iri in _written(name, context):
        if not names.kinds(iri):
            return Shows.ANNOTATION, iri  # a property that the ontology does not use
    reason = f"unable to find property for column header '{name}'; a special header, or the label "
    raise ColumnFault("invalid column", f"{reason}or CURIE of a property, is expected")


def _written(name: str, context: Context) -> list[str]:
    try:
        return [context.iri(name)]
    except InputError:
        return []
