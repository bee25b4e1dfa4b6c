"""SSSOM mapping tables as text."""

from collections.abc import Iterable, Mapping, Sequence


def table(
    columns: Sequence[str],
    rows: Iterable[Sequence[str]],
    slots: Mapping[str, str],
    prefixes: Mapping[str, str],
) -> str:
    """Return a mapping set: its curie_map and slots as a header, then the rows with tabs."""
    header = ["curie_map:", *(f"  {name}: {iri}" for name, iri in sorted(prefixes.items()))]
    header += [f"{slot}: {value}" for slot, value in slots.items()]
    lines = [f"# {line}" for line in header]
    lines += ["\t".join(map(_cell, each)) for each in (columns, *rows)]
    return "\n".join(lines) + "\n"


def _cell(text: str) -> str:
    return " ".join(text.split())
