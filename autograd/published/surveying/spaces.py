r"""What the formulas of a page say that its names are: W \in \mathbb{R}^{4 \times 3}."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ...formulas.printed import Node
from ..names.letters import Letters
from ..names.references import reference
from ..shapes.kinds import COLUMN, MATRIX, NUMBER
from .roles import Item


@dataclass(frozen=True)
class Space:
    """A kind, with its sizes."""

    kind: str
    sizes: tuple[str, ...] = ()  # as they are written

    @property
    def shape(self) -> tuple[str, ...]:
        """The sizes, where all of them are numbers."""
        return self.sizes if all(map(str.isdigit, self.sizes)) else ()


def stated_spaces(items: Sequence[Item], known: Letters) -> dict[str, Space]:
    """The spaces of names, by what has one kind."""
    found: dict[str, Space] = {}
    for each in items:
        sides, signs = each.printed.sides, each.printed.signs
        if signs[-1:] != ("in",) or (space := _space(sides[-1])) is None:
            continue
        for side in sides[:-1]:
            for part in side.parts if side.kind == "list" else (side,):
                if name := reference(part, known):
                    found.setdefault(name.sort, space)
    return found


def _space(node: Node) -> Space | None:
    base, above = (node.parts[0], node.parts[2]) if node.kind == "scripted" else (node, None)
    if base.kind != "symbol" or base.text != "R":
        return None
    if above is None:
        return Space(NUMBER)
    is_matrix = above.kind == "product" and "times" in above.signs
    shape = tuple(part.text for part in (above.parts if is_matrix else (above,)))
    kind = MATRIX if is_matrix else COLUMN
    return Space(kind, shape)
