"""Justifications as ROBOT's ``explain`` writes them: a tree for each, and what they share.

How a tree grows is Protégé's: below an axiom stand those about the names on its right, and each
axiom stands once.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from doidkit.documents.labels import Names
from doidkit.syntax.manchester.writer import expression
from doidkit.syntax.ofn.writer import operands
from doidkit.syntax.owl.expressions import Call, Node, order
from doidkit.syntax.owl.operands import used

if TYPE_CHECKING:
    from doidkit.documents import Document
    from doidkit.explaining.entailments import Entailment

Name = Callable[[str], str]

# OWLAPI's order of axioms, which is that of their types first.
_TYPES = (
    "EquivalentClasses SubClassOf DisjointClasses DisjointUnion ClassAssertion SameIndividual "
    "DifferentIndividuals ObjectPropertyAssertion NegativeObjectPropertyAssertion "
    "DataPropertyAssertion EquivalentObjectProperties SubObjectPropertyOf "
    "InverseObjectProperties FunctionalObjectProperty InverseFunctionalObjectProperty "
    "SymmetricObjectProperty AsymmetricObjectProperty TransitiveObjectProperty "
    "ReflexiveObjectProperty IrreflexiveObjectProperty ObjectPropertyDomain ObjectPropertyRange "
    "DisjointObjectProperties"
).split()
_SECTIONS = {
    "SubClassOf": "SubClassOf",
    "DisjointUnion": "DisjointUnionOf",
    "SubObjectPropertyOf": "SubPropertyOf:",
    "SubDataPropertyOf": "SubPropertyOf:",
    "InverseObjectProperties": "InverseOf",
    "ObjectPropertyDomain": "Domain",
    "ObjectPropertyRange": "Range",
    "DataPropertyDomain": "Domain",
    "DataPropertyRange": "Range:",
}
_SETS = {
    "EquivalentClasses": ("EquivalentTo", "EquivalentClasses"),
    "DisjointClasses": ("DisjointWith", "DisjointClasses"),
    "EquivalentObjectProperties": ("EquivalentTo", "EquivalentProperties"),
    "DisjointObjectProperties": ("DisjointWith", "DisjointProperties"),
    "SameIndividual": ("SameAs", "SameIndividual"),
    "DifferentIndividuals": ("DifferentFrom", "DifferentIndividuals"),
}


def render(found: "Sequence[Entailment]", document: "Document") -> str:
    """Return entailments with their justifications as Markdown."""
    if not found:
        return "No explanations found."
    name = _linked(document)
    trees = ["\n".join(_tree(each, name)) for each in found]
    return "\n\n\n".join(trees) + _impact(found, document, name)


def _linked(document: "Document") -> Name:
    labels = Names(document).labels

    def name(term: str) -> str:
        if term[:1] != "<":
            return term
        iri = term[1:-1]
        label = labels.get(term) or iri.replace("#", "/").rpartition("/")[2] or iri
        return f"[{label}]({iri})"

    return name


def _impact(found: "Sequence[Entailment]", document: "Document", name: Name) -> str:
    """Return how often each axiom is used, and where it is stated."""
    times = Counter(axiom for each in found for axiom in each.justification)
    by_times: defaultdict[int, list[Call]] = defaultdict(list)
    for axiom in sorted(times, key=_place):
        by_times[times[axiom]].append(axiom)
    homes = [*document.closure]
    lines = ["", "", "# Axiom Impact "]
    for number, axioms in sorted(by_times.items(), reverse=True):
        lines.append(f"## Axioms used {number} times")
        for axiom in axioms:
            at = ",".join(_short(home) for home in homes if axiom in home.axioms)
            lines.append(f"- {_axiom(axiom, name)} [{at}]")
        lines.append("")
    stated = [home for home in homes if times.keys() & home.axioms]
    lines += ["", "", "# Ontologies used: "]
    lines += [f"- {_short(home)} ({home.iri.strip('<>')})" for home in stated]
    return "\n".join([*lines, ""])


def _short(document: "Document") -> str:
    return document.iri.strip("<>").replace("#", "/").rstrip("/").rpartition("/")[2]


@dataclass
class _Branch:
    axiom: Call
    branches: "list[_Branch]" = field(default_factory=list)


def _tree(entailment: "Entailment", name: Name) -> Iterator[str]:
    yield f"## {_axiom(entailment.axiom, name)} ##"
    yield ""
    for branch in _grown(entailment):
        yield from _lines(branch, "  ", name)


def _lines(branch: _Branch, margin: str, name: Name) -> Iterator[str]:
    yield f"{margin}- {_axiom(branch.axiom, name)}"
    for each in branch.branches:
        yield from _lines(each, margin + "  ", name)


def _grown(entailment: "Entailment") -> list[_Branch]:
    """Return the axioms of a justification below one another."""
    waiting = sorted(entailment.justification, key=_place)
    about: defaultdict[str, list[Call]] = defaultdict(list)
    for axiom in waiting:
        for subject in _subjects(axiom):
            about[subject].append(axiom)
    seen: set[Call] = set()
    source, target = _ends(entailment.axiom)
    grown = _below(source, about, seen)
    rest = [axiom for axiom in waiting if axiom not in seen]
    # What is about the class that the entailment ends at comes last.
    rest.sort(key=lambda axiom: axiom in about.get(target, ()))
    return [*grown, *map(_Branch, rest)]


def _below(name: str, about: Mapping[str, list[Call]], seen: set[Call]) -> list[_Branch]:
    found = []
    for axiom in about.get(name, ()):
        if axiom in seen or axiom[0] == "DisjointClasses":
            continue
        seen.add(axiom)
        branch = _Branch(axiom)
        for each in _names_on_the_right(axiom):
            branch.branches += _below(each, about, seen)
        branch.branches.sort(key=_turn)
        found.append(branch)
    return sorted(found, key=_turn)


def _turn(branch: _Branch) -> tuple[object, ...]:
    """Return a branch's place among others: definitions last, what leads on first."""
    axiom = branch.axiom
    return (
        axiom[0] == "EquivalentClasses",
        not branch.branches,
        "Property" not in axiom[0],
        _place(axiom),
    )


