"""A question as ``--explain`` shows it: what would be sent, and where to."""


def explanation(text: str, *, source: str, notes: tuple[str, ...] = ()) -> str:
    """Return the final text of a query under comments that name its source and changes.

    It is itself a query that can be run: comments, prefixes, then the text.
    """
    head = [f"# Source: {source}", *(f"# Note: {note}" for note in notes)]
    return "\n".join(" ".join(line.split()) for line in head) + "\n" + text.rstrip() + "\n"
