"""What was found wrong, and the reasons to leave it open: each enters itself by `@guard`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from ...checking.report.claims import Claim
from ..modelling.judging import Equation
from ..modelling.model import Model
from ..surveying.roles import Item


@dataclass(frozen=True)
class Accusation:
    """A formula that was found wrong, and the equations that this hangs on."""

    item: Item
    claims: tuple[Equation, ...]
    results: tuple[Claim, ...]  # of each claim
    needed: Mapping[str, Equation]  # the definitions that the claims hang on
    model: Model

    @property
    def equations(self) -> tuple[Equation, ...]:
        """The claims, and what they hang on."""
        return (*self.claims, *self.needed.values())

    @property
    def failing(self) -> list[Equation]:
        """The claims that are not right; all where each is not told."""
        if len(self.claims) != len(self.results):
            return list(self.claims)
        pairs = zip(self.claims, self.results, strict=True)
        return [claim for claim, result in pairs if result.status not in ("proved", "agrees")]


Guard = Callable[[Accusation], str]
GUARDS: list[Guard] = []


def guard(rule: Guard) -> Guard:
    """Enter a reason why what was found wrong may not be."""
    GUARDS.append(rule)
    return rule
