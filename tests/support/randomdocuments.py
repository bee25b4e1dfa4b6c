"""Random ontologies of all kinds of axioms that a selection tells apart, and selections of them."""

from hypothesis import strategies as st
from smallontology import term

from doidkit.documents import Context, Document
from doidkit.editing.selecting import Selection, group

NAMES = [*term("A", "B", "C", "D")]
PROPERTIES = [*term("r", "s")]
NOTES = [*term("label", "source")]
WORDS = ["self", "parents", "ancestors", "descendants", "equivalents", "classes", "named", "types"]

names, properties = st.sampled_from(sorted(NAMES)), st.sampled_from(sorted(PROPERTIES))
expressions = st.one_of(
    names,
    st.tuples(st.just("ObjectSomeValuesFrom"), properties, names),
    st.tuples(st.just("ObjectIntersectionOf"), names, names),
)
notes = st.lists(
    st.tuples(st.just("Annotation"), st.sampled_from(sorted(NOTES)), st.just('"x"')),
    max_size=2,
    unique=True,
)
axioms = st.one_of(
    st.builds(lambda note, *pair: ("SubClassOf", *note, *pair), notes, names, expressions),
    st.tuples(st.just("EquivalentClasses"), names, expressions),
    st.tuples(st.just("SubObjectPropertyOf"), properties, properties),
    st.tuples(st.just("ObjectPropertyDomain"), properties, expressions),
    st.tuples(st.just("ClassAssertion"), expressions, st.just("<http://example.org/i>")),
    st.tuples(
        st.just("AnnotationAssertion"), st.sampled_from(sorted(NOTES)), names, st.just('"text"')
    ),
    st.builds(lambda name: ("Declaration", ("Class", name)), names),
)
# A term that is nowhere chooses nothing, not even what is related to it.
declared = {("Declaration", ("Class", name)) for name in NAMES}
documents = st.frozensets(axioms, max_size=10).map(lambda some: Document(axioms=some | declared))


@st.composite
def selections(draw: st.DrawFn, **options: object) -> Selection:
    groups = draw(st.lists(st.lists(st.sampled_from(WORDS), min_size=1, max_size=2), max_size=2))
    return Selection(
        terms=draw(st.frozensets(names, min_size=1, max_size=3)),
        groups=tuple(group(" ".join(words), Context()) for words in groups),
        by_name=draw(st.booleans()),
        **{"preserve_structure": False, **options},  # type: ignore[arg-type]
    )
