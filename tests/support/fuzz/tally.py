"""What came of cases, counted."""

import re
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Verdict:
    """What came of one case: taken, refused, or wrong and why."""

    case: str
    kind: str
    why: str = ""
    data: bytes = b""

    @classmethod
    def taken(cls, case: str) -> "Verdict":
        """Return that of a case that was done, rightly."""
        return cls(case, "taken")

    @classmethod
    def refused(cls, case: str) -> "Verdict":
        """Return that of a case that was refused as it should be."""
        return cls(case, "refused")

    @classmethod
    def wrong(cls, case: str, why: str, data: bytes = b"") -> "Verdict":
        """Return that of a case that went wrong."""
        return cls(case, "wrong", why, data)


@dataclass(slots=True)
class Tally:
    """The counts of one campaign, and the failures; their inputs are kept in a folder."""

    name: str
    folder: Path
    counts: Counter[str] = field(default_factory=Counter)
    failures: list[Verdict] = field(default_factory=list)

    def add(self, verdict: Verdict) -> None:
        """Count a verdict; keep the input of a failure."""
        self.counts[verdict.kind] += 1
        if verdict.kind == "wrong":
            self.failures.append(verdict)
            if verdict.data:
                self.folder.mkdir(parents=True, exist_ok=True)
                name = re.sub(r"\W+", "-", f"{self.name} {verdict.case}")
                (self.folder / name).write_bytes(verdict.data)

    def row(self) -> str:
        """Return the campaign's row of the table."""
        counts = self.counts
        numbers = (counts.total(), counts["taken"], counts["refused"], counts["wrong"])
        return f"| {self.name} | " + " | ".join(f"{number:,}" for number in numbers) + " |"
