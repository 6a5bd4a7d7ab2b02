r"""Which subscripts are part of a name, and which capitals below are no last value.

`v_c` is a name where no other letter ever stands below v; so is \omega_d beside \omega.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence

from ...formulas.printed import Printed
from ...formulas.printed.node import NOTHING
from .elements import indexed_by, is_transposed, standing_bare
from .letters import items, letter_of, name_of, places, scripts


def labels(page: Sequence[Printed], bound: Container[str], letters: Container[str]) -> set[str]:
    """Bases below which one letter stands, always the same, that nothing binds or shares."""
    below: dict[str, set[str]] = {}
    for base, down, _ in scripts(page):
        below.setdefault(base, set()).update(letter_of(x) or x.text for x in items(down))
    mixed = {letter for some in below.values() if len(some) > 1 for letter in some}
    bare = {name_of(node) for each in page for side in each.sides for node in standing_bare(side)}
    bare |= {base for base, down, _ in scripts(page) if down == NOTHING}
    of_others = _of_others(page)
    return {
        base
        for base, some in below.items()
        if all(letter in letters and letter not in bound for letter in some) and some
        and ((len(some) == 1 and not some & mixed and base not in bare) or base in of_others)
    }  # fmt: skip


def never_last(page: Iterable[Printed], ends: Mapping[str, str]) -> set[tuple[str, str]]:
    """Bases with a capital below that no small letter counts up to: X_N of what X_i counts.

    `ends` are the last values by convention only, N of n.
    """
    found = {(base, letter_of(x)) for base, down, _ in scripts(page) for x in items(down)}
    return {
        (base, last)
        for base, _ in found
        for letter, last in ends.items()
        if (base, last) in found and (base, letter) not in found
    }


def _of_others(page: Iterable[Printed]) -> set[str]:
    r"""Bases that are made of their own whole: \omega_d = \omega \sqrt{1 - \zeta^2} is no entry."""
    return {
        base
        for each in page
        for base, letter in [indexed_by(each.sides[0]) if each.signs[:1] == ("=",) else ("", "")]
        if base and _is_made_of_others(base, letter, each)
    }  # fmt: skip


def _is_made_of_others(base: str, letter: str, printed: Printed) -> bool:
    nodes = [node for side in printed.sides[1:] for node, _ in places(side)]
    symbols = {name_of(node) for node in nodes if node.kind == "symbol"}
    is_whole = any(x.kind == "slope" or is_transposed(x) for x in nodes)
    return base in symbols and letter not in symbols and not is_whole
