"""What ``--select`` says, and what it cannot say."""

import pytest

from doidkit.documents import Context
from doidkit.editing.selecting import BadPattern, UnfitValue, UnknownSelector, contradiction, group
from doidkit.editing.selecting.selectors import IriPattern, Word
from doidkit.errors import InputError

CONTEXT = Context()


def test_a_group_is_divided_at_spaces_but_not_within_quotes() -> None:
    found = group("self rdfs:label='a b' descendants", CONTEXT)
    assert found[0] is Word.SELF
    assert found[2] is Word.DESCENDANTS
    assert len(found) == 3


@pytest.mark.parametrize(
    ("text", "error", "hint"),
    [
        ("descendents", UnknownSelector, 'did you mean "descendants"'),
        ("zzzzzzz", UnknownSelector, "write one of self"),
        ("foo:*", UnknownSelector, "foo, that is not known"),
        ("<http://example.org/A>", BadPattern, "at least one wildcard"),
        ("GO:0000001", BadPattern, "at least one wildcard"),
        ("<~[>", BadPattern, "no regular expression"),
        ("rdfs:label=~'('", BadPattern, "no regular expression"),
        ("owl:deprecated='x'^^xsd:boolean", UnfitValue, "no value of xsd:boolean"),
        ("owl:versionInfo='1.x'^^xsd:double", UnfitValue, "no value of xsd:double"),
        ("zz='x'", InputError, "neither an IRI nor a CURIE"),
    ],
)
def test_what_is_no_selector_is_refused(text: str, error: type[InputError], hint: str) -> None:
    with pytest.raises(error, match=hint):
        group(text, CONTEXT)


def test_what_robot_ignores_can_be_ignored() -> None:
    told: list[str] = []
    nothing, everything = group(
        "descendents foo:*", CONTEXT, ignored=lambda unknown: told.append(str(unknown))
    )
    assert isinstance(nothing, IriPattern)
    assert nothing.chosen({("C", "<http://example.org/A>")}) == set()
    assert everything is Word.SELF
    assert len(told) == 2


@pytest.mark.parametrize(
    ("selects", "found"),
    [
        (("classes", "individuals"), "classes and then individuals"),
        (("named", "anonymous"), "named and then anonymous"),
        (("properties", "classes individuals"), "properties and then classes individuals"),
        (("classes", "self", "individuals"), ""),
        (("classes individuals", "individuals"), ""),
        (("anonymous", "individuals"), ""),
        (("named", "classes"), ""),
        (("classes", "parents", "individuals"), ""),
        ((), ""),
    ],
)
def test_selectors_that_leave_nothing_contradict_each_other(
    selects: tuple[str, ...], found: str
) -> None:
    assert contradiction([group(each, CONTEXT) for each in selects]) == found
