"""Columns: which step of the computation each card belongs to."""

from __future__ import annotations

from collections.abc import Sequence

Link = tuple[int, int]


def ranks(count: int, links: Sequence[Link]) -> list[int]:
    """A column for each of `count` cards, so that every link leads to a later one.

    Links go from lower to higher numbers. A card stands as early as its arguments allow, then moves
    up to its users where that lengthens no more links than it shortens. No column stays empty.

    >>> ranks(4, [(0, 2), (2, 3), (1, 3)])
    [0, 1, 1, 2]
    """
    into: list[set[int]] = [set() for _ in range(count)]
    out: list[set[int]] = [set() for _ in range(count)]
    for source, target in links:
        into[target].add(source)
        out[source].add(target)
    rank = [0] * count
    for card in range(count):
        rank[card] = 1 + max((rank[source] for source in into[card]), default=-1)
    for card in reversed(range(count)):
        # A leaf with no other user comes along, so its link is not lengthened.
        held = sum(bool(into[source]) or len(out[source]) > 1 for source in into[card])
        if out[card] and len(out[card]) >= held:
            rank[card] = min(rank[target] for target in out[card]) - 1
    used = {old: new for new, old in enumerate(sorted(set(rank)))}
    return [used[r] for r in rank]
