"""The evidence marks as shapes: read at a glance, in grey, and by their words."""

from dataclasses import dataclass

from markupsafe import Markup

from doidkit.pages import Mark

# Drawn in a box of 20 by 20 in the text's colour; shapes differ in outline, not only in filling.
_SHAPES = {
    Mark.SUPPORTED: '<circle cx="10" cy="10" r="9" class="m-full"/>'
    '<path d="M5.6 10.4l3 3 5.8-6.4" class="m-cut"/>',
    Mark.WEAK: '<circle cx="10" cy="10" r="8.2" class="m-line"/>'
    '<path d="M10 1.8a8.2 8.2 0 0 0 0 16.4z" class="m-full"/>',
    Mark.UNSUPPORTED: '<rect x="1.8" y="1.8" width="16.4" height="16.4" rx="2.5" class="m-line"/>'
    '<path d="M6 6l8 8M14 6l-8 8" class="m-line"/>',
    Mark.UNCITED: '<circle cx="10" cy="10" r="8.2" class="m-line m-dots"/>',
    Mark.DISPUTED: '<path d="M10 .8L19.2 10 10 19.2.8 10z" class="m-full"/>'
    '<path d="M10 5.4v5.4M10 13.4v1.2" class="m-cut"/>',
}
_ID = "m-{}"


@dataclass(frozen=True, slots=True)
class Tally:
    """How many statements have a mark, for a legend."""

    mark: Mark
    count: int


def symbols() -> Markup:
    """Return the shapes of all marks, hidden, for ``mark`` to use."""
    shapes = "".join(
        f'<symbol id="{_ID.format(mark.value)}" viewBox="0 0 20 20">{shape}</symbol>'
        for mark, shape in _SHAPES.items()
    )
    return Markup('<svg class="symbols" aria-hidden="true" width="0" height="0">{}</svg>').format(
        Markup(shapes)
    )


def mark(of: Mark, *, word: bool = True) -> Markup:
    """Return a mark: its shape, and its word, which without ``word`` only is read out."""
    told = "word" if word else "unseen"
    return Markup(
        f'<span class="mark {of.value}"><svg aria-hidden="true" width="20" height="20">'
        f'<use href="#m-{of.value}"/></svg><span class="{told}">{of.value}</span></span>'
    )
