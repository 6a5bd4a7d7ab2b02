"""A text as a function of its names."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Mapping, Sequence
from functools import cached_property
from inspect import Parameter, Signature
from typing import Any

from ..engine.node import Node
from ..errors import ExpressionError
from ..formulas.text.builtins import EULER, POWER_OF_E, bare_letters
from ..formulas.text.characters import plain
from ..formulas.text.complaint import complaint, listed, suggestion
from ..formulas.text.grammar import RELATIONS, Reader
from ..formulas.text.tokens import LONGEST, DerivationError, check_length
from ..formulas.trees.tree import Tree, as_slope, walk
from ..ops.arithmetic import identity
from ..ops.axes import shape_of
from ..values.symbol import Symbol
from ..values.tensor import Tensor
from ..values.value import Value
from .arrays import is_on_arrays
from .calls import Refused
from .compiling import free_names, program_of
from .names import CONSTANTS, check_definition, function, functions, is_built_in, unusable
from .program import Scope, run

MOST_NAMES = 500
_SLOPE = re.compile(r"[d∂](\w+)\s*/\s*[d∂](\w+)")


class Expression:
    """A text, read once, as a function of the names in it; `names` lists them as they appear.

    Call it with a number for each, in that order or by name. Nodes are used as they are, so it
    goes wherever a function goes: `grad`, `hessian`, `compile`. Numbers become named Values.
    Raises `ExpressionError` for a text that is no expression; see `autograd.expression` for what
    one may hold. What is `defined` elsewhere is a variable, whatever else its name means, and names
    that are `known` from there can be differentiated.

    >>> f = Expression("w*x + b")
    >>> f.names
    ('w', 'x', 'b')
    >>> f(2, x=3, b=1)
    Value(7.0, op='+')
    """

    def __init__(self, text: str, defined: Container[str] = (), known: Container[str] = ()) -> None:
        self.text = text
        try:
            self.tree = read(text, defined, known)
            self._program = program_of(self.tree)
        except DerivationError as error:
            raise complaint(error.why, text, error.column - 1, error.stop) from None
        except Refused as error:
            raise complaint(str(error), text, *error.span) from None
        self._places = free_names(self.tree)
        self._check_names()
        self.names = tuple(self._places)
        self._has_arrays = "[" in plain(text)
        self._derives = any(map(as_slope, walk(self.tree)))
        self.__name__ = "f"

    @cached_property
    def __signature__(self) -> Signature:
        """The names as parameters: what `inspect.signature` and `help` show."""
        return Signature([Parameter(name, Parameter.POSITIONAL_OR_KEYWORD) for name in self.names])

    def __repr__(self) -> str:
        return f"Expression({self.text!r})"

    def __call__(self, /, *numbers: Any, **values: Any) -> Any:
        """The expression as a node: a Value, or a Tensor or Symbol where one goes in."""
        given = leaves(self._given(numbers, values))
        if self._derives:
            given = apart(given)
        on_arrays = self._has_arrays or any(map(is_on_arrays, given.values()))
        y = run(self._program, Scope(self.text, given, on_arrays))
        traced = any(isinstance(x, Symbol) for x in given.values())
        return y if traced or isinstance(y, Node) else leaf("", y)

    def _check_names(self) -> None:
        if len(self._places) > MOST_NAMES:
            raise ExpressionError(f"an expression has at most {MOST_NAMES} names")
        for name, place in self._places.items():
            wrong = unusable(name)
            if is_built_in(name):
                wrong = f"{name} is a function: write {name}(…)"
            if wrong:
                raise complaint(wrong, self.text, *place)

    def _given(self, numbers: tuple[Any, ...], values: Mapping[str, Any]) -> dict[str, Any]:
        """A value for every name, and for nothing else."""
        if len(numbers) > len(self.names):
            raise ExpressionError(
                f"{self.text[:60]} has {len(self.names)} names; got {len(numbers)} numbers"
            )
        given = dict(zip(self.names, numbers, strict=False))
        named = {check_definition(name): value for name, value in values.items()}
        twice = next((name for name in named if name in given), None)
        if twice is not None:
            raise ExpressionError(f"{twice} was given twice, by place and by name")
        given |= named
        missing = [name for name in self.names if name not in given]
        unknown = [name for name in named if name not in self.names]
        if missing:
            raise self.missing(missing, unknown)
        if unknown:
            raise ExpressionError(f"{listed(unknown)} does not occur in {self.text[:60]}")
        return given

    def missing(self, names: list[str], unknown: Sequence[str] = ()) -> ExpressionError:
        """The error for names that nobody gave a value for; `unknown` were given one in vain."""
        advice = ""
        if "e" in names and self.raises_e:
            names, advice = ["e"], f"; {EULER}"
        elif names == ["e"]:
            advice = "; e is an ordinary name here: write exp(1) for the number"
        elif (slope := self._undefined_slope(names)) is not None:
            of, by = slope
            advice = f"; for a derivative say above what {of} is: {of} = …; d{of}/d{by}"
        elif len(names) == 1 and function(names[0]) is not None:
            advice = f"; as a function it is written {names[0]}(…)"
        elif len(names) == 1:
            advice = suggestion(names[0], [*unknown, *CONSTANTS, *functions()])
        sentence = f"no value was given for {listed(names)}{advice}"
        return complaint(sentence, self.text, *self._places[names[0]])

    def _undefined_slope(self, missing: list[str]) -> tuple[str, str] | None:
        """y and x of a dy/dx in it that is a quotient, for nothing says what y is."""
        for found in _SLOPE.finditer(plain(self.text)):
            if {f"d{name}" for name in found.groups()} <= {*missing}:
                return found[1], found[2]
        return None

    @property
    def raises_e(self) -> bool:
        """Whether e^… stands in it, which others read as Euler's number."""
        return POWER_OF_E.search(self.text) is not None


