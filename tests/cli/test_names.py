"""Names that no file can have, given to every command in every place where it takes a file."""

from collections.abc import Callable
from pathlib import Path

import pytest

PLACES = """\
show DOID:182 --data {}.ttl
show DOID:182 --store {}
query q.rq --data {}.ttl
query {}.rq
query q.rq --store {}
search calcinosis --data {}.obo
search calcinosis --store {}
tree DOID:182 --data {}.obo
tree DOID:182 --store {}
check {}.obo
check --profile {}.toml
check --profile {}
check a.ttl --against {}
check a.ttl --baseline {}
check a.ttl --baseline {} --write-baseline
check a.ttl --waivers {}
check a.ttl --robot-profile {}
check a.ttl --output {}
check --store {}
checks --lint {}
checks --data {}.ttl --lint q.rq
validate {}.ttl
validate a.ttl --shapes {}.ttl
validate --store {}
convert {}.ttl
convert a.ttl --output {}.ttl
convert --store {}
diff {}.ttl a.ttl
diff a.ttl {}.ttl
diff a.ttl a.ttl --output {}
patch {}.ttl c.json
patch a.ttl {}
patch a.ttl c.json --output {}.ttl
export kgx --data {}.ttl
export kgx --output {}
export hpoa --output {}
export hpoa --store {}
update {}.ru a.ttl
update u.ru {}.ttl
update u.ru --store {}
update u.ru a.ttl --output {}.ttl
load {}.ttl --store new
load a.ttl --store {}
push {}.ttl --to http://127.0.0.1:9/x --graph http://e/g
push a.ttl --partition 2 --output {}
pull --from http://127.0.0.1:9/x --graph http://e/g --output {}
reason {}.ttl
reason --store {}"""
FILES = {
    "a.ttl": '<http://e/a> <http://e/p> "1" .',
    "q.rq": "SELECT * { ?s ?p ?o }",
    "u.ru": "INSERT DATA { <http://e/a> <http://e/p> 2 }",
    "c.json": "{}",
}


@pytest.mark.parametrize("line", PLACES.splitlines())
def test_a_name_that_no_file_can_have_is_one_sentence(
    line: str, invoke: Callable, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A name too long, links that lead around, a folder that is a file, a folder that is not."""
    monkeypatch.chdir(tmp_path)
    for name, text in FILES.items():
        (tmp_path / name).write_text(text)
    for ending in ("", ".ttl", ".rq", ".ru", ".obo", ".toml"):
        (tmp_path / f"round{ending}").symlink_to(f"round{ending}")
    before = sorted(tmp_path.iterdir())
    for name in ("x" * 300, "round", "a.ttl/b", "none/b"):
        outcome = invoke(*line.replace("{}", name).split())
        assert (outcome.code, outcome.out) == (2, ""), (name, outcome)
        assert outcome.err.startswith("doidkit: "), name
        assert outcome.err.count("\n") == 1, name
        assert sorted(tmp_path.iterdir()) == before, name


def test_what_the_system_refuses_is_no_bug(
    invoke: Callable, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device", "https://me:secret@e.org/x")

    monkeypatch.setattr("doidkit.queries.find", full)
    outcome = invoke("queries", "ancestors")
    said = "doidkit: https://***@e.org/x: cannot be used (No space left on device).\n"
    assert (outcome.code, outcome.err) == (2, said)


def test_an_iri_with_an_at_is_shown_as_it_is(invoke: Callable) -> None:
    assert "http://e.org/~me/a@b" in invoke("show", "http://e.org/~me/a@b").err


@pytest.mark.parametrize("place", ["fetch {}", "query {}", "convert {}", "validate --shapes {}"])
def test_no_password_is_shown(place: str, invoke: Callable) -> None:
    outcome = invoke(*place.replace("{}", "http://user:geheim@127.0.0.1:9/x.ttl").split())
    assert outcome.code == 2
    assert "geheim" not in outcome.err
