"""What the statements above a claim have said: of derivatives, and of updates."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from ...formulas.text.page import Statement
from ...formulas.text.tokens import DerivationError
from ..meaning.components import Equation
from ..meaning.names import Key
from ..meaning.scope import Scope
from ..pages.statements import Update
from ..report.claims import Claim
from .worked_arrays import entry_updates


@dataclass
class Above:
    """A part of a page as far as it has been gone through."""

    claimed: dict[Key, tuple[Claim, Any]] = field(default_factory=dict)
    updates: list[Update] = field(default_factory=list)
    rounds: dict[Any, Any] = field(default_factory=dict)  # of these updates, run from given numbers
    broken_update: Statement | None = None  # the line for which rounds are not complete

    def stated(self) -> Mapping[Key, Any]:
        """The derivatives that claims have stated."""
        return {key: stated for key, (_, stated) in self.claimed.items()}

    def enter(self, claim: Claim, equation: Equation) -> None:
        """Remember what a claim says of derivatives for the claims after it."""
        for part in equation.parts:
            if part.key is not None:
                self.claimed.setdefault(part.key, (claim, part.sides[-1]))

    def update(self, scope: Scope, update: Update) -> None:
        """Add an update to those of a round."""
        if scope.is_computed(update.name):
            raise DerivationError(f"{update.name} is computed from other names; update those")
        for each in entry_updates(scope, update):
            if any(each.name == before.name for before in self.updates):
                raise DerivationError(f"{each.name} is updated twice in a round")
            scope.known(each.name)
            scope.meaning(each.value)
            self.updates.append(each)
