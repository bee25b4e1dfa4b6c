from collections.abc import Callable
from pathlib import Path

import pytest

from doidkit.errors import InputError, QueryError, UnknownQueryError
from doidkit.queries import ParameterType, find, parse_query

HEADED = """\
#+ title = "Whales"
#+ description = "All of them."
#+ columns = { name = "what it is called" }
#+ example = "doidkit query whales"
#+ [params.kind]
#+ type = "term"
#+ default = "DOID:182"
#+ help = "the kind"
#+ [params.limit]
#+ type = "integer"
#+ optional = true
# an ordinary comment
SELECT ?name { ?x a $kind ; rdfs:label ?name }
"""


def test_a_header_is_read() -> None:
    query = parse_query("whales", HEADED)
    assert (query.title, query.description) == ("Whales", "All of them.")
    assert [(c.name, c.meaning) for c in query.columns] == [("name", "what it is called")]
    kind, limit = query.parameters
    assert (kind.type, kind.default, kind.help, kind.optional) == (
        ParameterType.TERM,
        "DOID:182",
        "the kind",
        False,
    )
    assert (limit.default, limit.optional) == (None, True)
    assert query.parameter("kind") is kind
    assert query.parameter("nope") is None


def test_a_file_without_a_header_works(write: Callable[..., Path]) -> None:
    query = find(str(write("mine.rq", "ASK {}")))
    assert (query.name, query.declared, query.parameters) == ("mine", False, ())


@pytest.mark.parametrize(
    ("header", "message"),
    [
        ("#+ title = ", "is not TOML"),
        ('#+ titel = "x"', 'unknown key "titel"'),
        ('#+ [params.x]\n#+ type = "number"', "needs a type"),
        ("#+ params = 3", "must be tables"),
        ('#+ [params]\n#+ x = "term"', "needs a type"),
    ],
)
def test_a_wrong_header_is_explained(header: str, message: str) -> None:
    with pytest.raises(QueryError, match=message):
        parse_query("q", header + "\nASK {}")


def test_an_unknown_name_suggests_the_nearest() -> None:
    with pytest.raises(UnknownQueryError) as caught:
        find("ancestor")
    assert "ancestors" in caught.value.suggestions


def test_a_missing_file_is_an_input_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file"):
        find(str(tmp_path / "none.rq"))
