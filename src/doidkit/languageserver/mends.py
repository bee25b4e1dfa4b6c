"""What mends a finding with certainty, as an edit of the text."""

import difflib
from collections.abc import Iterator
from dataclasses import dataclass

from doidkit.languageserver import positions
from doidkit.languageserver.document import Document, Span
from doidkit.languageserver.reading import alone
from doidkit.mending import mended
from doidkit.model import Finding


@dataclass(frozen=True, slots=True)
class Mended:
    """A finding, and the lines that settle it in place of others."""

    finding: Finding
    place: Span
    text: str


def mends(document: Document, first: int, last: int) -> Iterator[Mended]:
    """Yield what mends the findings of some lines."""
    frame, start = document.frame(first)
    for finding, line, _ in frame.findings:
        if finding.mend is None or not first <= start + line <= last:
            continue
        small = alone(document, [frame])
        mend = mended(small.source, [finding])
        if mend is None:
            continue
        old = positions.lines(mend.before.decode("utf-8", "surrogatepass"))
        new = positions.lines(mend.after.decode("utf-8", "surrogatepass"))
        shift = start - small.starts[0]
        edits = difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
        changed = [edit for edit in edits if edit[0] != "equal"]
        if len(changed) == 1:
            _, i, j, k, m = changed[0]
            yield Mended(finding, Span(i + shift, 0, j + shift, 0), "".join(new[k:m]))
