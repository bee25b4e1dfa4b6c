"""TOML, as headers, profiles and waivers are written in."""

from typing import Any

DEEPEST = 100
"""How deep tables and arrays may be nested."""


def loads(text: str) -> dict[str, Any]:
    """Return a TOML document; ValueError with the reason for what is none or nested too deep."""
    import tomllib  # not needed for a file without a header

    try:
        table = tomllib.loads(text)
    except RecursionError:
        raise ValueError(_too_deep()) from None
    level: list[Any] = [table]
    for _ in range(DEEPEST):
        level = [inner for outer in level for inner in _members(outer)]
        if not level:
            return table
    raise ValueError(_too_deep())


def _members(value: Any) -> list[Any]:
    inner = value.values() if isinstance(value, dict) else value
    return [each for each in inner if isinstance(each, dict | list)]


def _too_deep() -> str:
    return f"it is nested more than {DEEPEST} deep"
