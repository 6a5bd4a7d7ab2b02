"""Operations in LLVM's language, for one number or for several lanes at a time."""

from __future__ import annotations

import struct
from collections.abc import Sequence
from dataclasses import dataclass

from ...engine.primitive import Primitive
from ...values.symbol import Condition
from ..program import Operand

_FLOATS = {"add": "fadd", "sub": "fsub", "mul": "fmul", "div": "fdiv", "fmod": "frem"}
_TESTS = {
    "less": "olt", "less_equal": "ole", "greater": "ogt", "greater_equal": "oge", "equal": "oeq",
    "not_equal": "une",
}  # fmt: skip
_TESTS_OF_CONDITIONS = {
    "less": "ult", "less_equal": "ule", "greater": "ugt", "greater_equal": "uge", "equal": "eq",
    "not_equal": "ne",
}  # fmt: skip
_CONNECTIVES = {"logical_and": "and", "logical_or": "or"}
_INTRINSICS = {
    "abs": "fabs", "sqrt": "sqrt", "floor": "floor", "ceil": "ceil", "trunc": "trunc",
    "round": "rint", "copysign": "copysign", "fma": "fma",
}  # fmt: skip
FROM_LIBM = [
    "acos", "acosh", "asin", "asinh", "atan", "atan2", "atanh", "cbrt", "cos", "cosh", "erf", "exp",
    "exp2", "expm1", "hypot", "log", "log10", "log1p", "log2", "pow", "sin", "sinh",
    "tan", "tanh",
]  # fmt: skip
_BITS = ("power_of_2", "exponent", "mantissa")
BEYOND = {"sin_beyond": "sin", "cos_beyond": "cos"}  # see `beyond`
# Added to a whole number of few digits, it leaves the digits in the last bits.
_MAGIC = 6755399441055744.0
HELD = frozenset(
    [*_FLOATS, "neg", "where", *_INTRINSICS, *FROM_LIBM, *_TESTS, *_CONNECTIVES, "logical_not"]
    + [*_BITS, *BEYOND]
)


def hexadecimal(x: float) -> str:
    """A number as LLVM reads it without loss."""
    return f"0x{struct.unpack('<Q', struct.pack('<d', x))[0]:016X}"