def _subjects(axiom: Call) -> list[str]:
    """Return the names whose frames an axiom stands in."""
    kind, parts = axiom[0], operands(axiom)
    if kind in _SETS or kind == "InverseObjectProperties":
        return [part for part in parts if isinstance(part, str)]
    subject = parts[1] if kind.endswith("Assertion") else parts[0]
    return [subject] if isinstance(subject, str) else []


def _names_on_the_right(axiom: Call) -> list[str]:
    """Return the names that an axiom leads to, properties first."""
    kind, parts = axiom[0], operands(axiom)
    if kind in _SETS or kind == "InverseObjectProperties":
        right: Call = axiom
    elif kind == "ClassAssertion":
        right = ("SubClassOf", parts[0], parts[0])
    elif len(parts) > 1 and not kind.endswith("Assertion"):
        right = _of_side(kind, parts)
    else:
        return []
    found = {*used(right)}
    return [name for _, name in sorted(found, key=lambda each: (each[0] in "CI", each[1]))]


def _of_side(kind: str, parts: Call) -> Call:
    """Return an axiom of the same names as the right side of another one."""
    if kind.startswith("Sub") and "Property" in kind:
        return ("EquivalentObjectProperties", parts[1], parts[1])
    return ("SubClassOf", parts[1], parts[1])


def _ends(axiom: Call) -> tuple[str, str]:
    """Return the names that an entailment leads from and to, "" for none."""
    kind, parts = axiom[0], operands(axiom)
    if kind == "ClassAssertion":
        parts = (parts[1], parts[0])
    names = [part if isinstance(part, str) else "" for part in parts]
    if kind in _SETS:
        names = sorted(filter(None, names))
    one, other = (*names, "", "")[:2]
    return one, other


def _place(axiom: Call) -> tuple[object, ...]:
    """Return an axiom's place among others, as OWLAPI sorts them."""
    kind = axiom[0]
    place = _TYPES.index(kind) if kind in _TYPES else len(_TYPES)
    return (place, *map(order, operands(axiom)))


def _axiom(axiom: Call, name: Name) -> str:
    """Return an axiom as OWLAPI's renderer of single axioms writes it."""

    def told(node: Node) -> str:
        return expression(node, name)

    kind, parts = axiom[0], operands(axiom)
    if kind in _SETS:
        between, before = _SETS[kind]
        every = [*map(told, _in_turn(parts))]
        return f" {before}: {', '.join(every)}" if len(every) > 2 else f" {between} ".join(every)
    if kind in _SECTIONS:
        return f"{told(parts[0])} {_SECTIONS[kind]} {', '.join(map(told, parts[1:]))}"
    if kind == "ClassAssertion":
        return f"{told(parts[1])} Type {told(parts[0])}"
    if kind.endswith("PropertyAssertion"):
        said = f"{told(parts[1])} {told(parts[0])} {told(parts[2])}"
        return f" not ({said})" if kind.startswith("Negative") else said
    word = kind.removesuffix("ObjectProperty").removesuffix("DataProperty")
    return f" {word}: {', '.join(map(told, parts))}"


def _in_turn(parts: Call) -> list[Node]:
    return sorted(parts, key=order)
