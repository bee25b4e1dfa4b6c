"""What a served request may take."""

import os
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """What one request may take, and how many there may be.

    ``seconds`` is the time of a query or page, and of waiting for its turn; ``size`` the bytes of
    an answer, ``request`` those of a request; ``workers`` how many queries and pages are made at
    once, each in a process of at most ``memory`` MB; ``connections`` how many there may be.
    A client may take ``patience`` seconds to send a request, and as long and a second for each
    ``rate`` bytes to take an answer.
    """

    seconds: float = 30.0
    size: int = 64 << 20
    request: int = 1 << 20
    workers: int = 2 * (os.cpu_count() or 1)
    memory: int = 1024
    connections: int = 500
    patience: float = 30.0
    rate: int = 16 << 10

    def taking(self, size: int) -> float:
        """Return the seconds in which an answer of some bytes must be taken."""
        return self.patience + size / self.rate
