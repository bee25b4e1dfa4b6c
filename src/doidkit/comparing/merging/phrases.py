"""What a conflict is about, in words."""

import re
from dataclasses import dataclass

from doidkit.comparing.merging.conflicts import Conflict
from doidkit.prefixes import compact

_WORDS = {
    "def": "definition",
    "IAO:0000115": "definition",
    "rdfs:label": "label",
    "rdfs:comment": "comment",
    "oboInOwl:hasOBONamespace": "namespace",
    "oboInOwl:hasDbXref": "xref",
    "rdfs:subClassOf": "parent",
    "is_a": "parent",
    "[": "kind of term",
}


@dataclass(frozen=True, slots=True)
class Place:
    """Where a conflict begins, which term it is about, what is in conflict, and how."""

    line: int
    term: str
    what: str

    def __str__(self) -> str:
        return (
            f"{self.line}: {self.term}: {self.what}" if self.term else f"{self.line}: {self.what}"
        )


def place(conflict: Conflict, line: int) -> Place:
    """Return a conflict that begins at a line."""
    notes = conflict.tag.startswith("[] ")
    tag = short(conflict.tag.removeprefix("[] "))
    word = f"{'annotation of ' if notes else ''}{_WORDS.get(tag, tag)}"
    return Place(line, short(conflict.frame), f"{word} {conflict.what}".lstrip())


def short(name: str) -> str:
    """Return a name as a CURIE, if it is an IRI that has one."""
    bare = name[1:-1] if name[:1] == "<" else name
    if not re.match(r"[a-z]+:/|urn:", bare):
        return name
    return compact(bare)
