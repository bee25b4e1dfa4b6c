"""What a check is, and a check as a profile configured it."""

import enum
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias

from doidkit.model import Rule, Severity

CYCLE = "subclass_cycle"
"""The check that always runs."""

OptionValue: TypeAlias = str | int | bool | tuple[str, ...]
"""The value of an option; a list reaches the query as one text, each item between spaces."""


class Kind(enum.Enum):
    """How a check says what it looks for."""

    QUERY = "query"
    SHAPE = "shape"
    TEXT = "text"


class OptionType(enum.Enum):
    """What an option's value is."""

    TEXT = "text"
    LIST = "list"
    INTEGER = "integer"
    BOOLEAN = "boolean"
    TERM = "term"


@dataclass(frozen=True, slots=True)
class Option:
    """A variable of the check's query that a profile may set."""

    name: str
    type: OptionType
    default: OptionValue
    help: str = ""


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns that hold the term at fault, its predicate, the value and what mends it."""

    focus: str = "entity"
    property: str = "property"
    value: str = "value"
    mend: str = "mend"


@dataclass(frozen=True, slots=True)
class Check:
    """One rule: a query whose rows are violations, a named SHACL shape, or a sign in a text.

    ``id`` is the file's name, a shape's CURIE; ``text`` the query, the file the shape is in, or
    the kind of the sign;
    ``message`` a template over the columns.
    """

    id: str
    title: str
    severity: Severity
    kind: Kind
    text: str = field(repr=False)
    path: Path
    why: str = ""
    fix: str = ""
    message: str = ""
    columns: Columns = Columns()
    options: tuple[Option, ...] = ()

    @property
    def rule(self) -> Rule:
        """Return what a report says about the check."""
        return Rule(self.id, self.title, self.severity, self.why, self.fix)


@dataclass(frozen=True, slots=True)
class ConfiguredCheck:
    """A check with the severity and the option values of a profile."""

    check: Check
    severity: Severity
    options: Mapping[str, OptionValue] = field(default_factory=dict)

    @property
    def rule(self) -> Rule:
        """Return what a report says about the check, with the configured severity."""
        check = self.check
        return Rule(check.id, check.title, self.severity, check.why, check.fix)


@dataclass(frozen=True, slots=True)
class Setting:
    """What a profile says of a check: a severity (None is the check's own), options, or off."""

    severity: Severity | None = None
    options: Mapping[str, OptionValue] = field(default_factory=dict)
    off: bool = False


@dataclass(frozen=True, slots=True)
class Profile:
    """Which checks run and how; ``own`` are checks that the profile brings with it.

    ``reasoning`` asks for HermiT (True) or for no reasoner at all (False).
    """

    name: str
    title: str = ""
    settings: Mapping[str, Setting] = field(default_factory=dict)
    own: tuple[Check, ...] = ()
    reasoning: bool | None = None
