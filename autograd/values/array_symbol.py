"""`ArraySymbol`: an array of a known shape whose numbers are not known yet.

Functions of Tensors traced on these become programs over arrays.

>>> w, x = ArraySymbol("w", (3,)), ArraySymbol("x", (2, 3))
>>> x @ w
ArraySymbol(reshape(…, (2,)), shape (2,))
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..engine.callers import users_line
from ..engine.elementwise import Elementwise
from ..engine.node import Node, attach
from ..engine.primitive import Primitive
from ..engine.scalars import is_real, to_float
from ..engine.structural import Structural
from ..errors import OperandError, ShapeError
from ..ops import moving
from ..ops.axes import shape_of
from ..ops.choice import where
from ..support.arrays import ieee_arithmetic, numpy
from ..support.consoles import printed
from ..support.containers import tree_map
from .array_functions import PLAIN, array_function
from .operators import DUNDERS, operate, plain
from .symbol import AND, CONDITIONS, NOT, OR, Condition
from .tensor import Tensor
from .ufuncs import TESTS

_new = object.__new__


class ArraySymbol(Tensor):
    """An array whose shape is known, and whose numbers are not: operations on it are recorded.

    Where the numbers are asked for, to decide or to choose a shape by them, it is refused. An array
    of whole numbers, an `index`, chooses elements of others; it has no derivative.
    """

    __slots__ = ("_like", "is_constant")
    rank = 4
    _like: Any  # an array of its shape
    is_constant: bool  # whether those are its numbers

    def __init__(self, name: str, shape: tuple[int, ...], dtype: Any = float) -> None:
        self._primal = None
        self._like, self.is_constant = numpy().zeros(shape, dtype=dtype), False
        attach(self, None, ())
        self.name = name

    @classmethod
    def record(cls, op: Primitive, args: tuple[Any, ...]) -> Any:
        """Remember `op`, and the shape of its result."""
        if isinstance(op, Elementwise):
            masks = 1 if op is where else 0
            args = (*args[:masks], *map(_counted, args[masks:]))
        if isinstance(op, (Elementwise, Condition)):
            args = _of_one_shape(op, args)
        node = _new(ArraySymbol)
        node._primal, node.is_constant = None, False
        with ieee_arithmetic():
            node._like = numpy().asarray(op.on_arrays(*tree_map(_alike, args)))
        attach(node, op, args)
        if isinstance(op, Structural) and _shape_of_others(op, args) != node.shape:
            node._unknown()
        return node

    @property
    def shape(self) -> tuple[int, ...]:
        """The length of each axis."""
        return tuple(self._like.shape)

    @property
    def size(self) -> int:
        """The number of elements."""
        return int(self._like.size)

    @property
    def dtype(self) -> Any:
        """The kind of its elements: whole numbers choose elements of other arrays."""
        return self._like.dtype

    @property  # type: ignore[misc]  # nothing can be assigned to what is not known
    def data(self) -> Any:
        """Refused: the numbers are not known."""
        return self._unknown()

    @classmethod
    def known(cls, numbers: Any) -> ArraySymbol:
        """An array of numbers that are known, as a leaf of what is recorded."""
        leaf = cls("", ())
        leaf._like, leaf.is_constant = numpy().array(numbers), True
        return leaf

    def seed(self, seed: Any, record: bool) -> Any:
        """Where a sweep from here starts: ones for a single element, else the weights given."""
        return seed if isinstance(seed, Node) else self.known(Tensor.seed(self, seed, record).data)

    def as_gradient(self, adjoint: Any, record: bool) -> Any:
        """An adjoint in this shape."""
        adjoint = 0.0 if adjoint is None else getattr(adjoint, "settled", adjoint)
        if isinstance(adjoint, Node):
            return adjoint
        return self.known(numpy().broadcast_to(adjoint, self.shape))

    def __bool__(self) -> bool:
        return bool(self._unknown())

    def item(self) -> float:
        """Refused: the number is not known."""
        return float(self._unknown())

    def _unknown(self, *_: Any, **__: Any) -> Any:
        raise OperandError(
            f"the numbers of {self.describe()} are not known while a function is traced; its shape "
            f"{self.shape} is: write where(condition, a, b) instead of if, maximum(a, b) instead "
            f"of max, and choose no elements or shapes by a condition{users_line()}"
        )

    def logical_not(self) -> Any:
        """The condition turned round."""
        return operate(NOT, self)

    def logical_and(self, other: Any) -> Any:
        """Where this condition and another hold."""
        return operate(AND, self, other)

    def logical_or(self, other: Any) -> Any:
        """Where this condition or another holds."""
        return operate(OR, self, other)

    __and__ = __rand__ = logical_and
    __or__ = __ror__ = logical_or
    __invert__ = logical_not

    def __array_ufunc__(self, ufunc: Any, how: str, *inputs: Any, **options: Any) -> Any:
        known = {**_CONNECTIVES, **CONDITIONS}.get(ufunc.__name__)
        if known and how == "__call__" and not options:
            return operate(known, *inputs)
        if ufunc.__name__ in TESTS:
            self._unknown()
        return super().__array_ufunc__(ufunc, how, *inputs, **options)

    def __array_function__(self, function: Any, kinds: Any, args: Any, options: Any) -> Any:
        if function.__name__ in PLAIN:  # these look at plain arrays, of which the shape is known
            if function.__name__ not in OF_SHAPES:
                self._unknown()
            return function(*tree_map(_alike, args), **tree_map(_alike, options))
        return array_function(self, function, kinds, args, options)

    def __repr__(self) -> str:
        return printed(f"ArraySymbol({self.describe()}, shape {self.shape})")

    def __format__(self, spec: str) -> str:
        return repr(self)

    __hash__ = Node.__hash__
    if not TYPE_CHECKING:  # so that a type checker objects to float(x) before Python does
        __array__ = __float__ = __int__ = __index__ = __complex__ = _unknown


OF_SHAPES = frozenset(["ndim", "ones_like", "shape", "size", "zeros_like"])
_CONNECTIVES = {"logical_and": AND, "logical_or": OR, "logical_not": NOT}
_CONNECTIVES |= {"bitwise_and": AND, "bitwise_or": OR, "invert": NOT}


def _alike(arg: Any) -> Any:
    """An array of the shape of an argument."""
    if isinstance(arg, ArraySymbol):
        return arg._like
    return arg.primal if isinstance(arg, Node) else arg


def _shape_of_others(op: Structural, args: tuple[Any, ...]) -> tuple[int, ...]:
    """The shape of the result where all conditions hold, and numbers are not 0."""

    def other(arg: Any) -> Any:
        like = _alike(arg)
        known = not isinstance(arg, ArraySymbol) or arg.is_constant or arg.dtype.kind == "i"
        return like if known else numpy().ones_like(like)

    with ieee_arithmetic():
        return shape_of(numpy().asarray(op.on_arrays(*tree_map(other, args))))


def _counted(x: Any) -> Any:
    """A condition as numbers: 1 where it holds, else 0."""
    return where(x, 1.0, 0.0) if isinstance(x, ArraySymbol) and x.dtype == bool else x


def _of_one_shape(op: Primitive, args: tuple[Any, ...]) -> tuple[Any, ...]:
    """Operands stretched to one shape; numbers stay numbers, and a mask stays an array."""
    shapes = [shape_of(x) for x in args]
    try:
        shape = numpy().broadcast_shapes(*shapes)
    except ValueError:
        names = " and ".join(map(str, shapes))
        raise ShapeError(f"{op.name} cannot broadcast shapes {names} together") from None
    return tuple(_stretched(x, shape) for x in args)


def _stretched(x: Any, shape: tuple[int, ...]) -> Any:
    if not isinstance(x, Node):
        if is_real(x):
            return to_float(x)
        x = numpy().broadcast_to(x, shape)
        return x if x.dtype == bool else ArraySymbol.known(x)
    return x if shape_of(x) == shape else moving.broadcast(x, shape)


for _name, _op in CONDITIONS.items():
    setattr(ArraySymbol, DUNDERS[_name], plain(_op)[0])
ArraySymbol.array_class = ArraySymbol
