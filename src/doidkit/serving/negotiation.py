"""Which format a client gets: the ``Accept`` header, by RFC 9110."""

from collections.abc import Sequence

from doidkit.serving.replies import Refused

HTML = "text/html"


def chosen(accept: str | None, offered: Sequence[str]) -> str:
    """Return the media type of those offered that a client wants; the first of equals.

    Raises Refused with 406, naming what there is, where it wants none of them, and 400 for a
    header that is none.
    """
    import mimeparse

    if accept is None or not accept.strip():
        return offered[0]
    try:
        best = mimeparse.best_match(offered[::-1], accept.lower())
    except ValueError:
        raise Refused(400, "The Accept header is malformed; send media types.") from None
    if not best:
        raise Refused(406, f"There is no such format here; there are {', '.join(offered)}.")
    return str(best)
