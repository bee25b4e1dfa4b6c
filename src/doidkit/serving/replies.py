"""What a request gets: a reply with its body whole, or a refusal in one sentence."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import BinaryIO

Headers = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Head:
    """The status and headers of a reply."""

    media_type: str
    headers: Headers = field(default_factory=dict)
    status: int = 200


@dataclass(frozen=True, slots=True)
class Draft:
    """A reply whose body is still being made; reading on may raise what refuses it."""

    head: Head
    parts: Iterable[bytes]


@dataclass(frozen=True, slots=True)
class Reply:
    """A reply whose body is there to its end: nobody is sent the beginning of a fault."""

    head: Head
    body: BinaryIO
    size: int


class Refused(Exception):
    """A request that gets no answer: the status, and why in one sentence."""

    def __init__(self, status: int, reason: str, headers: Headers | None = None) -> None:
        super().__init__(status, reason, headers)  # what pickle makes it anew with
        self.status = status
        self.reason = reason
        self.headers = dict(headers or {})
