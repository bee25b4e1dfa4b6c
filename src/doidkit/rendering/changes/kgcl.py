"""A comparison as commands of the Knowledge Graph Change Language, as far as it can say it.

A change is said only where the command, applied to OLD, gives just what the change accounts for;
the grammar has no escapes, so a text with a quote may not be sayable. ``unsaid`` has the rest.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from doidkit.comparing import Change, Comparison, Kind, names
from doidkit.comparing.edits import plain
from doidkit.comparing.facts import Notes, split
from doidkit.comparing.pieces import Lines
from doidkit.prefixes import contract
from doidkit.syntax.ofn.writer import value as literal_text
from doidkit.syntax.owl.axioms import truth
from doidkit.syntax.owl.expressions import CLASS, TYPE

Commands = list[str]


def render(comparisons: Sequence[Comparison]) -> str:
    """Return the commands, one a line."""
    return "".join(
        f"{command}\n"
        for comparison in comparisons
        for _, said in _each(comparison)
        for command in said or ()
    )


def unsaid(comparisons: Sequence[Comparison]) -> list[Change]:
    """Return the changes, and parts of changes, that the language cannot say."""
    return [
        change for comparison in comparisons for change, said in _each(comparison) if said is None
    ]


def _each(comparison: Comparison) -> Iterator[tuple[Change, Commands | None]]:
    """Yield all changes with their commands, None for what cannot be said."""
    noted = {
        (change.term, plain(change.new))
        for change in comparison
        if change.kind in (Kind.SYNONYM_TYPE, Kind.SYNONYM_SOURCE)
    }
    for change in comparison:
        # A scope is changed by making the synonym anew, which has no annotations then.
        lossy = change.kind is Kind.SYNONYM_SCOPE and (change.term, plain(change.new)) in noted
        if lossy or not _is_clear(change, comparison.before.get(change.term, ())):
            yield change, None
        else:
            yield from _all(change)


def _is_clear(change: Change, before: Notes) -> bool:
    """Return whether what a command would name in OLD is one thing, all that it would touch."""
    if change.kind is Kind.TERM_RESTORED:
        replaced = [value for predicate, value in before if predicate == names.REPLACED_BY]
        return all(
            (f"<{change.term}> {names.REPLACED_BY} {v}",) in change.removed for v in replaced
        )
    if change.kind not in _TEXTS or not change.old:
        return True
    said = [value for predicate, value in before if predicate in _TEXTS[change.kind]]
    if change.kind is Kind.DEFINITION and not change.new:
        return len(said) == 1
    tag = "" if change.kind is Kind.DEFINITION else _tag(change.old)
    same = [value for value in said if plain(value) == plain(change.old) and value.endswith(tag)]
    return len(same) == 1


def _all(change: Change) -> Iterator[tuple[Change, Commands | None]]:
    """Yield a change and its parts with their commands, None for what cannot be said."""
    say = _SAYERS.get(change.kind, _edge)
    said = say(change)
    label = next((part for part in change.parts if _names(part)), None)
    if change.kind is Kind.TERM_ADDED and said and label:
        yield change, [f"create node {_id(change.term)} {_quoted(label.new)}"]
        change = replace(change, parts=tuple(p for p in change.parts if p is not label))
    else:
        yield change, said
    if change.kind in (Kind.TERM_REMOVED, Kind.MARK_REMOVED) and said:
        return  # all of the term goes
    for part in change.parts:
        yield from _all(part)


def _added(change: Change) -> Commands | None:
    wanted = (f"<{change.term}> {TYPE} {CLASS}",)
    return [f"create {_id(change.term)}"] if change.added == (wanted,) else None


def _deleted(change: Change) -> Commands | None:
    pieces = [piece for part in change.each() for piece in part.removed]
    own = (f"<{change.term}> ", "_:")
    plain = all(piece[0].startswith(own[len(piece) > 1 :]) for piece in pieces)
    return [f"delete {_id(change.term)}"] if plain else None


def _obsoleted(change: Change) -> Commands | None:
    term = f"<{change.term}>"
    marks = {(f"{term} {names.DEPRECATED} {truth(True)}",)}
    replaced = ""
    if (replacement := (f"{term} {names.REPLACED_BY} {change.new}",)) in change.added:
        marks.add(replacement)
        replaced = f" with replacement {_id(change.new[1:-1])}"
    more = _links(change.term, change.removed, [p for p in change.added if p not in marks])
    if more is None or not marks <= {*change.added}:
        return None
    return [f"obsolete {_id(change.term)}{replaced}", *more]


def _restored(change: Change) -> Commands | None:
    own = tuple(f"<{change.term}> {p} " for p in (names.DEPRECATED, names.REPLACED_BY))
    rest = [piece for piece in change.removed if not piece[0].startswith(own)]
    more = _links(change.term, rest, change.added)
    return None if more is None else [f"unobsolete {_id(change.term)}", *more]


def _label(change: Change) -> Commands | None:
    if not (change.old and change.new) or _beyond(change):
        return _annotation(change)
    old, new = _quoted(change.old), _quoted(change.new)
    if old is None or new is None:
        return _annotation(change)
    return [f"rename {_id(change.term)} from {old} to {new}"]


def _definition(change: Change) -> Commands | None:
    term = _id(change.term)
    if change.lost or change.gained:
        return None if change.new else [f"remove definition for {term}"]
    if not change.new:
        return [f"remove definition for {term}"]
    new = _bare(change.new)
    if not change.old:
        plain = new is not None and change.new[-1] == '"' and not _beyond(change)
        return [f"add definition {new} to {term}"] if plain else None
    old = _bare(change.old)
    if old is None or new is None or _tag(change.old) != _tag(change.new):
        return _annotation(change)
    return [f"change definition of {term} from {old} to {new}"]


def _synonym(change: Change) -> Commands | None:
    term, found = _id(change.term), []
    new = _quoted(change.new) if change.new else None
    old = _quoted(change.old) if change.old else None
    if (change.new and (new is None or change.gained)) or (change.old and old is None):
        return None
    if change.kind is Kind.SYNONYM_SCOPE and (_beyond(change) or change.lost):
        return None
    if old is not None:
        found.append(f"remove synonym {old} for {term}")
    if new is not None:
        scope = names.SCOPES[f"<{change.predicate}>"]
        found.append(f"create {scope} synonym {new} for {term}")
    return found


def _subset(change: Change) -> Commands | None:
    if _beyond(change):
        return None
    if change.new:
        return [f"add {_id(change.term)} to subset {_id(change.new[1:-1])}"]
    return [f"remove {_id(change.term)} from subset {_id(change.old[1:-1])}"]


def _edge(change: Change) -> Commands | None:
    """Say statements between terms; else a value of a term that changed."""
    found = _links(change.term, change.removed, change.added)
    return _annotation(change) if found is None else found


def _links(term: str, removed: Iterable[Lines], added: Iterable[Lines]) -> Commands | None:
    """Say statements between a term and others; None for any other statement."""
    found = []
    for verb, pieces in (("delete", removed), ("create", added)):
        for piece in pieces:
            subject, predicate, value = split(piece[0])
            ends = (subject, predicate, value)
            if len(piece) > 1 or subject != f"<{term}>" or not all(map(_is_iri, ends)):
                return None
            found.append(f"{verb} edge {' '.join(_id(end[1:-1]) for end in ends)}")
    return found


def _is_iri(term: str) -> bool:
    return term[0] == "<" and term[-1] == ">" and " " not in term and term[1] != "<"


def _annotation(change: Change) -> Commands | None:
    """Say that one literal became another."""
    old, new = _delimited(change.old), _delimited(change.new)
    if old is None or new is None or change.lost or change.gained or change.old == change.new:
        return None
    line = f"<{change.term}> <{change.predicate}> "
    said = ((line + change.old,), (line + change.new,))
    pieces = (*change.removed, *change.added)
    if tuple(piece for piece in pieces if piece[0][:2] != "_:") != said:
        return None
    start = f"change annotation of {_id(change.term)} with {_id(change.predicate)}"
    return [f"{start} from {old} to {new}"]


def _none(_: Change) -> Commands | None:
    return None


_SAYERS: dict[Kind, Callable[[Change], Commands | None]] = {
    Kind.TERM_ADDED: _added,
    Kind.TERM_REMOVED: _deleted,
    Kind.MARK_REMOVED: _deleted,
    Kind.TERM_OBSOLETED: _obsoleted,
    Kind.TERM_RESTORED: _restored,
    Kind.TERM_MERGED: _obsoleted,
    Kind.TERM_SPLIT: _obsoleted,
    Kind.LABEL: _label,
    Kind.DEFINITION: _definition,
    Kind.SYNONYM_ADDED: _synonym,
    Kind.SYNONYM_REMOVED: _synonym,
    Kind.SYNONYM_SCOPE: _synonym,
    Kind.SUBSET_ADDED: _subset,
    Kind.SUBSET_REMOVED: _subset,
    **dict.fromkeys(
        (
            Kind.DEFINITION_SOURCE,
            Kind.SYNONYM_TYPE,
            Kind.SYNONYM_SOURCE,
            Kind.QUALIFIER,
            Kind.LANGUAGE,
            Kind.VOCABULARY,
            Kind.TRIPLES,
        ),
        _none,
    ),
}


_TEXTS = {
    Kind.LABEL: (names.LABEL,),
    Kind.DEFINITION: (names.DEFINITION,),
    **dict.fromkeys((Kind.SYNONYM_REMOVED, Kind.SYNONYM_SCOPE), tuple(names.SCOPES)),
}
"""Of what kinds commands name a value by its text, and the predicates of such values."""


def _names(change: Change) -> bool:
    """Return whether a change is the label of a new term, which comes with the term."""
    return change.kind is Kind.LABEL and not _beyond(change) and _quoted(change.new) is not None


def _beyond(change: Change) -> bool:
    """Return whether annotations of a statement are part of a change."""
    return any(piece[0][:2] == "_:" for piece in (*change.removed, *change.added))


def _id(iri: str) -> str:
    return contract(iri) or f"<{iri}>"


def _tag(literal: str) -> str:
    return literal[literal.rindex('"') + 1 :]


def _bare(literal: str) -> str | None:
    """Return a text in single quotes without its language; None where the grammar has no way."""
    if literal[:1] != '"':
        return None
    text = literal_text(literal)
    return None if "'" in text or not text.isprintable() else f"'{text}'"


def _quoted(literal: str) -> str | None:
    bare = _bare(literal)
    return None if bare is None or _tag(literal)[:2] == "^^" else bare + _tag(literal)


def _delimited(literal: str) -> str | None:
    """Return a literal as the object of an annotation."""
    if literal[:1] != '"':
        return None
    text, tag = literal_text(literal), _tag(literal)
    if tag or not text.isprintable() or '"' in text:
        return None
    return f'"{text}"'