def read(text: str, defined: Container[str] = (), known: Container[str] = ()) -> Tree:
    """The tree of an expression. Raises `DerivationError` with the place where it is none."""
    check_length(text)
    if not text.strip():
        raise ExpressionError("an empty text is no expression; write one such as x*y + sin(x)")

    def is_function(name: str) -> bool:
        if name in defined or name in numbers:
            return False
        return function(name) is not None or name == "grad"

    def is_known(name: str) -> bool:
        return name in own or name in known

    numbers = bare_letters(text)
    reader = _Reader(text, defined.__contains__, is_function, is_known)
    own = {token.text for token in reader.tokens if token.kind == "name"}
    wrong = next((t for t in reader.tokens if t.kind == "name" and unusable(t.text)), None)
    if wrong is not None:
        raise reader.error(unusable(wrong.text), wrong)
    tree = reader.expression()
    if reader.next.text in RELATIONS:
        raise reader.error(ASSIGNED if reader.next.text == "=" else COMPARED)
    reader.finish()
    return tree


ASSIGNED = "an assignment is not allowed here: values are given beside the text, and == compares"
COMPARED = "a comparison counts as 1 or 0 in parentheses: write (x > 0), or where(x > 0, y, z)"


class _Reader(Reader):
    """Long sums are welcome: what is computed by a loop overflows no stack."""

    longest_chain = LONGEST


def leaves(values: Mapping[str, Any]) -> dict[str, Any]:
    """The values as an expression uses them: all as they are where one of them is a symbol."""
    if any(isinstance(x, Symbol) for x in values.values()):
        return dict(values)
    return {name: leaf(name, x) for name, x in values.items()}


def apart(given: Mapping[str, Any]) -> dict[str, Any]:
    """The values with a node of its own for each name: by x is not by y, though both be one Value.

    >>> x = Value(2.0)
    >>> parse("d/dx(x*y)", x=x, y=x).data
    2.0
    """
    uses = Counter(map(id, given.values()))
    shared = [name for name, x in given.items() if isinstance(x, Node) and uses[id(x)] > 1]
    return {**given, **{name: identity(given[name]) for name in shared}}


def leaf(name: str, value: Any) -> Node:
    """A value as the expression uses it: a node as it is, anything else a leaf with its name."""
    if isinstance(value, Node):
        return value
    is_array = isinstance(value, (list, tuple)) or shape_of(value) != ()
    return (Tensor if is_array else Value)(value, name)


def parse(text: str, /, **values: Any) -> Any:
    """The expression `text` at the given values of its names, as a node.

    A number becomes a Value with that name, an array a Tensor; Values, Tensors and Symbols are
    used as they are, so their `.grad` is there after `backward()`. Nothing in the text is run as
    Python: see `autograd.expression` for what it may hold. Raises `ExpressionError` with carets
    under what is wrong, and `DomainError` where an operation leaves its domain.

    >>> x = Value(2.0, name="x")
    >>> z = parse("x²·y", x=x, y=3)
    >>> z.backward()
    >>> z.data, x.grad
    (12.0, 12.0)
    """
    return Expression(text)(**values)
