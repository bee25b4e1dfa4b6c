"""A table of texts, written with tabs."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Table:
    """Columns and rows of texts; ``comments`` come before, with a number sign each."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    comments: tuple[str, ...] = ()

    @classmethod
    def of(
        cls,
        columns: tuple[str, ...],
        rows: Iterable[dict[str, str]],
        *,
        comments: tuple[str, ...] = (),
    ) -> "Table":
        """Return a table of records, each cell without tabs and line breaks."""
        lines = (tuple(" ".join(row.get(name, "").split()) for name in columns) for row in rows)
        return cls(columns, tuple(lines), comments)

    def tsv(self) -> bytes:
        """Return the table as UTF-8, a line a row."""
        lines = [f"#{comment}" for comment in self.comments]
        lines += ["\t".join(row) for row in (self.columns, *self.rows)]
        return "".join(f"{line}\n" for line in lines).encode()
