"""A formula about any layer, time or sample, once for each that there is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import product

from ...formulas.printed import Node
from ..names.letters import Letters, limits, places, shifted
from ..names.references import reference


def environments(
    nodes: Sequence[Node], letters: Letters, ends: Mapping[str, int]
) -> Iterator[dict[str, int]]:
    """Each choice of the layers, times and samples that are free in some formulas."""
    free = free_letters(nodes, letters)
    ranges = [range(letters.starts.get(letter, 1), ends.get(letter, 1) + 1) for letter in free]
    for values in product(*ranges):
        yield dict(zip(free, values, strict=True))


def free_letters(nodes: Sequence[Node], letters: Letters) -> list[str]:
    """The letters of layers, times and samples that no sum binds."""
    bound: set[str] = set()
    used: dict[str, None] = {}
    for node in nodes:
        for part, _ in places(node):
            if part.kind == "large":
                bound |= {letter for letter, _ in limits(part.parts[1])}
            elif (found := reference(part, letters)) is not None:
                used |= dict.fromkeys(map(_letter, found.family))
    last = {letters.ends.get(letter) for letter in letters.above | letters.below}
    known = bound | set(letters.fixed)
    return [x for x in used if x and x not in known and not (x in last and x.isupper())]


def _letter(index: Node) -> str:
    return index.text if index.kind == "symbol" else shifted(index)
