"""What a page calculates with and does not compute: exact numbers, free variables, their rates.

0.1*3 is 0.3, and pi is pi. The derivatives of unknown functions of time are unknowns themselves:

>>> Rate("r").once_more("t").once_more("t").name, Rate("u", ("x", "t")).name
('d2r/dt2', 'd2u/(dx dt)')
>>> dotted("theta_ddot", {"theta": ("t",)}), dotted("pdot", {"theta": ("t",)})
(Rate(of='theta', by=('t', 't')), None)
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from ...engine.nary import Nary
from ...engine.node import Node
from ...engine.primitive import REGISTRY
from ...formulas.text.tokens import DerivationError
from ...support.deadlines import work
from ...values.symbol import CONDITIONS, Symbol
from ..certified.balls import Constant, Number, flint
from .grids import Grid, in_words

COMPARISONS = {
    "<": "less",
    "<=": "less_equal",
    ">": "greater",
    ">=": "greater_equal",
    "!=": "not_equal",
    "=": "equal",
}

Meaning = Any  # a Fraction, a Symbol, a condition on symbols, or a Grid of them


@dataclass(frozen=True)
class ExactNumbers:
    """Leaves that stand for numbers, and operations on numbers.

    By the serial of a leaf `constants` says how to enclose its number, and `exact` which it is.
    """

    constants: dict[int, Constant] = field(default_factory=dict)
    exact: dict[int, Fraction | str] = field(default_factory=dict)
    _numbers: dict[Any, Symbol] = field(default_factory=dict)

    def as_symbol(self, meaning: Meaning) -> Symbol:
        """A meaning as a symbol; a number becomes a leaf that stands for it exactly."""
        if isinstance(meaning, Symbol):
            return meaning
        if isinstance(meaning, float):
            meaning = Fraction(meaning)
        if isinstance(meaning, Fraction):
            return self._leaf(meaning, str(meaning), Number(meaning))
        if isinstance(meaning, Grid):
            raise DerivationError(f"a number is wanted here; got {in_words(meaning.shape)}")
        return meaning  # type: ignore[no-any-return]  # a condition on symbols is a Symbol too

    def _leaf(self, key: Any, name: str, make: Constant) -> Symbol:
        if key not in self._numbers:
            leaf = self._numbers[key] = Symbol(name)
            self.constants[leaf.serial] = make
            self.exact[leaf.serial] = key
        return self._numbers[key]

    def number(self, meaning: Meaning) -> Fraction | None:
        """The number that a meaning is, also by the name of one (n = 3); None if it is none."""
        while isinstance(meaning, Symbol) and meaning.op is not None:
            if meaning.op.name != "identity":
                return None
            meaning = meaning.args[0]
        value = self.exact.get(meaning.serial) if isinstance(meaning, Symbol) else meaning
        return value if isinstance(value, Fraction) else None

    def operand(self, meaning: Meaning) -> Any:
        """A meaning as an operation takes it: floats for the numbers that they hold exactly."""
        if isinstance(meaning, Fraction) and _is_plain(meaning):
            return float(meaning)
        return self.as_symbol(meaning)

    def apply(self, name: str, args: Sequence[Meaning]) -> Meaning:
        """A primitive on numbers."""
        work(6)
        if name == "neg" and isinstance(args[0], Fraction):
            return -args[0]
        op = REGISTRY[name]
        operands = [self.operand(arg) for arg in args]
        if not any(isinstance(x, Node) for x in operands):
            operands[0] = self.as_symbol(args[0])
        if isinstance(op, Nary):
            return Symbol.record(op, tuple(operands))
        return op(*operands)

    def condition(self, symbol: str, x: Meaning, y: Meaning) -> Meaning:
        """A comparison; of two numbers it is True or False at once."""
        name = COMPARISONS[symbol]
        if isinstance(x, Fraction) and isinstance(y, Fraction):
            return CONDITIONS[name].on_floats(x, y)
        return Symbol.record(CONDITIONS[name], (self.as_symbol(x), self.operand(y)))

    def pi(self) -> Symbol:
        """The number pi."""
        return self._leaf("pi", "pi", flint().arb.pi)


def _is_plain(number: Fraction) -> bool:
    bits = number.denominator.bit_length()
    return number.denominator == 1 << (bits - 1) and bits <= 24 and abs(number.numerator) < 1 << 40


# ---- Free variables, and derivatives of unknown functions ----------------------------------------

# Behind a name or in front of it: how often it is differentiated.
_BEHIND = re.compile(r"(\w+?)_?(d?)dot")
_BEFORE = re.compile(r"(d?)dot_(\w+)")
_QUOTIENT = re.compile(r"d(\d?)(\w+(?:\[[\d,]*\])?)/d(\w+?)\1")


@dataclass(frozen=True)
class Rate:
    """The derivative of an unknown function `of`, or of an entry of one, `by` these variables."""

    of: str
    by: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """What a page calls it: dr/dt."""
        order = str(len(self.by)) if len(self.by) > 1 else ""
        if len(set(self.by)) > 1:
            return f"d{order}{self.of}/({' '.join(f'd{x}' for x in self.by)})"
        return f"d{order}{self.of}/d{self.by[0]}{order}" if self.by else self.of

    def once_more(self, by: str) -> Rate:
        """Its derivative; in which order one differentiates makes no difference."""
        return Rate(self.of, tuple(sorted((*self.by, by))))


def spelled(rate: Rate, moving: Mapping[str, Collection[str]], written: Collection[str]) -> str:
    """What a page calls a derivative, whose names with dots are these.

    >>> spelled(Rate("q[2]", ("t",)), {"q": ("t",)}, ["pdot", "qdot"])
    'qdot[2]'
    """
    base, bracket, place = rate.of.partition("[")
    plain = Rate(base, rate.by)
    own = (name for name in sorted(written) if dotted(name, moving) == plain)
    name = next(own, "")
    return f"{name}{bracket}{place}" if name else rate.name


def dotted(name: str, moving: Mapping[str, Collection[str]]) -> Rate | None:
    """The derivative that a name with dots is: q_dot, qddot, dot_q, where q depends on t."""
    if name in moving:
        return None
    if match := _QUOTIENT.fullmatch(name):
        is_rate = match[3] in moving.get(match[2].partition("[")[0], ())
        return Rate(match[2], (match[3],) * int(match[1] or 1)) if is_rate else None
    behind, before = _BEHIND.fullmatch(name), _BEFORE.fullmatch(name)
    for match, of, dots in ((behind, 1, 2), (before, 2, 1)):
        if match is not None and len(on := tuple(moving.get(match[of], ()))) == 1:
            return Rate(match[of], on * (2 if match[dots] else 1))
    return None


@dataclass(frozen=True)
class Variables(ExactNumbers):
    """What a page calculates with and does not compute."""

    variables: dict[str, Symbol] = field(default_factory=dict)
    moving: dict[str, tuple[str, ...]] = field(default_factory=dict)  # functions, and of what
    dotted: set[str] = field(default_factory=set)  # such names as q_dot
    rates: dict[str, Rate] = field(default_factory=dict)  # their derivatives, by name

    def variable(self, name: str) -> Symbol:
        """The free variable of this name; made when first asked for."""
        if name not in self.variables and (rate := dotted(name, self.moving)) is not None:
            return self.rate(rate)
        if name not in self.variables:
            self.variables[name] = Symbol(name)
        return self.variables[name]

    def rate(self, rate: Rate) -> Symbol:
        """The derivative of an unknown function, itself unknown."""
        name = spelled(rate, self.moving, self.dotted)
        self.rates[name] = rate
        return self.variables.setdefault(name, Symbol(name))

    def rate_of(self, name: str, by: str) -> Symbol | None:
        """The derivative of a variable in another; None if it does not depend on that."""
        before = self.rates.get(name, Rate(name))
        if by not in self.moving.get(before.of.partition("[")[0], ()):
            return None
        return self.rate(before.once_more(by))

    def is_clock(self, name: str) -> bool:
        """Whether something depends on this variable."""
        return any(name in others for others in self.moving.values())
