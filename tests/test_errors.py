import inspect
from pathlib import Path

from doidkit import errors


def tree() -> list[type]:
    return [
        thing
        for _, thing in inspect.getmembers(errors, inspect.isclass)
        if issubclass(thing, Exception) and not issubclass(thing, Warning)
    ]


def test_every_error_is_in_the_drawing_and_has_an_exit_code() -> None:
    drawing = errors.__doc__ or ""
    for error in tree():
        assert issubclass(error, errors.DoidkitError)
        assert error.__name__ in drawing
        assert error.exit_code == 2
        assert error.__doc__


def test_a_syntax_fault_says_where() -> None:
    fault = errors.SyntaxFault("a.ttl", "Unexpected end of file", line=3, column=9)
    assert str(fault).startswith("a.ttl:3:9: Unexpected end of file;")
    assert str(errors.SyntaxFault("a.xml", "no root")).startswith("a.xml: no root;")


def test_unknown_names_suggest() -> None:
    assert "did you mean x or y?" in str(errors.UnknownTermError("z", ["x", "y"]))
    assert "doidkit search" in str(errors.UnknownTermError("z"))
    assert "doidkit queries" in str(errors.UnknownQueryError("z"))


def test_an_address_is_shown_whole() -> None:
    path = Path("http://example.org/a.ttl")
    assert str(errors.SyntaxFault(path, "x", line=1)).startswith("http://example.org/a.ttl:1: ")
    assert str(errors.InputError(f"{path}: is empty.")) == "http://example.org/a.ttl: is empty."
    assert str(errors.InputError("https://example.org: x")) == "https://example.org: x"
