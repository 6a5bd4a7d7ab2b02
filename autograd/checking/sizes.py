"""Sizes that a page leaves open: x in R^n. Its claims are checked for a few, and never proved.

>>> open_to(["n"]), open_to(["m", "n"])
([{'n': 2}, {'n': 3}], [{'m': 2, 'n': 3}, {'m': 3, 'n': 2}])
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from .report import Claim, Link, worst
from .tokens import DerivationError

MOST = 4  # sizes left open
Sizes = Mapping[str, int]


def open_to(names: Sequence[str]) -> list[dict[str, int]]:
    """The sizes that are tried: all different, so that a missing transpose shows."""
    if len(names) > MOST:
        listed = ", ".join(names)
        raise DerivationError(f"at most {MOST} sizes can be left open; here are {listed}")
    if len(names) == 1:
        return [{names[0]: size} for size in (2, 3)]
    first = list(range(2, 2 + len(names)))
    return [dict(zip(names, sizes, strict=True)) for sizes in (first, [*first[1:], first[0]])]


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
    claim = next(claim for _, claim in versions if claim.status == status)
    if status in ("proved", "agrees"):
        word = "proved" if status == "proved" else "agrees"
        listed = " and for ".join(in_words(sizes) for sizes, _ in versions)
        claim.status = "agrees"
        claim.evidence.append(f"{word} for {listed}; other sizes were not tried")
        for link in claim.links:
            _soften(link)
    return claim


def _soften(link: Link) -> None:
    if link.status == "proved":
        link.status = "agrees"
