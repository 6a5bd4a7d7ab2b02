"""Sizes that a page leaves open: x in R^n. Its claims are checked for a few, and never proved.

>>> open_to(["m", "n"])
[{'m': 3, 'n': 5}, {'m': 2, 'n': 3}]
>>> [list(sizes.values()) for sizes in open_to(["N", "a", "b", "c", "d"])]
[[3, 5, 4, 6, 7], [2, 3, 4, 5, 6]]
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ...formulas.text.tokens import DerivationError
from ..meaning.components import Component
from ..report.claims import RIGHT, Claim, Link, worst

MOST = 8  # sizes left open
_FIRST, _SECOND = (3, 5, 4, 6, 7, 8, 9, 10), (2, 3, 4, 5, 6, 7, 8, 9)
Sizes = Mapping[str, int]


def open_to(names: Sequence[str]) -> list[dict[str, int]]:
    """The sizes that are tried.

    They are all different, so that a missing transpose shows, and none is 2 at first, so that a
    factor 2 is not taken for one. They are small: the work grows with the product of several.
    """
    if len(names) > MOST:
        listed = ", ".join(names)
        raise DerivationError(f"at most {MOST} sizes can be left open; here are {listed}")
    return [dict(zip(names, sizes, strict=False)) for sizes in (_FIRST, _SECOND)]


def choices(names: Sequence[str]) -> Sequence[Sizes]:
    """The sizes for which a part of a page is checked; one choice, of none, where none is open."""
    return open_to(names) if 0 < len(names) <= MOST else [{}]


def in_words(sizes: Sizes) -> str:
    """`n = 2, m = 3`."""
    return ", ".join(f"{name} = {size}" for name, size in sizes.items())


def merged(runs: Sequence[tuple[Sizes, Sequence[Claim]]]) -> list[Claim]:
    """The claims of a part of a page that was checked for several sizes."""
    found: dict[tuple[int, str, int], list[tuple[Sizes, Claim]]] = {}
    for sizes, claims in runs:
        seen: dict[tuple[int, str], int] = {}
        for claim in claims:
            which = (claim.line, claim.claim)
            seen[which] = seen.get(which, 0) + 1
            found.setdefault((*which, seen[which]), []).append((sizes, claim))
    return [_merged(versions) for versions in found.values()]


def _merged(versions: Sequence[tuple[Sizes, Claim]]) -> Claim:
    """The worst version; a right claim says for which sizes it was checked."""
    status = worst([claim.status for _, claim in versions])
    sizes, claim = next(each for each in versions if each[1].status == status)
    if status in RIGHT:
        word = "proved" if status == "proved" else "agrees"
        listed = " and for ".join(in_words(sizes) for sizes, _ in versions)
        claim.status = "agrees"
        claim.evidence = [said for said in claim.evidence if not said.startswith("in all ")]
        claim.evidence.append(f"{word} for {listed}; other sizes were not tried")
        for link in claim.links:
            _soften(link)
    elif claim.unfinished:
        rest = [
            f"; for {in_words(other)} it {each.status}"
            for other, each in versions
            if each.status == "agrees"
        ]
        claim.evidence.append(f"that was for {in_words(sizes)}{''.join(rest)}")
    return claim


def _soften(link: Link) -> None:
    if link.status == "proved":
        link.status = "agrees"


# ---- x[n] where x is in R^n: an index that takes all values, or the last entry ------------------


LAST_ENTRY = (
    "{names} may be an index here, or the size: of the last entry this is right, of others it is "
    "not; write another letter for an index"
)


def indices_that_are_sizes(sizes: Sizes, parts: Sequence[Component]) -> list[str]:
    """The free indices of a claim that are called like a size."""
    return [name for name in parts[0].indices if name in sizes]


def last_entries(sizes: Sizes, parts: Sequence[Component]) -> list[Component]:
    """The components in which these indices have the size for their value."""
    names = indices_that_are_sizes(sizes, parts)
    return [part for part in parts if all(part.indices[name] == sizes[name] for name in names)]
