"""What stands around a difference: how its terms are described, called and placed."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping

from pyoxigraph import Literal, NamedNode

from doidkit.comparing.pieces import Lines
from doidkit.labels import PREDICATES, Labels
from doidkit.syntax.ofn.writer import value as literal_value
from doidkit.syntax.owl.axioms import SUBCLASS

Pairs = list[tuple[str, str]]
Anchor = tuple[bytes, bytes, bytes]
"""A statement whose object is a blank node."""
_IRI = re.compile(r"<[^<>\s]+>")
_NAMES = {str(predicate): predicate for predicate in PREDICATES}
_SUBCLASS = SUBCLASS.encode()
_BELOW = b" %s <" % _SUBCLASS
_DEEPEST = 200


class Context:
    """Both graphs, as far as the terms of some pieces are concerned.

    ``old`` and ``new`` have the statements about each term that occurs, "" for a blank node: of
    those the graphs have none, ``anchors`` have them.
    """

    def __init__(
        self,
        old: set[bytes],
        new: set[bytes],
        pieces: Iterable[Lines],
        anchors: tuple[Iterable[Anchor], Iterable[Anchor]] = ((), ()),
    ) -> None:
        terms = {iri for piece in pieces for line in piece for iri in _IRI.findall(line)}
        # Most statements are in both graphs: the old one is what is kept, and what is gone.
        gone, come = old - new, new - old
        below = [line for line in new if _BELOW in line]
        before = (*(line for line in below if line not in come), *filter(_is_below, gone))
        above = (_parents(before), _parents(below))
        self.branches = {term: top for term in terms if (top := _top(term, above))}
        wanted = {term.encode() for term in (*terms, *self.branches.values())}
        about = [line for line in new if line.partition(b" ")[0] in wanted]
        self.new = _described(about)
        kept = [line for line in about if line not in come]
        self.old = _described(
            (*kept, *(line for line in gone if line[: line.index(b" ")] in wanted))
        )
        for side, links in zip((self.old, self.new), anchors, strict=True):
            for subject, predicate, _ in links:
                if subject in wanted:
                    side.setdefault(subject.decode(), []).append((predicate.decode(), ""))
        self.labels = _labels(self.new, self.old)

    def has(self, side: Mapping[str, Pairs], subject: str, predicate: str, value: str = "") -> bool:
        """Return whether a term is said to have a property on one side, or this value of it."""
        return any(p == predicate and value in ("", o) for p, o in side.get(subject, ()))


def _is_below(line: bytes) -> bool:
    return _BELOW in line


def _parents(lines: Iterable[bytes]) -> dict[str, str]:
    """Return the parent of each class, the first of several by its IRI."""
    found: dict[bytes, bytes] = {}
    for line in lines:
        child, predicate, parent = line.split(b" ", 2)
        if predicate == _SUBCLASS and parent[-1:] == b">" and child[:1] == b"<":
            found[child] = min(found.get(child, parent), parent)
    return {child.decode(): parent.decode() for child, parent in found.items()}


def _top(term: str, above: tuple[dict[str, str], dict[str, str]]) -> str:
    """Return the topmost ancestor but the root, by the new hierarchy, else by the old; or ""."""
    parents = above[1] if term in above[1] else above[0]
    path = [term]
    while (parent := parents.get(path[-1])) and parent not in path and len(path) < _DEEPEST:
        path.append(parent)
    return path[-2] if len(path) > 1 else ""


def _described(lines: Iterable[bytes]) -> dict[str, Pairs]:
    found: defaultdict[str, Pairs] = defaultdict(list)
    for line in lines:
        subject, predicate, value = line.decode().split(" ", 2)
        found[subject].append((predicate, value))
    return dict(found)


def _labels(*sides: Mapping[str, Pairs]) -> dict[str, str]:
    """Return the best label of each term, as the first side has it that has one."""
    found: dict[str, str] = {}
    for side in sides:
        labels = Labels()
        for term, pairs in side.items():
            for predicate, text in pairs:
                if predicate in _NAMES and text[:1] == '"' and term not in found:
                    language = text.rpartition('"')[2].removeprefix("@")
                    tag = language if language[:2] != "^^" else ""
                    value = Literal(literal_value(text), language=tag or None)
                    labels.add(NamedNode(term[1:-1]), _NAMES[predicate], value)
        found.update((str(term), text) for term, text in labels.texts().items())
    return found
