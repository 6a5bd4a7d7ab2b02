"""What the names of a page mean: nodes of a graph, free variables, functions; and what was claimed.

A `Scope` turns trees into symbols. Numbers stay exact: 0.1*3 is 0.3, and pi is pi.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from fractions import Fraction
from typing import Any

from ..backward import gradients
from ..composite import Nary
from ..node import Node
from ..ops.arithmetic import identity
from ..primitive import REGISTRY, Elementwise
from ..symbol import CONDITIONS, Symbol
from .balls import Ball, exact, flint, is_plain
from .program import Constant
from .ranges import Range
from .tokens import DerivationError
from .tree import Call, Name, Number, Op, Relation, Slope, Tree, names, text

Meaning = Any  # a Fraction, a Symbol, or a condition on symbols

# Other names for the registry's functions, and functions made of them.
_ALSO = {
    "ln": "log",
    "sigma": "sigmoid",
    "\u03c3": "sigmoid",
    "logistic": "sigmoid",
    "Phi": "normal_cdf",
}
_MADE: dict[str, Callable[[Any], Any]] = {
    "sech": lambda x: 1.0 / REGISTRY["cosh"](x),
    "csch": lambda x: 1.0 / REGISTRY["sinh"](x),
    "coth": lambda x: 1.0 / REGISTRY["tanh"](x),
    "sec": lambda x: 1.0 / REGISTRY["cos"](x),
    "csc": lambda x: 1.0 / REGISTRY["sin"](x),
    "cot": lambda x: 1.0 / REGISTRY["tan"](x),
}
_MANY = {"max": "maximum", "min": "minimum"}
_COMPARISONS = {
    "<": "less",
    "<=": "less_equal",
    ">": "greater",
    ">=": "greater_equal",
    "!=": "not_equal",
    "=": "equal",
}
_ARITHMETIC: dict[str, Callable[[Any, Any], Any]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
}
_LARGEST_POWER = 64
_LONGEST_BASE = 512  # bits of a number whose power is computed exactly
_DEEPEST = 50  # definitions that wait for definitions further down


@dataclass(frozen=True)
class Function:
    """A function declared on the page: `f(t) = …`."""

    params: tuple[str, ...]
    body: Tree


@dataclass
class Scope:
    """The names of a page and their meanings."""

    nodes: dict[str, Symbol] = field(default_factory=dict)
    variables: dict[str, Symbol] = field(default_factory=dict)
    functions: dict[str, Function] = field(default_factory=dict)
    ranges: dict[str, Range] = field(default_factory=dict)
    constants: dict[int, Constant] = field(default_factory=dict)
    exact: dict[int, Fraction | str] = field(default_factory=dict)
    local: dict[str, Meaning] = field(default_factory=dict)
    announced: set[str] = field(default_factory=set)
    pending: dict[str, Tree] = field(default_factory=dict)
    stated: dict[str, Meaning] = field(default_factory=dict)
    swept: list[Node] = field(default_factory=list)
    _numbers: dict[Any, Symbol] = field(default_factory=dict)
    _open: list[str] = field(default_factory=list)
    _calling: list[str] = field(default_factory=list)

    # ---- Names ----

    def is_function(self, name: str) -> bool:
        """Whether `name(…)` is a call."""
        if name in self.nodes or name in self.ranges or name in self.pending:
            return False
        return (
            name in self.functions or builtin(name) is not None or name in ("sum", "prod", "grad")
        )

    def is_declared(self, name: str) -> bool:
        """Whether the page introduces this very name."""
        return name in self.announced or name in self.nodes or name in self.local

    def symbol(self, name: str) -> Symbol | None:
        """The node or variable of this name, if there is one already."""
        found = self.node(name)
        return found if found is not None else self.variables.get(name)

    def node(self, name: str) -> Symbol | None:
        """The node of this name; made now if its definition stands further down."""
        if name in self.pending and name not in self.nodes:
            tree = self.pending[name]
            if name in self._open or len(self._open) > _DEEPEST:
                way = " -> ".join([*self._open, name])
                raise self.refuse(f"{name} is defined in terms of itself: {way}", tree)
            self._open.append(name)
            try:
                self.define(name, self.meaning(tree))
            finally:
                self._open.pop()
        return self.nodes.get(name)

    def variable(self, name: str) -> Symbol:
        """The free variable of this name; made when first asked for."""
        if name not in self.variables:
            self.variables[name] = Symbol(name)
        return self.variables[name]

    def known(self, name: str) -> Symbol:
        """The node of this name, or else the variable."""
        node = self.node(name)
        return node if node is not None else self.variable(name)

    def define(self, name: str, meaning: Meaning) -> Symbol:
        """Enter a node."""
        node: Symbol = identity(self.as_symbol(meaning))
        node.name = name
        self.nodes[name] = node
        return node

    # ---- Numbers ----

    def as_symbol(self, meaning: Meaning) -> Symbol:
        """A meaning as a symbol; a number becomes a leaf that stands for it exactly."""
        if isinstance(meaning, Symbol):
            return meaning
        if isinstance(meaning, float):
            meaning = Fraction(meaning)
        if isinstance(meaning, Fraction):
            return self._leaf(meaning, str(meaning), lambda: exact(meaning))
        return meaning  # type: ignore[no-any-return]  # a condition on symbols is a Symbol too

    def _leaf(self, key: Any, name: str, make: Callable[[], Ball]) -> Symbol:
        if key not in self._numbers:
            leaf = self._numbers[key] = Symbol(name)
            self.constants[leaf.serial] = make
            self.exact[leaf.serial] = key
        return self._numbers[key]

    def operand(self, meaning: Meaning) -> Any:
        """A meaning as an operation takes it: floats for the numbers that they hold exactly."""
        if isinstance(meaning, Fraction) and _is_plain(meaning):
            return float(meaning)
        return self.as_symbol(meaning)

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

    def refuse(self, why: str, tree: Tree) -> DerivationError:
        """A complaint about a tree; the statement is added by the caller."""
        return DerivationError(why, column=tree.span[0] + 1)

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
            return self._leaf("pi", "pi", _pi)
        if name in self.functions or (name in REGISTRY and name not in self.ranges):
            raise self.refuse(f"{name} is a function: write {name}(…)", tree)
        return self.variable(name)

    def _operation(self, symbol: str, x: Meaning, y: Meaning, tree: Tree) -> Meaning:
        if isinstance(x, Fraction) and isinstance(y, Fraction):
            folded = _folded(symbol, x, y)
            if folded is not None:
                return folded
        name = {"+": "add", "-": "sub", "*": "mul", "/": "div", "^": "pow"}[symbol]
        return self.apply(name, [x, y])

    def apply(self, name: str, args: Sequence[Meaning]) -> Meaning:
        """A primitive on meanings."""
        if name == "neg" and isinstance(args[0], Fraction):
            return -args[0]
        op = REGISTRY[name]
        operands = [self.operand(arg) for arg in args]
        if not any(isinstance(x, Node) for x in operands):
            operands[0] = self.as_symbol(args[0])
        if isinstance(op, Nary):
            return Symbol.record(op, tuple(operands))
        return op(*operands)

    def _condition(self, symbol: str, x: Meaning, y: Meaning) -> Meaning:
        return Symbol.record(CONDITIONS[_COMPARISONS[symbol]], (self.as_symbol(x), self.operand(y)))

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
        if len(args) == 1 and name in _MADE:
            return _MADE[name](self.as_symbol(args[0]))
        op = builtin(name)
        if op is None:
            raise self.refuse(self._unknown_function(name), tree)
        if op.name in _MANY and len(args) == 1:
            return args[0]
        if op.name in _MANY and len(args) == 2:
            op = REGISTRY[_MANY[op.name]]
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

    def _unknown_function(self, name: str) -> str:
        close = get_close_matches(name, [*self.functions, *REGISTRY, *_ALSO, *_MADE], 1)
        hint = f"; did you mean {close[0]}?" if close else ""
        return f"there is no function called {name}{hint}"

    # ---- Derivatives ----

    def slope(self, of: Meaning, wrt: Iterable[Tree]) -> Meaning:
        """The total derivative with respect to each tree in turn."""
        for tree in wrt:
            x = self.meaning(tree) if not isinstance(tree, Name) else self._known_symbol(tree)
            of = self.gradient(of, x)
        return of

    def _known_symbol(self, tree: Name) -> Meaning:
        return self.local[tree.name] if tree.name in self.local else self.known(tree.name)

    def gradient(self, y: Meaning, x: Meaning) -> Meaning:
        """dy/dx, everything downstream of x moving; 0 if nothing of y is downstream."""
        if not isinstance(y, Node) or not isinstance(x, Node):
            return Fraction(0)
        self.swept.append(y)
        (slope,) = gradients(y, [x], record=True, allow_unused=True)
        if slope is None:
            return Fraction(0)
        if not _is_exact(slope, y.serial):
            # A sweep that starts from a symbol multiplies no floats: each stays what it means.
            one = self._leaf(Fraction(1), "1", lambda: exact(1))
            (slope,) = gradients(y, [x], record=True, seed=one, allow_unused=True)
        return Fraction(slope) if isinstance(slope, float) else slope

    def undefined_names(self, tree: Tree) -> list[str]:
        """Names in a tree that nothing on the page defines or constrains."""
        return sorted(
            name
            for name in names(tree)
            if not self.is_declared(name) and name not in self.variables
        )


def builtin(name: str) -> Any:
    """The registry's function of this name, however it is capitalised; None if there is none."""
    for spelled in (name, name.lower(), name.lower().replace("_", "")):
        op = REGISTRY.get(_ALSO.get(spelled, spelled))
        if isinstance(op, Nary) or (
            isinstance(op, Elementwise) and op.name not in ("add", "identity")
        ):
            return op
    return _MADE.get(name)


