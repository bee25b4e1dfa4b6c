"""XPath's regular expressions, which SPARQL's REGEX and sh:pattern take, in a common language.

What the engines of SPARQL implementations (Rust's, Java's, PCRE) read otherwise is rewritten so
that all of them mean what XPath means; what none of them can do is refused by name. Source:
XPath and XQuery Functions and Operators 7.6.1, XML Schema 1.1 part 2 appendix G.
"""

import re
from dataclasses import dataclass

from doidkit.shacl.datatypes import NAME, NAME_START

_CATEGORIES = frozenset(
    "L Lu Ll Lt Lm Lo M Mn Mc Me N Nd Nl No P Pc Pd Ps Pe Pi Pf Po Z Zs Zl Zp S Sm Sc Sk So "
    "C Cc Cf Co Cn".split()
)
_CASED = frozenset({"Lu", "Ll", "Lt"})
_SPACES = " \t\n\r"
_SPECIAL = frozenset("\\^$.|?*+()[]{}-&~")
_QUANTITY = re.compile(r"\{(\d+)(,(\d*))?\}")
_WRITTEN = {"\n": "\\n", "\r": "\\r", "\t": "\\t"}
_CONTROLS = {"n": "\\n", "r": "\\r", "t": "\\t"}
_SETS = {
    "s": " \\t\\n\\r",
    "d": "\\p{Nd}",
    "i": NAME_START,
    "c": NAME,
    "W": "\\p{P}\\p{Z}\\p{C}",
}
"""What a class escape stands for, inside brackets; the other case is the complement."""
_DEEPEST = 100


class RegexError(ValueError):
    """Why an expression is none of XPath's, or is not evaluated."""


@dataclass(frozen=True)
class Regex:
    """An expression and flags for REGEX; ``portable`` if all engines read it alike."""

    text: str
    flags: str
    portable: bool


def translated(regex: str, flags: str) -> Regex:
    r"""Return an expression of XPath in the common language; RegexError if there is none.

    >>> translated("^[a-z-[aeiou]]+$", "").text
    '^[[a-z]&&[^[aeiou]]]+\\z'
    """
    unknown = sorted(set(flags) - set("smixq"))
    if unknown:
        raise RegexError(f'there is no flag "{unknown[0]}", only s, m, i, x and q')
    kept = "".join(flag for flag in "smi" if flag in flags)
    if "q" in flags:
        return Regex("".join(map(_literal, regex)), "i" if "i" in flags else "", True)
    reader = _Reader(regex, flags)
    return Regex(reader.read(), kept, reader.portable and "m" not in flags)


