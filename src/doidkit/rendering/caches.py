"""What the cache holds, as text."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from doidkit.loading import Entry


def listing(home: Path, limit: int, entries: Sequence[Entry]) -> str:
    """Return the cache's place and limit, then its entries, the last used first."""
    held = sum(entry.size for entry in entries)
    bound = f"of at most {limit / 1e6:,.0f} MB" if limit else "switched off"
    lines = [f"{home}: {len(entries)} files, {held / 1e6:,.1f} MB {bound}"]
    for entry in entries:
        used = datetime.fromtimestamp(entry.used).isoformat(" ", "minutes")
        lines.append(f"  {entry.size / 1e6:8,.1f} MB  {used}  {', '.join(entry.names)}")
    return "\n".join(lines) + "\n"
