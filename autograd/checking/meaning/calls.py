"""Functions at arguments: those of the page, of arrays, and of the registry."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import Any

from ...engine.adjustable import Adjustable
from ...engine.elementwise import Elementwise
from ...engine.nary import Nary
from ...engine.primitive import REGISTRY
from ...formulas.text.builtins import MADE, MANY, builtin, closest, is_letter
from ...formulas.text.differentials import HIGHEST, ORDERS
from ...formulas.trees.tree import Call, Name, Relation, Tree
from ...ops.arithmetic import identity
from ...values.symbol import Symbol
from ..certified.balls import meant
from .array_functions import ON_ARRAYS, on_arrays
from .awaited import Function
from .calculus import collected, derivative, gradient
from .grids import Grid, Misfit, shape_of, spread
from .names import Names
from .numbers import Meaning

DEEPEST = 60  # calls inside the bodies of the functions that are called


def is_function(scope: Names, name: str) -> bool:
    """Whether `name(…)` is a call."""
    if name in scope.moving and not scope.is_defined(name):
        return True
    if name in scope.nodes or name in scope.ranges or name in scope.pending:
        return False
    if name in scope.functions or name == "grad":
        return True
    if builtin(name) is not None:
        return not (is_letter(name) and name in scope.announced)
    return name in ON_ARRAYS and name not in scope.announced


def spread_over(
    scope: Names, function: Callable[..., Any], args: Sequence[Meaning], tree: Tree
) -> Meaning:
    """A function of numbers over arrays, with a complaint about shapes that differ."""
    try:
        return spread(function, args)
    except Misfit as error:
        raise scope.refuse(f"the arguments differ in shape: {error}", tree) from None


def called(scope: Names, tree: Call) -> Meaning:
    """f(x), or f'(x)."""
    for place, arg in enumerate(tree.args):
        if isinstance(arg, Relation) != (place == 0 and tree.function == "where"):
            raise scope.refuse("a comparison is the first argument of where(…), no other", arg)
    if tree.function in scope.moving and tree.function not in scope.functions:
        return _moving(scope, tree)
    args = [scope.meaning(arg) for arg in tree.args]
    if tree.primes > HIGHEST:
        raise scope.refuse(f"{ORDERS}; this one is of order {tree.primes}", tree)
    if tree.primes:
        return _derivative_of_array(scope, tree, args)
    return call(scope, tree, args)


def _moving(scope: Names, tree: Call) -> Meaning:
    """r(t), r'(t) of an unknown function."""
    name, on = tree.function, scope.moving[tree.function]
    if tree.args != tuple(map(Name, on)) or (tree.primes and len(on) > 1):
        raise scope.refuse(f"{name} is known as {name}({', '.join(on)}) only", tree)
    found = scope.meaning(Name(name, tree.span))
    for _ in range(tree.primes):
        found = derivative(scope, found, scope.variable(on[0]))
    return found


def call(scope: Names, tree: Call, args: Sequence[Meaning]) -> Meaning:
    """A function of the page, of arrays, or of the registry on meanings."""
    name = tree.function
    if name in scope.functions:
        return _declared(scope, tree, scope.functions[name], args)
    if name in ON_ARRAYS and not (name == "dot" and len(args) > 2):
        try:
            return on_arrays(scope, name, args)
        except Misfit as error:
            raise scope.refuse(f"{name}: {error}", tree) from None
    if name == "where" and isinstance(args[0], bool) and len(args) == 3:
        return args[1] if args[0] else args[2]
    op = builtin(name)
    if isinstance(op, Nary) and len(args) == 1 and isinstance(args[0], Grid):
        return collected(scope, op.name, args[0].entries)
    if any(isinstance(arg, Grid) for arg in args):
        return spread_over(scope, lambda *xs: call(scope, tree, xs), args, tree)
    return _of_numbers(scope, tree, op, args)


