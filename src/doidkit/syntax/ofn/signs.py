"""What a text in functional syntax shows and its triples do not: an axiom that stands twice."""

import re
from collections.abc import Iterator

from doidkit.syntax.frames import Sign
from doidkit.syntax.ofn.reader import Reader
from doidkit.syntax.ofn.writer import operands, subject_of
from doidkit.terms import RDFS_SUBCLASS_OF

_AXIOM = re.compile(r"^[ \t]*([A-Z]\w+\(.*\))[ \t\r]*$", re.MULTILINE)


def signs(text: str, path: str) -> Iterator[Sign]:
    """Yield the axioms that stand on two lines, as editors write each on its own.

    Raises SyntaxFault as the reader does.
    """
    reader = Reader(text, path)
    seen: set[str] = set()
    for match in _AXIOM.finditer(text, reader.start):
        if match[1] not in seen:
            seen.add(match[1])
            continue
        axiom = next(reader.body(match.start(1))).node
        subject = subject_of(axiom) if operands(axiom) else ""
        if axiom[0] == "Declaration" or subject[:1] != "<":
            continue
        annotates = axiom[0] == "AnnotationAssertion"
        said = str(operands(axiom)[0])[1:-1] if annotates else RDFS_SUBCLASS_OF
        line = text.count("\n", 0, match.start(1)) + 1
        yield Sign("obo:repeated-clause", subject[1:-1], said, match[1], line, match[0].strip())
