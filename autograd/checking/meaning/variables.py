"""The free variables of a page, among them the derivatives of unknown functions of time.

>>> Rate("r").once_more("t").once_more("t").name, Rate("u", ("x", "t")).name
('d2r/dt2', 'd2u/(dx dt)')
>>> dotted("theta_ddot", {"theta": ("t",)}), dotted("pdot", {"theta": ("t",)})
(Rate(of='theta', by=('t', 't')), None)
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from ...values.symbol import Symbol
from .numbers import ExactNumbers

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