class _Reader:
    def __init__(self, regex: str, flags: str) -> None:
        self._regex = regex
        self._flags = flags
        self._at = 0
        self._out: list[str] = []
        self.portable = True

    def read(self) -> str:
        """Return the whole expression, rewritten."""
        depth, repeatable = 0, False
        while self._at < len(self._regex):
            char = self._next()
            if char in "*+?{":
                if not repeatable:
                    raise RegexError(f'there is nothing that "{char}" could repeat')
                self._out.append(self._quantifier(char))
                repeatable = False
            elif char in "(|)":
                depth += self._group(char)
                if not 0 <= depth <= _DEEPEST:
                    raise RegexError(
                        "a parenthesis is never opened" if depth < 0 else "it is nested too deep"
                    )
                repeatable = char == ")"
            elif char not in _SPACES or "x" not in self._flags:
                self._out.append(self._atom(char))
                repeatable = char not in "^$"
        if depth:
            raise RegexError("a parenthesis is never closed")
        return "".join(self._out)

    def _next(self) -> str:
        if self._at == len(self._regex):
            raise RegexError("it ends too early")
        self._at += 1
        return self._regex[self._at - 1]

    def _follows(self, text: str) -> bool:
        return self._regex.startswith(text, self._at)

    def _group(self, char: str) -> int:
        """Write a parenthesis or a bar; return by how much the nesting grows."""
        if char == "(" and self._follows("?"):
            if not self._follows("?:"):
                raise RegexError("XPath has no (?, other than (?:")
            self._at += 2
        self._out.append("(?:" if char == "(" else char)
        return {"(": 1, "|": 0, ")": -1}[char]

    def _quantifier(self, char: str) -> str:
        if char == "{":
            found = _QUANTITY.match(self._regex, self._at - 1)
            if found is None:
                raise RegexError('"{" needs a number, as in {2}, {2,} or {2,3}')
            least, most = found[1], found[3]
            if most and int(most) < int(least):
                raise RegexError(f"{found[0]} ends before it begins")
            self._at, char = found.end(), found[0]
        if self._follows("?"):  # whether it takes few or many, the same texts match
            self._at += 1
        return char

    def _atom(self, char: str) -> str:
        if char == "[":
            return self._bracketed(0)
        if char == "\\":
            return self._escape(self._next())
        if char == ".":
            return "." if "s" in self._flags else "[^\\n]"
        if char in "^$":
            return "\\z" if char == "$" and "m" not in self._flags else char
        return _literal(char)

    def _escape(self, char: str) -> str:
        """Return an escape that stands outside brackets."""
        if char in _CONTROLS:
            return _CONTROLS[char]
        if char in "pP":
            return self._category(char)
        if char.isdigit():
            raise RegexError(f"back-references such as \\{char} are not evaluated")
        inside, negated = self._class(char)
        return f"[{'^' * negated}{inside}]" if inside else _escaped(char)

    def _class(self, char: str) -> tuple[str, bool]:
        """Return what a class escape names, and whether it is all else; nothing for others."""
        if char in _SETS:
            return _SETS[char], False
        if char.isalpha() and char.swapcase() in _SETS:
            return _SETS[char.swapcase()], True
        return "", False

    def _category(self, char: str) -> str:
        found = re.compile(r"\{([A-Za-z0-9-]*)\}").match(self._regex, self._at)
        name = found[1] if found else ""
        if found is None or name not in _CATEGORIES:
            what = "Unicode blocks are not evaluated" if name.startswith("Is") else "is no category"
            raise RegexError(f"\\{char}{{{name}}}: {what}")
        if name in _CASED and "i" in self._flags:
            raise RegexError(f"\\{char}{{{name}}} is not evaluated together with the flag i")
        self._at = found.end()
        return f"\\{char}{{{name}}}"

    def _bracketed(self, depth: int) -> str:
        """Return the class after a bracket, up to its end."""
        if depth > _DEEPEST:
            raise RegexError("it is nested too deep")
        negated = self._follows("^")
        self._at += negated
        parts: list[str] = []
        while (char := self._next()) != "]" or not parts:
            if char in "[]":
                raise RegexError(f'"{char}" within brackets needs a backslash')
            if char == "-" and parts and self._follows("["):
                self._at += 1
                return self._without("^" * negated + "".join(parts), depth)
            parts.append(self._member(char))
        return f"[{'^' * negated}{''.join(parts)}]"

    def _without(self, members: str, depth: int) -> str:
        """Return a class from which another is taken away."""
        self.portable = False
        other = self._bracketed(depth + 1)
        if self._next() != "]":
            raise RegexError("a class that is taken away must come last in its brackets")
        return f"[[{members}]&&[^{other}]]"

    def _member(self, char: str) -> str:
        """Return a character, an escape or a range within brackets."""
        if char == "\\":
            escaped = self._next()
            if escaped in "pP":
                return self._category(escaped)
            inside, negated = self._class(escaped)
            if negated:
                self.portable = False  # a class within a class, which PCRE has not
                return f"[^{inside}]"
            if inside:
                return inside
            first, start = _CONTROLS.get(escaped) or _escaped(escaped), _meant(escaped)
        else:
            first, start = _literal(char), char
        end = self._regex[self._at + 1 : self._at + 2]
        if not self._follows("-") or end in ("", "]", "[") or char == "-":
            return first
        self._at += 2
        last = self._next() if end == "\\" else end
        if end == "\\" and (last in "pP" or self._class(last)[0]):
            raise RegexError(f"a range cannot end with \\{last}")
        if (_meant(last) if end == "\\" else last) < start:
            raise RegexError(f"the range {first}-{last} ends before it begins")
        written = (_CONTROLS.get(last) or _escaped(last)) if end == "\\" else _literal(last)
        return f"{first}-{written}"


def _escaped(char: str) -> str:
    """Return what a backslash makes of a character; XPath knows fewer, but none otherwise."""
    if char.isalnum():
        raise RegexError(f"\\{char} is no escape of XPath")
    return _literal(char)


def _literal(char: str) -> str:
    if char in _WRITTEN:
        return _WRITTEN[char]
    return f"\\{char}" if char in _SPECIAL else char


def _meant(escaped: str) -> str:
    """Return the character that an escape stands for."""
    return {"n": "\n", "r": "\r", "t": "\t"}.get(escaped, escaped)
