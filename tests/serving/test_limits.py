"""Load, and clients that are slow, leave, or ask for too much: nothing falls over."""

import http.client
import json
import threading
import time
from collections import Counter
from urllib.parse import urlencode

import pytest
from serverprocess import ENDLESS, FORM, PRODUCT, Answered, Served, eventually

pytestmark = pytest.mark.server


def post(server: Served, query: str, accept: str = "text/csv") -> Answered:
    body = urlencode({"query": query})
    return server.ask("POST", "/sparql", body, content_type=FORM, accept=accept)


def answers(server: Served) -> bool:
    found = server.query("ASK { DOID:182 a owl:Class }")
    return found.status == 200 and json.loads(found.body)["boolean"]


def test_a_query_past_its_time(limited: Served) -> None:
    found = post(limited, ENDLESS)
    assert found.status == 503
    assert "longer than 1 seconds" in found.text
    assert eventually(lambda: not limited.children())
    assert answers(limited)


@pytest.mark.parametrize("accept", ["text/csv", "application/sparql-results+json"])
def test_an_answer_past_its_size(limited: Served, accept: str) -> None:
    found = post(limited, f"SELECT ?a ?b {{ {PRODUCT} }}", accept)
    assert found.status in (500, 503)  # or its time, on a busy machine
    assert "SELECT" not in found.text
    assert answers(limited)


def test_a_page_of_a_long_answer_counts_what_it_leaves_out(limited: Served) -> None:
    found = post(limited, f"SELECT ?a ?b {{ {PRODUCT} }}", "text/html")
    assert found.status in (200, 503)  # past its time, on a slow machine
    assert len(found.body) < 1 << 20
    assert found.status == 503 or "1,000,000" in found.text
    assert answers(limited)


def test_an_answer_past_its_memory(limited: Served) -> None:
    grown = "BIND('x' AS ?x0)" + "".join(
        f" BIND(CONCAT({', '.join([f'?x{n}'] * 10)}) AS ?x{n + 1})" for n in range(9)
    )
    found = post(limited, f"SELECT (STRLEN(?x9) AS ?n) {{ {grown} }}")
    assert found.status in (500, 503)
    assert "memory" in found.text or "longer" in found.text
    assert answers(limited)


def test_a_request_past_its_size(server: Served) -> None:
    found = post(server, f"ASK {{}} # {'x' * (2 << 20)}")
    assert found.status == 413
    assert answers(server)


def test_a_client_that_leaves_takes_its_query_with_it(server: Served) -> None:
    body = urlencode({"query": ENDLESS}).encode()
    head = (
        f"POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Type: {FORM}\r\n"
        f"Content-Length: {len(body)}\r\n\r\n"
    )
    assert eventually(lambda: not server.children()), "of an earlier question"
    with server.connect() as connection:
        connection.sendall(head.encode() + body)
        assert eventually(server.children)
        (pid,) = server.children()
    assert eventually(lambda: pid not in server.children())
    assert answers(server)


def test_a_client_that_reads_nothing_holds_no_process(server: Served) -> None:
    body = urlencode({"query": f"SELECT ?a ?b {{ {PRODUCT} }} LIMIT 300000", "format": "csv"})
    head = (
        f"POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Type: {FORM}\r\n"
        f"Content-Length: {len(body)}\r\n\r\n"
    )
    with server.connect() as connection:
        connection.sendall(head.encode() + body.encode())
        first = connection.recv(1000)
        assert first.startswith(b"HTTP/1.1 200")
        assert eventually(lambda: not server.children())
        # It gets the rest whenever it wants to: as long as was said.
        length = int(first.lower().partition(b"content-length: ")[2].split()[0])
        found = first.partition(b"\r\n\r\n")[2]
        while len(found) < length:
            part = connection.recv(1 << 20)
            assert part
            found += part
    assert found.count(b"\r\n") == 300_001


def test_a_request_that_never_ends_holds_nobody_up(server: Served) -> None:
    slow = [server.connect() for _ in range(20)]
    try:
        for connection in slow:
            connection.sendall(b"GET /sparql?query=ASK")
        assert answers(server)
    finally:
        for connection in slow:
            connection.close()


def test_fifty_clients_at_once(server: Served) -> None:
    paths = [
        f"/sparql?{urlencode({'query': 'SELECT (COUNT(*) AS ?n) { ?s rdfs:label ?l }'})}",
        "/search?q=calcif",
        "/",
        *(f"/sparql?{urlencode({'query': f'SELECT ({n} AS ?n) {{}}'})}" for n in range(4)),
        "/term/DOID:6652.nt",
    ]
    wanted = {path: server.get(path).body for path in paths}
    before = server.memory()
    end = time.monotonic() + 1
    came: Counter[str] = Counter()

    def ask(turn: int) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
        try:
            while True:
                path = paths[turn % len(paths)]
                connection.request("GET", path)
                response = connection.getresponse()
                right = response.read() == wanted[path]
                came[f"{response.status} {right}"] += 1
                turn += 1
                if time.monotonic() > end:
                    return
        finally:
            connection.close()

    threads = [threading.Thread(target=ask, args=(number,)) for number in range(50)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert set(came) == {"200 True"}
    assert came["200 True"] >= 50
    assert eventually(lambda: not server.children())
    assert server.memory() - before < 40_000  # KB
