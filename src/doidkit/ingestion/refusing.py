"""Proposals that the shapes refuse: a draft is only what validates.

A shape may know what no page says of itself, such as that a drug is advised against.
"""

from collections.abc import Collection, Iterable, Sequence
from functools import cache

from pyoxigraph import NamedNode, Quad, Triple

from doidkit.ingestion.drafted import Proposed
from doidkit.model import Severity
from doidkit.shacl import evaluation, shipped
from doidkit.shacl.shapes import Shapes


def prepare() -> None:
    """Read the shapes, so that copies of this process share them."""
    for each in (_model, shipped.hierarchy):
        each()


@cache
def _model() -> Shapes:
    return evaluation.read(shipped.shapes())


def refused(triples: Iterable[Triple], claims: Sequence[Proposed]) -> dict[str, str]:
    """Return the identifiers of the claims in which the shapes find an error, and what they say."""
    if not claims:
        return {}
    quads = [*(Quad(*triple) for triple in triples), *shipped.hierarchy()]
    report = evaluation.in_memory(quads, shipped.shapes(), own=False, model=_model())
    found: dict[str, str] = {}
    for finding in report:
        if finding.severity is Severity.ERROR and isinstance(finding.focus, NamedNode):
            for claim in _concerned(finding.focus.value, claims):
                found.setdefault(claim.identifier, finding.message)
    return found


def _concerned(iri: str, claims: Sequence[Proposed]) -> Collection[Proposed]:
    """Return the claims that a node is of: the claim itself, its evidence, a term that it names."""
    named = [claim for claim in claims if claim.identifier in iri]
    return named or [c for c in claims if any(term.iri == iri for term in c.terms)]
