"""What a tool takes: told to clients as a JSON Schema, and held to when it is called."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from doidkit.errors import InputError

Given = Mapping[str, Any]
_LONGEST = 100_000  # characters of a text: a query that somebody wrote has fewer
_KINDS: dict[str, type] = {"string": str, "integer": int, "boolean": bool, "object": dict}


@dataclass(frozen=True, slots=True)
class Parameter:
    """One argument; ``kind`` is a type of JSON, ``choices`` and ``most`` are its bounds."""

    name: str
    help: str
    kind: str = "string"
    choices: tuple[str, ...] = ()
    required: bool = False
    default: Any = None
    most: int | None = None

    @property
    def schema(self) -> dict[str, Any]:
        """Return the JSON Schema of its values."""
        found: dict[str, Any] = {"type": self.kind, "description": self.help}
        if self.kind == "object":
            found["additionalProperties"] = {"type": "string"}
        if self.choices:
            found["enum"] = list(self.choices)
        if self.kind == "string":
            found["maxLength"] = _LONGEST
        if self.most is not None:
            found |= {"minimum": 1, "maximum": self.most}
        if self.default is not None:
            found["default"] = self.default
        return found

    def read(self, value: Any) -> Any:
        """Return a value that is one of its own; InputError for any other."""
        fits = isinstance(value, _KINDS[self.kind])
        if not fits or (self.kind == "integer" and isinstance(value, bool)):
            raise InputError(f"The argument {self.name} must be a JSON {self.kind}.")
        if self.choices and value not in self.choices:
            raise InputError(
                f"The argument {self.name} is one of {', '.join(self.choices)}, "
                f'not "{str(value)[:80]}".'
            )
        if self.most is not None and not 1 <= value <= self.most:
            raise InputError(f"The argument {self.name} is between 1 and {self.most:,}.")
        if self.kind == "string" and len(value) > _LONGEST:
            raise InputError(f"The argument {self.name} has at most {_LONGEST:,} characters.")
        if self.kind == "object" and not all(isinstance(each, str) for each in value.values()):
            raise InputError(f"The values of the argument {self.name} must be texts.")
        return value


def schema(parameters: Sequence[Parameter]) -> dict[str, Any]:
    """Return the JSON Schema of all arguments of a tool."""
    return {
        "type": "object",
        "properties": {each.name: each.schema for each in parameters},
        "required": [each.name for each in parameters if each.required],
        "additionalProperties": False,
    }


def read(parameters: Sequence[Parameter], given: Given) -> dict[str, Any]:
    """Return the arguments of a call, defaults filled in; InputError for what does not fit."""
    known = {each.name: each for each in parameters}
    for name in given:
        if name not in known:
            names = ", ".join(known) or "none"
            raise InputError(f'The tool has no argument "{name[:80]}"; it takes {names}.')
    found = {}
    for name, parameter in known.items():
        value = given.get(name)
        if value is None and parameter.required:
            raise InputError(f"The argument {name} is missing: {parameter.help}")
        found[name] = parameter.default if value is None else parameter.read(value)
    return found
