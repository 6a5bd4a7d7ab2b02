r"""Which letters count, and what: layers, times, samples, entries.

>>> from autograd.formulas.printed import read_printed
>>> page = [read_printed(r"h_t = \tanh(W_{hh} h_{t-1} + x_t)")]
>>> sorted(letters(page).below), sorted(letters(page).below_bases)
(['t'], ['h', 'x'])
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from ...formulas.printed import Printed
from .elements import (
    arrays_by_index,
    fixed,
    letters_of,
    one_step,
    pairs,
    split,
)
from .labels import labels, never_last
from .letters import (
    INDEX_LETTERS,
    Letters,
    bounds,
    counted,
    first_letter,
    is_index,
    items,
    letter_of,
    scripts,
    shifted,
    standing_alone,
)


def letters(page: Sequence[Printed], numbers: Collection[str] = ()) -> Letters:
    """What the letters of a page are; `numbers` are those that are said to be no index."""
    bound, ends, starts = bounds(page)
    alone = standing_alone(each for each in page if each.signs).union(numbers)
    above = _counting_above(page, numbers)
    below = _counting_below(page)
    above_bases = {
        b
        for b, _, up in scripts(page)
        if counted(up) or first_letter(up) in above or shifted(up) in above
    }
    is_one = {name for name in bound | INDEX_LETTERS if name in bound or is_index(name, alone)}
    elements = arrays_by_index(page, is_one)
    labelled = labels(page, bound | below, is_one)
    below_bases = (elements - labelled) | {
        b
        for b, down, _ in scripts(page)
        if len(items(down)) == 1 and (letter_of(items(down)[0]) in below)
    }
    times = set(below)
    counting = letters_of(page, elements - labelled, is_one)
    below |= letters_of(page, below_bases, is_one)
    usual = {x: x.upper() for x in above | below if len(x) == 1 and x.islower() and x not in ends}
    ends |= usual
    indexed = {
        b
        for b, down, _ in scripts(page)
        if any(letter_of(item) in bound or is_index(letter_of(item), alone) for item in items(down))
    }
    return Letters(
        frozenset(bound), frozenset(alone), frozenset(above), frozenset(below),
        frozenset(above_bases), frozenset(below_bases), ends, starts, frozenset(indexed),
        frozenset(_lettered(page, above, below)), frozenset(labelled),
        fixed(page, is_one - bound - above, labelled) | dict.fromkeys(one_step(page, times), 2),
        frozenset(split(page, is_one)), frozenset(pairs(page, counting, bound)),
        frozenset(never_last(page, usual)),
    )  # fmt: skip


def _lettered(page: Iterable[Printed], above: set[str], below: set[str]) -> set[str]:
    found = set()
    for base, down, up in scripts(page):
        inside = counted(up) or up
        if letter_of(inside) in above or any(letter_of(item) in below for item in items(down)):
            found.add(base)
    return found


def _counting_above(page: Iterable[Printed], numbers: Collection[str]) -> set[str]:
    r"""Letters in brackets above a name, or shifted there though no factor: l of a^{l-1}.

    Nobody counts in Greek: x^{\rho-1} is a power.
    """
    found: set[str] = set()
    for _, _, up in scripts(page):
        inside = counted(up)
        if inside is not None and (letter := letter_of(inside)):
            found.add(letter)
    for printed in page:
        alone = standing_alone([printed])
        for _, _, up in scripts([printed]):
            letter = shifted(up) or (shifted(up.parts[0]) if up.kind == "product" else "")
            if letter not in alone and len(letter) == 1:
                found.add(letter)
    return found.difference(numbers)


def _counting_below(page: Iterable[Printed]) -> set[str]:
    """Letters that are shifted below a name: t of h_{t-1}."""
    return {
        letter for _, down, _ in scripts(page) for item in items(down) if (letter := shifted(item))
    }
