"""The grammar of expressions: Python's arithmetic, with `^` for powers too.

    sum        x + y   x - y                       from left to right
    product    x * y   x / y   x // y   x % y      from left to right
    sign       -x   +x
    power      x ** y   x ^ y                      from right to left, before a sign on its left
    operand    2   x   pi   sin(x)   (…)   sum(x, y, …)   dot([x, …], [y, …])
               where(x > 0, y, z)

Functions are the registry's, under all their names. `pi` is the only constant.
"""

from __future__ import annotations

import math
import operator
from collections.abc import Callable
from typing import Any, NoReturn

from ..engine.custom import OWN
from ..engine.elementwise import Elementwise
from ..engine.nary import Nary
from ..engine.primitive import PUBLIC
from ..errors import ExpressionError
from .complaint import complaint
from .program import Apply, Choose, Collect, Name, Number, Program
from .tokens import MAX_DEPTH, MAX_NAMES, Token, number, tokens
from .wanted import no_function, not_continued, operand_wanted

CONSTANTS = {"pi": math.pi}

POWER, SIGN, PRODUCT, SUM = 4, 3, 2, 1
LEVELS = {
    "+": SUM, "-": SUM, "*": PRODUCT, "/": PRODUCT, "//": PRODUCT, "%": PRODUCT,
    "**": POWER, "^": POWER,
}  # fmt: skip
OPERATORS = {
    "+": "add", "-": "sub", "*": "mul", "/": "div", "//": "floor_divide", "%": "mod",
    "**": "pow", "^": "pow",
}  # fmt: skip
COMPARISONS: dict[str, Callable[[Any, Any], Any]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "==": operator.eq,
    "!=": operator.ne,
}


Part = Callable[[], Program]


def functions() -> dict[str, Elementwise | Nary]:
    """What an expression can call, by name: the primitives on numbers, and the user's own."""
    known = {op.name: op for op in OWN.values()} | PUBLIC
    return {name: op for name, op in known.items() if isinstance(op, (Elementwise, Nary))}


def is_built_in(name: str) -> bool:
    """Whether a name means a function in every expression, so that no variable can have it."""
    return isinstance(PUBLIC.get(name), (Elementwise, Nary))


def read(text: str) -> tuple[Program, dict[str, Token]]:
    """The program of a text and, in order of appearance, where each of its names first stands.

    Raises `ExpressionError` with the place at which the text stops being an expression.

    >>> program, names = read("x*y + x")
    >>> len(program), list(names)
    (5, ['x', 'y'])
    """
    reader = Reader(text)
    return reader.whole(), reader.names


