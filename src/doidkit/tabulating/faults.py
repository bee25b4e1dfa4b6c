"""What is wrong with a table that is asked for, by ROBOT's name of it."""

from dataclasses import dataclass

from doidkit.errors import InputError


@dataclass
class ColumnFault(InputError):
    """A header, format or selection that is none; ``rule`` is such as ``unknown tag``."""

    rule: str
    reason: str

    def __str__(self) -> str:
        return f"{self.reason}."
