"""What a diagnosis found, as plain data: the sentence, the suggestion and the picture tell it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from ...formulas.trees.tree import Tree
from .changes import Difference
from .differences import differences
from .places import Place


@dataclass(frozen=True)
class Finding:
    """The culprit, in words and in the author's formula, and what would be right.

    `wrong` is the part of the page that the words are about, `asked` what the suggestion is for,
    if not for all that was asked. Of a path that is wrong `through` are the names that single it
    out, and `straight` says that it is the step between two of them.
    """

    culprit: str | None = None
    suggestion: Tree | None = None
    note: str | None = None
    asked: Tree | None = None
    also: str | None = None
    wrong: Tree | None = None
    through: tuple[str, ...] = ()
    straight: bool = False
    known: tuple[Difference, ...] = ()
    kind: str = ""  # of the slips that are tried, which it is

    @cached_property
    def changes(self) -> Sequence[Difference]:
        """What was changed in the author's formula, where it stands."""
        if self.known:
            return self.known
        if self.wrong is None or self.suggestion is None:
            return ()
        return differences(Place(self.wrong), self.suggestion)
