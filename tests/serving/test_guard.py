"""Who may ask: the name that a request is for, and the site whose page sends it."""

import pytest
from serverprocess import Served

PATH = "/sparql?query=ASK%7B%7D"
pytestmark = pytest.mark.server


@pytest.mark.parametrize(
    "host", ["localhost", "127.0.0.1", "LOCALHOST:1", "[::1]:80", "localhost."]
)
def test_the_names_of_the_loopback(server: Served, host: str) -> None:
    assert server.get(PATH, host=host).status == 200


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1.evil.example", "localhost.evil.example", "data.example.org"]
)
def test_another_name_is_refused(server: Served, host: str) -> None:
    """A website that makes its name lead to the loopback is refused by that name."""
    for path in (PATH, "/term/DOID:182", "/", "/assets/serve.css"):
        assert server.get(path, host=host).status == 421


def test_a_name_that_was_given(graphs: Served) -> None:
    assert graphs.get(PATH, host="data.example.org").status == 200
    assert graphs.get(PATH, host="evil.example").status == 421


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://localhost:1"])
def test_a_page_of_another_site_is_refused(server: Served, origin: str) -> None:
    found = server.get(PATH, origin=origin)
    assert found.status == 403
    assert found.headers["Access-Control-Allow-Origin"] is None


def test_a_page_of_this_server_may_ask(server: Served) -> None:
    assert server.get(PATH, origin=server.url).status == 200


def test_a_site_that_is_allowed(graphs: Served) -> None:
    found = graphs.get(PATH, origin="https://example.org")
    assert found.status == 200
    assert found.headers["Access-Control-Allow-Origin"] == "https://example.org"
    asked = {"origin": "https://example.org", "access_control_request_method": "POST"}
    before = graphs.ask("OPTIONS", "/sparql", **asked)
    assert before.status == 200
    assert "POST" in before.headers["Access-Control-Allow-Methods"]
    assert graphs.get(PATH, origin="https://evil.example").status == 403


@pytest.mark.parametrize(
    "path", ["/", "/term/DOID:182", PATH, "/sparql", "/none", "/assets/serve.css"]
)
def test_every_reply_says_what_a_browser_may_do(server: Served, path: str) -> None:
    headers = server.get(path, accept="text/html, */*").headers
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy
    assert headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("name", ["../server.py", "..%2Fserver.py", "yasgui/VERSION", "none.js"])
def test_no_other_file_is_given_out(server: Served, name: str) -> None:
    assert server.get(f"/assets/{name}").status == 404
