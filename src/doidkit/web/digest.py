"""HTTP Digest authentication (RFC 7616), which Virtuoso asks for."""

import hashlib
import os
from collections.abc import Callable
from urllib.parse import urlsplit
from urllib.request import parse_http_list, parse_keqv_list

_HASHES: dict[str, str] = {"MD5": "md5", "SHA-256": "sha256", "SHA-512-256": "sha512_256"}


class Digest:
    """A server's challenge, answered anew for each request; the password never leaves us."""

    def __init__(self, challenge: str, user: str, password: str) -> None:
        fields = parse_keqv_list(parse_http_list(challenge))
        self._fields = {name.lower(): value for name, value in fields.items()}
        self._account = (user, password)
        self._count = 0

    @property
    def understood(self) -> bool:
        """Return True if we can answer the challenge."""
        return self._algorithm.removesuffix("-SESS") in _HASHES and "nonce" in self._fields

    def header(self, method: str, url: str) -> str:
        """Return the Authorization header of one request."""
        self._count += 1
        parts = urlsplit(url)
        uri = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        nonce, fresh, count = self._fields["nonce"], os.urandom(8).hex(), f"{self._count:08x}"
        hashed = self._hash()
        user, password = self._account
        secret = hashed(f"{user}:{self._fields.get('realm', '')}:{password}")
        if self._algorithm.endswith("-SESS"):
            secret = hashed(f"{secret}:{nonce}:{fresh}")
        request = hashed(f"{method}:{uri}")
        counted = "auth" in self._fields.get("qop", "").split(",")
        middle = f"{nonce}:{count}:{fresh}:auth" if counted else nonce
        parameters = {
            "username": user,
            "realm": self._fields.get("realm", ""),
            "nonce": nonce,
            "uri": uri,
            "response": hashed(f"{secret}:{middle}:{request}"),
        }
        if "opaque" in self._fields:
            parameters["opaque"] = self._fields["opaque"]
        text = ", ".join(f'{name}="{value}"' for name, value in parameters.items())
        tail = f', qop=auth, nc={count}, cnonce="{fresh}"' if counted else ""
        return f"Digest {text}, algorithm={self._algorithm}{tail}"

    @property
    def _algorithm(self) -> str:
        return self._fields.get("algorithm", "MD5").upper()

    def _hash(self) -> Callable[[str], str]:
        name = _HASHES[self._algorithm.removesuffix("-SESS")]
        return lambda text: hashlib.new(name, text.encode(), usedforsecurity=False).hexdigest()
