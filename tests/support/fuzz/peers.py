"""The campaign of faulty servers: a real store behind a proxy that spoils its answers."""

import http.client
import random
import urllib.request
from collections.abc import Sequence

from proxy import Fault, Handler, Proxy

from doidkit.syntax.formats import GraphFormat
from fuzz.inputs import Worker
from fuzz.mutants import document
from fuzz.tally import Verdict

COMMANDS: dict[str, Sequence[str]] = {
    "select": ("query", "SELECT * { ?s ?p ?o }", "--format", "csv"),
    "ask": ("query", "ASK { ?s ?p ?o }"),
    "construct": ("query", "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"),
    "validate": ("validate",),
    "check": ("check", "--profile", "obo"),
}
_SECONDS = 90.0
_KINDS = ("cut", "short", "status", "garbage", "type", "drop", "partial", "chunked", "moved")
# What a cut answer must never be taken for, whatever the command.
_SPOILING = {"cut", "short", "drop", "partial", "chunked", "garbage"}


def fill(url: str) -> None:
    """Give the store something to answer."""
    data = document(GraphFormat.TURTLE)
    headers = {"Content-Type": "text/turtle"}
    with urllib.request.urlopen(urllib.request.Request(f"{url}/store?default", data, headers)):
        pass


def spoiled(kind: str, chance: random.Random) -> Fault:
    """Return the fault of a kind, done to every answer that has a body."""

    def fault(handler: Handler, body: bytes) -> bool:
        to = http.client.HTTPConnection(handler.server.target.netloc, timeout=60)
        headers = {name: value for name, value in handler.headers.items() if name != "Host"}
        to.request(handler.command, handler.path, body or None, headers)
        response = to.getresponse()
        data, media = response.read(), response.headers.get("Content-Type", "")
        to.close()
        _ANSWERS[kind](handler, data, media, chance)
        return True

    return fault


def _answer(handler: Handler, status: int, data: bytes, media: str, size: int | None) -> None:
    handler.send_response(status)
    handler.send_header("Content-Type", media)
    if size is not None:
        handler.send_header("Content-Length", str(size))
    handler.end_headers()
    handler.wfile.write(data)
    handler.close_connection = True


def _part(data: bytes, chance: random.Random, media: str) -> bytes:
    """Return a beginning that lacks something: a line end alone is no loss.

    N-Triples end within a statement: between two, nobody can see what is missing.
    """
    part = data[: chance.randrange(max(len(data.rstrip()), 1))]
    return (part or data[:1]).rstrip(b". \n") if "n-triples" in media else part


def _cut(handler: Handler, data: bytes, media: str, chance: random.Random) -> None:
    part = _part(data, chance, media)
    _answer(handler, 200, part, media, len(part))


def _short(handler: Handler, data: bytes, media: str, chance: random.Random) -> None:
    _answer(handler, 200, _part(data, chance, media), media, len(data))


def _status(handler: Handler, data: bytes, media: str, chance: random.Random) -> None:
    status = chance.choice((400, 401, 403, 404, 413, 429, 500, 502, 503))
    _answer(handler, status, b"no \x1b[31mway\x07", "text/plain", 12)


def _garbage(handler: Handler, data: bytes, media: str, chance: random.Random) -> None:
    noise = chance.randbytes(chance.randrange(1, 400))
    _answer(handler, 200, noise, media, len(noise))


def _type(handler: Handler, data: bytes, media: str, chance: random.Random) -> None:
    other = chance.choice(("text/html", "application/octet-stream", "", "text/turtle; q=;"))
    _answer(handler, 200, data, other, len(data))


def _drop(handler: Handler, data: bytes, media: str, chance: random.Random) -> None:
    handler.drop()


def _partial(handler: Handler, data: bytes, media: str, chance: random.Random) -> None:
    _answer(handler, 206, data, media, len(data))


def _chunked(handler: Handler, data: bytes, media: str, chance: random.Random) -> None:
    handler.send_response(200)
    handler.send_header("Content-Type", media)
    handler.send_header("Transfer-Encoding", "chunked")
    handler.end_headers()
    handler.wfile.write(b"%x\r\n%s" % (len(data) + 10, data))
    handler.close_connection = True


def _moved(handler: Handler, data: bytes, media: str, chance: random.Random) -> None:
    handler.reply(307, Location="http://127.0.0.1:1/elsewhere")


_ANSWERS = {
    "cut": _cut,
    "short": _short,
    "status": _status,
    "garbage": _garbage,
    "type": _type,
    "drop": _drop,
    "partial": _partial,
    "chunked": _chunked,
    "moved": _moved,
}


def tried(number: int, proxy: Proxy, worker: Worker) -> Verdict:
    """Return what came of one command on one faulty server."""
    chance = random.Random(number)
    name, kind = chance.choice(list(COMMANDS)), chance.choice(_KINDS)
    proxy.fault = spoiled(kind, chance)
    arguments = (*COMMANDS[name], "--endpoint", f"{proxy.url}/query", "--timeout", "20")
    code, said, _ = worker.run(arguments, _SECONDS)
    case = f"{name} {kind} {number}"
    if code < 0 or code not in (0, 1, 2) or "Traceback" in said:
        return Verdict.wrong(case, f"exit {code}: {said.strip()[-300:]}")
    if any(ord(character) < 32 and character not in "\n\t" for character in said):
        return Verdict.wrong(case, f"control characters are shown: {said!r}")
    if code == 2:
        return Verdict.refused(case)
    # `check` gives what it could not run as findings of its own, and says so with exit 1.
    if kind in _SPOILING and not (name == "check" and code == 1):
        return Verdict.wrong(case, f"an answer that is no answer was taken, exit {code}")
    return Verdict.taken(case)
