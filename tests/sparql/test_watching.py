"""Numbers that are not written as the store writes them, seen without reading Turtle."""

from hypothesis import given
from hypothesis import strategies as st

from doidkit.sparql.watching import _BARE, numbers


@given(st.text(alphabet=" \t\n,([)];.+-0123456789eEx\"'<>#é", max_size=60))
def test_what_is_looked_for_quickly_is_all_that_there_is(text: str) -> None:
    data = text.encode()
    assert [hit.span() for hit in numbers(data)] == [hit.span() for hit in _BARE.finditer(data)]
