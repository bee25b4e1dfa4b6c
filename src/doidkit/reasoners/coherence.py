"""What makes an ontology of no use for reasoning, and the part of it that does."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from doidkit.errors import InputError
from doidkit.reasoners.locality import BOTTOMS, TOPS, module
from doidkit.reasoners.naming import Names
from doidkit.reasoners.taxonomy import Taxonomy
from doidkit.syntax.ofn.writer import operands
from doidkit.syntax.owl.expressions import Call, owl
from doidkit.syntax.owl.operands import ENTITY_OF, used

_PROBE = "urn:doidkit:probe:"
_SHOWN = 3


class InconsistentError(InputError):
    """The axioms contradict one another."""

    def __init__(self) -> None:
        super().__init__(
            "The axioms contradict one another, so everything follows; "
            "doidkit explain tells which of them do."
        )


class IncoherentError(InputError):
    """Nothing can belong to some classes, or have some properties: ``iris``, sorted."""

    def __init__(self, iris: Iterable[str], what: str = "class") -> None:
        self.iris = tuple(sorted(iris))
        self.what = what
        told = ", ".join(self.iris[:_SHOWN]) + (" and others" if len(self.iris) > _SHOWN else "")
        super().__init__(
            f"Nothing can {'belong to' if what == 'class' else 'have'} {told}; correct that first."
        )


def probes(properties: Iterable[str]) -> dict[str, Call]:
    """Return for each object property a class, by IRI, of things that have it."""
    return {
        f"{_PROBE}{number}": ("ObjectSomeValuesFrom", relation, owl("Thing"))
        for number, relation in enumerate(sorted({*properties} - TOPS - BOTTOMS))
    }


def checked(found: Taxonomy, looked: Mapping[str, Call], names: Names) -> Taxonomy:
    """Return a taxonomy without the probes that were looked for in it.

    ``names`` stand for expressions, which may be empty. Raises InconsistentError, and
    IncoherentError for classes and then for properties.
    """
    if found.consistent is False:
        raise InconsistentError
    real = [iri for iri in found.unsatisfiable if isinstance(names.node(iri), str)]
    if classes := [iri for iri in real if iri not in looked]:
        raise IncoherentError(classes)
    if real:
        raise IncoherentError((looked[iri][1][1:-1] for iri in real), "property")
    # Nothing is below a probe.
    pairs = tuple(pair for pair in found.subclasses if pair[0] not in looked)
    return replace(found, subclasses=pairs)


def why(axioms: Sequence[Call], iris: Iterable[str]) -> list[Call]:
    """Return the axioms that classes can be unsatisfiable for, and what is said of their names."""
    found = module(axioms, [f"<{iri}>" for iri in iris])
    names = {pair for axiom in found for pair in used(axiom) if pair[0] in ENTITY_OF}
    named = {name for _, name in names}
    said = [("Declaration", (ENTITY_OF[letter], name)) for letter, name in sorted(names)]
    told = [
        axiom
        for axiom in axioms
        if axiom[0] == "AnnotationAssertion" and operands(axiom)[1] in named
    ]
    return [*said, *found, *told]
