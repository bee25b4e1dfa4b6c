"""Exit codes, error sentences, closed pipes and Ctrl-C, seen from outside the process."""

import contextlib
import fcntl
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pyoxigraph
import pytest

import doidkit

ANIMALS = Path(__file__).parents[1] / "examples" / "animals.ttl"
WHALES = Path(__file__).parents[1] / "examples" / "whales.rq"

BAD_INPUT = {
    "unknown query": (["query", "ancestrs"], "did you mean ancestors"),
    "unknown parameter": (["query", "ancestors", "-p", "trm=x"], "did you mean term"),
    "no parameter": (["query", "ancestors", "-p", "x"], "write name=value"),
    "unknown term parameter": (["query", "ancestors", "-p", "term=calcinosys"], "DOID:182"),
    "missing query file": (["query", "none.rq"], "no such file"),
    "missing data": (["query", "ancestors", "--data", "none.ttl"], "no such file"),
    "folder as data": (["query", "ancestors", "--data", "."], "is a folder"),
    "unknown format": (["convert", "a.docx"], "a.docx"),
    "truncated Turtle": (["convert", "cut.ttl"], "cut.ttl:3:9: Unexpected end of file"),
    "wrong query": (["query", "wrong.rq"], "not valid SPARQL: line 2"),
    "an update": (["query", "update.rq"], "only reads"),
    "format mismatch": (["query", "ancestors", "--format", "turtle"], "cannot be turtle"),
    "missing folder": (["convert", "-o", "no/out.ttl"], "the folder no does not exist"),
    "output without format": (["convert", "-o", "out.xyz"], "names no format"),
    "unknown term": (["tree", "calcinosys"], "did you mean DOID:182 calcinosis"),
    "no endpoint": (["query", "ancestors", "--endpoint", "nope"], "no endpoint address"),
    "unknown command": (["qury"], "No such command 'qury'"),
    "unknown option": (["query", "--nope"], "No such option"),
}


