"""Why an ontology implies something: the axioms that it follows from, where they stand."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from doidkit import prefixes, processes
from doidkit.data import Data, Paths
from doidkit.errors import EngineError, InputError
from doidkit.explaining.placing import Reason, labels_of, located, ref, without_notes
from doidkit.explaining.searching import first_of_each, is_class, logical_axioms, searched
from doidkit.ontology import Ontology
from doidkit.ontology.record import TermRef

if TYPE_CHECKING:
    from doidkit.syntax.owl.expressions import Call

__all__ = ["Explanation", "Reason", "explain", "labels_of", "located", "reasons", "ref"]

_TIMEOUT = 60.0  # seconds


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a class is below another one, or empty, or why an ontology contradicts itself.

    ``subclass`` and ``superclass`` are None where there is none: an unsatisfiable class has no
    superclass in particular, an inconsistent ontology neither. ``justifications`` are minimal
    sets of axioms that it follows from; without any it does not follow. ``complete`` says that
    there are no others. ``consistent`` is False where the axioms contradict one another: then
    everything follows, and that is what is explained. ``laconic`` says that the justifications
    are of parts of axioms, none of which could be left out or say less.
    """

    subclass: TermRef | None
    superclass: TermRef | None
    follows: bool
    justifications: tuple[tuple[Reason, ...], ...]
    complete: bool
    consistent: bool = True
    laconic: bool = False


def explain(
    data: Data | Paths = (),
    subclass: str | None = None,
    superclass: str | None = None,
    *,
    most: int = 3,
    laconic: bool = False,
    timeout: float = _TIMEOUT,
) -> Explanation:
    """Return why a class is below another one; without that why nothing belongs to it.

    Without a class it is why the ontology is inconsistent. Classes are CURIEs, IRIs or labels. Up
    to ``most`` justifications are looked for, further ones than the first for at most ``timeout``
    seconds; with ``laconic`` they are of the parts of axioms that matter. Each is minimal for
    rustdl, which decides every question; docs/reasoning.md says what it may miss. Raises
    UnknownTermError, InputError for a name that is no class, EngineError where nothing is found in
    time, SyntaxFault and InputError for unusable data.

    >>> import doidkit
    >>> found = doidkit.explain((), "calcinosis cutis", "calcinosis")
    >>> [reason.text for reason in found.justifications[0]]
    ["'calcinosis cutis' SubClassOf calcinosis"]
    """
    asked = Data.of(data)
    triples = [quad.triple for quad in asked.logic()]
    axioms = logical_axioms(triples)
    given = [name for name in (subclass, superclass) if name is not None]
    names = [_class(name, asked, axioms) for name in given]
    known = labels_of(triples)
    task = partial(searched, axioms, names, most, timeout, laconic=laconic)
    # Time to find the first beside the time for more.
    (found,) = processes.run([task], timeout=2 * timeout, workers=1)
    if isinstance(found, processes.Failure):
        raise EngineError(f"No explanation was found: {found.reason}")
    justifications = found.found.justifications
    first, last = (*(ref(name, known) for name in names), None, None)[:2]
    return Explanation(
        first,
        last,
        follows=bool(justifications),
        justifications=located(
            asked, justifications, [names] * len(justifications), known, found.whole
        ),
        complete=found.found.complete,
        consistent=found.consistent,
        laconic=laconic,
    )


def reasons(
    data: Data,
    questions: Sequence[Sequence[str]],
    *,
    timeout: float = _TIMEOUT,
    now: Data | None = None,
) -> list[tuple[Reason, ...]]:
    """Return why each of some things follows, one justification each; () where none was found.

    A question is two classes as IRIs, the second above the first, one class that nothing belongs
    to, or nothing for an inconsistent ontology. ``timeout`` is in seconds for all of them. ``now``
    is a later version, in which places are looked up; what it does not say any more has none.
    """
    triples = [quad.triple for quad in data.logic()]
    task = partial(first_of_each, logical_axioms(triples), questions, timeout)
    (found,) = processes.run([task], timeout=2 * timeout, workers=1)
    if isinstance(found, processes.Failure):
        return [()] * len(questions)
    known = labels_of(triples)
    if now is None:
        return list(located(data, found, questions, known))
    kept = {without_notes(axiom) for axiom in logical_axioms(each.triple for each in now.logic())}
    return list(located(now, found, questions, known, kept=kept))


def _class(name: str, data: Data, axioms: "Sequence[Call]") -> str:
    """Return the IRI of the class that a name means.

    The data are asked only where the axioms do not have it: that is a second reading. Raises
    UnknownTermError, and InputError for what is no class.
    """
    written = prefixes.expand(name) if prefixes.is_curie(name) else name
    if ":" in name and is_class(written, axioms):
        return written
    iri = Ontology(data.source()).find(name)
    if not is_class(iri, axioms):
        raise InputError(
            f"No axiom has {prefixes.compact(iri)} as a class; name one that has axioms."
        )
    return iri
