"""A text that is fitted is never too long, and says how much it leaves out."""

import re

from hypothesis import given
from hypothesis import strategies as st

from doidkit.rendering.changes.parts import COUNT_LENGTH, Block, fitted

BLOCKS = st.builds(
    lambda full, folded, count: Block("x" * full + "\n", "y" * folded + "\n", "", count),
    st.integers(0, 200),
    st.integers(0, 40),
    st.integers(1, 10**6),
)


@given(st.integers(0, 300), st.lists(BLOCKS, max_size=12), st.integers(COUNT_LENGTH, 600))
def test_what_is_fitted_fits_and_is_counted(head: int, blocks: list[Block], limit: int) -> None:
    text = "".join(fitted("h" * head, blocks, limit))
    assert len(text) <= limit
    shown = text.removeprefix("h" * head)
    whole = "".join(block.full for block in blocks)
    left = re.findall(r"^([\d,]+) changes? in ([\d,]+) groups? not shown", shown, re.MULTILINE)
    if head + len(whole) <= limit:
        assert shown == whole
    elif left:
        ((changes, groups),) = left
        hidden = blocks[len(blocks) - int(groups.replace(",", "")) :]
        assert int(changes.replace(",", "")) == sum(block.count for block in hidden)