@pytest.mark.parametrize("case", BAD_INPUT)
def test_bad_input_is_one_sentence_and_exit_code_2(
    case: str,
    invoke: Callable,
    write: Callable[..., Path],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    write("cut.ttl", '@prefix e: <http://e/> .\ne:a e:b "x" .\ne:a e:b "un')
    write("wrong.rq", "SELECT ?s\nWHERE { ?s ")
    write("update.rq", "DROP ALL")
    write("a.docx", "")
    before = sorted(path.name for path in tmp_path.iterdir())
    arguments, sentence = BAD_INPUT[case]
    outcome = invoke(*arguments)
    assert outcome.code == 2
    assert outcome.out == ""
    assert sentence in outcome.err
    assert "Traceback" not in outcome.err
    if outcome.err.startswith("doidkit: "):
        assert outcome.err.count("\n") == 1
    assert sorted(path.name for path in tmp_path.iterdir()) == before


SECRETS = ("s3cret", "pa/ss", "t0ken", "fr0m-env")


@pytest.fixture
def bug(invoke: Callable, monkeypatch: pytest.MonkeyPatch) -> Callable:
    """Run a command that has a bug, with secrets in its arguments and in the error."""

    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError("oops at https://me:s3cret@e.org/sparql?apikey=t0ken (fr0m-env)")

    monkeypatch.setattr("doidkit.queries.find", broken)
    monkeypatch.setenv("DOIDKIT_ENDPOINT_PASSWORD", "fr0m-env")
    return lambda: invoke("queries", "http://me:pa/ss@e.org/#x")


def test_a_bug_is_exit_code_3_and_leaves_its_traceback_in_a_file(
    bug: Callable, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    outcome = bug()
    assert (outcome.code, outcome.out) == (3, "")
    assert outcome.err.count("\n") == 1
    assert "internal error (ZeroDivisionError: oops" in outcome.err
    (log,) = (tmp_path / "doidkit" / "errors").iterdir()
    assert f"the traceback is in {log}, please report it." in outcome.err
    assert log.stat().st_mode & 0o777 == 0o600
    text = log.read_text()
    assert text.startswith("doidkit queries 'http://***@e.org/#x'")
    assert f"doidkit {doidkit.__version__}, Python {sys.version.split()[0]}" in text
    assert f"pyoxigraph {pyoxigraph.__version__}" in text
    assert "Traceback (most recent call last)" in text
    assert ", in broken\n" in text
    assert "ZeroDivisionError: oops at https://***@e.org/sparql?apikey=*** (***)" in text
    for secret in SECRETS:
        assert secret not in text
        assert secret not in outcome.err
    for _ in range(25):
        bug()
    assert len(list(log.parent.iterdir())) == 20, "the latest are kept"


def test_the_log_goes_to_the_temporary_folder_where_the_cache_cannot_be_written(
    bug: Callable, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    with monkeypatch.context() as patch:
        patch.setattr("tempfile.tempdir", str(tmp_path))
        outcome = bug()
    assert outcome.code == 3
    (log,) = tmp_path.glob("doidkit-error-*.log")
    assert str(log) in outcome.err
    with monkeypatch.context() as patch:
        patch.setattr("tempfile.mkstemp", lambda *_: (_ for _ in ()).throw(OSError()))
        outcome = bug()
    assert outcome.code == 3
    assert "Traceback (most recent call last)" in outcome.err
    assert all(secret not in outcome.err for secret in SECRETS)
    assert "the traceback is above, please report it." in outcome.err


@pytest.mark.skipif(os.name == "nt", reason="pipes of another kind")
@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_a_pipe_closed_after_the_first_line_is_quiet(
    program: list[str], tmp_path: Path, unbuffered: str
) -> None:
    lines = [f'<http://e/{n}> <http://e/p> "{"x" * 100}" .' for n in range(20000)]
    (tmp_path / "big.nt").write_text("\n".join(lines))
    reader, writer = os.pipe()
    with contextlib.suppress(AttributeError, OSError):
        fcntl.fcntl(writer, fcntl.F_SETPIPE_SZ, 4096)  # else a large pipe swallows everything
    process = subprocess.Popen(
        [*program, "convert", "big.nt", "--to", "ntriples"],
        cwd=tmp_path,
        stdout=writer,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONUNBUFFERED": unbuffered},
    )
    os.close(writer)
    assert os.read(reader, 10) == b"<http://e/"
    os.close(reader)
    assert process.communicate(timeout=60) == (None, b"")
    assert process.returncode == 141


@pytest.mark.parametrize("arguments", [["queries"], ["--help"], ["convert"]])
def test_a_pipe_closed_before_the_first_byte_is_quiet_too(
    program: list[str], arguments: list[str]
) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run(
        [*program, *arguments], stdout=writer, stderr=subprocess.PIPE, check=False
    )
    os.close(writer)
    assert done.stderr == b""
    assert done.returncode == 141


def test_control_c_is_130_without_a_traceback(program: list[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        silent.settimeout(60)
        url = f"http://127.0.0.1:{silent.getsockname()[1]}/"
        process = subprocess.Popen(
            [*program, "query", WHALES, "-p", "kind=<http://e/K>", "--endpoint", url],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        connection, _ = silent.accept()  # the query is under way, and never answered
        with connection:
            time.sleep(0.2)
            process.send_signal(signal.SIGINT)
            out, errors = process.communicate(timeout=30)
    assert process.returncode == 130
    assert out == b""
    assert errors == b"doidkit: interrupted.\n"


def test_a_command_may_return_its_exit_code(monkeypatch: pytest.MonkeyPatch) -> None:
    import click

    from doidkit.cli import program

    monkeypatch.setattr(
        program.LazyGroup, "get_command", lambda *_: click.Command("x", callback=lambda: 1)
    )
    assert program.run(["queries"]) == 1


def test_the_version(invoke: Callable) -> None:
    import doidkit

    assert invoke("--version").out == f"doidkit {doidkit.__version__}\n"


def test_no_command_shows_the_help(invoke: Callable) -> None:
    outcome = invoke()
    assert outcome.code == 2
    assert "Commands:" in outcome.err + outcome.out


def test_python_dash_m(run_process: Callable) -> None:
    done = run_process("--version")
    assert done.returncode == 0
    assert done.stdout.startswith(b"doidkit ")


@pytest.mark.parametrize("arguments", [["--help"], ["--version"], []])
def test_help_imports_neither_rdflib_nor_rich_nor_pyoxigraph(arguments: list[str]) -> None:
    code = (
        "import sys\n"
        "from doidkit.cli import main\n"
        f"main({arguments!r})\n"
        "heavy = {'rdflib', 'rich', 'pyoxigraph', 'oxrdflib', 'pyshacl', 'owlready2',"
        " 'SPARQLWrapper'}\n"
        "found = sorted(heavy & set(sys.modules))\n"
        "sys.exit(f'imported {found}' if found else 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        (["quary"], "query"),
        (["serch"], "search"),
        (["query", "drugs", "--parm", "x"], "--param"),
        (["query", "drgs"], "drugs"),
    ],
)
def test_what_is_misspelt_has_a_hint(invoke: Callable, words: list[str], hint: str) -> None:
    outcome = invoke(*words)
    assert outcome.code == 2
    # Some versions of click have it in quotation marks.
    assert f"did you mean {hint}" in outcome.err.lower().replace("'", "")


def test_a_query_of_standard_input(run_process: Callable) -> None:
    text = "SELECT ?x { ?x rdfs:label 'calcinosis' }"
    done = run_process("query", "-", "--format", "csv", input=text, text=True)
    assert done.stdout.split() == ["x", "http://purl.obolibrary.org/obo/DOID_182"]
    done = run_process("query", "-", "--data", "-", input=text, text=True)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        "doidkit: Standard input is either the query or the data; name a file for one.\n"
    )
