"""A damaged document is what an independent parser makes of it, or refused with its place."""

from itertools import islice
from pathlib import Path

import pytest
from fuzz import damage


@pytest.mark.parametrize("kind", damage.KINDS, ids=lambda kind: kind.name)
def test_damage_is_found(tmp_path: Path, kind: damage.Kind) -> None:
    found = list(islice(damage.verdicts(kind, tmp_path, start=1_000_000), 150))
    assert [f"{each.case}: {each.why}" for each in found if each.kind == "wrong"] == []
    assert {each.kind for each in found} == {"taken", "refused"}


@pytest.mark.parametrize("kind", damage.KINDS, ids=lambda kind: kind.name)
def test_the_whole_document_is_read(tmp_path: Path, kind: damage.Kind) -> None:
    path = tmp_path / "whole"
    path.write_bytes(kind.document)
    found = kind.read(path)
    assert found
    assert kind.opinion(kind.document, found) == ""
