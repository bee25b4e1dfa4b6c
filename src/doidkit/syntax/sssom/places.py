"""Where the mappings of an SSSOM table stand."""

from pathlib import Path

from doidkit.syntax.sssom.reader import mappings


def lines(text: str, path: Path) -> dict[str, int]:
    """Return the line of each mapping in a table, by the mapping's IRI.

    Raises SyntaxFault as ``reader.statements``.
    """
    found = ((mapping.node.value, mapping.line) for mapping in mappings(text, path))
    return dict(sorted(found, reverse=True))  # of two rows alike it is the first
