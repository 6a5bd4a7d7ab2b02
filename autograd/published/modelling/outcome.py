"""What is said of one formula of a page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from ...checking.report.claims import Claim
from ..surveying.roles import Item
from .evidence import Basis
from .judging import Asked, explained

OPEN = ("inconclusive", "unreadable", "says nothing")
JUDGED = ("proved", "agrees", "wrong", "inconclusive", "unreadable", "says nothing")


@dataclass(frozen=True)
class Outcome:
    """A formula, what is said of it and why; `claims` are its instances as they were checked."""

    item: Item
    status: str
    why: str = ""
    claims: Sequence[Claim] = ()
    reading: str = ""  # in which of several readings this is so
    proviso: str = ""  # under what it is right, if not anyway
    hangs_on: frozenset[int] = frozenset()  # the places of the definitions that it was judged by
    asked: Asked | None = None  # what can be asked once more, to be told why it is wrong
    basis: Basis = field(default_factory=Basis)

    @property
    def is_judged(self) -> bool:
        """Whether it claims something that was judged, or was tried to be."""
        return self.status in JUDGED

    @property
    def is_of_block(self) -> bool:
        """Whether it stands in a block, written for the checker."""
        return not self.item.printed.source

    @property
    def is_broken(self) -> bool:
        """Whether it is a line of a block that cannot be read, and so no formula of the page."""
        return self.is_of_block and self.status == "unreadable"

    def told(self) -> Outcome:
        """The same, said of what is wrong why."""
        if (
            self.status != "wrong"
            or self.asked is None
            or len(self.claims) != len(self.asked.claims)
        ):
            return self
        claims = explained(self.asked, self.claims)
        return replace(self, why="; ".join(claims[0].evidence[:2]), claims=claims)
