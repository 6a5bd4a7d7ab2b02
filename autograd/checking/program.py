"""A graph of symbols as a list of instructions that certified arithmetic can run.

Nodes that compute the same thing share one instruction, so a derivative costs little more than
its function. Any node may serve as an input: then nothing above it is computed.

>>> from autograd.symbol import Symbol
>>> x = Symbol("x")
>>> Program([x * x + 1.0], [x]).at([Fraction(3)], bits=64)
[10.0000000000000]
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from typing import Any, Final

from ..errors import OperandError
from ..node import Node
from .balls import Ball, Undefined, exact, from_float, precision, unknown
from .enclosures import CONDITIONS, ENCLOSURES, TIES, exceeds_all

Constant = Callable[[], Ball]
Instruction = tuple[Callable[..., Any], tuple[int, ...], str]


class _Nothing:
    """The value of an operation outside its domain."""

    def __repr__(self) -> str:
        return "undefined"


UNDEFINED: Final = _Nothing()


class Program:
    """`roots` computed from `inputs`.

    `constants` says, by serial, which leaves are numbers. Raises `OperandError` for a primitive
    that has no certified enclosure, and for a leaf that is neither an input nor a constant.
    """

    def __init__(
        self,
        roots: Sequence[Any],
        inputs: Sequence[Node],
        constants: Mapping[int, Constant] | None = None,
    ) -> None:
        self.inputs = len(inputs)
        self.constants: list[Constant] = []
        self.code: list[Instruction] = []
        self.ties: list[tuple[Callable[..., Any], tuple[int, ...]]] = []
        self._known: dict[Any, int] = {}
        self._slots = {node.serial: slot for slot, node in enumerate(inputs)}
        self._constants = constants or {}
        for node in _in_order(roots, self._slots):
            self._enter(node)
        self._numbers: dict[int, list[Ball]] = {}
        self.roots = [self._slot(root) for root in roots]
        self._settle()

    # Slots are given as ("constant", i) or ("code", i) while the number of constants is still
    # growing; `_settle` lays them out as inputs, constants, results.

    def _enter(self, node: Node) -> None:
        constant = self._constants.get(node.serial)
        if constant is not None:
            self._slots[node.serial] = self._constant(node.serial, constant)
            return
        op = node.op
        if op is None:
            raise OperandError(f"{node.describe()} is neither an input nor a constant")
        name, slots = op.name, tuple(self._slot(arg) for arg in node.args)
        if name == "identity":
            self._slots[node.serial] = slots[0]
            return
        if name == "mul" and (one := _place_of_one(node)) is not None:
            self._slots[node.serial] = slots[1 - one]
            return
        self._slots[node.serial] = self._instruction(*_specialised(node, name, slots, self._slot))

    def _instruction(self, name: str, slots: tuple[int, ...]) -> int:
        key = (name, slots)
        if key not in self._known:
            function = ENCLOSURES.get(name) or CONDITIONS.get(name) or _SPECIAL.get(name)
            if function is None:
                raise OperandError(
                    f"the primitive {name} has no certified enclosure, so formulas that use it "
                    "cannot be verified; build it from the primitives that `autograd ops` lists"
                )
            self._known[key] = _CODE + len(self.code)
            self.code.append((function, slots, name))
            if name in TIES:
                self.ties.append((TIES[name], slots))
        return self._known[key]

    def _constant(self, key: Any, make: Constant) -> int:
        if key not in self._known:
            self._known[key] = _CONSTANT + len(self.constants)
            self.constants.append(make)
        return self._known[key]

    def _slot(self, arg: Any) -> int:
        if isinstance(arg, Node):
            return self._slots[arg.serial]
        if isinstance(arg, Fraction | int):
            return self._constant(("exact", arg), lambda: exact(arg))
        return self._constant(("float", arg), lambda: from_float(arg))

    def _settle(self) -> None:
        first = self.inputs + len(self.constants)

        def place(slot: int) -> int:
            if slot >= _CODE:
                return slot - _CODE + first
            return slot - _CONSTANT + self.inputs if slot >= _CONSTANT else slot

        self.code = [(f, tuple(map(place, slots)), name) for f, slots, name in self.code]
        self.ties = [(f, tuple(map(place, slots))) for f, slots in self.ties]
        self.roots = list(map(place, self.roots))
        self._known.clear()
        self._slots.clear()

    def at(self, point: Sequence[Fraction | int], bits: int) -> list[Any]:
        """Enclosures of the roots at an exact point, each a ball or `UNDEFINED`."""
        with precision(bits):
            values = self.values(point, bits)
        return [values[root] for root in self.roots]

    def values(self, point: Sequence[Fraction | int], bits: int) -> list[Any]:
        """Enclosures of everything, at the precision that holds here, which is `bits`."""
        return self.onwards([exact(x) for x in point], bits)

    def onwards(self, inputs: list[Ball], bits: int) -> list[Any]:
        """Enclosures of everything, from enclosures of the inputs."""
        numbers = self._numbers.get(bits)
        if numbers is None:
            numbers = self._numbers[bits] = [make() for make in self.constants]
        values = inputs + numbers
        start = len(values)
        try:
            append = values.append
            for function, slots, _ in self.code:
                if len(slots) == 2:
                    append(function(values[slots[0]], values[slots[1]]))
                else:
                    append(function(*[values[i] for i in slots]))
        except Undefined:
            del values[start:]
            self._carefully(values)
        return values

    def _carefully(self, values: list[Any]) -> None:
        """The same where some value is undefined; what is undefined may still not be needed."""
        for function, slots, name in self.code:
            args = [values[i] for i in slots]
            if name == "where" and args[0] is not UNDEFINED:
                values.append(_taken(*args))
                continue
            try:
                values.append(UNDEFINED if UNDEFINED in args else function(*args))
            except Undefined:
                values.append(UNDEFINED)

    def at_tie(self, values: Sequence[Any]) -> bool:
        """Whether somewhere a slope or a value is a convention, because two numbers tie."""
        for gap, slots in self.ties:
            args = [values[i] for i in slots]
            if UNDEFINED not in args and _is_zero(gap, args):
                return True
        return False


_CONSTANT, _CODE = 1 << 30, 1 << 40


def _place_of_one(node: Node) -> int | None:
    return next(
        (i for i, arg in enumerate(node.args) if arg.__class__ is float and arg == 1.0), None
    )


def _is_zero(gap: Callable[..., Any], args: Sequence[Any]) -> bool:
    try:
        return bool(gap(*args).is_zero())
    except Undefined:
        return False


def _taken(condition: bool | None, a: Any, b: Any) -> Any:
    if condition is None:
        return unknown() if UNDEFINED in (a, b) else ENCLOSURES["where"](None, a, b)
    return a if condition else b


def _in_order(roots: Sequence[Any], cut: Mapping[int, int]) -> list[Node]:
    """The nodes between the cut and the roots, arguments before users."""
    found: dict[int, Node] = {}
    waiting = [root for root in roots if isinstance(root, Node)]
    for node in waiting:
        if node.serial not in found and node.serial not in cut:
            found[node.serial] = node
            waiting.extend(arg for arg in node.args if isinstance(arg, Node))
    return [found[serial] for serial in sorted(found)]


def _specialised(
    node: Node, name: str, slots: tuple[int, ...], slot: Callable[[Any], int]
) -> tuple[str, tuple[int, ...]]:
    """`beats(max(xs), x)` compares x with all xs: a ball forgets that max(xs) is one."""
    if name == "beats":
        for extreme, x, special in ((0, 1, "is_below_max"), (1, 0, "is_above_min")):
            arg = node.args[extreme]
            if isinstance(arg, Node) and arg.op is not None and arg.op.name == special[-3:]:
                return special, (slots[x], *map(slot, arg.args))
    return name, slots


def _below_max(x: Ball, *xs: Ball) -> Ball:
    return _indicator(exceeds_all(x, xs))


def _above_min(x: Ball, *xs: Ball) -> Ball:
    return _indicator(exceeds_all(-x, [-other for other in xs]))


def _indicator(holds: bool | None) -> Ball:
    """1 where the condition fails, as `beats` has it."""
    return exact(0).union(exact(1)) if holds is None else exact(0 if holds else 1)


_SPECIAL: dict[str, Callable[..., Any]] = {"is_below_max": _below_max, "is_above_min": _above_min}
