import pyoxigraph
import pytest

from doidkit.errors import InputError
from doidkit.syntax.formats import GraphFormat, ResultFormat, compression, graph_format
from doidkit.syntax.reading import OXIGRAPH_FORMAT


@pytest.mark.parametrize("format", [format for format in GraphFormat if format.is_rdf])
def test_graph_formats_agree_with_the_registries_that_oxigraph_knows(format: GraphFormat) -> None:
    theirs = OXIGRAPH_FORMAT[format]
    assert format.media_type == theirs.media_type
    assert format.iri == theirs.iri
    assert format.holds_named_graphs == theirs.supports_datasets


@pytest.mark.parametrize("name", ["CSV", "TSV", "JSON", "XML"])
def test_result_formats_agree_with_the_registries_that_oxigraph_knows(name: str) -> None:
    theirs = getattr(pyoxigraph.QueryResultsFormat, name)
    ours = ResultFormat[name]
    assert ours.iri == theirs.iri
    assert theirs.media_type.startswith(ours.media_type)


@pytest.mark.parametrize(
    ("name", "format"),
    [
        ("a.ttl", GraphFormat.TURTLE),
        ("A.TTL", GraphFormat.TURTLE),
        ("doid.owl", GraphFormat.RDFXML),
        ("x/y.nt.gz", GraphFormat.NTRIPLES),
        ("b.jsonld", GraphFormat.JSONLD),
        ("b.nq", GraphFormat.NQUADS),
        ("b.trig.GZ", GraphFormat.TRIG),
    ],
)
def test_the_extension_names_the_format(name: str, format: GraphFormat) -> None:
    assert graph_format(name) is format
    assert compression(name) == (".gz" if name.lower().endswith(".gz") else "")


@pytest.mark.parametrize("name", ["a.docx", "noextension", ".gz", "a.gz"])
def test_an_unknown_extension_is_refused_with_the_known_ones(name: str) -> None:
    with pytest.raises(InputError, match=r"\.ttl"):
        graph_format(name)
