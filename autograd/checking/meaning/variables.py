"""The free variables of a page, among them the derivatives of unknown functions."""

from __future__ import annotations

from dataclasses import dataclass, field

from ...values.symbol import Symbol
from .numbers import ExactNumbers
from .rates import Rate, dotted, spelled


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
