"""A graph cut into pieces that can be compared, removed and added by themselves.

A piece is one statement, or the statements that blank nodes hold together: an expression with
the statement that refers to it, the annotation of an axiom, a list. A blank node has no name, so
such a piece is known by its content: the hash of what it says, its parts' hashes in it. Where
blank nodes are shared or refer to each other in a circle all that hangs together is one piece,
known by its canonical form (RDFC-1.0); the graph as a whole is never canonicalised.

An annotation's ``owl:annotatedTarget`` may be the very node of the axiom or a copy of it, as the
serialisation has it; both are the same here.

Lines are N-Quads without their final dots, as ``syntax.statements`` makes them.
"""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from doidkit.syntax.canonical import canonical
from doidkit.syntax.turtle.names import TOKEN
from doidkit.terms import OWL_ANNOTATED_PROPERTY, OWL_ANNOTATED_SOURCE, OWL_ANNOTATED_TARGET

Lines = tuple[str, ...]
"""A piece's statements; blank nodes are called b0, b1, ... within it."""
Key = tuple[bytes, bytes]
"""What a piece with blank nodes is known by: where it hangs ("subject predicate"), its hash."""

_SOURCE, _PROPERTY, _TARGET = (
    f"<{iri}>".encode()
    for iri in (OWL_ANNOTATED_SOURCE, OWL_ANNOTATED_PROPERTY, OWL_ANNOTATED_TARGET)
)


def parsed(statements: Iterable[bytes]) -> list[ox.Quad]:
    """Return the quads that lines are."""
    return list(ox.parse(b"".join(line + b" .\n" for line in statements), ox.RdfFormat.N_QUADS))


def blanks(line: bytes) -> list[bytes]:
    """Return the blank nodes that a line mentions."""
    if b"_:" not in line:
        return []
    return [token.encode() for token in TOKEN.findall(line.decode()) if token[:2] == "_:"]


def is_ground(line: bytes) -> bool:
    """Return whether a line mentions no blank node."""
    return b"_:" not in line or (line[:2] != b"_:" and not blanks(line))


