import pytest

from doidkit.errors import InputError
from doidkit.web.addresses import address, document, same_origin, sendable, shown

ORIGINS = [
    ("http://a/x", "http://a:80/y", True),
    ("https://a/x", "https://a:443/y", True),
    ("http://a/x", "https://a/y", True),
    ("http://a:80/x", "https://a:443/y", True),
    ("https://a/x", "http://a/y", False),
    ("http://a/x", "http://b/y", False),
    ("https://a/x", "https://a.b/y", False),
    ("http://a/x", "http://a:8080/y", False),
    ("http://a/x", "https://a:8443/y", False),
    ("http://a:8080/x", "https://a/y", False),
    ("http://a:8080/x", "https://a:8080/y", False),
    ("http://a:8080/x", "https://a:8443/y", False),
    ("http://a:80/x", "https://a:80/y", False),
    ("http://a/x", "ftp://a/y", False),
    ("http://a/x", "http://[::1/y", False),
    ("http://a/x", "http://a:port/y", False),
]


@pytest.mark.parametrize(("one", "other", "same"), ORIGINS)
def test_origins(one: str, other: str, *, same: bool) -> None:
    """An upgrade counts from the usual port to the usual port only; anything else is another."""
    assert same_origin(one, other) is same


@pytest.mark.parametrize(
    ("url", "seen"),
    [
        ("http://e/a?key=s3cret", "http://e/a"),
        ("http://me:s3cret@e:8080/a", "http://e:8080/a"),
        ("http://me:s3c@ret@e/a", "http://e/a"),
        ("http://me:s3cret@[::1/a", "http://[::1/a"),
        ("http://me:s3cret@e:port/a?s3cret", "http://e:port/a"),
        ("http://e/a#s3cret", "http://e/a"),
    ],
)
def test_what_is_shown_has_no_secret(url: str, seen: str) -> None:
    assert shown(url) == seen


@pytest.mark.parametrize("url", ["http://[::1", "http://e:port/", "http://", "http:///x"])
@pytest.mark.parametrize("check", [address, document])
def test_what_is_no_address(url: str, check: object) -> None:
    with pytest.raises(InputError, match="is no"):
        check(url)


@pytest.mark.parametrize("check", [address, document])
def test_credentials_in_an_address_are_refused_and_not_told(check: object) -> None:
    with pytest.raises(InputError, match="must not hold a user name") as caught:
        check("https://me:s3cret@example.org/a")
    assert "s3cret" not in str(caught.value)


def test_an_address_is_sent_as_http_can() -> None:
    assert sendable("http://e/ü b?q=ä#part") == "http://e/%C3%BC%20b?q=%C3%A4"
    assert sendable("http://e/a%20b?x=1&y=%2F") == "http://e/a%20b?x=1&y=%2F"
