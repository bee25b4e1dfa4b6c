"""TOML nested too deep is refused wherever it is read, with exit code 2."""

from collections.abc import Callable

import pytest

from doidkit import toml

NESTED = {
    "1,000 arrays": "title = " + "[" * 1000 + "]" * 1000,
    "200,000 arrays": "title = " + "[" * 200_000 + "]" * 200_000,
    "1,000 tables": "title = " + "{ a = " * 1000 + "1" + "}" * 1000,
    "3,000 dots": ".".join(["title"] * 3000) + " = 1",
    "3,000 dots in a head": f"[{'.'.join(['checks'] * 3000)}]\na = 1",
}


@pytest.mark.parametrize("text", NESTED.values(), ids=NESTED)
def test_what_is_nested_too_deep(text: str) -> None:
    with pytest.raises(ValueError, match="nested more than 100 deep"):
        toml.loads(text)


def test_what_is_nested_as_deep_as_allowed() -> None:
    toml.loads("a = " + "[" * (toml.DEEPEST - 1) + "]" * (toml.DEEPEST - 1))
    with pytest.raises(ValueError, match="nested"):
        toml.loads("a = " + "[" * toml.DEEPEST + "]" * toml.DEEPEST)


@pytest.mark.parametrize("text", NESTED.values(), ids=NESTED)
@pytest.mark.parametrize(
    "words",
    [
        ["check", "a.ttl", "--profile", "deep.toml"],
        ["check", "a.ttl", "--waivers", "deep.toml"],
        ["query", "deep.rq", "--data", "a.ttl"],
        ["check", "a.ttl", "--baseline", "deep.json"],
    ],
    ids=["profile", "waivers", "query header", "baseline"],
)
def test_a_command_says_so_in_one_sentence(
    words: list[str],
    text: str,
    write: Callable,
    invoke: Callable,
    tmp_path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    write("a.ttl", "<http://e/a> <http://e/b> <http://e/c> .")
    write("deep.toml", text)
    header = "".join(f"#+ {line}\n" for line in text.splitlines())
    write("deep.rq", header + "SELECT ?s WHERE { ?s ?p ?o }")
    write("deep.json", "[" * 100_000 + "]" * 100_000)
    done = invoke(*words)
    assert (done.code, done.out) == (2, "")
    assert len(done.err.splitlines()) == 1
    assert "nested" in done.err or "is no baseline" in done.err


@pytest.mark.parametrize(
    "entry", ["1", '{"check": 1}', '{"check": [], "severity": "error"}', '{"severity": {}}']
)
def test_a_baseline_with_something_else(entry: str, write: Callable, invoke: Callable) -> None:
    known = write("known.json", f'{{"doidkit-baseline": 1, "findings": [{entry}]}}')
    data = write("a.ttl", "<http://e/a> <http://e/b> <http://e/c> .")
    done = invoke("check", data, "--baseline", known)
    assert (done.code, done.out) == (2, "")
    assert "is no baseline of this version" in done.err
