"""Where things are on the server."""

from urllib.parse import quote

from doidkit import prefixes

ENDPOINT = "/sparql"
HOME = "/term/"


def address(iri: str, suffix: str = "") -> str:
    """Return where a term is: the path of its CURIE, or of its IRI where it has none.

    >>> address("http://purl.obolibrary.org/obo/DOID_182", "ttl")
    '/term/DOID:182.ttl'
    """
    name = prefixes.contract(iri) or iri
    return f"{HOME}{quote(name, safe=':/')}{'.' if suffix else ''}{suffix}"