class Pieces:
    """The pieces with blank nodes among some lines; ``counts`` has how often each is there."""

    def __init__(self, statements: Iterable[bytes]) -> None:
        self._said: defaultdict[bytes, list[bytes]] = defaultdict(list)
        self._links: defaultdict[bytes, list[tuple[bytes, bytes]]] = defaultdict(list)
        self.anchors: list[tuple[bytes, bytes, bytes]] = []
        self._odd: list[bytes] = []
        for line in statements:
            if b"_:" in line:
                self._read(line)
        self.copies = self._copied()
        self.digests = self._digested()
        self.owners = self._owned()
        self._tangled = self._components()
        self._homes = self._placed()
        self.counts = Counter({key: len(found) for key, found in self._homes.items()})

    def roots(self, key: Key) -> list[tuple[bytes, ...]]:
        """Return the nodes of each piece that has a key: its root, or all of a component."""
        return self._homes[key]

    def text(self, key: Key) -> Lines:
        """Return the statements of a piece, the same for all pieces of a key."""
        nodes = self._homes[key][0]
        if nodes[0] in self._tangled:
            return self._canonical(nodes)
        order = list(self._below(nodes[0], copies=True))
        names = {node: b"_:b%d" % number for number, node in enumerate(order)}
        head = [key[0] + b" " + names[nodes[0]]] if key[0] else []
        for node in order:
            head += sorted(_renamed(line, names) for line in self._about(node))
        return tuple(line.decode() for line in head)

    def statements(self, key: Key, nodes: tuple[bytes, ...]) -> Iterator[bytes]:
        """Yield the lines of one piece; not those that its annotation only repeats."""
        if nodes[0] in self._tangled:
            yield from self._whole(nodes)
            return
        if key[0]:
            yield key[0] + b" " + nodes[0]
        for node in self._below(nodes[0], copies=False):
            yield from self._about(node)

    def nodes(self, nodes: tuple[bytes, ...]) -> Iterator[bytes]:
        """Yield the blank nodes of one piece."""
        if nodes[0] in self._tangled:
            yield from nodes
        else:
            yield from self._below(nodes[0], copies=False)

    def below(self, root: bytes) -> Iterator[bytes]:
        """Yield the lines of a node and of all below it."""
        for node in self._below(root, copies=False):
            yield from self._about(node)

    def repeated(self) -> Iterator[tuple[bytes, bytes, bytes]]:
        """Yield each annotation of an expression that it has a copy of: where that is, both nodes.

        Where it is are the subject and the predicate that lead to it.
        """
        for node, links in self._links.items():
            for predicate, target in links:
                place = self._place(node) if predicate == _TARGET else b""
                if place and target not in self._tangled and (node, target) not in self.copies:
                    yield place, node, target

    def _read(self, line: bytes) -> None:
        subject, predicate, term = line.split(b" ", 2)
        blank, linked = subject[:2] == b"_:", term[:2] == b"_:"
        if _is_odd(term):
            if blanks(line):
                self._odd.append(line)
        elif linked and blank:
            self._links[subject].append((predicate, term))
        elif linked:
            self.anchors.append((subject, predicate, term))
        elif blank:
            self._said[subject].append(predicate + b" " + term)

    def _place(self, node: bytes) -> bytes:
        """Return the subject and predicate that a node annotates, b"" if they are not named."""
        parts = dict(said.split(b" ", 1) for said in self._said.get(node, ()))
        subject, predicate = parts.get(_SOURCE, b""), parts.get(_PROPERTY, b"")
        return subject + b" " + predicate if subject and predicate else b""

    def _copied(self) -> set[tuple[bytes, bytes]]:
        """Return the links from an annotation to the very node of the axiom."""
        at = {(subject + b" " + predicate, node) for subject, predicate, node in self.anchors}
        return {
            (node, target)
            for node, links in self._links.items()
            for predicate, target in links
            if predicate == _TARGET and (self._place(node), target) in at
        }

    def _digested(self) -> dict[bytes, bytes]:
        """Return the hashes of the nodes that lead to no circle, each after those below it."""
        above: defaultdict[bytes, list[bytes]] = defaultdict(list)
        waiting = {}
        ready = {node for _, _, node in self.anchors} | self._said.keys()
        for node, links in self._links.items():
            waiting[node] = len(links)
            for _, target in links:
                above[target].append(node)
                ready.add(target)
        stack = [node for node in ready if node not in waiting]
        found: dict[bytes, bytes] = {}
        while stack:
            node = stack.pop()
            told = list(self._said.get(node, ()))
            told += [p + b" [" + found[target] for p, target in self._links.get(node, ())]
            found[node] = hashlib.blake2b(b"\n".join(sorted(told)), digest_size=16).digest()
            for parent in above.get(node, ()):
                waiting[parent] -= 1
                if not waiting[parent]:
                    stack.append(parent)
        return found

    def _owned(self) -> Counter[bytes]:
        """Return how many statements refer to each node, copies left out."""
        owners = Counter(node for _, _, node in self.anchors)
        for node, links in self._links.items():
            owners.update(target for _, target in links if (node, target) not in self.copies)
        return owners

    def _components(self) -> dict[bytes, tuple[bytes, ...]]:
        """Return the nodes of pieces that are no trees, and for each all that hang together."""
        odd = [blanks(line) for line in self._odd]
        nodes = self._links.keys() | self._said.keys() | self.owners.keys()
        bad = {node for node, count in self.owners.items() if count > 1}
        bad |= nodes - self.digests.keys()
        bad.update(node for found in odd for node in found)
        if not bad:
            return {}
        near: defaultdict[bytes, list[bytes]] = defaultdict(list)
        for node, links in self._links.items():
            for _, target in links:
                near[node].append(target)
                near[target].append(node)
        for found in odd:
            for node in found:
                near[node] += found
        return _flooded(bad, near)

    def _placed(self) -> dict[Key, list[tuple[bytes, ...]]]:
        homes: defaultdict[Key, list[tuple[bytes, ...]]] = defaultdict(list)
        tangled = self._tangled
        for subject, predicate, node in self.anchors:
            if node not in tangled:
                homes[subject + b" " + predicate, self.digests[node]].append((node,))
        for node in self._said.keys() | self._links.keys():
            if node not in self.owners and node not in tangled:
                homes[b"", self.digests[node]].append((node,))
        for nodes in set(tangled.values()):
            homes[b"", _hash("\n".join(self._canonical(nodes)).encode())].append(nodes)
        return homes

    def _about(self, node: bytes) -> Iterator[bytes]:
        for said in self._said.get(node, ()):
            yield node + b" " + said
        for predicate, target in self._links.get(node, ()):
            yield node + b" " + predicate + b" " + target

    def _below(self, root: bytes, *, copies: bool) -> Iterator[bytes]:
        """Yield a node and all below it, in an order that content alone decides."""
        stack = [root]
        while stack:
            node = stack.pop()
            yield node
            links = [
                (predicate, self.digests[target], target)
                for predicate, target in self._links.get(node, ())
                if copies or (node, target) not in self.copies
            ]
            stack += [target for _, _, target in sorted(links, reverse=True)]

    def _whole(self, nodes: tuple[bytes, ...]) -> Iterator[bytes]:
        own = set(nodes)
        for subject, predicate, node in self.anchors:
            if node in own:
                yield b" ".join((subject, predicate, node))
        for node in nodes:
            yield from self._about(node)
        for line in self._odd:
            if own.intersection(blanks(line)):
                yield line

    def _canonical(self, nodes: tuple[bytes, ...]) -> Lines:
        text = b"".join(line + b" .\n" for line in self._whole(nodes))
        quads = canonical(ox.parse(text, ox.RdfFormat.N_QUADS))
        told = ox.serialize(quads, format=ox.RdfFormat.N_QUADS)
        assert told is not None
        return tuple(told.decode().replace("_:c14n", "_:b").split(" .\n")[:-1])


def _is_odd(term: bytes) -> bool:
    """Return True for a triple, and where another term follows, which is a graph's name."""
    if term[:1] == b'"':
        return b" " in term and term.find(b" ", term.rfind(b'"') + 1) >= 0
    return b" " in term or term[:2] == b"<<"


def _renamed(line: bytes, names: dict[bytes, bytes]) -> bytes:
    subject, predicate, term = line.split(b" ", 2)
    return b" ".join((names.get(subject, subject), predicate, names.get(term, term)))


def _flooded(
    nodes: Iterable[bytes], near: dict[bytes, list[bytes]]
) -> dict[bytes, tuple[bytes, ...]]:
    """Return each node that can be reached, with all that are connected to it."""
    found: dict[bytes, tuple[bytes, ...]] = {}
    for start in nodes:
        if start in found:
            continue
        seen, stack = {start}, [start]
        while stack:
            for node in near.get(stack.pop(), ()):
                if node not in seen:
                    seen.add(node)
                    stack.append(node)
        group = tuple(sorted(seen))
        found.update(dict.fromkeys(group, group))
    return found


def _hash(text: bytes) -> bytes:
    return hashlib.blake2b(text, digest_size=16).digest()
