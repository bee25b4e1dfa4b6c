"""JSON with an indent is that of Python's own encoder."""

import json

from hypothesis import given
from hypothesis import strategies as st

from doidkit.syntax.json.writer import indented

_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=20,
)


@given(_VALUES)
def test_it_is_what_json_dumps_returns(value: object) -> None:
    assert indented(value) == json.dumps(value, ensure_ascii=False, indent=2)
