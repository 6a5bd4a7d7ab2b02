"""`Symbol`: a number not known yet. Functions traced on symbols become formulas and programs.

>>> x = Symbol("x")
>>> x * x + 1.0
Symbol(x * x + 1.0)
"""

from __future__ import annotations

import operator
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from ..engine.callers import users_line
from ..engine.node import Node, attach
from ..engine.primitive import Primitive
from ..engine.recorded import Recorded
from ..engine.scalars import is_real, to_float
from ..errors import OperandError
from ..kernels import balls
from ..ops.choice import JUMP_AT_TIE, where
from ..support.arrays import numpy
from ..support.consoles import printed
from ..support.domain import Kink
from .operators import DUNDERS, install, operate, plain
from .ufuncs import array_ufunc

if TYPE_CHECKING:
    from .signatures import SymbolMethods
else:
    SymbolMethods = Node

_new = object.__new__


class Condition(Primitive):
    """A comparison or combination of conditions on symbols: no derivative runs through it."""

    def __init__(
        self,
        name: str,
        symbol: str,
        arity: int,
        test: Callable[..., bool],
        ball: Callable[..., bool | None],
        kink: Kink | None = None,
    ) -> None:
        super().__init__(name, total=True, doc=f"{symbol}, for symbols", ball=ball, kink=kink)
        self.symbol, self.arity = symbol, arity
        self.on_floats = test  # type: ignore[method-assign]

    def on_arrays(self, *xs: Any) -> Any:
        return getattr(numpy(), self.name)(*xs)

    def __reduce__(self) -> tuple[Any, ...]:
        return (_condition, (self.name,))

    def partials(self, node: Recorded, record: bool = False) -> list[Any]:
        return [None] * self.arity


class Symbol(SymbolMethods):
    """A number not known yet: operations on it are recorded, none is computed.

    `if` on a symbol is refused, since its value is not known: write `where(x > 0, a, b)`.
    """

    __slots__ = ()
    rank = 3

    def __init__(self, name: str) -> None:
        self._primal = None
        attach(self, None, ())
        self.name = name

    @classmethod
    def accepts(cls, operand: Any) -> bool:
        """Whether a plain operand can be combined with a Symbol."""
        return is_real(operand)

    @classmethod
    def constant(cls, number: Any) -> float:
        """A number where a Symbol is expected: numbers need no wrapping in a formula."""
        return to_float(number)

    @classmethod
    def record(cls, op: Primitive, args: tuple[Any, ...]) -> Symbol:
        """Remember `op` on symbols and numbers."""
        for arg in args:
            if isinstance(arg, Node) and not isinstance(arg, Symbol):
                raise OperandError(
                    f"{arg.describe()} came into a function that is being traced on symbols; pass "
                    "it as an argument, or use its .data as a constant"
                )
        if not isinstance(op, Condition) or _is_mixed(args):
            conditions = 1 if op is where else 0
            args = (*args[:conditions], *map(counted, args[conditions:]))
        node = _new(Symbol)
        node._primal = None
        attach(node, op, tuple(x if isinstance(x, Node) else to_float(x) for x in args))
        return node

    def seed(self, seed: Any, record: bool) -> Any:
        """Where a sweep from here starts."""
        return 1.0 if seed is None else seed

    def as_gradient(self, adjoint: Any, record: bool) -> Any:
        """An adjoint as it is: a formula, or a number that depends on nothing."""
        return 0.0 if adjoint is None else getattr(adjoint, "settled", adjoint)

    def __repr__(self) -> str:
        said = self.describe() if self.op is None else self.op.sketch(*_terms(self))
        return printed(f"Symbol({said})")

    def __bool__(self) -> bool:
        raise OperandError(
            f"the value of {self.describe()} is not known while a function is traced: write "
            f"where(condition, a, b) instead of if, and maximum(a, b) instead of max{users_line()}"
        )

    def _refuse(self) -> Any:
        raise OperandError(
            f"the symbol {self.describe()} is no float: use autograd.sin(x), not math.sin(x)"
        )

    def __pos__(self) -> Symbol:
        return self

    def logical_not(self) -> Any:
        """The condition turned round."""
        return operate(NOT, self)

    def logical_and(self, other: Any) -> Any:
        """Where this condition and another hold."""
        return operate(AND, self, other)

    def logical_or(self, other: Any) -> Any:
        """Where this condition or another holds."""
        return operate(OR, self, other)

    def __and__(self, other: Any) -> Any:
        """`(x > 0) & (x < 1)`, as NumPy writes it."""
        return _connected(AND, self, other)

    def __or__(self, other: Any) -> Any:
        """`(x < 0) | (x > 1)`, as NumPy writes it."""
        return _connected(OR, self, other)

    def __invert__(self) -> Any:
        """`~(x > 0)`, as NumPy writes it."""
        return _connected(NOT, self)

    __rand__, __ror__ = __and__, __or__

    if not TYPE_CHECKING:  # so that a type checker objects to float(x) before Python does
        __float__ = __int__ = __index__ = __complex__ = _refuse
    __hash__ = Node.__hash__
    __array_ufunc__ = array_ufunc


