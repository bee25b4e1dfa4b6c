"""What follows from one of two versions only: its words, as text and for JSON."""

from collections.abc import Sequence
from typing import Any

from doidkit.entailing import Entailment
from doidkit.rendering import explanations
from doidkit.rendering.terms import one_line


def said(found: Entailment) -> str:
    """Return what follows, or followed, of the term below."""
    if found.super is None:
        return "nothing can belong to it"
    return f"is below {one_line(str(found.super))}"


def text(found: Sequence[Entailment]) -> str:
    """Return what is gained and what is lost, each with the axioms that it follows from."""
    if not found:
        return "\nImplied beyond what is stated: no difference.\n"
    lines = []
    for gained, title in ((True, "Now implied"), (False, "No longer implied")):
        some = [each for each in found if each.gained is gained]
        lines += ["", f"{title}: {len(some):,}"] if some else []
        for each in some:
            lines.append(f"  {one_line(str(each.sub))} {said(each)}")
            for reason in each.explanation:
                place = f"  ({reason.location})" if reason.location else ""
                lines.append(f"      {one_line(reason.text)}{place}")
    return "\n".join([*lines, ""])


def record(found: Entailment) -> dict[str, Any]:
    """Return what the JSON says of one."""
    return {
        "sub": explanations.term(found.sub),
        "super": explanations.term(found.super),
        "gained": found.gained,
        "explanation": [explanations.reason(each) for each in found.explanation],
    }