@dataclass(frozen=True)
class Spelling:
    """Instructions over a number of lanes."""

    lanes: int

    @property
    def numbers(self) -> str:
        """The type of numbers."""
        return self.of("double")

    def of(self, kind: str) -> str:
        """The type of so many of a kind."""
        return kind if self.lanes == 1 else f"<{self.lanes} x {kind}>"

    def constant(self, kind: str, text: str) -> str:
        """The same constant in every lane."""
        if self.lanes == 1:
            return text
        return "<" + ", ".join(f"{kind} {text}" for _ in range(self.lanes)) + ">"

    def number(self, x: float) -> str:
        """A number in every lane."""
        return self.constant("double", hexadecimal(x))

    def loaded(self, name: str, place: str) -> list[str]:
        """Read neighbouring numbers, one for each lane."""
        return [f"{name} = load {self.numbers}, ptr {place}, align 8"]

    def spread(self, name: str, place: str) -> list[str]:
        """Read one number into every lane."""
        if self.lanes == 1:
            return self.loaded(name, place)
        one, first, kind = f"{name}.one", f"{name}.first", self.numbers
        every = f"<{self.lanes} x i32>"
        return [
            f"{one} = load double, ptr {place}, align 8",
            f"{first} = insertelement {kind} poison, double {one}, i32 0",
            f"{name} = shufflevector {kind} {first}, {kind} poison, {every} zeroinitializer",
        ]

    def stored(self, value: str, place: str) -> list[str]:
        """Write one number for each lane."""
        return [f"store {self.numbers} {value}, ptr {place}, align 8"]

    def chosen(self, name: str, condition: str, a: float, b: float) -> str:
        """One of two numbers by a condition."""
        kind, truth = self.numbers, self.of("i1")
        return (
            f"{name} = select {truth} {condition}, {kind} {self.number(a)}, {kind} {self.number(b)}"
        )

    def instruction(
        self, name: str, op: Primitive, args: Sequence[str], conditions: bool
    ) -> list[str]:
        """The lines of one operation; `conditions` says of a test that it compares conditions."""
        kind, called = self.numbers, op.name
        if isinstance(op, Condition):
            return [f"{name} = {self._decided(called, args, conditions)}"]
        if called in _FLOATS:
            return [f"{name} = {_FLOATS[called]} {kind} {args[0]}, {args[1]}"]
        if called == "neg":
            return [f"{name} = fneg {kind} {args[0]}"]
        if called == "where":
            c, a, b = args
            return [f"{name} = select {self.of('i1')} {c}, {kind} {a}, {kind} {b}"]
        if called in _BITS:
            return _bitwise(self, name, called, args[0])
        if called in _INTRINSICS:
            given = ", ".join(f"{kind} {x}" for x in args)
            return [f"{name} = call {kind} @{self.intrinsic(called)}({given})"]
        return self.from_libm(name, called, args)

    def intrinsic(self, called: str) -> str:
        """The name of a function that LLVM has of its own."""
        suffix = "f64" if self.lanes == 1 else f"v{self.lanes}f64"
        return f"llvm.{_INTRINSICS[called]}.{suffix}"

    def declaration(self, op: Primitive, arity: int) -> str:
        """What has to be declared for an operation; nothing for most."""
        if op.name in _INTRINSICS:
            given = ", ".join([self.numbers] * arity)
            return f"declare {self.numbers} @{self.intrinsic(op.name)}({given})"
        if op.name in FROM_LIBM and not isinstance(op, Condition):
            return f"declare double @{op.name}({', '.join(['double'] * arity)})"
        return ""

    def _decided(self, called: str, args: Sequence[str], conditions: bool) -> str:
        truth = self.of("i1")
        if called == "logical_not":
            return f"xor {truth} {args[0]}, {self.constant('i1', 'true')}"
        if called in _CONNECTIVES:
            return f"{_CONNECTIVES[called]} {truth} {args[0]}, {args[1]}"
        if conditions:
            return f"icmp {_TESTS_OF_CONDITIONS[called]} {truth} {args[0]}, {args[1]}"
        return f"fcmp {_TESTS[called]} {self.numbers} {args[0]}, {args[1]}"

    def from_libm(self, name: str, called: str, args: Sequence[str]) -> list[str]:
        """A call for each lane."""
        if self.lanes == 1:
            given = ", ".join(f"double {x}" for x in args)
            return [f"{name} = call double @{called}({given})"]
        lines: list[str] = []
        whole, kind = "poison", self.numbers
        for lane in range(self.lanes):
            parts = [f"{name}.{lane}.{i}" for i in range(len(args))]
            lines += [
                f"{part} = extractelement {kind} {x}, i32 {lane}"
                for part, x in zip(parts, args, strict=True)
            ]
            called_with = ", ".join(f"double {part}" for part in parts)
            one = f"{name}.{lane}"
            into = name if lane == self.lanes - 1 else f"{name}.to{lane}"
            lines.append(f"{one} = call double @{called}({called_with})")
            lines.append(f"{into} = insertelement {kind} {whole}, double {one}, i32 {lane}")
            whole = into
        return lines


def _bitwise(spelling: Spelling, name: str, called: str, x: str) -> list[str]:
    """Powers of two and their exponents, which are bits of a number."""
    numbers, words = spelling.numbers, spelling.of("i64")

    def word(value: int) -> str:
        return spelling.constant("i64", str(value))

    if called == "power_of_2":
        return [
            f"{name}.m = fadd {numbers} {x}, {spelling.number(_MAGIC)}",
            f"{name}.b = bitcast {numbers} {name}.m to {words}",
            f"{name}.s = shl {words} {name}.b, {word(52)}",
            f"{name}.e = add {words} {name}.s, {word(1023 << 52)}",
            f"{name} = bitcast {words} {name}.e to {numbers}",
        ]
    lines = [f"{name}.b = bitcast {numbers} {x} to {words}"]
    if called == "mantissa":
        return [
            *lines,
            f"{name}.f = and {words} {name}.b, {word((1 << 52) - 1)}",
            f"{name}.e = or {words} {name}.f, {word(1023 << 52)}",
            f"{name} = bitcast {words} {name}.e to {numbers}",
        ]
    magic = struct.unpack("<q", struct.pack("<d", _MAGIC))[0]
    return [
        *lines,
        f"{name}.s = lshr {words} {name}.b, {word(52)}",
        f"{name}.e = add {words} {name}.s, {word(magic)}",
        f"{name}.m = bitcast {words} {name}.e to {numbers}",
        f"{name} = fsub {numbers} {name}.m, {spelling.number(_MAGIC + 1023.0)}",
    ]


def register(x: Operand, spelling: Spelling) -> str:
    """An operand: a register, or a number."""
    return spelling.number(x) if isinstance(x, float) else f"%v{x}"