NOT = Condition("logical_not", "not", 1, operator.not_, balls.negated)
AND = Condition("logical_and", "and", 2, lambda a, b: a and b, balls.both)
OR = Condition("logical_or", "or", 2, lambda a, b: a or b, balls.either)


def _comparison(name: str, symbol: str, test: Callable[..., bool], ball: Any) -> Condition:
    return Condition(name, symbol, 2, test, ball, JUMP_AT_TIE)


def _order(name: str, symbol: str, test: Any, opposite: Any) -> Condition:
    return _comparison(name, symbol, test, balls.decided(test, opposite))


def counted(x: Any) -> Any:
    """A condition as the number that Python takes it for: 1 where it holds, else 0."""
    if isinstance(x, Symbol) and isinstance(x.op, Condition):
        return Symbol.record(where, (x, 1.0, 0.0))
    return x


CONDITIONS = {
    "less": _order("less", "<", operator.lt, operator.ge),
    "less_equal": _order("less_equal", "<=", operator.le, operator.gt),
    "greater": _order("greater", ">", operator.gt, operator.le),
    "greater_equal": _order("greater_equal", ">=", operator.ge, operator.lt),
    "equal": _comparison("equal", "==", operator.eq, balls.equal),
    "not_equal": _comparison(
        "not_equal", "!=", operator.ne, lambda x, y: balls.negated(balls.equal(x, y))
    ),
}


def _is_mixed(args: tuple[Any, ...]) -> bool:
    """Whether a condition is compared with a number that is not known: it counts as 1 or 0 then."""
    kinds = {isinstance(x.op, Condition) for x in args if isinstance(x, Symbol)}
    return len(kinds) == 2


def _condition(name: str) -> Condition:
    return {op.name: op for op in (NOT, AND, OR, *CONDITIONS.values())}[name]


def _connected(op: Condition, *operands: Any) -> Any:
    """A connective of conditions; a number is none, and bits of floats are not combined."""
    for x in operands:
        if not (isinstance(x, bool) or (isinstance(x, Symbol) and isinstance(x.op, Condition))):
            what = x.describe() if isinstance(x, Node) else repr(x)
            raise OperandError(f"& and | and ~ take conditions, such as x > 0; got {what}")
    return operate(op, *operands)


def _terms(node: Node) -> list[str]:
    return [_term(arg) for arg in node.args]


def _term(arg: Any) -> str:
    if not isinstance(arg, Node):
        return repr(arg)
    return arg.describe()


for _name, _op in CONDITIONS.items():
    setattr(Symbol, DUNDERS[_name], plain(_op)[0])
install(Symbol, plain)
