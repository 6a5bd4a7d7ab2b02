"""NumPy's functions on Tensors: `np.sum(t)` is `t.sum()`, and what we lack is refused by name.

Which they are is read off the entries: a function of NumPy's is the operation of that name. It is
called as NumPy calls it: the second argument of `np.linalg.norm` is an order, not an axis.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from ..engine.array_names import FUNCTIONS, METHODS
from ..engine.node import Node
from ..engine.primitive import PUBLIC
from ..errors import OperandError
from ..support.containers import tree_map

if TYPE_CHECKING:
    from inspect import Signature

Function = Callable[..., Any]

PLAINEST = (int, type(None))  # defaults that say something; others are "no value"
# What has no gradient to lose: shapes, orders, comparisons.
PLAIN = frozenset(
    ["allclose", "argmax", "argmin", "argsort", "array_equal", "count_nonzero", "isclose"]
    + ["ndim", "ones_like", "shape", "size", "zeros_like"]
)


def array_function(self: Node, function: Any, kinds: Any, args: Any, options: Any) -> Any:
    """NumPy's protocol for functions that are no ufuncs."""
    name = function.__name__
    if name in PLAIN:
        args, options = tree_map(_plain, [args, options])
        return function(*args, **options)
    ours = FUNCTIONS.get(name) or PUBLIC.get(name) or METHODS.get(name)
    if ours is None:
        raise OperandError(
            f"np.{name} has no derivative here: build it from what `autograd ops` lists, or call "
            f"np.{name} on .data to leave the graph"
        )
    from inspect import signature

    taken = signature(ours)
    try:
        args, options = _translated(function, taken, args, options)
        taken.bind(*args, **options)
    except TypeError as error:
        names = ", ".join(list(taken.parameters)[1:]) or "nothing else"
        raise OperandError(
            f"np.{name} of a Tensor takes {names} beside the array; {error}"
        ) from None
    return ours(*args, **options)


def _translated(function: Any, ours: Signature, args: Any, options: Any) -> tuple[Any, Any]:
    """What NumPy's function was given, as ours takes it: what must be by place, the rest by name.

    A default that NumPy has otherwise is passed, and what was given as NumPy has it anyway is not.
    """
    from inspect import signature

    try:
        theirs = signature(function)
    except ValueError:  # written in C: such take arrays and an axis, in this order
        return args, options
    kinds = {name: x.kind.name for name, x in theirs.parameters.items()}
    if "VAR_POSITIONAL" in kinds.values():
        return args, options
    given = theirs.bind(*args, **options).arguments
    for name in [n for n in given if kinds[n] == "VAR_KEYWORD"]:
        given |= given.pop(name)
    needed = [x for x in ours.parameters.values() if x.default is x.empty]
    places = list(theirs.parameters)[: len(needed)]
    defaults = {name: x.default for name, x in theirs.parameters.items() if name not in places}
    named = {n: x for n, x in defaults.items() if n in ours.parameters and isinstance(x, PLAINEST)}
    named |= {n: x for n, x in given.items() if n not in places and x is not defaults.get(n)}
    return [given[name] for name in places if name in given], named


def _plain(x: Any) -> Any:
    return x.primal if isinstance(x, Node) else x
