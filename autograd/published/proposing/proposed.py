r"""A fact that a page was taken to say, as a block would declare it; each kind enters itself."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from ..modelling.model import Model
from ..shapes.ranks import FORCED, STATED
from ..shapes.sizes import Measured

_SIZE = re.compile(r"(?<!\{)\d+")


@dataclass(frozen=True)
class Proposed:
    """Something that a page was taken to say: of which name, what, and on what evidence."""

    name: str
    said: str  # with {} for the name, or for several of them; with {0} for one
    evidence: str
    note: str = ""  # what else may be meant

    @property
    def space(self) -> str:
        """What is said without sizes."""
        return _SIZE.sub("n", self.said)

    @property
    def is_sized(self) -> bool:
        """Whether sizes are said."""
        return self.space != self.said

    @property
    def is_open(self) -> bool:
        """Whether the page leaves it open."""
        return self.evidence not in (STATED, FORCED)


Kind = Callable[[Model, Measured], Iterator[Proposed]]
KINDS: list[Kind] = []


def kind(rule: Kind) -> Kind:
    """Enter a kind of fact."""
    KINDS.append(rule)
    return rule