def _of_numbers(scope: Names, tree: Call, op: Any, args: Sequence[Meaning]) -> Meaning:
    if len(args) == 1 and tree.function in MADE:
        return MADE[tree.function](scope.as_symbol(args[0]))
    if op is None:
        raise scope.refuse(
            closest(tree.function, [*scope.functions, *ON_ARRAYS], primes=tree.primes > 0), tree
        )
    if op.name in MANY and len(args) == 1:
        return args[0]
    if op.name in MANY and len(args) == 2:
        op = REGISTRY[MANY[op.name]]
    _check_arity(scope, tree, op, len(args))
    if isinstance(op, Elementwise) and len(args) < op.arity:
        args = [*args, *map(meant, op.defaults[len(args) - op.arity :])]
    if len(args) > op.arity and isinstance(op, Adjustable):
        return op(*map(scope.as_symbol, args))
    return scope.apply(op.name, args)


def _check_arity(scope: Names, tree: Call, op: Any, given: int) -> None:
    if isinstance(op, Nary):
        if (
            op.columns == 1
            and given
            and op.name not in ("softmax_at", "log_softmax_at", "logsumexp_weight_at")
        ):
            return
        raise scope.refuse(f"{tree.function} is not a function of numbers on a page", tree)
    if not op.arity - len(op.defaults) <= given <= op.most:
        many = "one argument" if op.most == 1 else f"{op.most} arguments"
        raise scope.refuse(f"{tree.function} takes {many}; got {given}", tree)


def _declared(scope: Names, tree: Call, function: Function, args: Sequence[Meaning]) -> Meaning:
    if len(args) != len(function.params):
        wanted = f"{tree.function}({', '.join(function.params)})"
        raise scope.refuse(f"the function is {wanted}; got {len(args)} arguments", tree)
    if tree.function in scope.calling:
        raise scope.refuse(f"{tree.function} is defined in terms of itself", tree)
    if len(scope.calling) >= DEEPEST:
        why = f"functions call one another more than {DEEPEST} deep: name what one of them gives"
        raise scope.refuse(why, tree)
    parameters = dict(zip(function.params, args, strict=True))
    inside = scope.within(calling=(*scope.calling, tree.function)).bound(parameters)
    return inside.meaning(function.body)


def _derivative_of_array(scope: Names, tree: Call, args: Sequence[Meaning]) -> Meaning:
    """f'(z) entry by entry; the gradient, if f makes one number of all entries."""
    if any(isinstance(arg, Grid) for arg in args) and not _is_elementwise(scope, tree):
        x = _fresh(scope, args[0])
        y = call(scope, tree, [x, *args[1:]])
        if tree.primes == len(args) == 1 and not isinstance(y, Grid):
            return derivative(scope, y, x)
        raise scope.refuse(
            f"{tree.function} mixes the entries of an array, and its derivative has two "
            "indices: name the result and write dy/dx",
            tree,
        )
    return spread_over(scope, lambda *xs: _derivative(scope, tree, xs), args, tree)


def _is_elementwise(scope: Names, tree: Call) -> bool:
    """Whether a function treats the entries of an array one by one."""
    if tree.function not in scope.functions:
        return isinstance(builtin(tree.function), Elementwise) or tree.function in MADE
    x = Grid((2,), (Symbol("x1"), Symbol("x2")))
    y = call(scope, tree, [x])
    if shape_of(y) != (2,):
        return False
    aside = scope.within(swept=[])  # these symbols belong to no claim
    across = [gradient(aside, y.entries[k], x.entries[1 - k]) for k in (0, 1)]
    return all(isinstance(slope, Fraction) and slope == 0 for slope in across)


def _fresh(scope: Names, x: Meaning) -> Meaning:
    return spread(lambda entry: identity(scope.as_symbol(entry)), [x])


def _derivative(scope: Names, tree: Call, args: Sequence[Meaning]) -> Meaning:
    """f'(x): the function recorded on a fresh argument, and swept."""
    if len(args) != 1:
        raise scope.refuse(
            f"{tree.function}' is the derivative of a function of one argument", tree
        )
    x = identity(scope.as_symbol(args[0]))
    y = call(scope, tree, [x])
    for _ in range(tree.primes):
        y = gradient(scope, y, x)
    return y


def compared(scope: Names, tree: Relation) -> Meaning:
    """x < y, entry by entry."""
    sides = [scope.meaning(tree.left), scope.meaning(tree.right)]
    return spread_over(scope, lambda x, y: scope.condition(tree.symbol, x, y), sides, tree)
