"""The kinds of faults that a page can have, and a fault as a value."""

import enum
from dataclasses import dataclass

from doidkit.lexicon.spans import Span
from doidkit.model import Severity


class Kind(enum.Enum):
    """What is wrong, by its name; ``title`` says it for people."""

    DANGLING = "dangling"
    PLACEHOLDER = "placeholder"
    EMPTY_CITATION = "empty-citation"
    CIRCULAR = "circular"
    SELF_CITING = "self-citing"
    MISATTRIBUTED = "misattributed"
    SILENT = "silent"
    OFF_TOPIC = "off-topic"
    CONTRARY = "contrary"
    DUPLICATE = "duplicate"
    REPEATED_NUMBER = "repeated-number"
    REUSED_NUMBER = "reused-number"
    UNCITED = "uncited-entry"
    UNIDENTIFIED = "unidentified"
    EMPTY_SECTION = "empty-section"
    MISFILED = "misfiled"
    SUBTYPE_AND_DIFFERENTIAL = "subtype-and-differential"
    SAME_SIGN = "same-sign"
    HEADING_AS_ITEM = "heading-as-item"
    REPEATED_LIST = "repeated-list"
    BARE_FIGURE = "bare-figure"
    OTHER_SUBJECT = "other-subject"

    @property
    def title(self) -> str:
        """The kind in words."""
        return _TITLES[self]

    @property
    def severity(self) -> Severity:
        """How bad it is: an error leaves a statement without the support that it claims."""
        if self in _INFOS:
            return Severity.INFO
        return Severity.ERROR if self in _ERRORS else Severity.WARNING


_TITLES = {
    Kind.DANGLING: "Number without an entry",
    Kind.PLACEHOLDER: "Entry that names no source",
    Kind.EMPTY_CITATION: "Citation without a number",
    Kind.CIRCULAR: "Entry that restates the statement",
    Kind.SELF_CITING: "Entry that cites itself",
    Kind.MISATTRIBUTED: "Number that belongs to another entry",
    Kind.SILENT: "Entry that does not say it",
    Kind.OFF_TOPIC: "Entry about something else",
    Kind.CONTRARY: "Entry that limits or denies the statement",
    Kind.DUPLICATE: "One work under two numbers",
    Kind.REPEATED_NUMBER: "Number given to two entries",
    Kind.REUSED_NUMBER: "Number that means something else in each section",
    Kind.UNCITED: "Entry that nothing cites",
    Kind.UNIDENTIFIED: "Entry that names no work",
    Kind.EMPTY_SECTION: "Heading without content",
    Kind.MISFILED: "Statement under the wrong heading",
    Kind.SUBTYPE_AND_DIFFERENTIAL: "Both a subtype and a differential",
    Kind.SAME_SIGN: "Sign that cannot tell two differentials apart",
    Kind.HEADING_AS_ITEM: "Heading among the items of a list",
    Kind.REPEATED_LIST: "List that repeats an earlier one",
    Kind.BARE_FIGURE: "Figure without its basis",
    Kind.OTHER_SUBJECT: "Prose about something else than the title",
}
_ERRORS = frozenset(
    {
        *(Kind.DANGLING, Kind.PLACEHOLDER, Kind.EMPTY_CITATION, Kind.CIRCULAR, Kind.MISATTRIBUTED),
        *(Kind.SUBTYPE_AND_DIFFERENTIAL, Kind.REPEATED_NUMBER),
    }
)
_INFOS = frozenset(
    {Kind.REUSED_NUMBER, Kind.UNCITED, Kind.UNIDENTIFIED, Kind.REPEATED_LIST, Kind.EMPTY_SECTION}
)


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault: where, in which section, one sentence; ``numbers`` are the citations' own."""

    kind: Kind
    span: Span
    section: str
    message: str
    numbers: tuple[int, ...] = ()
