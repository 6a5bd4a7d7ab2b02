r"""Macros of a page: read where they are defined, expanded where they are used, never without end.

>>> table = Macros()
>>> rest = table.read(tokens(r"\newcommand{\pd}[2]{\frac{\partial #1}{\partial #2}} \pd{C}{w}"))
>>> written(table.expanded(rest)).strip()
'\\frac{\\partial C}{\\partial w}'
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from .tokens import Token, group_end, inner, tokens, trimmed, written

MOST = 20_000  # tokens that a formula may grow to


class Endless(ValueError):
    """A macro that calls itself, or grows without bound; the text is the sentence to say."""


@dataclass(frozen=True)
class Macro:
    """What a command stands for; `default` is what an optional first argument is if left out."""

    body: tuple[Token, ...]
    arguments: int = 0
    default: tuple[Token, ...] | None = None
    final: bool = False  # the other name of a command that is no macro


@dataclass
class Macros:
    """The macros that have been defined so far."""

    known: dict[str, Macro] = field(default_factory=dict)

    def read(self, parts: Sequence[Token]) -> list[Token]:
        """Take the definitions out of some LaTeX; the rest comes back."""
        rest: list[Token] = []
        place = 0
        while place < len(parts):
            define = _DEFINING.get(parts[place].text.rstrip("*"))
            after = define(self, _Reader(parts, place + 1)) if define else None
            if after is None:
                rest.append(parts[place])
            place = after or place + 1
        return rest

    def expanded(self, parts: Sequence[Token]) -> list[Token]:
        """LaTeX without macros. Raises `Endless`."""
        return self._expanded(parts, frozenset(), _Budget())

    def _expanded(
        self, parts: Sequence[Token], active: frozenset[str], budget: _Budget
    ) -> list[Token]:
        if self.known.keys().isdisjoint(token.text for token in parts):
            budget.take(len(parts))
            return list(parts)
        found: list[Token] = []
        reader = _Reader(parts, 0)
        while (token := reader.next()) is not None:
            macro = self.known.get(token.text)
            if macro is None:
                budget.take(1)
                found.append(token)
                continue
            if token.text in active or len(active) > 100:
                raise Endless(f"the macro {token.text} calls itself: it stands for nothing")
            given = [self._expanded(each, active, budget) for each in _given(macro, reader)]
            body = _filled(macro, given, token.start, reader.stop)
            inside = active | {token.text}
            found += body if macro.final else self._expanded(body, inside, budget)
        return found


def defined_to(source: str) -> int:
    r"""How many characters the definition takes that a text begins with; 0 if it is none.

    >>> defined_to(r"\newcommand{\R}{\mathbb{R}} and $x$"), defined_to("x")
    (27, 0)
    """
    parts = tokens(source)
    define = _DEFINING.get(parts[0].text.rstrip("*")) if parts else None
    after = define(Macros(), _Reader(parts, 1)) if define else 0
    return parts[after - 1].stop if after else 0


class _Budget:
    def __init__(self) -> None:
        self.left = MOST

    def take(self, count: int) -> None:
        self.left -= count
        if self.left < 0:
            raise Endless(f"its macros make more than {MOST} signs of it")


class _Reader:
    """Goes through tokens argument by argument."""

    def __init__(self, parts: Sequence[Token], place: int) -> None:
        self.parts, self.place = parts, place

    @property
    def stop(self) -> int:
        return self.parts[self.place - 1].stop

    def next(self) -> Token | None:
        if self.place >= len(self.parts):
            return None
        self.place += 1
        return self.parts[self.place - 1]

    def group(self) -> list[Token]:
        """The next argument, without its braces."""
        start = self._past_spaces()
        self.place = group_end(self.parts, start)
        return inner(self.parts[start : self.place])

    def optional(self) -> list[Token] | None:
        """What stands in square brackets next, if anything does."""
        start = self._past_spaces()
        if start >= len(self.parts) or self.parts[start].text != "[":
            return None
        depth = 0
        for place in range(start + 1, len(self.parts)):
            text = self.parts[place].text
            depth += (text == "{") - (text == "}")
            if text == "]" and depth <= 0:
                self.place = place + 1
                return list(self.parts[start + 1 : place])
        return None

    def up_to_brace(self) -> list[Token]:
        r"""What stands before the next open brace: the parameters of `\def`."""
        start = self.place
        while self.place < len(self.parts) and self.parts[self.place].text != "{":
            self.place += 1
        return list(self.parts[start : self.place])

    def skip(self, text: str) -> None:
        start = self._past_spaces()
        if start < len(self.parts) and self.parts[start].text == text:
            self.place = start + 1

    def _past_spaces(self) -> int:
        place = self.place
        while place < len(self.parts) and self.parts[place].is_space:
            place += 1
        return place


def _given(macro: Macro, reader: _Reader) -> list[list[Token]]:
    """The arguments that a macro is called with."""
    found: list[list[Token]] = []
    if macro.default is not None:
        first = reader.optional()
        found.append(list(macro.default) if first is None else first)
    while len(found) < macro.arguments:
        found.append(reader.group())
    return found


def _filled(macro: Macro, given: Sequence[list[Token]], start: int, stop: int) -> list[Token]:
    """The body with the arguments in their places; what is not theirs stands where the call is."""
    found: list[Token] = []
    body = iter(macro.body)
    for token in body:
        if token.text == "#" and (number := next(body, token).text).isdigit():
            found += given[int(number) - 1] if 0 < int(number) <= len(given) else []
        else:
            found.append(replace(token, start=start, stop=stop))
    return found


def _name(reader: _Reader) -> str:
    reader.skip("*")
    return written(trimmed(reader.group()))


def _command(macros: Macros, reader: _Reader) -> int:
    r"""`\newcommand{\name}[2][default]{body}` and its relatives."""
    name = _name(reader)
    count = written(reader.optional() or []).strip()
    default = reader.optional()
    body = reader.group()
    arguments = int(count) if count.isdigit() else 0
    macros.known[name] = Macro(tuple(body), arguments, None if default is None else tuple(default))
    return reader.place


def _provided(macros: Macros, reader: _Reader) -> int:
    r"""`\providecommand`, which changes nothing that is there."""
    before = dict(macros.known)
    place = _command(macros, reader)
    macros.known.update(before)
    return place


def _def(macros: Macros, reader: _Reader) -> int:
    r"""`\def\name#1#2{body}`."""
    name = _name(reader)
    parameters = written(reader.up_to_brace())
    macros.known[name] = Macro(tuple(reader.group()), parameters.count("#"))
    return reader.place


def _operator(macros: Macros, reader: _Reader) -> int:
    r"""`\DeclareMathOperator{\name}{word}`."""
    name, word = _name(reader), reader.group()
    macros.known[name] = Macro((*tokens(r"\operatorname{"), *word, *tokens("}")))
    return reader.place


def _paired(macros: Macros, reader: _Reader) -> int:
    r"""`\DeclarePairedDelimiter{\name}{left}{right}`."""
    name, left, right = _name(reader), reader.group(), reader.group()
    macros.known[name] = Macro((*left, *tokens("#1"), *right), 1)
    return reader.place


def _let(macros: Macros, reader: _Reader) -> int:
    r"""`\let\name=\other`: what the other stands for at this moment."""
    name = _name(reader)
    reader.skip("=")
    other = reader.group()
    known = macros.known.get(written(other))
    macros.known[name] = known or Macro(tuple(other), final=True)
    return reader.place


Define = Callable[[Macros, _Reader], int]
_DEFINING: dict[str, Define] = {
    **dict.fromkeys((r"\newcommand", r"\renewcommand", r"\DeclareRobustCommand"), _command),
    **dict.fromkeys((r"\def", r"\gdef", r"\edef", r"\xdef"), _def),
    r"\providecommand": _provided,
    r"\DeclareMathOperator": _operator,
    r"\DeclarePairedDelimiter": _paired,
    r"\let": _let,
}
