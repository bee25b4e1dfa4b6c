"""The edits that mistakes are made of, as SPARQL updates."""


def add(*triple: str) -> str:
    """Return an update that adds one triple."""
    return f"INSERT DATA {{ {' '.join(triple)} }}"


def drop(subject: str, predicate: str, value: str = "?value") -> str:
    """Return an update that drops a value, or all values that a predicate has."""
    return f"DELETE WHERE {{ {subject} {predicate} {value} }}"


def put(subject: str, predicate: str, value: str) -> str:
    """Return an update that puts one value in the place of all."""
    return f"{drop(subject, predicate)} ; {add(subject, predicate, value)}"


def vanish(*nodes: str) -> str:
    """Return an update that drops all that is said of nodes, and by whom."""
    return " ; ".join(
        f"DELETE WHERE {{ {node} ?predicate ?value }} ; "
        f"DELETE WHERE {{ ?subject ?predicate {node} }}"
        for node in nodes
    )


def swap(claim: str) -> str:
    """Return an update that makes the subject of a claim its object."""
    return (
        f"DELETE {{ {claim} biolink:subject ?s ; biolink:object ?o }} "
        f"INSERT {{ {claim} biolink:subject ?o ; biolink:object ?s }} "
        f"WHERE {{ {claim} biolink:subject ?s ; biolink:object ?o }}"
    )


def member(claim: str, slot: str, old: str, new: str) -> str:
    """Return an update that changes one member of a claim's group."""
    return (
        f"DELETE {{ ?group skos:member {old} }} INSERT {{ ?group skos:member {new} }} "
        f"WHERE {{ {claim} {slot} ?group . ?group skos:member {old} }}"
    )


def reword(subject: str, path: str, predicate: str, old: str, new: str) -> str:
    """Return an update that replaces words in a text at the end of a path."""
    node = f"{subject} {path} ?node . ?node" if path else f"BIND({subject} AS ?node) ?node"
    return (
        f"DELETE {{ ?node {predicate} ?old }} INSERT {{ ?node {predicate} ?new }} WHERE {{ {node} "
        f'{predicate} ?old . BIND(REPLACE(?old, "{old}", "{new}") AS ?new) FILTER(?new != ?old) }}'
    )
