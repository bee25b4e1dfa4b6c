"""OBO's frames as text, in the order and with the escapes of OWLAPI."""

import re
from collections.abc import Iterable, Mapping

from doidkit.syntax.obo.owlapi.document import Frames
from doidkit.syntax.obo.owlapi.frames import ORDERS, Clause, Frame, Pair

# Clauses whose identifiers are followed by the labels of what they name, as a comment.
_EXPLAINED = frozenset(
    "is_a relationship disjoint_from intersection_of union_of equivalent_to domain range "
    "inverse_of transitive_over equivalent_to_chain disjoint_over".split()
)
_DEFINITIONS = frozenset(("subsetdef", "synonymtypedef"))
_SPECIAL = re.compile(r"[\\\n\"{}]")
_QUOTED = frozenset(("def", "synonym", "expand_expression_to", "expand_assertion_to"))


def text(found: Frames) -> str:
    """Return the document."""
    labels = {
        frame.id: clause.values[0]
        for frame in reversed(found.stanzas)  # a term's before a relation's
        for clause in frame.having("name")
    }
    default = next((c.values[0] for c in found.header.having("default-namespace")), None)
    lines = ["format-version: 1.2"]
    lines += [_line(c, labels) for c in _ordered(found.header) if c.tag != "format-version"]
    for frame in found.stanzas:
        name = "" if frame.having("name") else labels.get(frame.id, "")
        lines += ["", f"[{frame.stanza}]", f"id: {frame.id}" + (f" ! {name}" if name else "")]
        lines += [
            _line(clause, labels)
            for clause in _ordered(frame)
            if clause.tag != "id" and _is_written(clause, default)
        ]
    return "\n".join(lines) + "\n\n"


def _is_written(clause: Clause, default: str | None) -> bool:
    if clause.tag == "is_obsolete":
        return clause.values[0] == "true"
    return clause.tag != "namespace" or clause.values[0] != default


def _ordered(frame: Frame) -> list[Clause]:
    rank = {tag: place for place, tag in enumerate(ORDERS[frame.stanza])}

    def place(clause: Clause) -> tuple[object, ...]:
        length = len(clause.values) if clause.tag == "intersection_of" else 0
        shown = [(each.lower(), each) for each in clause.values[:2]]
        return (rank.get(clause.tag, 999), clause.tag, length, shown, clause)

    return sorted(frame.clauses, key=place)


def _line(clause: Clause, labels: Mapping[str, str]) -> str:
    tag, values = clause.tag, clause.values
    if tag in _QUOTED:
        first, *rest = (_escaped(each, quotes=True) for each in values)
        said = " ".join((f'"{first}"', *rest)) + f" [{_xrefs(clause.xrefs)}]"
    elif tag in _DEFINITIONS:
        name, described, *scope = (_escaped(each, quotes=True) for each in values)
        said = " ".join((name, f'"{described}"', *scope))
    elif tag == "xref":
        ((name, described),) = clause.xrefs
        said = _xref(name) + (f' "{_escaped(described, quotes=True)}"' if described else "")
    elif tag == "property_value":
        name, *rest = values
        said = _escaped(name) + " "
        said += _escaped(rest[0]) if len(rest) == 1 else _typed(*rest)
    elif tag == "idspace":
        said = " ".join(map(_escaped, values)) + " "
    else:
        said = " ".join(_escaped(each, quotes=tag != "comment", braces=True) for each in values)
    return f"{tag}: {said}{_qualifiers(clause.qualifiers)}{_comment(clause, labels)}"


def _typed(term: str, datatype: str) -> str:
    return f'"{_escaped(term, quotes=True)}" {_escaped(datatype)}'


def _comment(clause: Clause, labels: Mapping[str, str]) -> str:
    if clause.tag not in _EXPLAINED:
        return ""
    last = clause.values[-1]
    told = [
        " ".join(labels[each].split())
        for each in clause.values
        if each in labels and (each == last or _is_opaque(each))
    ]
    return f" ! {' '.join(told)}" if told else ""


def _is_opaque(name: str) -> bool:
    """Return True for an identifier that says nothing to a reader."""
    before, colon, local = name.partition(":")
    return bool(before and colon and local) and all(c.isdigit() or c == ":" for c in local)


def _xrefs(found: Iterable[Pair]) -> str:
    return ", ".join(_xref(name, listed=True) for name, _ in found)


def _xref(name: str, *, listed: bool = False) -> str:
    before, colon, local = name.partition(":")
    if not before:  # the colon is the first character
        before, colon, local = name, "", ""
    return _in_xref(before, listed=listed) + colon + _in_xref(local, listed=listed)


def _in_xref(part: str, *, listed: bool) -> str:
    plain = _escaped(part).replace(",", "\\,").replace(":", "\\:")
    return plain.replace("[", "\\[").replace("]", "\\]") if listed else plain


def _qualifiers(found: Iterable[Pair]) -> str:
    said = ", ".join(f'{name}="{_escaped(each, quotes=True)}"' for name, each in found)
    return f" {{{said}}}" if said else ""


def _escaped(plain: str, *, quotes: bool = False, braces: bool = False) -> str:
    if not _SPECIAL.search(plain):
        return plain
    plain = plain.replace("\\", "\\\\").replace("\n", "\\n")
    if quotes:
        plain = plain.replace('"', '\\"')
    return plain.replace("{", "\\{").replace("}", "\\}") if braces else plain
