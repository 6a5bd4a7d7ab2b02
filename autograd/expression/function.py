"""A text as a function of its names."""

from __future__ import annotations

from collections.abc import Mapping
from inspect import Parameter, Signature
from typing import Any

from ..engine.node import Node
from ..errors import ExpressionError
from ..values.symbol import Symbol
from ..values.tensor import Tensor
from ..values.value import Value
from .complaint import complaint, listed, suggestion
from .grammar import CONSTANTS, functions, is_built_in, read
from .program import Scope, run
from .tokens import check_name


class Expression:
    """A text, read once, as a function of the names in it; `names` lists them as they appear.

    Call it with a number for each, in that order or by name. Nodes are used as they are, so it
    goes wherever a function goes: `grad`, `hessian`, `compile`. Numbers become named Values.
    Raises `ExpressionError` for a text that is no expression; see `autograd.expression` for what
    one may hold.

    >>> f = Expression("w*x + b")
    >>> f.names
    ('w', 'x', 'b')
    >>> f(2, x=3, b=1)
    Value(7.0, op='+')
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self._program, self._places = read(text)
        self.names = tuple(self._places)
        self.__name__ = "f"
        self.__signature__ = Signature(
            [Parameter(name, Parameter.POSITIONAL_OR_KEYWORD) for name in self.names]
        )

    def __repr__(self) -> str:
        return f"Expression({self.text!r})"

    def __call__(self, /, *numbers: Any, **values: Any) -> Any:
        """The expression as a node: a Value, or a Tensor or Symbol where one goes in."""
        given = self._given(numbers, values)
        traced = any(isinstance(x, Symbol) for x in given.values())
        values = given if traced else {name: _leaf(name, x) for name, x in given.items()}
        y = run(self._program, Scope(self.text, CONSTANTS | values))
        return y if traced or isinstance(y, Node) else Value(y)

    def _given(self, numbers: tuple[Any, ...], values: Mapping[str, Any]) -> dict[str, Any]:
        """A value for every name, and for nothing else."""
        if len(numbers) > len(self.names):
            raise ExpressionError(
                f"{self.text[:60]} has {len(self.names)} names; got {len(numbers)} numbers"
            )
        given = dict(zip(self.names, numbers, strict=False))
        for name in values:
            check_definition(name)
            if name in given:
                raise ExpressionError(f"{name} was given twice, by place and by name")
        given |= values
        missing = [name for name in self.names if name not in given]
        unknown = [name for name in values if name not in self.names]
        if missing:
            raise self._missing(missing, unknown)
        if unknown:
            raise ExpressionError(f"{listed(unknown)} does not occur in {self.text[:60]}")
        return given

    def _missing(self, missing: list[str], unknown: list[str]) -> ExpressionError:
        place, advice = self._places[missing[0]], ""
        if missing[0] == "e":
            advice = "; for Euler's number write exp(1)"
        elif len(missing) == 1:
            advice = suggestion(missing[0], [*unknown, *CONSTANTS, *functions()])
        sentence = f"no value was given for {listed(missing)}{advice}"
        return complaint(sentence, self.text, place.start, place.stop)


def check_definition(name: str) -> None:
    """Raise `ExpressionError` for a name that no variable of an expression can have."""
    wrong = check_name(name)
    if is_built_in(name) or name in CONSTANTS:
        wrong = f"{name} has a meaning in expressions already; choose another name"
    if wrong:
        raise ExpressionError(wrong)


def _leaf(name: str, value: Any) -> Node:
    """A value as the expression uses it: a node as it is, anything else a leaf with its name."""
    if isinstance(value, Node):
        return value
    return (Tensor if getattr(value, "shape", ()) else Value)(value, name)


def parse(text: str, /, **values: Any) -> Any:
    """The expression `text` at the given values of its names, as a node.

    A number becomes a Value with that name, an array a Tensor; Values, Tensors and Symbols are
    used as they are, so their `.grad` is there after `backward()`. Nothing in the text is run as
    Python: see `autograd.expression` for what it may hold. Raises `ExpressionError` with carets
    under what is wrong, and `DomainError` where an operation leaves its domain.

    >>> x = Value(2.0, name="x")
    >>> z = parse("x^2*y", x=x, y=3)
    >>> z.backward()
    >>> z.data, x.grad
    (12.0, 12.0)
    """
    return Expression(text)(**values)
