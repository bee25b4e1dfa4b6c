"""Answers as Markdown tables."""

from doidkit.model import Solutions
from doidkit.rendering.terms import one_line, plain


def render(answer: Solutions | bool) -> str:
    """Return a pipe table, or the truth of an ASK as one word."""
    if isinstance(answer, bool):
        return f"{str(answer).lower()}\n"
    lines = [_row(answer.variables), _row(["---"] * len(answer.variables))]
    lines += [_row([_cell(plain(term)) for term in row]) for row in answer]
    return "\n".join(lines) + "\n"


def _row(cells: tuple[str, ...] | list[str]) -> str:
    return "| " + " | ".join(cells) + " |"


def _cell(text: str) -> str:
    # Markdown would read these as a column break, markup or HTML.
    escaped = one_line(text).replace("\\", "\\\\")
    for mark in "|*_`[]<>":
        escaped = escaped.replace(mark, "\\" + mark)
    return escaped
