"""What the names of a page mean: nodes of a graph, free variables, functions; and what was claimed.

A `Scope` turns trees into symbols. Numbers stay exact: 0.1*3 is 0.3, and pi is pi.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import Any

from ..composite import Nary
from ..ops.arithmetic import identity
from ..primitive import REGISTRY, Elementwise
from .builtins import MADE, MANY, closest
from .builtins import builtin as builtin
from .calculus import Calculus
from .names import Function as Function
from .names import Meaning as Meaning
from .tree import Call, Name, Number, Op, Relation, Slope, Tree, text


class Scope(Calculus):
    """The names of a page and their meanings."""

    # ---- Trees ----

    def meaning(self, tree: Tree) -> Meaning:
        """What a tree stands for."""
        match tree:
            case Number(value=value):
                return value
            case Name():
                return self._name(tree)
            case Op(symbol="neg", args=(x,)):
                return self.apply("neg", [self.meaning(x)])
            case Op(symbol=symbol, args=(x, y)) if symbol in "+-*/^":
                return self._operation(symbol, self.meaning(x), self.meaning(y), tree)
            case Call():
                return self._call(tree)
            case Relation(symbol=symbol, left=left, right=right):
                return self._condition(symbol, self.meaning(left), self.meaning(right))
            case Slope(of=of, wrt=wrt):
                said = self.stated.get(text(tree))
                return self.slope(self._differentiated(of), wrt) if said is None else said
        raise self.refuse(f"{type(tree).__name__.lower()} has no meaning here", tree)

    def _differentiated(self, of: Tree) -> Meaning:
        """What is differentiated; df/dx is the derivative of f(x, …) in its own parameters."""
        name = of.name if isinstance(of, Name) else ""
        if name not in self.functions or self.node(name) is not None:
            return self.meaning(of)
        params = tuple(Name(param) for param in self.functions[name].params)
        return self.meaning(Call(name, params, 0, of.span))

    def _name(self, tree: Name) -> Meaning:
        name = tree.name
        if name in self.local:
            return self.local[name]
        node = self.node(name)
        if node is not None:
            return node
        if name in ("pi", "\u03c0") and name not in self.ranges:
            return self.pi()
        if name in self.functions or (name in REGISTRY and name not in self.ranges):
            raise self.refuse(f"{name} is a function: write {name}(…)", tree)
        return self.variable(name)

    # ---- Functions ----

    def _call(self, tree: Call) -> Meaning:
        for place, arg in enumerate(tree.args):
            if isinstance(arg, Relation) != (place == 0 and tree.function == "where"):
                raise self.refuse("a comparison is the first argument of where(…), no other", arg)
        args = [self.meaning(arg) for arg in tree.args]
        if tree.primes:
            return self._derivative(tree, args)
        return self.call(tree, args)

    def call(self, tree: Call, args: Sequence[Meaning]) -> Meaning:
        """A function of the page or of the registry on meanings."""
        name = tree.function
        if name in self.functions:
            return self._declared(tree, self.functions[name], args)
        if len(args) == 1 and name in MADE:
            return MADE[name](self.as_symbol(args[0]))
        op = builtin(name)
        if op is None:
            raise self.refuse(closest(name, self.functions), tree)
        if op.name in MANY and len(args) == 1:
            return args[0]
        if op.name in MANY and len(args) == 2:
            op = REGISTRY[MANY[op.name]]
        self._check_arity(tree, op, len(args))
        if isinstance(op, Elementwise) and len(args) < op.arity:
            args = [*args, *map(Fraction, op.defaults[len(args) - op.arity :])]
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
        outer = self.local
        self.local = {**outer, **dict(zip(function.params, args, strict=True))}
        self._calling.append(tree.function)
        try:
            return self.meaning(function.body)
        finally:
            self._calling.pop()
            self.local = outer

    def _derivative(self, tree: Call, args: list[Meaning]) -> Meaning:
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

    # ---- Derivatives ----

    def slope(self, of: Meaning, wrt: Iterable[Tree]) -> Meaning:
        """The total derivative with respect to each tree in turn."""
        for tree in wrt:
            x = self.meaning(tree) if not isinstance(tree, Name) else self._known_symbol(tree)
            of = self.gradient(of, x)
        return of

    def _known_symbol(self, tree: Name) -> Meaning:
        return self.local[tree.name] if tree.name in self.local else self.known(tree.name)
