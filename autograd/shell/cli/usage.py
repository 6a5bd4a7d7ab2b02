"""Reading arguments: expressions, `x=2`, options, in any order."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterable, Sequence
from typing import Any, NoReturn

from ...engine.labels import visible
from ...errors import AutogradError, ExpressionError
from ...expression import Expression, Lines, check_definition, suggestion
from ...expression.function import leaf
from ...values.tensor import Tensor


class Usage(Exception):
    """A command line that cannot be understood."""


UNKNOWN = re.compile(r"unrecognized arguments: (--[\w-]+)")
# What argparse says, and what a reader understands who does not know what an argument is.
PLAINLY = (
    (re.compile(r"the following arguments are required: (.*)"), r"\1 is missing"),
    (re.compile(r"argument (.*): expected one argument"), r"nothing follows \1"),
    (re.compile(r"unrecognized arguments: (.*)"), r"\1 means nothing here"),
)


class Parser(argparse.ArgumentParser):
    """An argument parser that raises, and that takes -x**2 for an expression."""

    def error(self, message: str) -> NoReturn:
        close = self._meant(message)
        for said, plainly in PLAINLY:
            message = said.sub(plainly, message)
        raise Usage(f"{message}{close or f'; see {self.prog} --help'}")

    def _meant(self, message: str) -> str:
        """A question that names the options like the first that is unknown."""
        unknown = UNKNOWN.match(message)
        options = [each for each in self._option_string_actions if each.startswith("--")]
        return suggestion(unknown[1], options) if unknown else ""

    def options(self, arguments: Sequence[str]) -> Any:
        """The options that these arguments set; None when they asked for help, which is shown."""
        try:
            return self.parse_intermixed_args([self._guarded(word) for word in arguments])
        except SystemExit:
            return None

    def _guarded(self, word: str) -> str:
        """A word that begins with a minus sign and is no option, with a space before it."""
        minus = word.startswith("-") and not word.startswith("--") and len(word) > 1
        return f" {word}" if minus and word not in self._option_string_actions else word


def declare_expression(parser: Parser) -> None:
    """The arguments that say which expression, and where."""
    parser.add_argument("expression", metavar="EXPR", help="such as 'z = w*x + b; tanh(z)^2'")
    parser.add_argument(
        "values",
        metavar="NAME=NUMBER",
        nargs="*",
        default=[],
        help="such as x=2, y=pi/4 or w=[1,2]; one for each name",
    )


def evaluated(options: Any) -> tuple[Lines, Any, dict[str, Any]]:
    """The lines, their value as a node, and the leaf for each of their names in order.

    Raises `ExpressionError` where a value is missing, not wanted, given twice, or none.
    """
    f = Lines(options.expression.strip())
    leaves = {name: leaf(name, x) for name, x in assigned(options.values).items()}
    y = f(**leaves)
    return f, y, {name: leaves[name] for name in f.names}


def assigned(words: Iterable[str]) -> dict[str, Any]:
    """The numbers and arrays that words such as `x=2` and `w=[1, 2]` give to names."""
    texts: dict[str, str] = {}
    for word in words:
        name, equals, text = (part.strip() for part in word.replace("\uff1d", "=").partition("="))
        if not equals:
            raise Usage(f"{visible(word.strip())} gives no name a value; write one as x=2")
        name = check_definition(name)
        if name in texts:
            said = f"{visible(texts[name])} and {visible(text)}"
            raise ExpressionError(f"{name} was given twice: {said}")
        texts[name] = text
    return {name: _said_of(name, text) for name, text in texts.items()}


def _said_of(name: str, text: str) -> Any:
    """The constant; what is wrong with it is said of the name that it is for."""
    try:
        return constant(name, text)
    except AutogradError as error:
        if not isinstance(error, ExpressionError) or error.column:  # else it says so already
            error.args = (f"in the value of {name}, {error}", *error.args[1:])
        raise


def constant(name: str, text: str) -> Any:
    """The number that a text such as 2 or pi/4 stands for, or the array that [1, 2] does."""
    if not text:
        raise ExpressionError(f"{name}= gives no number; write one as {name}=2")
    f = Expression(text)
    if f.names:
        raise ExpressionError(
            f"the value of {name} is to be a number; {visible(text)} has names in it"
        )
    y = f()
    return y.data if isinstance(y, Tensor) else y.item()
