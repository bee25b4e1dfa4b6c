"""Canonical labels of blank nodes that many others hang on, in bounded time.

For a list of blank nodes RDFC-1.0 takes time in the third power of its length, for nodes that are
all linked the factorial of their number, and pyoxigraph's overflows its stack at some 10,000. A
large group is therefore ordered here: what hangs on it like a branch is told by its content from
the tip to the stem, as trees are; the core that is left by colour refinement, and what that leaves
tied by trying, which ends at a budget.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from doidkit.errors import InputError

_BUDGET = 1_000_000
"""Links that may be looked at while a core is ordered: some seconds."""


@dataclass(frozen=True, slots=True)
class Link:
    """A statement of several nodes: what it says but for them, and they in its order."""

    shape: str
    ends: tuple[int, ...]


@dataclass(slots=True)
class Group:
    """Blank nodes that hang together: what is said of each alone, and what joins them."""

    facts: dict[int, list[str]]
    links: list[Link]

    def order(self) -> tuple[str, list[int]]:
        """Return a digest that equal groups share, and the nodes in canonical order.

        Raises InputError where too many nodes are tied in too many ways.
        """
        tree = _Branches(self)
        core = _Core(tree.colours, [link for link in self.links if tree.keeps(link)])
        digest, stems = core.order()
        return digest, [node for stem in stems for node in tree.nodes(stem)]


class _Branches:
    """What hangs on the core like the branches of a tree; each is told by its whole content."""

    def __init__(self, group: Group) -> None:
        self._facts = group.facts
        self._joined: dict[int, dict[int, list[str]]] = {node: {} for node in group.facts}
        for link in group.links:
            self._join(link)
        self._branches: dict[int, list[tuple[str, int]]] = {}
        core = self._peeled()
        self.colours = {node: self._content(node) for node in core}
        """The nodes of the core, each with a digest of what is known of it alone."""

    def keeps(self, link: Link) -> bool:
        """Return whether a link is one of the core."""
        return all(end in self.colours for end in link.ends)

    def nodes(self, stem: int) -> Iterator[int]:
        """Yield a node of the core and all that hangs on it; equal branches in any order."""
        waiting = [stem]
        while waiting:
            node = waiting.pop()
            yield node
            branches = sorted(self._branches.get(node, ()), key=lambda each: each[0], reverse=True)
            waiting.extend(child for _, child in branches)

    def _join(self, link: Link) -> None:
        for place, end in enumerate(link.ends):
            for other in link.ends[:place] + link.ends[place + 1 :]:
                # A third node makes no tree: its place is then said of no one.
                said = f"{place} {link.shape}" if len(link.ends) == 2 else ""
                self._joined[end].setdefault(other, []).append(said)

    def _peeled(self) -> set[int]:
        """Take leaves off, one layer after the other, down to a core; it may be one node."""
        left = set(self._joined)
        degrees = {node: len(others) for node, others in self._joined.items()}
        layer = [node for node, degree in degrees.items() if degree == 1]
        while layer and len(left) > 2:
            following = []
            left.difference_update(layer)
            for leaf in layer:
                (stem,) = (other for other in self._joined[leaf] if other in left)
                said = sorted(self._joined[leaf][stem])
                branch = _digest([self._content(leaf), *said])
                self._branches.setdefault(stem, []).append((branch, leaf))
                degrees[stem] -= 1
                if degrees[stem] == 1:
                    following.append(stem)
            layer = following
        return left

    def _content(self, node: int) -> str:
        branches = sorted(branch for branch, _ in self._branches.get(node, ()))
        return _digest(["facts", *sorted(self._facts[node]), "branches", *branches])


Colours = Mapping[int, str]
_Leaf = tuple[str, list[int]]


class _Core:
    """Nodes with a colour each, to be ordered by their colours and links."""

    def __init__(self, colours: Colours, links: Sequence[Link]) -> None:
        self._colours = colours
        self._links = links
        self._of: dict[int, list[Link]] = {node: [] for node in colours}
        for link in links:
            for end in link.ends:
                self._of[end].append(link)
        self._spent = 0

    def order(self) -> _Leaf:
        """Return a digest and the nodes in order: of all ways to break ties the least."""
        return self._least(self._colours)

    def _least(self, colours: Colours) -> _Leaf:
        while True:
            colours = self._refined(colours)
            cells = self._tied(colours)
            if not cells:
                return self._leaf(colours)
            twins = [self._twins(cell) for cell in cells]
            alike = [classes[0] for classes in twins if len(classes) == 1]
            if not alike:
                break
            # Any two of them can change places, so that any order of them is the same.
            chosen = {n: f"{place}" for each in alike for place, n in enumerate(each)}
            colours = {n: _digest([c, chosen.get(n, "")]) for n, c in colours.items()}
        classes = min(twins, key=lambda each: (len(each), colours[each[0][0]]))
        tries = ({**colours, each[0]: _digest([colours[each[0]], "first"])} for each in classes)
        return min(map(self._least, tries), key=lambda leaf: leaf[0])

    def _refined(self, colours: Colours) -> Colours:
        """Return colours that tell apart whatever has other neighbours, and theirs, and so on."""
        count = len(set(colours.values()))
        while True:
            self._spend(len(self._links) + len(colours))
            seen: dict[int, list[str]] = {node: [] for node in colours}
            for link in self._links:
                around = " ".join(colours[end] for end in link.ends)
                for place, end in enumerate(link.ends):
                    seen[end].append(f"{place} {link.shape} {around}")
            colours = {n: _digest([colours[n], *sorted(said)]) for n, said in seen.items()}
            now = len(set(colours.values()))
            if now in (count, len(colours)):
                return colours
            count = now

    def _tied(self, colours: Colours) -> list[list[int]]:
        """Return the nodes that share a colour, a list a colour, in the colours' order."""
        cells: dict[str, list[int]] = {}
        for node, colour in colours.items():
            cells.setdefault(colour, []).append(node)
        return [cells[colour] for colour in sorted(cells) if len(cells[colour]) > 1]

    def _twins(self, cell: Iterable[int]) -> list[list[int]]:
        """Return the nodes of a cell in classes: any two of a class can change places."""
        classes: list[list[int]] = []
        for node in cell:
            for known in classes:
                self._spend(len(self._of[node]))
                if self._view(node, known[0]) == self._view(known[0], node):
                    known.append(node)
                    break
            else:
                classes.append([node])
        return classes

    def _view(self, node: int, other: int) -> set[tuple[str, tuple[int, ...]]]:
        names = {node: -1, other: -2}
        return {
            (link.shape, tuple(names.get(end, end) for end in link.ends)) for link in self._of[node]
        }

    def _leaf(self, colours: Colours) -> _Leaf:
        order = sorted(colours, key=colours.__getitem__)
        ranks = {node: rank for rank, node in enumerate(order)}
        linked = sorted(
            f"{' '.join(str(ranks[end]) for end in link.ends)} {link.shape}" for link in self._links
        )
        return _digest([*(colours[node] for node in order), *linked]), order

    def _spend(self, count: int) -> None:
        self._spent += count
        if self._spent > _BUDGET:
            raise InputError(
                f"{len(self._colours):,} blank nodes refer to each other in a way that does not "
                "tell them apart, so that no order of them is found; give some of them names."
            )


def _digest(lines: Iterable[str]) -> str:
    return hashlib.blake2b("\n".join(lines).encode(), digest_size=16).hexdigest()
