"""The list of checks, and the page that explains one."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from doidkit.checks import Check, Kind, Option, OptionValue
from doidkit.rendering.terms import one_line

Levels = Mapping[str, Mapping[str, str]]
"""For each profile, the severity of each check that it runs."""


@dataclass(frozen=True, slots=True)
class Examples:
    """The data that a check finds something in, and the data that it lets pass."""

    failing: str
    passing: str


def check_list(checks: Sequence[Check], levels: Levels) -> str:
    """Return the checks, one a line: id, its severity in each profile, title."""
    rows = [("check", *levels, "")]
    for check in checks:
        shown = (levels[profile].get(check.id, "-") for profile in levels)
        rows.append((check.id, *shown, one_line(check.title)))
    widths = [max(len(row[place]) for row in rows) for place in range(len(rows[0]))]
    return "".join(
        "  ".join(f"{text:{width}}" for text, width in zip(row, widths, strict=True)).rstrip()
        + "\n"
        for row in rows
    )


def check_page(check: Check, levels: Levels, examples: Examples | None) -> str:
    """Return what a check looks for, why, what to do, its text and its two examples."""
    return "\n".join(_page(check, levels, examples)) + "\n"


def _page(check: Check, levels: Levels, examples: Examples | None) -> Iterator[str]:
    yield f"{check.id}: {check.title}"
    for name, text in (("Why", check.why), ("Fix", check.fix)):
        if text:
            yield f"{name}: {text}"
    used = [f"{name} ({found[check.id]})" for name, found in levels.items() if check.id in found]
    yield f"Profiles: {', '.join(used) or 'none turns it on'}"
    if check.options:
        yield from ("", "Options:", *(_option(option) for option in check.options))
    if examples:
        yield from ("", "Finds:", "", examples.failing.strip())
        yield from ("", "Lets pass:", "", examples.passing.strip())
    if check.kind is Kind.QUERY:
        lines = (line for line in check.text.splitlines() if not line.startswith("#+"))
        yield from ("", "Query:", "", "\n".join(lines).strip())


def _option(option: Option) -> str:
    return f"  {option.name}  {option.type.value}, {_value(option.default)}. {option.help}".rstrip()


def _value(value: OptionValue) -> str:
    return " ".join(value) if isinstance(value, tuple) else str(value)
