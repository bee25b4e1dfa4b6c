"""Everything that can be wrong with an ontology, checked in one go.

One load, every check, syntax, shapes, cycles and reasoning, one report; a check that fails to
run is a finding like others, and the rest goes on.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

from doidkit import bundled, files
from doidkit.checking import running
from doidkit.checking.comparing import (
    compared,
    earlier_findings,
    read_baseline,
    write_baseline,
)
from doidkit.checking.identity import identified
from doidkit.checking.running import Found, Plan, order
from doidkit.checking.waivers import RULES as WAIVER_RULES
from doidkit.checking.waivers import beside, inline_waivers, judge, read_waivers
from doidkit.checks import (
    ConfiguredCheck,
    Profile,
    rules,
    select,
    verify_queries,
)
from doidkit.checks import profile as read_profile
from doidkit.checks import robot_profile as read_robot_profile
from doidkit.errors import InputError
from doidkit.model import Finding, Report, Severity, State

__all__ = ["check", "fails", "write_baseline"]

Paths = str | Path | Iterable[str | Path]


def check(
    paths: Paths = (),
    *,
    profile: str | Path | None = None,
    select: Sequence[str] = (),
    against: str | Path | None = None,
    baseline: str | Path | None = None,
    waivers: str | Path | None = None,
    robot_profile: str | Path | None = None,
    queries: Sequence[str | Path] = (),
    reason: bool | None = None,
    allow_service: bool = False,
    timeout: float | None = 60.0,
    today: date | None = None,
) -> Report:
    """Return every finding in some files, taken together, each located in its file, worst first.

    Without paths it is the bundled ontology with the profile ``clinical``; with paths the
    profile is ``do`` unless another is named, by name or path. ``select`` runs these checks
    only; ``robot_profile`` is a ROBOT report profile in place of a profile; ``queries`` are
    ROBOT verify queries (a file, folder or glob) that run too. ``timeout`` is in seconds for
    each check. ``reason`` True runs HermiT, False no reasoner; None does what the profile says,
    else a quick look with rustdl, which finds all that follows in OWL 2 EL.

    ``against`` is an older file or a git ref, ``baseline`` a file that ``write_baseline``
    wrote; findings then have a state, and those that are gone come last as fixed. ``waivers``
    is a TOML file, ``doidkit-waivers.toml`` beside the first file by default; ``today`` is
    the day to judge them at.

    A syntax error is a finding, and other files are still checked; so is a check that cannot
    run. Raises InputError for files that are missing and for malformed waivers, CheckError
    for a profile or check that does not exist, EngineError where git is missing.

    >>> import doidkit
    >>> doidkit.check(reason=False).conforms
    True
    """
    given = [files.require(path) for path in files.paths(paths)]
    name = profile or ("do" if given else "clinical")
    chosen = read_robot_profile(Path(robot_profile)) if robot_profile else read_profile(name)
    plan = Plan(
        _checks(chosen, select, queries),
        timeout=timeout,
        allow_service=allow_service,
        reason=chosen.reasoning if reason is None else reason,
        bundled=not given,
    )
    data = given or [*bundled.ontology_files(), *bundled.mapping_files()]
    excuses = Path(waivers) if waivers is not None else beside(given)
    allowed = [*(read_waivers(excuses) if excuses else ())]
    found, old, notes = _findings(data, plan, against, baseline)
    allowed += inline_waivers(running.sources(given))
    explained = (*rules(plan.checks), *plan.rules, *(WAIVER_RULES if allowed else ()))
    judged = judge(found.findings, allowed, [rule.id for rule in explained], today or date.today())
    current = identified(sorted(judged.findings, key=order))
    if old is not None:
        excused = {waived.finding.identity for waived in judged.waived}
        before = (finding for finding in old if finding.identity not in excused)
        current = compared(current, before, data[0])
    return Report(current, rules=explained, waived=judged.waived, notes=notes + found.notes)


def _findings(
    data: Sequence[Path], plan: Plan, against: str | Path | None, baseline: str | Path | None
) -> tuple[Found, tuple[Finding, ...] | None, tuple[str, ...]]:
    """Return the findings, those of an earlier version if one is named, and remarks."""
    if against is not None and baseline is not None:
        raise InputError("A comparison is against an earlier version or a baseline; name one.")
    if baseline is not None and Path(baseline).exists():
        return running.run(data, plan), read_baseline(Path(baseline)), ()
    if baseline is not None:
        raise InputError(f"{baseline}: no such file; write it with --write-baseline first.")
    if against is None:
        return running.run(data, plan), None, ()
    old, notes = earlier_findings(data, against, plan)
    return running.run(data, plan), old, notes


def _checks(
    chosen: Profile, ids: Sequence[str], queries: Sequence[str | Path]
) -> tuple[ConfiguredCheck, ...]:
    own = [check for pattern in queries for check in verify_queries(pattern)]
    wanted = [each for each in ids if each not in {check.check.id for check in own}]
    picked = () if ids and not wanted else select(chosen, wanted)
    extra = [check for check in own if not ids or check.check.id in ids]
    return tuple({check.check.id: check for check in (*picked, *extra)}.values())


def fails(report: Report, level: Severity | None) -> bool:
    """Return whether a finding is this bad or worse, and new where the report was compared."""
    judged = (None, State.NEW)
    return level is not None and any(
        level <= finding.severity and finding.state in judged for finding in report
    )
