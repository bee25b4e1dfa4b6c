"""Whom a request goes to; what it may be told, and where it may send us, follows from that."""

import enum


class Peer(enum.Enum):
    """An endpoint that is asked, a store that is written, or a server that has a file."""

    ENDPOINT = "endpoint"
    STORE = "store"
    SITE = "server"

    def __str__(self) -> str:
        return self.value

    @property
    def is_told(self) -> bool:
        """Return True if it gets our credentials."""
        return self is not Peer.SITE

    @property
    def may_move(self) -> bool:
        """Return True if it may send us to another host; a query or data stay where they are."""
        return self is Peer.SITE
