"""Each bundled query check has fixtures: one that it finds, at the right term, and one that not.

``fail.ttl`` begins with a comment ``# Found: `` and the terms that the check has to name.
"""

from pathlib import Path

import pytest

from doidkit import checks
from doidkit.checks import ConfiguredCheck, Kind, run
from doidkit.model import Finding
from doidkit.prefixes import compact
from doidkit.sparql.embedded import StoreSource

FIXTURES = Path(__file__).parents[1] / "checks"
QUERIES = {c.id: c for c in checks.registry().values() if c.kind is Kind.QUERY}


def findings(check: str, fixture: str) -> tuple[Finding, ...]:
    configured = ConfiguredCheck(QUERIES[check], QUERIES[check].severity)
    return run(configured, StoreSource.of([FIXTURES / check / fixture]))


@pytest.mark.parametrize("check", QUERIES)
def test_each_check_has_fixtures(check: str) -> None:
    assert {path.name for path in (FIXTURES / check).iterdir()} == {"fail.ttl", "pass.ttl"}


@pytest.mark.parametrize("check", QUERIES)
def test_each_check_finds_its_terms(check: str) -> None:
    first = (FIXTURES / check / "fail.ttl").read_text(encoding="utf-8").splitlines()[0]
    found = findings(check, "fail.ttl")
    assert {compact(f.focus.value) for f in found} == set(first.removeprefix("# Found: ").split())
    for finding in found:
        assert finding.check == check
        assert finding.title
        assert finding.fix
        assert "{" not in finding.message


@pytest.mark.parametrize("check", QUERIES)
def test_each_check_lets_pass(check: str) -> None:
    assert findings(check, "pass.ttl") == ()
