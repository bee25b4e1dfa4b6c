"""The bundled checks as people look them up: by profile, and with their examples."""

from doidkit import bundled
from doidkit.checks.check import Check
from doidkit.checks.profiles import profile, profile_names
from doidkit.checks.registry import registry, resolve, select
from doidkit.syntax.files import read_text


def find(name: str) -> Check:
    """Return the bundled check of an id; CheckError with the nearest ids if there is none."""
    return registry()[resolve(name, registry())]


def levels() -> dict[str, dict[str, str]]:
    """Return, for each bundled profile, the severity of each check that it runs."""
    return {
        name: {c.check.id: c.severity.value for c in select(profile(name))}
        for name in profile_names()
    }


def examples(check: Check) -> tuple[str, str] | None:
    """Return the Turtle that a bundled check fails and the Turtle that it passes."""
    folder = bundled.example_folder(check.id.removeprefix("shape:"))
    if folder is None:
        return None
    return read_text(folder / "fail.ttl"), read_text(folder / "pass.ttl")
