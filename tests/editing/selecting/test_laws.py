"""What holds of filter and remove whatever the ontology: tried on random ones."""

from hypothesis import given, settings
from hypothesis import strategies as st
from randomdocuments import documents, selections

from doidkit.documents import Context, Document
from doidkit.editing.selecting import Selection, filtered, group, removed
from doidkit.syntax.owl.expressions import Call

few = settings(max_examples=40)


@few
@given(documents, selections(trim=True))
def test_what_touches_and_what_does_not_are_all_there_is(
    document: Document, chosen: Selection
) -> None:
    touching = Selection(**{**_options(chosen), "trim": False})
    kept, left = filtered(document, touching), removed(document, chosen)
    assert kept.axioms | left.axioms == document.axioms
    assert not kept.axioms & left.axioms


@few
@given(documents, selections(), st.booleans())
def test_what_is_within_a_selection_does_not_touch_the_rest(
    document: Document, chosen: Selection, by_name: bool
) -> None:
    kept = filtered(document, Selection(**{**_options(chosen), "by_name": by_name}))
    others = (*chosen.groups, group("complement", Context()))
    rest = Selection(**{**_options(chosen), "groups": others, "by_name": by_name})
    assert _bare(removed(document, rest).axioms) <= _bare(kept.axioms)


@few
@given(documents, selections(), st.booleans(), st.booleans())
def test_removing_twice_is_removing_once(
    document: Document, chosen: Selection, trim: bool, by_name: bool
) -> None:
    by_kind = tuple(
        words for words in chosen.groups if {*words} <= {*group("self classes named", Context())}
    )
    given = {**_options(chosen), "trim": trim, "by_name": by_name, "groups": by_kind}
    once = removed(document, Selection(**given))
    assert removed(once, Selection(**given)) == once


@few
@given(documents, st.booleans())
def test_all_is_all_and_nothing_is_nothing(document: Document, by_name: bool) -> None:
    everything = Selection(by_name=by_name, preserve_structure=False)
    nothing = Selection(groups=(group("complement", Context()),), by_name=by_name)
    assert removed(document, everything).axioms == filtered(document, nothing).axioms == frozenset()
    assert removed(document, nothing).axioms == document.axioms


def _options(chosen: Selection) -> dict[str, object]:
    return {name: getattr(chosen, name) for name in Selection.__slots__}


def _bare(some: frozenset[Call]) -> set[Call]:
    from doidkit.editing.selecting.objects import without_notes

    return {*map(without_notes, some)}
