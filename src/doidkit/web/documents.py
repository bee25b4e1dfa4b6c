"""Files on the web: where an address is read instead of a file."""

from collections.abc import Mapping

from doidkit.web.addresses import document
from doidkit.web.client import Body, Client, Request
from doidkit.web.connections import Limits
from doidkit.web.peers import Peer

LIMITS = Limits(silence=60.0, whole=4 * 3600.0, size=32 << 30)
"""A file of 32 GB is larger than any ontology, four hours longer than any patience."""


def opened(url: str, headers: Mapping[str, str] | None = None) -> Body:
    """Return a file's bytes as they arrive; InputError for what is no address of a file.

    Redirects are followed to any host, and nobody is told who we are. Raises Refused, Broken
    or another EngineError.
    """
    # What is compressed on the way could not be told from a compressed file.
    asked = {"Accept-Encoding": "identity", **(headers or {})}
    return Client(Peer.SITE, LIMITS).open(Request("GET", document(url), headers=asked))
