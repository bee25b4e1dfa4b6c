"""Commands of the Knowledge Graph Change Language (KGCL), made on a graph.

The forms are those of the grammar of ``kgcl-schema``. What a command says of a value that is not
there, or of one among several, is refused: a change is made as it is meant or not at all.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from doidkit import prefixes
from doidkit.comparing import names
from doidkit.errors import InputError, SyntaxFault
from doidkit.syntax.lines import remark_unended
from doidkit.syntax.ofn.writer import value as literal_text
from doidkit.syntax.owl.axioms import PROPERTY, SOURCE, SUBCLASS, TARGET, truth
from doidkit.syntax.owl.expressions import CLASS, TYPE
from doidkit.syntax.owl.lexical import iri, literal

_ENTITY = r"(?:<[^>\s]+>|'[^']*'|[^\s']+)"
_TAG = r"(?:@([A-Za-z]+(?:-[A-Za-z0-9]+)*))?"
_TEXT = r"'([^']*)'"
_VALUE = (
    r"(\"\"\".*?\"\"\"|'''.*?'''|\"[^\"]*\"|<[^>\s]+>|[^\s\"']+)(?:@([A-Za-z0-9-]+)|\^\^(\S+))?"
)
_FORMS = {
    "rename": rf"rename (?:({_ENTITY}) from )?{_TEXT}{_TAG} (?:to|as|->) {_TEXT}{_TAG}",
    "create_node": rf"create node (\S+) {_TEXT}{_TAG}",
    "create_edge": rf"create edge ({_ENTITY}) ({_ENTITY}) ({_ENTITY})",
    "delete_edge": rf"delete edge ({_ENTITY}) ({_ENTITY}) ({_ENTITY})",
    "create_synonym": (
        rf"create (?:(exact|narrow|broad|related) )?synonym {_TEXT}{_TAG} for ({_ENTITY})"
    ),
    "remove_synonym": rf"remove synonym {_TEXT}{_TAG} for ({_ENTITY})",
    "change_synonym": (
        rf"change (?:(exact|narrow|broad|related) )?synonym {_TEXT}{_TAG} for ({_ENTITY}) "
        rf"(?:to|->) {_TEXT}"
    ),
    "create": r"create (\S+)",
    "delete": rf"delete ({_ENTITY})",
    "obsolete": rf"obsolete ({_ENTITY})(?: with replacement ({_ENTITY}))?",
    "unobsolete": rf"unobsolete ({_ENTITY})",
    "add_definition": rf"add definition {_TEXT} to ({_ENTITY})",
    "change_definition": rf"change definition of ({_ENTITY})(?: from {_TEXT})? to {_TEXT}",
    "remove_definition": rf"remove definition for ({_ENTITY})",
    "change_annotation": (
        rf"change annotation of ({_ENTITY}) with ({_ENTITY}) from {_VALUE} to {_VALUE}"
    ),
    "reparent": rf"(?:deepen|shallow) ({_ENTITY}) from ({_ENTITY}) (?:to|->) ({_ENTITY})",
    "move": (
        rf"move ({_ENTITY}) ({_ENTITY}) ({_ENTITY}) from ({_ENTITY}) (?:to|as|->) ({_ENTITY})"
    ),
    "change_relationship": (
        rf"change relationship between ({_ENTITY}) and ({_ENTITY}) from ({_ENTITY}) to ({_ENTITY})"
    ),
    "to_subset": r"add (\S+) to subset (\S+)",
    "from_subset": r"remove (\S+) from subset (\S+)",
}
_COMMANDS = {name: re.compile(form) for name, form in _FORMS.items()}


class Misfit(ValueError):
    """What a command speaks of is not there; the message is one clause."""


def applied(text: str, statements: Iterable[bytes], path: Path | str) -> set[bytes]:
    """Return a graph's statements after commands, one a line.

    Raises SyntaxFault with the line of one that is none, or that does not fit the graph.
    """
    graph = _Graph(statements)
    made = 0
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        try:
            _apply(graph, line.strip())
            made += 1
        except (Misfit, InputError) as error:
            raise SyntaxFault(path, str(error), line=number) from error
    if not made:
        raise InputError(f"{path}: holds no command of KGCL; write some, one on a line.")
    if not text.endswith("\n"):
        remark_unended(path)
    return {line.encode() for line in graph.lines}


def _apply(graph: "_Graph", line: str) -> None:
    for name, form in _COMMANDS.items():
        found = form.fullmatch(line)
        if found:
            getattr(graph, name)(*found.groups())
            return
    raise Misfit("this is no command of KGCL that doidkit knows")


class _Graph:
    """Statements that commands change; each method is a command, its arguments as written."""

    def __init__(self, statements: Iterable[bytes]) -> None:
        self.lines: set[str] = set()
        self._about: defaultdict[str, set[str]] = defaultdict(set)
        self._noted: defaultdict[str, set[str]] = defaultdict(set)
        for line in statements:
            self._put(line.decode())

    def rename(
        self, entity: str | None, old: str, old_tag: str | None, new: str, tag: str | None
    ) -> None:
        """Change a label."""
        term = self._term(entity) if entity else self._labelled(old)
        was = self._one(term, (names.LABEL,), old, old_tag)[1]
        self._replace(term, names.LABEL, was, _literal(new, tag))

    def create_node(self, entity: str, label: str, tag: str | None) -> None:
        """Add a class with its label."""
        self.create(entity)
        self._put(f"{self._term(entity)} {names.LABEL} {_literal(label, tag)}")

    def create(self, entity: str) -> None:
        """Add a class."""
        self._put(f"{self._term(entity)} {TYPE} {CLASS}")

    def delete(self, entity: str) -> None:
        """Remove all that is said of a term, and the annotations of it."""
        term = self._term(entity)
        if not self._about[term]:
            raise Misfit(f"there is no {entity}")
        for line in list(self._about[term]):
            _, predicate, value = line.split(" ", 2)
            if value[:2] == "_:":
                raise Misfit(f"{entity} has axioms that are more than an edge")
            self._remove(term, predicate, value)

    def create_edge(self, entity: str, predicate: str, target: str) -> None:
        """Add a statement between two terms."""
        self._put(" ".join(map(self._term, (entity, predicate, target))))

    def delete_edge(self, entity: str, predicate: str, target: str) -> None:
        """Remove a statement between two terms."""
        self._remove(*map(self._term, (entity, predicate, target)))

    def create_synonym(self, scope: str | None, text: str, tag: str | None, entity: str) -> None:
        """Add a synonym, a related one unless its scope is said."""
        predicate = next(p for p, name in names.SCOPES.items() if name == (scope or "related"))
        self._put(f"{self._term(entity)} {predicate} {_literal(text, tag)}")

    def remove_synonym(self, text: str, tag: str | None, entity: str) -> None:
        """Remove a synonym of whatever scope."""
        term = self._term(entity)
        self._remove(term, *self._one(term, tuple(names.SCOPES), text, tag))

    def change_synonym(
        self, scope: str | None, text: str, tag: str | None, entity: str, new: str
    ) -> None:
        """Change the text of a synonym; its language, scope and annotations stay."""
        term = self._term(entity)
        scopes = tuple(p for p, name in names.SCOPES.items() if scope in (None, name))
        predicate, was = self._one(term, scopes, text, tag)
        language = was[was.rindex('"') + 2 :] if was[-1] != '"' else None
        self._replace(term, predicate, was, _literal(new, language))

    def reparent(self, entity: str, old: str, new: str) -> None:
        """Put a class below another one than before; the annotations stay."""
        self._replace(self._term(entity), SUBCLASS, self._term(old), self._term(new))

    def move(self, entity: str, predicate: str, target: str, old: str, new: str) -> None:
        """Put another term at the end of an edge."""
        if self._term(target) != self._term(old):
            raise Misfit(f"the edge leads to {target}, and not to {old}")
        self._replace(*map(self._term, (entity, predicate, old, new)))

    def change_relationship(self, entity: str, target: str, old: str, new: str) -> None:
        """Change the predicate of an edge; the annotations stay."""
        term, value, was, became = map(self._term, (entity, target, old, new))
        nodes = self._notes(term, was, value)
        line = f"{term} {was} {value}"
        if line not in self.lines:
            raise Misfit(f"the data do not say {line}")
        self._drop(line)
        self._put(f"{term} {became} {value}")
        for node in nodes:
            self._drop(f"{node} {PROPERTY} {was}")
            self._put(f"{node} {PROPERTY} {became}")

    def obsolete(self, entity: str, replacement: str | None) -> None:
        """Mark a term as obsolete."""
        term = self._term(entity)
        self._put(f"{term} {names.DEPRECATED} {truth(True)}")
        if replacement:
            self._put(f"{term} {names.REPLACED_BY} {self._term(replacement)}")

    def unobsolete(self, entity: str) -> None:
        """Take the mark away, and the replacement."""
        term = self._term(entity)
        if f"{term} {names.DEPRECATED} {truth(True)}" not in self.lines:
            raise Misfit(f"{entity} is not obsolete")
        for predicate in (names.DEPRECATED, names.REPLACED_BY):
            for value in self._values(term, predicate):
                self._remove(term, predicate, value)

    def add_definition(self, text: str, entity: str) -> None:
        """Add a definition."""
        self._put(f"{self._term(entity)} {names.DEFINITION} {literal(text)}")

    def change_definition(self, entity: str, old: str | None, new: str) -> None:
        """Change a definition; its language and its sources stay."""
        term = self._term(entity)
        was = self._one(term, (names.DEFINITION,), old, None)[1]
        tag = was[was.rindex('"') + 2 :] if was[-1] != '"' else None
        self._replace(term, names.DEFINITION, was, _literal(new, tag))

    def remove_definition(self, entity: str) -> None:
        """Remove a definition."""
        term = self._term(entity)
        self._remove(term, *self._one(term, (names.DEFINITION,), None, None))

    def change_annotation(self, entity: str, predicate: str, *values: str | None) -> None:
        """Change any value of a term."""
        term, relation = self._term(entity), self._term(predicate)
        old, new = (self._value(*values[at : at + 3]) for at in (0, 3))
        self._replace(term, relation, old, new)

    def to_subset(self, entity: str, subset: str) -> None:
        """Put a term into a subset."""
        self._put(f"{self._term(entity)} {names.SUBSET} {self._term(subset)}")

    def from_subset(self, entity: str, subset: str) -> None:
        """Take a term out of a subset."""
        self._remove(self._term(entity), names.SUBSET, self._term(subset))

    def _put(self, line: str) -> None:
        subject, predicate, value = line.split(" ", 2)
        self.lines.add(line)
        self._about[subject].add(line)
        if predicate == SOURCE:
            self._noted[value].add(subject)

    def _drop(self, line: str) -> None:
        subject, predicate, value = line.split(" ", 2)
        self.lines.discard(line)
        self._about[subject].discard(line)
        if predicate == SOURCE:
            self._noted[value].discard(subject)

    def _remove(self, term: str, predicate: str, value: str) -> None:
        """Remove a statement and its annotations."""
        line = f"{term} {predicate} {value}"
        if line not in self.lines:
            raise Misfit(f"the data do not say {line}")
        self._drop(line)
        for node in self._notes(term, predicate, value):
            for own in list(self._about[node]):
                self._drop(own)

    def _replace(self, term: str, predicate: str, old: str, new: str) -> None:
        """Change a statement's value; its annotations stay with it."""
        line = f"{term} {predicate} {old}"
        if line not in self.lines:
            raise Misfit(f"the data do not say {line}")
        nodes = self._notes(term, predicate, old)
        self._drop(line)
        self._put(f"{term} {predicate} {new}")
        for node in nodes:
            self._drop(f"{node} {TARGET} {old}")
            self._put(f"{node} {TARGET} {new}")

    def _notes(self, term: str, predicate: str, value: str) -> list[str]:
        wanted = (f"{PROPERTY} {predicate}", f"{TARGET} {value}")
        return [
            node
            for node in self._noted[term]
            if all(f"{node} {part}" in self.lines for part in wanted)
        ]

    def _values(self, term: str, predicate: str) -> list[str]:
        start = f"{term} {predicate} "
        return [line[len(start) :] for line in self._about[term] if line.startswith(start)]

    def _one(
        self, term: str, predicates: Iterable[str], text: str | None, tag: str | None
    ) -> tuple[str, str]:
        """Return the one predicate and value that is meant; Misfit for none or several."""
        found = [
            (predicate, value)
            for predicate in predicates
            for value in self._values(term, predicate)
            if value[:1] == '"' and (text is None or literal_text(value) == text)
        ]
        if tag is not None:
            found = [pair for pair in found if pair[1].endswith(f'"@{tag}')]
        if len(found) != 1:
            many = "several values" if found else "no value"
            raise Misfit(f"{term} has {many} that this could mean")
        return found[0]

    def _labelled(self, text: str) -> str:
        found = {
            line.split(" ", 1)[0]
            for line in self.lines
            if f" {names.LABEL} " in line and literal_text(line.split(" ", 2)[2]) == text
        }
        if len(found) != 1:
            raise Misfit(f"'{text}' is the label of {'several terms' if found else 'no term'}")
        return found.pop()

    def _term(self, entity: str) -> str:
        if entity[0] == "'":
            return self._labelled(entity[1:-1])
        if entity[0] == "<":
            return entity
        return iri(prefixes.expand(entity) if prefixes.is_curie(entity) else entity)

    def _value(self, text: str | None, tag: str | None, datatype: str | None) -> str:
        assert text is not None  # the pattern has both values or does not match
        if text[0] not in "\"'":
            return self._term(text)
        quotes = 3 if text[:3] in ('"""', "'''") and len(text) > 5 else 1
        inner = text[quotes:-quotes]
        return literal(inner, self._term(datatype)) if datatype else _literal(inner, tag)


def _literal(text: str, tag: str | None) -> str:
    return literal(text) + (f"@{tag}" if tag else "")