class Reader:
    """Reads a text from left to right, one token ahead; each method returns a part's program."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens = tokens(text)
        self.last = self.token = next(self.tokens)
        self.names: dict[str, Token] = {}
        self.functions = functions()
        self.depth = 0

    def whole(self) -> Program:
        """The expression, and nothing after it."""
        if self.token.kind == "end":
            raise ExpressionError("an empty text is no expression; write one such as x*y + sin(x)")
        program = self.expression()
        if self.token.kind != "end":
            self.refuse(self.token, not_continued(self.token, self.last))
        return program

    def expression(self, floor: int = 0) -> Program:
        """Operands joined by operators that bind more tightly than `floor`."""
        self.depth += 1
        if self.depth > MAX_DEPTH:
            self.refuse(self.token, f"this is nested more than {MAX_DEPTH} deep")
        program = self.operand()
        while LEVELS.get(self.token.text, 0) > floor:
            sign = self.advance()
            level = LEVELS[sign.text]
            program += self.expression(level - 1 if level == POWER else level)
            program.append(Apply(sign.start, sign.stop, PUBLIC[OPERATORS[sign.text]], 2))
        self.depth -= 1
        return program

    def operand(self) -> Program:
        """A number, a name, a call, a group, or one of them with a sign."""
        before, token = self.last, self.advance()
        if token.kind == "number":
            return [Number(token.start, token.stop, number(self.text, token))]
        if token.kind == "name":
            return self.call(token) if self.token.text == "(" else self.name(token)
        if token.text == "(":
            return self.group(token)
        if token.text == "-":
            return [*self.expression(SIGN), Apply(token.start, token.stop, PUBLIC["neg"], 1)]
        if token.text == "+":
            return self.expression(SIGN)
        return self.refuse(*operand_wanted(token, before))

    def group(self, opening: Token) -> Program:
        """An expression in parentheses."""
        program = self.expression()
        self.close(opening, ")")
        return program

    def name(self, token: Token) -> Program:
        """A variable, or pi."""
        if is_built_in(token.text):
            self.refuse(token, f"{token.text} is a function; write {token.text}(x)")
        if token.text not in CONSTANTS:
            self.names.setdefault(token.text, token)
        if len(self.names) > MAX_NAMES:
            self.refuse(token, f"an expression has at most {MAX_NAMES} names")
        return [Name(token.start, token.stop, token.text)]

    def call(self, token: Token) -> Program:
        """A function and its arguments."""
        op = self.functions.get(token.text)
        if op is None:
            self.refuse(token, no_function(token.text, self.functions))
        if op.name == "where":
            return self.where(token)
        if isinstance(op, Nary):
            return self.reduction(token, op)
        arguments = self.arguments(self.expression)
        least = op.arity - len(op.defaults)
        if not least <= len(arguments) <= op.arity:
            wanted = counted(op.arity) if least == op.arity else f"{least} or {counted(op.arity)}"
            self.refuse(token, f"{token.text} takes {wanted}; got {len(arguments)}")
        return [*joined(arguments), Apply(token.start, token.stop, op, len(arguments))]

    def reduction(self, token: Token, op: Nary) -> Program:
        """A function of any number of numbers, given one by one or in lists."""
        arguments = self.arguments(self.item)
        lists = sum(isinstance(argument[-1], Collect) for argument in arguments)
        program = joined(arguments)
        if op.columns == 1 and arguments and not lists:
            program.append(Collect(token.start, token.stop, len(arguments)))
        elif len(arguments) != op.columns or (lists and op.columns == 1 and len(arguments) > 1):
            wanted = "numbers, or one list of them" if op.columns == 1 else "two lists"
            example = "x, y" if op.columns == 1 else "[x, y], [z, w]"
            self.refuse(token, f"{token.text} takes {wanted}, as in {token.text}({example})")
        return [*program, Apply(token.start, token.stop, op, op.columns)]

    def where(self, token: Token) -> Program:
        """where(condition, this, else that)."""
        arguments = self.arguments(self.condition, self.expression)
        if len(arguments) != 3:
            self.refuse(token, f"where takes where(x > 0, y, z); got {len(arguments)} arguments")
        return [Choose(token.start, token.stop, *arguments)]

    def arguments(self, first: Part, other: Part | None = None) -> list[Program]:
        """What stands between the parentheses of a call, with commas between."""
        opening = self.advance()
        found: list[Program] = []
        while self.token.text != ")" or found:
            found.append((other or first)() if found else first())
            if self.token.text != ",":
                break
            self.advance()
        self.close(opening, ")")
        return found

    def item(self) -> Program:
        """An argument of a reduction: a number, or a list of them."""
        if self.token.text != "[":
            return self.expression()
        opening = self.advance()
        found = [self.expression()]
        while self.token.text == ",":
            self.advance()
            found.append(self.expression())
        closing = self.close(opening, "]")
        return [*joined(found), Collect(opening.start, closing.stop, len(found))]

    def condition(self) -> Program:
        """A number, or the comparison of two."""
        program = self.expression()
        if self.token.text in COMPARISONS:
            sign = self.advance()
            program += self.expression()
            program.append(Apply(sign.start, sign.stop, COMPARISONS[sign.text], 2))
            if self.token.text in COMPARISONS:
                self.refuse(self.token, "a chain of comparisons is not allowed here; compare two")
        return program

    def advance(self) -> Token:
        """Step over the current token and return it."""
        self.last = self.token
        if self.token.kind != "end":
            self.token = next(self.tokens)
        return self.last

    def close(self, opening: Token, closing: str) -> Token:
        """Step over what closes a group."""
        if self.token.kind == "end":
            self.refuse(opening, f"this {opening.text} is never closed")
        if self.token.text != closing:
            self.refuse(self.token, not_continued(self.token, self.last))
        return self.advance()

    def refuse(self, token: Token, sentence: str) -> NoReturn:
        """Stop, with carets under a token."""
        raise complaint(sentence, self.text, token.start, token.stop)


def counted(n: int) -> str:
    """A number of arguments in words."""
    return "1 argument" if n == 1 else f"{n} arguments"


def joined(programs: list[Program]) -> Program:
    """One program after the other."""
    return [step for program in programs for step in program]