def _is_exact(slope: Any, since: int) -> bool:
    """Whether no float in a derivative can be the rounded product of others."""
    if isinstance(slope, float):
        return slope * 2.0**24 % 1.0 == 0.0
    waiting, seen = [slope], {slope.serial}
    for node in waiting:
        for arg in node.args:
            if not isinstance(arg, Node):
                if isinstance(arg, float) and not is_plain(arg):
                    return False
            elif arg.serial > since and arg.serial not in seen:
                seen.add(arg.serial)
                waiting.append(arg)
    return True


def _pi() -> Ball:
    return flint().arb.pi()


def _is_plain(number: Fraction) -> bool:
    bits = number.denominator.bit_length()
    return number.denominator == 1 << (bits - 1) and bits <= 24 and abs(number.numerator) < 1 << 40


def _folded(symbol: str, x: Fraction, y: Fraction) -> Fraction | None:
    """Exact arithmetic on two numbers, where it stays small."""
    if symbol in _ARITHMETIC:
        return _ARITHMETIC[symbol](x, y)  # type: ignore[no-any-return]  # Fractions give Fractions
    if symbol == "/":
        return x / y if y else None
    small = y.denominator == 1 and abs(y) <= _LARGEST_POWER and (x or y >= 0)
    bits = max(x.numerator.bit_length(), x.denominator.bit_length())
    return x ** int(y) if small and bits <= _LONGEST_BASE else None
