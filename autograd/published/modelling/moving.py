r"""Names that are functions of time of which nothing is known: \dot\theta stands, or dr/dt.

`dV/dt = 4\pi r^2\, dr/dt` says that r depends on t, where the page has no formula for r.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ...formulas.printed import Node
from ...formulas.printed.node import NOTHING, walk
from ..names.letters import Letters, name_of
from ..names.naming import TIME as TIME
from ..names.references import reference
from ..surveying.roles import Item

DOTS = ("ddot_", "dot_")


def moving(items: Iterable[Item], known: Letters) -> frozenset[str]:
    """The names that depend on time, without those that are defined."""
    found: set[str] = set()
    for item in items:
        for side in item.printed.sides:
            for node in walk(side):
                found |= set(_rates(node, known))
    return frozenset(found)


def _rates(node: Node, known: Letters) -> Iterator[str]:
    """What a node says to depend on time."""
    if node.kind == "slope" and node.text == "d" and set(node.parts[1:]) == {Node("symbol", TIME)}:
        name = reference(node.parts[0], known)
        if name is not None and name.power == NOTHING:
            yield undotted(name.name)
    elif node.kind == "symbol" and node.accent in ("dot", "ddot"):
        yield undotted(name_of(node))


def undotted(name: str) -> str:
    """What a name with dots is the rate of; the name itself without."""
    return next((name.removeprefix(dots) for dots in DOTS if name.startswith(dots)), name)


def is_dotted(name: str) -> bool:
    """Whether it is a rate by its name."""
    return name.startswith(DOTS)
