"""Terms, texts and sources as HTML: every link of a page is written here."""

import re
from collections.abc import Iterable

from markupsafe import Markup, escape

from doidkit import prefixes
from doidkit.ontology import TermRef
from doidkit.pages import Annotation, Group, Value, Words, Work
from doidkit.rendering.site import addresses, marks
from doidkit.rendering.site.environment import seen
from doidkit.rendering.site.links import Links
from doidkit.visible import visible


class Pen:
    """Writes terms as links, as far as ``links`` know where they lead."""

    mark = staticmethod(marks.mark)
    address = staticmethod(addresses.address)

    def __init__(self, links: Links) -> None:
        self._links = links
        self._written: dict[tuple[str, str], Markup] = {}

    def term(self, term: TermRef, text: str = "") -> Markup:
        """Return a term by its label, a link where it has a page."""
        key = (text or term.label or term.curie, term.iri)
        if (known := self._written.get(key)) is None:
            to = self._links.term(term.iri) if term.iri else ""
            known = self._written[key] = self._link(to, visible(key[0] or term.iri))
        return known

    def both(self, term: TermRef) -> Markup:
        """Return a term by its label and its CURIE."""
        if not term.label or not term.curie:
            return self.term(term)
        curie = escape(visible(term.curie))
        return Markup(f'{self.term(term)} <span class="id">{curie}</span>')

    def items(self, terms: Iterable[TermRef], between: str = "") -> Markup:
        """Return terms as items of a list: in a template each would cost ten times as much."""
        return _items(map(self.term, terms), between)

    def both_items(self, terms: Iterable[TermRef]) -> Markup:
        """Return terms with their CURIEs as items of a list."""
        return _items(map(self.both, terms))

    def terms(self, terms: Iterable[TermRef], joiner: str = ", ") -> Markup:
        """Return several terms in a row."""
        return Markup(escape(joiner)).join(map(self.term, terms))

    def group(self, side: Group) -> Markup:
        """Return one side of a statement: terms joined by and or or."""
        *firsts, last = map(self.term, side.members)
        if not firsts:
            return last
        return Markup("{} {} {}").format(Markup(", ").join(firsts), side.joiner, last)

    def words(self, words: Words) -> Markup:
        """Return a text with terms in it; Manchester syntax, its keywords marked."""
        return Markup("").join(
            self.term(word) if isinstance(word, TermRef) else _keywords(word) for word in words
        )

    def value(self, value: Value) -> Markup:
        """Return what an annotation says."""
        if value.term is not None:
            return self.both(value.term)
        if value.within:
            return Markup("; ").join(
                Markup("{}: {}").format(each.predicate.label or each.predicate.curie,
                                        self.value(each.value))
                for each in value.within
            )  # fmt: skip
        said = self.source(value.text)
        if value.language:
            return Markup('<span lang="{}">{}</span>').format(value.language, said)
        return said

    def source(self, text: str) -> Markup:
        """Return a source or a cross-reference, a link where its address is known."""
        return self._link(addresses.address(text), visible(addresses.site(text)))

    def mention(self, text: str) -> Markup:
        """Return a text whose CURIEs are links, to their pages where they have one."""
        parts = enumerate(_CURIE.split(text))
        return Markup("").join(self._curie(part) if n % 2 else visible(part) for n, part in parts)

    def _curie(self, curie: str) -> Markup:
        prefix, _, local = curie.partition(":")
        home = prefixes.PREFIXES.get(prefix)
        here = self._links.term(home + local) if home else ""
        return self._link(here or addresses.address(curie), curie)

    def sources(self, texts: Iterable[str]) -> Markup:
        """Return several sources in a row."""
        return Markup(", ".join(map(self.source, texts)))

    def source_items(self, texts: Iterable[str]) -> Markup:
        """Return cross-references as items of a list."""
        return _items(map(self.source, texts))

    def synonyms(self, names: Iterable[Annotation]) -> Markup:
        """Return names with their sources."""
        return Markup("").join(map(self._synonym, names))

    def _synonym(self, name: Annotation) -> Markup:
        said = escape(seen(name.value.text))
        if name.sources:
            said += Markup(f' <span class="quiet">({self.sources(name.sources)})</span>')
        return Markup(f'<span class="synonym">{said}</span>')

    def noted(self, annotation: Annotation) -> Markup:
        """Return what an annotation says, and what annotates it in turn."""
        said = self.value(annotation.value)
        for note in annotation.notes:
            name = escape(seen(note.predicate.label or note.predicate.curie))
            said += Markup(f' <span class="quiet">({name}: {self.value(note.value)})</span>')
        return said

    def work(self, work: Work) -> Markup:
        """Return a work by its identifiers, each a link, or by its address."""
        known = [self.source(identifier) for identifier in work.identifiers]
        if not known and work.address:
            known = [self.source(work.address)]
        return Markup(", ").join(known)

    def _link(self, to: str, text: str | Markup) -> Markup:
        # Written out, as Markup.format takes a third of the time of a page.
        if not to:
            return Markup(f"<span>{escape(text)}</span>")
        away = ' rel="external"' if to.startswith(("http://", "https://")) else ""
        return Markup(f'<a href="{escape(to)}"{away}>{escape(text)}</a>')


def _items(each: Iterable[Markup], between: str = "") -> Markup:
    joined = f"</li>{between}<li>".join(each)
    return Markup(f"<li>{joined}</li>" if joined else "")


_CURIE = re.compile(r"\b([A-Za-z]\w*:[A-Za-z0-9][\w-]*)")
_KEYWORDS = frozenset("and or not some only value min max exactly that inverse Self o".split())


def _keywords(text: str) -> Markup:
    return Markup(" ".join(map(_keyword, text.split(" "))))


def _keyword(word: str) -> str:
    told = escape(visible(word))
    return f'<b class="kw">{told}</b>' if word.strip("()") in _KEYWORDS else told
