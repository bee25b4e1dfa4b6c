"""Each bundled check but shapes has fixtures: one that it finds, at the right term, and one not.

``fail`` begins with a comment ``Found: `` and the terms that the check has to name. They are
Turtle, for checks of what only a text shows in the format of that text.
"""

from pathlib import Path

import pytest

import doidkit
from doidkit import checks
from doidkit.checks import ConfiguredCheck, Kind, run
from doidkit.model import Finding
from doidkit.prefixes import compact
from doidkit.sparql.embedded import StoreSource

FIXTURES = Path(__file__).parents[1] / "checks"
CHECKS = {c.id: c for c in checks.registry().values() if c.kind is not Kind.SHAPE}


def fixture(check: str, kind: str) -> Path:
    (found,) = (FIXTURES / check).glob(f"{kind}.*")
    return found


def findings(check: str, kind: str) -> tuple[Finding, ...]:
    path = fixture(check, kind)
    if CHECKS[check].kind is Kind.TEXT:
        report = doidkit.check(path, select=[check], reason=False)
        return tuple(finding for finding in report if finding.check == check)
    configured = ConfiguredCheck(CHECKS[check], CHECKS[check].severity)
    return run(configured, StoreSource.of([path]))


@pytest.mark.parametrize("check", CHECKS)
def test_each_check_has_fixtures(check: str) -> None:
    ending = ".obo" if CHECKS[check].kind is Kind.TEXT else ".ttl"
    names = {path.name for path in (FIXTURES / check).iterdir()}
    assert names == {f"fail{ending}", f"pass{ending}"}


@pytest.mark.parametrize("check", CHECKS)
def test_each_check_finds_its_terms(check: str) -> None:
    first = fixture(check, "fail").read_text(encoding="utf-8").splitlines()[0]
    found = findings(check, "fail")
    assert {compact(f.focus.value) for f in found} == set(first.partition("Found: ")[2].split())
    for finding in found:
        assert finding.check == check
        assert finding.title
        assert finding.fix
        assert "{" not in finding.message


@pytest.mark.parametrize("check", CHECKS)
def test_each_check_lets_pass(check: str) -> None:
    assert findings(check, "pass") == ()
