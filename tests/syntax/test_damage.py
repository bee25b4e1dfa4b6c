"""A damaged document is what an independent parser makes of it, or refused with its place."""

from pathlib import Path

import damage
import pytest


@pytest.mark.parametrize("kind", damage.KINDS, ids=lambda kind: kind.format.value)
def test_damage_is_found(tmp_path: Path, kind: damage.Kind) -> None:
    assert list(damage.wrong(kind, tmp_path, count=150, seed=11)) == []
