"""A change as its reviewer needs it: what it changed, what is wrong with that, what it implies."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

from doidkit.checking import check
from doidkit.comparing import Comparison, compare
from doidkit.data import Data
from doidkit.data.versions import Side
from doidkit.entailing import Entailment, Implied, called, implied
from doidkit.errors import DoidkitError, InputError
from doidkit.model import Finding, Report
from doidkit.reviewing.hierarchy import places
from doidkit.reviewing.review import Place, Review, When

__all__ = ["Entail", "Entailment", "Implied", "Place", "Review", "When", "review"]

Entail = Callable[[Data, Data], Implied]
"""Tells what follows from one of two versions only; raises where it cannot tell all."""


def review(
    old: Side,
    new: Side,
    *,
    profile: str | Path = "do",
    entail: Entail | None = None,
    timeout: float = 60.0,
) -> Review:
    """Return what NEW changed of OLD, the findings that are new or gone, and what it implies.

    The sides are files. The checks are those of a profile, each of which may take ``timeout``
    seconds; so may ``entail``, which tells what follows, with rustdl unless it is given. Why that
    is not known, an inconsistent ontology for one, stands in ``Review.unknown``. Raises InputError
    for a store or an endpoint, and as ``compare`` and ``check`` do.
    """
    for each in (old, new):
        if each.data is not None and not each.data.local:
            raise InputError(f"{each.name}: is no file; a review looks at files.")
    comparison = compare(old.data, new.data, names=(old.name, new.name))
    found, unknown = _implied(comparison, old, new, entail or partial(implied, timeout=timeout))
    stated, classified = places(comparison, old.data, new.data, found)
    return Review(
        comparison,
        _checked(old, new, profile, timeout),
        found.entailments,
        unknown,
        stated,
        classified,
    )


_ONE_SIDE = "What the change implies was not looked at, as one side is no file at all."


def _implied(comparison: Comparison, old: Side, new: Side, entail: Entail) -> tuple[Implied, str]:
    """Return what follows from one side only, or why that is not known."""
    if not comparison:
        return Implied(), ""
    if old.data is None or new.data is None:
        return Implied(), _ONE_SIDE
    try:
        found = entail(old.data, new.data)
    except DoidkitError as error:
        return Implied(), f"What the change implies is not known: {error}"
    told = tuple(called(each, new if each.gained else old) for each in found.entailments)
    return replace(found, entailments=told), ""


def _checked(old: Side, new: Side, profile: str | Path, timeout: float) -> Report:
    """Return the findings of NEW beside those of OLD, in files as they are called."""
    if new.data is None:
        return Report()
    before = () if old.data is None else old.data.files
    report = check(new.data, profile=profile, against=before, timeout=timeout)

    def called(finding: Finding) -> Finding:
        said = finding.message
        for side in (old, new):  # a finding about what follows names the axioms' places
            for path in map(str, side.data.files if side.data else ()):
                said = said.replace(path, side.place(path))
        place = finding.location
        where = place and replace(place, path=new.place(place.path))
        return replace(finding, message=said, location=where)

    return replace(report, findings=tuple(map(called, report.findings)))
