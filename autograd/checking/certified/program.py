"""A graph of symbols as a list of instructions that certified arithmetic can run.

Nodes that compute the same thing share one instruction, so a derivative costs little more than
its function. Any node may serve as an input: then nothing above it is computed.

>>> from autograd.values.symbol import Symbol
>>> x = Symbol("x")
>>> Program([x * x + 1.0], [x]).at([Fraction(3)], bits=64)
[10.0000000000000]
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any

from ...engine.node import Node
from ...engine.primitive import Primitive
from ...engine.walks import between
from ...errors import OperandError
from ...ops.arithmetic import identity, mul
from ...ops.choice import where
from ...support.deadlines import work
from .balls import UNDEFINED as UNDEFINED
from .balls import Ball, Constant, Undefined, constant, exact, precision, taken
from .enclosures import definition, enclosure, gap, guard
from .sharper import simpler, specialised

Instruction = tuple[Callable[..., Any], tuple[int, ...], Primitive]
Changes = Mapping[int, Callable[[Any], Any]]  # by slot, what a value is replaced by


class Program:
    """`roots` computed from `inputs`.

    `constants` says, by serial, which leaves are numbers. The nodes with a serial in `apart` share
    their value's place with none that computes the same. Raises `OperandError` for an operation of
    the user's that has no certified enclosure, and for a leaf that is neither an input nor a
    constant.
    """

    def __init__(
        self,
        roots: Sequence[Any],
        inputs: Sequence[Node],
        constants: Mapping[int, Constant] | None = None,
        apart: Collection[int] = (),
    ) -> None:
        self.inputs = len(inputs)
        self.constants: list[Constant] = []
        self.code: list[Instruction] = []
        self.ties: dict[Any, tuple[Callable[..., Any], tuple[int, ...]]] = {}
        self._known: dict[Any, int] = {}
        self._slots = {node.serial: slot for slot, node in enumerate(inputs)}
        self._constants = constants or {}
        order = _in_order(roots, self._slots)
        work(5 * len(order))
        for node in order:
            self._enter(node)
            if node.serial in apart:
                slot = self._slots[node.serial]
                self._slots[node.serial] = self._instruction(_same, (slot,), identity)
        self._numbers: dict[int, list[Ball]] = {}
        self.roots = [self._slot(root) for root in roots]
        self._settle()

    # Slots are given as ("constant", i) or ("code", i) while the number of constants is still
    # growing; `_settle` lays them out as inputs, constants, results.

    def _enter(self, node: Node, tied: bool = True) -> None:
        constant = self._constants.get(node.serial)
        if constant is not None:
            self._slots[node.serial] = self._constant(node.serial, constant)
            return
        op = node.op
        if op is None:
            raise OperandError(f"{node.describe()} is neither an input nor a constant")
        if op is identity:
            self._slots[node.serial] = self._slot(node.args[0])
            return
        if op is mul and (one := _place_of_one(node)) is not None:
            self._slots[node.serial] = self._slot(node.args[1 - one])
            return
        op, args = specialised(node)
        if tied and op.kink and op.kink.tie:
            slots = tuple(map(self._slot, args))
            self.ties[op, slots] = op.kink.tie, slots
        op, args = simpler(op, args)
        self._slots[node.serial] = self._operation(op, tuple(map(self._slot, args)))

    def _operation(self, op: Primitive, slots: tuple[int, ...]) -> int:
        key = (op, slots)
        if key not in self._known:
            formula = definition(op, len(slots))
            self._known[key] = (
                self._instruction(enclosure(op), slots, op)
                if formula is None
                else self._defined(op, slots, *formula)
            )
        return self._known[key]

    def _defined(self, op: Primitive, slots: tuple[int, ...], xs: Sequence[Node], y: Any) -> int:
        """An operation by its definition, whose parts are shared with all that computes them."""
        outer = self._slots
        self._slots = dict(zip((x.serial for x in xs), slots, strict=True))
        for node in _in_order([y], self._slots):
            self._enter(node, tied=False)  # the convention is that of `op`, not of its parts
        slot = self._slot(y)
        self._slots = outer
        return slot if op.domain is None else self._instruction(guard(op), (*slots, slot), op)

    def _instruction(
        self, function: Callable[..., Any], slots: tuple[int, ...], op: Primitive
    ) -> int:
        self.code.append((function, slots, op))
        return _CODE + len(self.code) - 1

    def _constant(self, key: Any, make: Constant) -> int:
        if key not in self._known:
            self._known[key] = _CONSTANT + len(self.constants)
            self.constants.append(make)
        return self._known[key]

    def _slot(self, arg: Any) -> int:
        if isinstance(arg, Node):
            return self._slots[arg.serial]
        if isinstance(arg, Fraction | int):
            return self._constant(("exact", arg), constant(Fraction(arg)))
        return self._constant(("float", arg), constant(arg))

    def _settle(self) -> None:
        first = self.inputs + len(self.constants)

        def place(slot: int) -> int:
            if slot >= _CODE:
                return slot - _CODE + first
            return slot - _CONSTANT + self.inputs if slot >= _CONSTANT else slot

        self.code = [(f, tuple(map(place, slots)), op) for f, slots, op in self.code]
        self.ties = {k: (f, tuple(map(place, slots))) for k, (f, slots) in self.ties.items()}
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

    def numbers(self, bits: int) -> list[Ball]:
        """The constants, at the precision that holds here, which is `bits`."""
        numbers = self._numbers.get(bits)
        if numbers is None:
            numbers = self._numbers[bits] = [make() for make in self.constants]
        return numbers

    def cost(self, bits: int, inputs: int | None = None, code: int | None = None) -> int:
        """The work of one evaluation at this precision, or of one of so much of it."""
        inputs = self.inputs if inputs is None else inputs
        code = len(self.code) if code is None else code
        return 2 + inputs + code * (64 + bits) // 512

    def onwards(self, inputs: list[Ball], bits: int, changes: Changes | None = None) -> list[Any]:
        """Enclosures of everything, from enclosures of the inputs; some values may be changed."""
        work(self.cost(bits))
        values = inputs + self.numbers(bits)
        start = len(values)
        if changes:
            self._carefully(values, changes)
            return values
        try:
            append = values.append
            for function, slots, _ in self.code:
                if len(slots) == 2:
                    append(function(values[slots[0]], values[slots[1]]))
                else:
                    append(function(*[values[i] for i in slots]))
        except Undefined:
            del values[start:]
            self._carefully(values, {})
        return values

    def _carefully(self, values: list[Any], changes: Changes) -> None:
        """The same where some value is undefined; what is undefined may still not be needed."""
        for slot, change in changes.items():
            if slot < len(values):
                values[slot] = change(values[slot])
        for function, slots, op in self.code:
            value = _careful(op, function, [values[i] for i in slots])
            change = changes.get(len(values), _same)
            values.append(change(value))

    def gaps(self, values: Sequence[Any]) -> Iterator[tuple[Primitive, tuple[int, ...], Any]]:
        """How far the numbers are from a tie at which a value or slope is a convention.

        Those between values that are `UNDEFINED` are left out.
        """
        for (op, _), (tie, slots) in self.ties.items():
            args = [values[i] for i in slots]
            found = UNDEFINED if UNDEFINED in args else gap(tie, args)
            if found is not UNDEFINED:
                yield op, slots, found

    def reached(self, start: int) -> set[int]:
        """The slots of all that is computed from one, which is among them."""
        found = {start}
        for slot, (_, slots, _) in enumerate(self.code, self.inputs + len(self.constants)):
            if not found.isdisjoint(slots):
                found.add(slot)
        return found


_CONSTANT, _CODE = 1 << 30, 1 << 40


def _same(x: Any) -> Any:
    return x


def _careful(op: Primitive, function: Callable[..., Any], args: Sequence[Any]) -> Any:
    """The value of an operation, or `UNDEFINED`."""
    if op is where and args[0] is not UNDEFINED:
        return taken(*args)
    try:
        return UNDEFINED if UNDEFINED in args else function(*args)
    except Undefined:
        return UNDEFINED


def _place_of_one(node: Node) -> int | None:
    return next(
        (i for i, arg in enumerate(node.args) if arg.__class__ is float and arg == 1.0), None
    )


def _in_order(roots: Sequence[Any], cut: Mapping[int, int]) -> list[Node]:
    """The nodes that are still to be computed, arguments before users."""
    return [node for serial, node in between(roots, cut).items() if serial not in cut]
