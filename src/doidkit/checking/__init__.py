"""Everything that can be wrong with an ontology, checked in one go.

One load, every check, syntax, shapes, cycles and reasoning, one report; a check that fails to
run is a finding like others, and the rest goes on.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from doidkit.checking.baseline import compared, earlier_findings, read_baseline, write_baseline
from doidkit.checking.gathering import Found, Plan, on_source, order
from doidkit.checking.identity import identified
from doidkit.checking.infiles import in_files, texts
from doidkit.checking.reasons import explained
from doidkit.checking.waivers import RULES as WAIVER_RULES
from doidkit.checking.waivers import beside, inline_waivers, judge, read_waivers
from doidkit.checks import (
    CYCLE,
    ConfiguredCheck,
    Profile,
    rules,
    select,
    verify_queries,
)
from doidkit.checks import profile as read_profile
from doidkit.checks import robot_profile as read_robot_profile
from doidkit.data import Data, Paths
from doidkit.errors import InputError
from doidkit.model import About, Finding, Report, Severity, State
from doidkit.ontology import Ontology
from doidkit.sourcemap import locate
from doidkit.sparql.embedded import StoreSource
from doidkit.sparql.source import Source

__all__ = ["check", "fails", "write_baseline"]


def check(
    paths: Data | Paths = (),
    *,
    profile: str | Path | None = None,
    select: Sequence[str] = (),
    against: str | Path | Sequence[Path] | None = None,
    baseline: str | Path | None = None,
    waivers: str | Path | None = None,
    robot_profile: str | Path | None = None,
    queries: Sequence[str | Path] = (),
    reason: bool | None = None,
    allow_service: bool = False,
    timeout: float | None = 60.0,
    today: date | None = None,
    source: Ontology | Source | None = None,
) -> Report:
    """Return every finding in some files, taken together, each located in its file, worst first.

    Without paths it is the bundled ontology with the profile ``clinical``; otherwise the
    profile is ``do`` unless another is named, by name or path. ``select`` runs these checks
    only; ``robot_profile`` is a ROBOT report profile in place of a profile; ``queries`` are
    ROBOT verify queries (a file, folder or glob) that run too. ``timeout`` is in seconds for
    each check. ``reason`` True runs HermiT, False no reasoner; None does what the profile says,
    else a quick look with rustdl, which finds all that follows in OWL 2 EL.

    A Data of a store or an endpoint is checked where it is, and so is ``source``, an Ontology
    or any Source. That gives the same findings without places; an endpoint has its own
    ``timeout``, a Source its own leave for SERVICE. Syntax and inline waivers need files, and so
    do ``reason`` and a git ref.

    ``against`` is an older file, or those of an older version (none, where all is new), or a git
    ref, ``baseline`` a file that ``write_baseline``
    wrote; findings then have a state, and those that are gone come last as fixed. ``waivers``
    is a TOML file, ``doidkit-waivers.toml`` beside the first file by default; ``today`` is
    the day to judge them at, and the report's date where it is given.

    A syntax error is a finding, and other files are still checked; so is a check that cannot
    run. Raises InputError for files that are missing and for malformed waivers, CheckError
    for a profile or check that does not exist, EngineError where git is missing and for an
    endpoint that cannot be reached.

    >>> import doidkit
    >>> doidkit.check(reason=False).conforms
    True
    """
    data = Data.of(paths, opened=source.source if isinstance(source, Ontology) else source)
    given = () if data.bundled else data.files
    if not data.local:
        _refuse(reason, against)
    place = None if data.local else data.source(services=allow_service)
    name = profile or ("clinical" if data.bundled else "do")
    chosen = read_robot_profile(Path(robot_profile)) if robot_profile else read_profile(name)
    plan = Plan(
        _checks(chosen, select, queries),
        timeout=timeout,
        allow_service=allow_service,
        reason=_reasoning(place, chosen.reasoning if reason is None else reason),
        selected=bool(select),
    )
    excuses = Path(waivers) if waivers is not None else beside(given)
    allowed = [*(read_waivers(excuses) if excuses else ())]
    found, old, notes = _findings(data if place is None else place, plan, against, baseline)
    allowed += inline_waivers(texts(given))
    explained = (*rules(plan.checks), *plan.rules, *(WAIVER_RULES if allowed else ()))
    judged = judge(found.findings, allowed, [rule.id for rule in explained], today or date.today())
    current = identified(sorted(judged.findings, key=order))
    if old is not None:
        excused = {waived.finding.identity for waived in judged.waived}
        before = (finding for finding in old if finding.identity not in excused)
        current = compared(current, before, next(iter(data.files), None))
    about = About(
        tuple(map(str, given)) if given else (str(data),),
        found.version,
        str(robot_profile or name),
        today.isoformat() if today else "",
    )
    said = notes + found.notes
    return Report(current, rules=explained, waived=judged.waived, notes=said, about=about)


def _findings(
    data: Data | Source,
    plan: Plan,
    against: str | Path | Sequence[Path] | None,
    baseline: str | Path | None,
) -> tuple[Found, tuple[Finding, ...] | None, tuple[str, ...]]:
    """Return the findings, those of an earlier version if one is named, and remarks."""
    if against is not None and baseline is not None:
        raise InputError("A comparison is against an earlier version or a baseline; name one.")
    if baseline is not None and not Path(baseline).exists():
        raise InputError(f"{baseline}: no such file; write it with --write-baseline first.")
    paths = data.files if isinstance(data, Data) else ()
    found = in_files(data, plan) if isinstance(data, Data) else on_source(data, plan)
    if baseline is not None:
        return _explained(data, found, plan), read_baseline(Path(baseline)), ()
    if against is None:
        return _explained(data, found, plan), None, ()
    now = data if isinstance(data, Data) else None
    old, moved = earlier_findings(paths, against, plan, (now, found.hierarchy))
    if now is not None and moved:
        moved = tuple(locate(moved, texts(now.files)))
    found = replace(found, findings=(*found.findings, *moved))
    return _explained(data, found, plan), old.findings, old.notes


def _explained(data: Data | Source, found: Found, plan: Plan) -> Found:
    asked = data if isinstance(data, Data) else Data(opened=data)
    parents = found.hierarchy.stated.parents if found.hierarchy else {}
    return replace(found, findings=explained(asked, found.findings, plan.timeout, parents))


def _refuse(reason: bool | None, against: str | Path | Sequence[Path] | None) -> None:
    """Raise InputError for what only files have, where they are not what is checked."""
    if reason:
        raise InputError("HermiT reads files, not a store or an endpoint; leave out --reason.")
    if isinstance(against, str | Path) and not Path(against).exists():
        raise InputError(
            f"{against}: no such file; a store or an endpoint is compared with a file only, as it "
            "has no git refs."
        )


def _reasoning(place: Source | None, wanted: bool | None) -> bool | None:
    """Return how to reason: HermiT needs files, a quick look at least a store."""
    if place is None or wanted is False:
        return wanted
    return None if isinstance(place, StoreSource) else False


def _checks(
    chosen: Profile, ids: Sequence[str], queries: Sequence[str | Path]
) -> tuple[ConfiguredCheck, ...]:
    own = [check for pattern in queries for check in verify_queries(pattern)]
    wanted = [each for each in ids if each not in {check.check.id for check in own}]
    picked = () if ids and not wanted else select(chosen, wanted)
    # Circles are looked for whatever the profile: tools and reasoners stumble over them.
    picked = (*picked, *select(chosen, [CYCLE]))
    extra = [check for check in own if not ids or check.check.id in ids]
    return tuple({check.check.id: check for check in (*picked, *extra)}.values())


def fails(report: Report, level: Severity | None) -> bool:
    """Return whether a finding is this bad or worse, and new where the report was compared."""
    judged = (None, State.NEW)
    return level is not None and any(
        level <= finding.severity and finding.state in judged for finding in report
    )
