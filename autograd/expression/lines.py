"""Several lines as one function: `z = w*x + b`, then `L = (sigmoid(z) - y)^2`.

Each line gives a name to an expression of the lines above it and of free names; the last line is
the result and may go without a name. Lines end where they end on paper, or at `;`; a line that is
not finished (an open bracket, an operator at its end or at the start of the next) goes on. What
follows # is a comment.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from itertools import chain, count
from typing import Any, NamedTuple

from ..engine.node import Node
from ..errors import AutogradError, ExpressionError
from ..formulas.text.characters import plain
from ..formulas.text.complaint import complaint, listed
from ..formulas.text.page import Statement, lines_apart
from ..formulas.text.tokens import check_length
from ..formulas.trees.tree import as_slope, walk
from ..ops.arithmetic import identity
from ..values.symbol import Symbol
from .function import Expression, leaves
from .names import check_definition

MOST = 100

_FUNCTION = re.compile(r"\s*(\w+)\s*\(.*\)\s*$")
_EQUALS = re.compile(r"(?<![=<>!])=(?!=)")


class Line(NamedTuple):
    """A line: its place (from 1), the name that it defines, if any, and the expression."""

    place: int
    name: str
    expression: Expression


class Lines:
    """A text of one or more lines, read once, as a function of the free names in it.

    `names` lists the free names as they appear, `result` is what the last line is called. Raises
    `ExpressionError` with a caret, and the line's number where there are several.

    >>> f = Lines("z = w*x + b; L = z^2")
    >>> f.names, f.result
    (('w', 'x', 'b'), 'L')
    >>> f(w=2, x=3, b=1)
    Value(49.0, op='**', name='L')
    """

    def __init__(self, text: str) -> None:
        check_length(text)
        self.text = text
        self.lines = list(_read(text))
        defined = {line.name for line in self.lines}
        used = dict.fromkeys(chain.from_iterable(line.expression.names for line in self.lines))
        self.names = tuple(name for name in used if name not in defined)
        self.result = self.lines[-1].name or result_name({*defined, *used})
        self._derives = len(self.lines) > 1 and any(map(_has_slope, self.lines))

    def __call__(self, /, **values: Any) -> Any:
        """The result as a node; what each line defines is a node with its name."""
        known = leaves({check_definition(name): value for name, value in values.items()})
        unknown = [name for name in known if name not in self.names]
        if unknown and len(self.lines) > 1:
            raise ExpressionError(f"{listed(unknown)} is no free name of these lines")
        y: Any = None
        traced = any(isinstance(x, Symbol) for x in known.values())
        for line in self.lines:
            wanted = line.expression.names if len(self.lines) > 1 else known
            given = {name: known[name] for name in wanted if name in known}
            with _placed(line.place, self.text):
                y = line.expression(**given)
            if self._derives and any(y is node for node in known.values()):
                y = identity(y)  # w = x: dL/dw moves w alone
            y = _named(y, line.name or self.result)
            known[line.name] = y.primal if traced and not isinstance(y, Symbol) else y
        return y

    def refuse_euler(self, missing: Container[str]) -> None:
        """Raise `ExpressionError` where e^… stands and nobody says what e is."""
        for line in self.lines:
            if "e" in missing and line.expression.raises_e:
                with _placed(line.place, self.text):
                    raise line.expression.missing(["e"])

    def __str__(self) -> str:
        """The text with one line for each definition, all of them with a name."""
        return "\n".join(
            f"{line.name or self.result} = {line.expression.text}" for line in self.lines
        )


def _named(y: Any, name: str) -> Any:
    """A node under its name, unless it is a leaf or a line that has one already."""
    if isinstance(y, Node) and not y.name:
        y.name = name
    return y


def _has_slope(line: Line) -> bool:
    return any(map(as_slope, walk(line.expression.tree)))


def _read(text: str) -> Iterator[Line]:
    found = lines_apart(text) or [Statement("", 1)]
    if len(found) > MOST:
        raise ExpressionError(f"a text has at most {MOST} lines; this one has {len(found)}")
    defined: set[str] = set()
    used: set[str] = set()
    for statement in found:
        with _placed(statement.line, text):
            name, start = _definition(statement)
            if not name and statement is not found[-1]:
                raise ExpressionError("only the last line may go without a name; write y = …")
            line = Line(
                statement.line,
                name,
                Expression(statement.typed[start:].strip(), defined, used | defined),
            )
            used |= set(line.expression.names)
            if name and name in defined:
                raise ExpressionError(f"{name} is defined already: give this line another name")
            if name in used:
                raise ExpressionError(f"{name} is used before it is defined")
        defined.add(name)
        yield line


def _definition(statement: Statement) -> tuple[str, int]:
    """The name that a line defines ("" if none), and where its expression starts."""
    equals = _place_of_equals(statement.text)
    if equals is None:
        return "", 0
    left = statement.typed[:equals]
    try:
        return check_definition(left.strip()), equals + 1
    except ExpressionError as error:
        sentence = f"a line says name = expression: {error}"
        if "/" in left:
            sentence = "a line defines a value, not a derivative: those are for `autograd check`"
        elif function := _FUNCTION.match(plain(left)):
            sentence = f"a line defines a value, not a function: write {function[1]} = …"
        start = len(left) - len(left.lstrip())
        raise complaint(sentence, statement.typed, start, len(left.rstrip()) or 1) from None


def _place_of_equals(text: str) -> int | None:
    """Where a text says `=`, outside of brackets."""
    for sign in _EQUALS.finditer(text):
        before = text[: sign.start()]
        if sum(map(before.count, "([")) <= sum(map(before.count, ")]")):
            return sign.start()
    return None


class _placed:  # noqa: N801  # reads as a verb: with _placed(3, text): …
    """Adds the number of the line to what goes wrong in it, if the text has several."""

    def __init__(self, place: int, text: str) -> None:
        self.place, self.several = place, "\n" in text.strip()

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: Any, error: Any, trace: Any) -> None:
        if isinstance(error, AutogradError) and self.several:
            error.args = (f"line {self.place}: {error}", *error.args[1:])


def result_name(names: Container[str]) -> str:
    """What to call the result: f, or the next letter that no variable has."""
    letters = chain("fgh", map("f{}".format, count(1)))
    return next(name for name in letters if name not in names)
