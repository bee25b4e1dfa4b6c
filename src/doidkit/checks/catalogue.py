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
    """Return the data that a bundled check fails and the data that it passes."""
    folder = bundled.example_folder(check.id.removeprefix("shape:"))
    if folder is None:
        return None
    failing, passing = (next(folder.glob(f"{kind}.*")) for kind in ("fail", "pass"))
    return read_text(failing), read_text(passing)
