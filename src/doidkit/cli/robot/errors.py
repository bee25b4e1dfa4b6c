"""ROBOT's errors: a name in capitals, a sentence, a page that explains it, status 1."""

from doidkit.errors import DoidkitError

_PAGE = "http://robot.obolibrary.org/"


class RobotError(DoidkitError):
    """What ROBOT refuses; ``name`` is without the word ERROR, ``page`` that of its command.

    >>> print(RobotError("missing input", "an --input is required"))
    MISSING INPUT ERROR an --input is required
    For details see: http://robot.obolibrary.org/errors#missing-input-error
    """

    exit_code = 1

    def __init__(self, name: str, text: str, *, page: str = "errors", ours: str = "") -> None:
        self.name = name
        anchor = f"{name} error".lower().replace(" ", "-")
        lines = [f"{name.upper()} ERROR {text}", f"For details see: {_PAGE}{page}#{anchor}"]
        super().__init__("\n".join([*lines, *([ours] if ours else [])]))


class LoggedError(DoidkitError):
    """What ROBOT refuses without a name: what it logs is all that it says; in lines."""

    exit_code = 1

    def __init__(self, *lines: str) -> None:
        super().__init__("\n".join(f"ERROR {line}" for line in lines))
