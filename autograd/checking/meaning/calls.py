"""Functions at arguments: those of the page, of arrays, and of the registry."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import Any

from ...engine.elementwise import Elementwise
from ...engine.nary import Nary
from ...engine.primitive import REGISTRY
from ...formulas.text.builtins import MADE, MANY, builtin, closest
from ...formulas.text.differentials import HIGHEST, ORDERS
from ...formulas.trees.tree import Call, Relation, Tree
from ...ops.arithmetic import identity
from ...values.symbol import Symbol
from ..certified.balls import meant
from .array_functions import ON_ARRAYS, on_arrays
from .arrays import Arrays
from .awaited import Function
from .grids import Grid, Misfit, shape_of, spread
from .numbers import Meaning

DEEPEST = 60  # calls inside the bodies of the functions that are called


class Calls(Arrays):
    """The meanings of calls."""

    def is_function(self, name: str) -> bool:
        """Whether `name(…)` is a call."""
        if name in self.nodes or name in self.ranges or name in self.pending:
            return False
        if name in self.functions or builtin(name) is not None or name == "grad":
            return True
        return name in ON_ARRAYS and name not in self.announced

    def spread_over(
        self, function: Callable[..., Any], args: Sequence[Meaning], tree: Tree
    ) -> Meaning:
        """A function of numbers over arrays, with a complaint about shapes that differ."""
        try:
            return spread(function, args)
        except Misfit as error:
            raise self.refuse(f"the arguments differ in shape: {error}", tree) from None

    def called(self, tree: Call) -> Meaning:
        """f(x), or f'(x)."""
        for place, arg in enumerate(tree.args):
            if isinstance(arg, Relation) != (place == 0 and tree.function == "where"):
                raise self.refuse("a comparison is the first argument of where(…), no other", arg)
        args = [self.meaning(arg) for arg in tree.args]
        if tree.primes > HIGHEST:
            raise self.refuse(f"{ORDERS}; this one is of order {tree.primes}", tree)
        if tree.primes:
            return self._derivative_of_array(tree, args)
        return self.call(tree, args)

    def call(self, tree: Call, args: Sequence[Meaning]) -> Meaning:
        """A function of the page, of arrays, or of the registry on meanings."""
        name = tree.function
        if name in self.functions:
            return self._declared(tree, self.functions[name], args)
        if name in ON_ARRAYS and not (name == "dot" and len(args) > 2):
            try:
                return on_arrays(self, name, args)
            except Misfit as error:
                raise self.refuse(f"{name}: {error}", tree) from None
        if name == "where" and isinstance(args[0], bool) and len(args) == 3:
            return args[1] if args[0] else args[2]
        op = builtin(name)
        if isinstance(op, Nary) and len(args) == 1 and isinstance(args[0], Grid):
            return self.collected(op.name, args[0].entries)
        if any(isinstance(arg, Grid) for arg in args):
            return self.spread_over(lambda *xs: self.call(tree, xs), args, tree)
        return self._of_numbers(tree, op, args)

    def _of_numbers(self, tree: Call, op: Any, args: Sequence[Meaning]) -> Meaning:
        if len(args) == 1 and tree.function in MADE:
            return MADE[tree.function](self.as_symbol(args[0]))
        if op is None:
            raise self.refuse(closest(tree.function, [*self.functions, *ON_ARRAYS]), tree)
        if op.name in MANY and len(args) == 1:
            return args[0]
        if op.name in MANY and len(args) == 2:
            op = REGISTRY[MANY[op.name]]
        self._check_arity(tree, op, len(args))
        if isinstance(op, Elementwise) and len(args) < op.arity:
            args = [*args, *map(meant, op.defaults[len(args) - op.arity :])]
        return self.apply(op.name, args)

    def _check_arity(self, tree: Call, op: Any, given: int) -> None:
        if isinstance(op, Nary):
            if op.columns == 1 and given and op.name not in ("softmax_at", "log_softmax_at"):
                return
            raise self.refuse(f"{tree.function} is not a function of numbers on a page", tree)
        if not op.arity - len(op.defaults) <= given <= op.arity:
            many = "one argument" if op.arity == 1 else f"{op.arity} arguments"
            raise self.refuse(f"{tree.function} takes {many}; got {given}", tree)

    def _declared(self, tree: Call, function: Function, args: Sequence[Meaning]) -> Meaning:
        if len(args) != len(function.params):
            wanted = f"{tree.function}({', '.join(function.params)})"
            raise self.refuse(f"the function is {wanted}; got {len(args)} arguments", tree)
        if tree.function in self._calling:
            raise self.refuse(f"{tree.function} is defined in terms of itself", tree)
        if len(self._calling) >= DEEPEST:
            why = (
                f"functions call one another more than {DEEPEST} deep: name what one of them gives"
            )
            raise self.refuse(why, tree)
        self._calling.append(tree.function)
        try:
            with self.bound(dict(zip(function.params, args, strict=True))):
                return self.meaning(function.body)
        finally:
            self._calling.pop()

    def _derivative_of_array(self, tree: Call, args: Sequence[Meaning]) -> Meaning:
        """f'(z) entry by entry; the gradient, if f makes one number of all entries."""
        if any(isinstance(arg, Grid) for arg in args) and not self._is_elementwise(tree):
            x = self._fresh(args[0])
            y = self.call(tree, [x, *args[1:]])
            if tree.primes == len(args) == 1 and not isinstance(y, Grid):
                return self.derivative(y, x)
            raise self.refuse(
                f"{tree.function} mixes the entries of an array, and its derivative has two "
                "indices: name the result and write dy/dx",
                tree,
            )
        return self.spread_over(lambda *xs: self._derivative(tree, xs), args, tree)

    def _is_elementwise(self, tree: Call) -> bool:
        """Whether a function treats the entries of an array one by one."""
        if tree.function not in self.functions:
            return isinstance(builtin(tree.function), Elementwise) or tree.function in MADE
        x = Grid((2,), (Symbol("x1"), Symbol("x2")))
        y = self.call(tree, [x])
        if shape_of(y) != (2,):
            return False
        swept, self.swept = self.swept, []  # these symbols belong to no claim
        across = [self.gradient(y.entries[k], x.entries[1 - k]) for k in (0, 1)]
        self.swept = swept
        return all(isinstance(slope, Fraction) and slope == 0 for slope in across)

    def _fresh(self, x: Meaning) -> Meaning:
        return spread(lambda entry: identity(self.as_symbol(entry)), [x])

    def _derivative(self, tree: Call, args: Sequence[Meaning]) -> Meaning:
        """f'(x): the function recorded on a fresh argument, and swept."""
        if len(args) != 1:
            raise self.refuse(
                f"{tree.function}' is the derivative of a function of one argument", tree
            )
        x = identity(self.as_symbol(args[0]))
        y = self.call(tree, [x])
        for _ in range(tree.primes):
            y = self.gradient(y, x)
        return y
