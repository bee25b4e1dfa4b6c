"""The numbers of an ontology, under the names that ROBOT's ``measure`` has for them.

Each is counted twice: ``_incl`` with what is imported, and without.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, TypeVar

from doidkit.documents import Context, Document
from doidkit.measuring.metrics.constructs import constructs, expressivity
from doidkit.measuring.metrics.counting import Counts, datatype_name
from doidkit.measuring.profiles import Profile, fits, profile
from doidkit.measuring.profiles.full import BUILT_IN
from doidkit.reasoners.tautologies import Tautologies, is_tautology
from doidkit.syntax.formats import GraphFormat
from doidkit.syntax.ofn.writer import operands
from doidkit.syntax.owl.expressions import Call

if TYPE_CHECKING:
    from doidkit.reasoners.taxonomy import Taxonomy

__all__ = ["Level", "Metrics", "measure"]

Value = int | float | bool | str
_Item = TypeVar("_Item")


class Level(StrEnum):
    """How much is measured; each has what those before it have."""

    ESSENTIAL = "essential"
    EXTENDED = "extended"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class Metrics:
    """What was measured, by name: values, lists, and numbers or texts by name again."""

    values: Mapping[str, Value]
    lists: Mapping[str, tuple[str, ...]]
    maps: Mapping[str, Mapping[str, int | str]]


_FORMATS = {
    GraphFormat.RDFXML: "RDF/XML Syntax",
    GraphFormat.OFN: "OWL Functional Syntax",
    GraphFormat.OWX: "OWL/XML Syntax",
    GraphFormat.OBO: "OBO Format",
    GraphFormat.TURTLE: "Turtle Syntax",
}
_ENTITIES = {
    "class_count": "C",
    "obj_property_count": "O",
    "individual_count": "I",
    "dataproperty_count": "D",
    "annotation_property_count": "A",
    "datatypes_count": "R",
}
_UNKNOWN = "prefix_unknown"


def measure(
    document: Document,
    level: Level = Level.ESSENTIAL,
    *,
    context: Context | None = None,
    reasoner: str = "",
    timeout: float | None = None,
) -> Metrics:
    """Return the metrics of a document, with and without what it imports.

    ``context`` has the prefixes that namespaces are named by. With a ``reasoner``, by name as
    ``reasoners.classifying`` has them, it is also whether it is consistent, and how many classes
    nothing can belong to.
    """
    known = context or Context()
    found = _Found(document, level, known)
    values, lists, maps = found.values(), found.lists(), found.maps()
    if reasoner:
        values |= _reasoned(document, reasoner, timeout)
    return Metrics(values, lists, maps)


def _reasoned(document: Document, reasoner: str, timeout: float | None) -> dict[str, Value]:
    from doidkit.reasoners.classifying import classifier

    found: Taxonomy = classifier(reasoner, timeout)(sorted(document.everything, key=str))
    consistent = found.consistent is not False
    return {
        "consistent": consistent,
        "unsatisfiable_class_count": len(found.unsatisfiable) if consistent else -1,
    }


class _Found:
    """The two counts of a document, and what is asked of them."""

    def __init__(self, document: Document, level: Level, context: Context) -> None:
        self._document, self._level, self._context = document, level, context
        notes = [note for each in document.closure for note in each.annotations]
        own = Counts(document.axioms, document.annotations)
        every = Counts(document.everything, notes) if document.imported else own
        self._both = {"": own, "_incl": every}
        self._prefixes: dict[str, str] = {}

    def values(self) -> dict[str, Value]:
        """Return the single values."""
        found = {**self._header(), **self._profiles()}
        found |= self._twice(self._counted)
        found["ontology_anno_count"] = len(self._document.annotations)
        if self._level is not Level.ESSENTIAL:
            form = self._document.format
            found["syntax"] = _FORMATS.get(form, str(form)) if form else "unknown"
        return found

    def lists(self) -> dict[str, tuple[str, ...]]:
        """Return the lists, sorted."""
        own = {name.strip("<>") for name in self._document.imports}
        every = {name.strip("<>") for each in self._document.closure for name in each.imports}
        # ROBOT has these the other way round.
        found = {"valid_imports": own, "valid_imports_incl": every}
        found |= self._twice(self._listed)
        return {name: tuple(sorted(names)) for name, names in found.items()}

    def maps(self) -> dict[str, dict[str, int | str]]:
        """Return the numbers that have names of their own, sorted by these."""
        found: dict[str, Mapping[str, int | str]] = {}
        dl = profile(self._document, Profile.DL)
        found["owl2dl_profile_violation"] = Counter(str(each.kind) for each in dl.violations)
        found |= self._twice(self._mapped)
        if self._level is not Level.ESSENTIAL:
            found["curie_map"] = self._prefixes
        return {name: dict(sorted(numbers.items())) for name, numbers in found.items()}

    def _twice(self, count: Callable[[Counts], Iterator[tuple[str, _Item]]]) -> dict[str, _Item]:
        """Return what is counted without imports and with them; without any it is the same."""
        own = dict(count(self._both[""]))
        same = self._both[""] is self._both["_incl"]
        every = own if same else dict(count(self._both["_incl"]))
        return {**own, **{f"{name}_incl": item for name, item in every.items()}}

    def _header(self) -> dict[str, Value]:
        iri, version = (part.strip("<>") for part in (self._document.iri, self._document.version))
        if not iri:
            return {"ontology_iri": "anonymousId", "ontology_version_iri": "anonymousId"}
        return {"ontology_iri": iri, "ontology_version_iri": version or "no.iri"}

    def _profiles(self) -> dict[str, Value]:
        names = {"owl2": Profile.FULL, "owl2_dl": Profile.DL, "owl2_el": Profile.EL} | {
            "owl2_ql": Profile.QL,
            "owl2_rl": Profile.RL,
        }
        found = {name: fits(self._document, wanted) for name, wanted in names.items()}
        return {**found, "rdfs": all(map(_is_rdfs, self._both["_incl"].logical))}

    def _counted(self, counts: Counts) -> Iterator[tuple[str, Value]]:
        yield "signature_entity_count", len(counts.signature)
        for name, letter in _ENTITIES.items():
            yield name, len(counts.entities(letter))
        yield "logical_axiom_count", len(counts.logical)
        yield "axiom_count", len(counts.axioms)
        for box, name in (("T", "tbox"), ("R", "rbox"), ("A", "abox")):
            yield f"{name}_axiom_count", counts.size(box)
        yield "tboxrbox_axiom_count", counts.size("T") + counts.size("R")
        yield "rule_count", counts.types["Rule"]
        if self._level is not Level.ESSENTIAL:
            known = sum(name in BUILT_IN for name in counts.entities("R"))
            yield "dt_builtin_count", known
            yield "dt_notbuiltin_count", len(counts.entities("R")) - known
            yield "expressivity", expressivity(constructs(counts.logical))
        if self._level is Level.ALL:
            yield from _all_values(counts)

    def _listed(self, counts: Counts) -> Iterator[tuple[str, set[str]]]:
        if self._level is not Level.ESSENTIAL:
            yield "constructs", {*constructs(counts.logical)}
            yield "axiom_types", {*counts.types}
        if self._level is Level.ALL:
            names = {*counts.entities("R")}
            yield "datatypes_builtin", {*map(datatype_name, names & BUILT_IN)}
            yield "datatypes_not_built_in", {*map(datatype_name, names - BUILT_IN)}

    def _mapped(self, counts: Counts) -> Iterator[tuple[str, Mapping[str, int | str]]]:
        if self._level is not Level.ESSENTIAL:
            yield "axiom_type_count", counts.types
            yield "class_expression_count", counts.expressions()
            mentions = counts.mentions()
            in_axioms: Counter[str] = Counter()
            for (_, name), times in mentions.items():
                in_axioms[self._prefix(name)] += times
            yield "namespace_axiom_count", in_axioms
            names = Counter(self._prefix(name) for _, name in counts.signature)
            yield "namespace_entity_count", names
        if self._level is Level.ALL:
            found = {
                datatype_name(name): times
                for (kind, name), times in counts.mentions().items()
                if kind == "R"
            }
            yield "datatypes_axiom_count", found

    def _prefix(self, name: str) -> str:
        """Return the prefix of a name, and remember what it stands for."""
        short = self._context.curie(name)
        if short == name[1:-1]:
            return _UNKNOWN
        prefix = short.partition(":")[0]
        self._prefixes[prefix] = self._context.prefixes[prefix]
        return prefix


def _all_values(counts: Counts) -> Iterator[tuple[str, Value]]:
    yield "axiom_length_max", counts.longest()
    yield "assert_n_subclass_avg", counts.average_subclasses()
    yield "assert_n_superclass_avg", counts.average_superclasses()
    yield "instance_per_class_avg", counts.average_instances()
    yield "class_sgl_subcl_count", counts.single_subclasses()
    yield "ax_complexrhs_count", counts.complex_axioms()
    yield "tbox_nominals", counts.has_nominals(individuals=False)
    yield "abox_nominals", counts.has_nominals(individuals=True)
    yield "gci_count", counts.general_axioms()
    yield "gci_hidden_count", counts.hidden_general_axioms()
    yield "named_supercl_count_max", counts.most_superclasses()
    yield "multiple_inheritance_count", counts.multiple_inheritance()
    yield "undecl_entity_count", counts.undeclared()
    held = (is_tautology(axiom, Tautologies.ALL) for axiom in counts.logical)
    yield "tautology_count", sum(held)
    yield "certain_cycle", counts.has_cycle()
    yield "most_freq_concept", counts.most_used()


_RDFS = {
    "ObjectPropertyDomain",
    "ObjectPropertyRange",
    "DataPropertyDomain",
    "DataPropertyRange",
    "DataPropertyAssertion",
    "ObjectPropertyAssertion",
}


def _is_rdfs(axiom: Call) -> bool:
    kind, own = axiom[0], operands(axiom)
    if kind in ("SubClassOf", "SubObjectPropertyOf"):
        return all(isinstance(part, str) for part in own)
    return isinstance(own[0], str) if kind == "ClassAssertion" else kind in _RDFS
