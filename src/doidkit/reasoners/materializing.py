"""Materialising: inferred superclasses stated, "some" expressions among them.

As ROBOT's ``materialize`` has it: for each property and each class a class "property some class"
is classified along with the others; of each class the direct superclasses in that hierarchy are
stated, but for those that mention owl:Thing or the class itself.
"""

from collections import defaultdict
from collections.abc import Iterable

from doidkit.reasoners.coherence import checked, probes
from doidkit.reasoners.locality import BOTTOMS, NO_LOGIC, TOPS
from doidkit.reasoners.naming import Classify, Names
from doidkit.syntax.ofn.writer import operands
from doidkit.syntax.owl.expressions import Call
from doidkit.syntax.owl.operands import used

_FIRST = {"SubClassOf", "DisjointUnion", "HasKey"}
_ABOUT = _FIRST | {"EquivalentClasses", "DisjointClasses"}


def materialized(
    axioms: Iterable[Call],
    classify: Classify,
    properties: Iterable[str] = (),
    *,
    imported: Iterable[Call] = (),
) -> list[Call]:
    """Return the subclass axioms that are inferred and not stated, sorted.

    ``properties`` are those of the "some" expressions, in N-Triples' form; all without any. Only
    classes are looked at that an axiom is about; what is ``imported`` is reasoned with. Raises
    InconsistentError and IncoherentError where nothing of use follows.
    """
    given = [(axiom[0], *operands(axiom)) for axiom in axioms if axiom[0] not in NO_LOGIC]
    others = [(axiom[0], *operands(axiom)) for axiom in imported if axiom[0] not in NO_LOGIC]
    entities = {pair for axiom in (*given, *others) for pair in used(axiom)}
    classes = sorted({name for kind, name in entities if kind == "C"} - TOPS - BOTTOMS)
    wanted = sorted({*properties} or {name for kind, name in entities if kind == "O"})
    known = Names()
    for relation in wanted:
        for name in classes:
            known.iri(("ObjectSomeValuesFrom", relation, name))
    looked = probes(name for kind, name in entities if kind == "O")
    asked = [("SubClassOf", f"<{iri}>", node) for iri, node in looked.items()]
    found = checked(classify([*given, *others, *asked, *known.definitions()]), looked, known)
    groups = {iri: group for group in found.equivalent for iri in group}
    parents: defaultdict[str, set[str]] = defaultdict(set)
    for child, parent in found.subclasses:
        for iri in groups.get(child, (child,)):
            parents[iri].update(groups.get(parent, (parent,)))
    about = {
        part
        for kind, *parts in given
        if kind in _ABOUT
        for part in (parts[:1] if kind in _FIRST else parts)
    }
    new = [
        ("SubClassOf", name, node)
        for name in classes
        if name in about
        for node in map(known.node, parents[name[1:-1]])
        if node == name or name not in {each for _, each in used(("SubClassOf", node))}
    ]
    return sorted({*new} - {*given, *others}, key=str)
