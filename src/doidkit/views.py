"""Small HTML views of values, for notebooks: tables and lines, every text escaped.

A notebook asks a value for ``_repr_html_``; what a value shows is its own affair, how is here.
"""

from collections.abc import Iterable, Sequence
from html import escape
from typing import NamedTuple

from doidkit import prefixes

SHOWN = 50
"""Rows that a table shows; the others are counted."""
LINES = 500
"""Lines that a tree shows."""
_LEFT = ' style="text-align:left"'  # notebooks set numbers
_SAFE = ("http://", "https://")


class Cell(NamedTuple):
    """A text and the address that it leads to, "" for none."""

    text: str
    address: str = ""


def named(iri: str, label: str = "") -> Cell:
    """Return a term as a cell: its CURIE, or IRI, with its label."""
    return Cell(f"{prefixes.contract(iri) or iri} {label}".rstrip(), iri)


Shown = Cell | str | list[Cell]
"""What stands in a row: a text, one with an address, or several of these."""


def inline(cell: Shown) -> str:
    """Return what stands in a row as HTML."""
    if isinstance(cell, str):
        return escape(cell)
    if isinstance(cell, list):
        return ", ".join(map(inline, cell))
    text = escape(cell.text)
    if cell.address.startswith(_SAFE):
        return f'<a href="{escape(cell.address)}">{text}</a>'
    return text


def table(
    caption: str, headings: Sequence[str], rows: Iterable[Sequence[Shown]], total: int
) -> str:
    """Return a table with its first rows; ``total`` is how many there are."""
    head = "".join(f"<th{_LEFT}>{escape(heading)}</th>" for heading in headings)
    body = [
        "<tr>" + "".join(f"<td{_LEFT}>{inline(cell)}</td>" for cell in row) + "</tr>"
        for row, _ in zip(rows, range(SHOWN), strict=False)
    ]
    more = f"<p>… and {total - SHOWN:,} more</p>" if total > SHOWN else ""
    heading = f"<thead><tr>{head}</tr></thead>" if head else ""
    return (
        f"<div><table><caption>{escape(caption)}</caption>{heading}"
        f"<tbody>{''.join(body)}</tbody></table>{more}</div>"
    )


def lines(found: Iterable[tuple[int, Cell, str]]) -> str:
    """Return lines of a depth, a cell and a remark, as a tree."""
    shown: list[str] = []
    more = 0
    for depth, cell, remark in found:
        if len(shown) < LINES:
            said = f" <em>{escape(remark)}</em>" if remark else ""
            shown.append(f'<div style="padding-left:{depth * 1.5}em">{inline(cell)}{said}</div>')
        else:
            more += 1
    rest = f"<p>… and {more:,} more</p>" if more else ""
    return f"<div>{''.join(shown)}{rest}</div>"


def counted(number: int, noun: str) -> str:
    """Return a number with its noun, in the plural where that is due."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
