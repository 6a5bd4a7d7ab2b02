"""The points at which two formulas are compared, simplest first and always the same.

In this order:

1. `grid`: simple numbers (0, 1, -1, 2, -2, 1/2, …) in every coordinate, by total simplicity;
2. `landmarks`: one coordinate at a constant of the formulas, or beside one, or at an end of its
   range, or ever closer to it, the others at ordinary numbers;
3. `ordinary`: numbers of size about 1 that are no integers (a slip inside sin(pi x) vanishes on
   integers);
4. `scales`: every coordinate of its own size between 1e-14 and 1e9, both signs.

Nothing is drawn by chance: the generator starts from a fixed seed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from itertools import islice
from random import Random

from ...support.deadlines import work
from .ranges import Range, simplicity

Point = tuple[Fraction, ...]

SEED = 20240229
_NEAR = Fraction(1, 2**20)


def grid(ranges: Sequence[Range], below: int | None = None) -> Iterator[Point]:
    """All combinations of simple numbers, by total simplicity, then the last coordinate first.

    They end where no sum of the places of numbers in `SIMPLE` is `below` this one.
    """
    choices = [each.simple() for each in ranges]
    if not all(choices):
        return
    most = [len(each) - 1 for each in choices]
    totals = sum(most) + 1
    if below is not None:
        totals = min(totals, below - sum(simplicity(each[0])[0] for each in choices))
    for total in range(totals):
        for ranks in _of_total(most, total):
            yield tuple(each[rank] for each, rank in zip(choices, ranks, strict=True))


def _of_total(most: Sequence[int], total: int) -> Iterator[list[int]]:
    """The ways to divide a total, each part at most so large: the first part counts up last.

    The list that is given is changed for the next way.

    >>> [list(ranks) for ranks in _of_total([1, 2], 2)]
    [[0, 2], [1, 1]]
    """
    ranks = [0] * len(most)
    place, rest = 0, total
    while True:
        for later in range(len(most) - 1, place - 1, -1):
            ranks[later] = min(rest, most[later])
            rest -= ranks[later]
        if rest:
            return
        yield ranks
        place = len(most)
        while place and (rest == 0 or ranks[place - 1] == most[place - 1]):
            place -= 1
            rest += ranks[place]
        if not place:
            return
        ranks[place - 1] += 1
        rest -= 1


def landmarks(ranges: Sequence[Range], constants: Iterable[Fraction]) -> Iterator[Point]:
    """Each coordinate in turn at the constants, beside them, and at the ends of its range."""
    numbers = list(constants)
    around = ordinary(ranges)
    for place, each in enumerate(ranges):
        for x in dict.fromkeys([*_beside(numbers, each), *each.edges(), *each.near_edges()]):
            filler = next(around)
            yield (*filler[:place], x, *filler[place + 1 :])


def _beside(constants: Sequence[Fraction], each: Range) -> list[Fraction]:
    steps = (0, _NEAR, -_NEAR, 1, -1)
    shifted = [c + step for c in constants for step in steps]
    scaled = [c * factor for c in constants for factor in (-1, 2, Fraction(1, 2))]
    return [x for x in shifted + scaled if x in each]


def ordinary(ranges: Sequence[Range]) -> Iterator[Point]:
    """Numbers of size about 1, no integers unless the range wants them; endless."""
    random = Random(SEED)
    while True:
        yield tuple(
            each.at_share(Fraction(2 * random.getrandbits(12) + 1, 2**13)) for each in ranges
        )


def gentle(ranges: Sequence[Range]) -> Iterator[Point]:
    """The same nearer the middle of each range, where nothing saturates; endless."""
    random = Random(SEED)
    while True:
        yield tuple(
            each.at_share(_nearer(Fraction(2 * random.getrandbits(12) + 1, 2**13), each))
            for each in ranges
        )


def _nearer(t: Fraction, each: Range) -> Fraction:
    return t if each.is_discrete else Fraction(1, 2) + (t - Fraction(1, 2)) / 4


def scales(ranges: Sequence[Range]) -> Iterator[Point]:
    """Numbers of every size, each coordinate its own; endless."""
    random = Random(SEED + 1)
    while True:
        wild = random.random() < 0.5
        yield tuple(_of_some_size(each, random, 1.0 if wild else 0.2) for each in ranges)


def _of_some_size(each: Range, random: Random, spread: float) -> Fraction:
    exponent = int(random.uniform(-47.0, 30.0) * spread)
    mantissa = Fraction(2 * random.getrandbits(8) + 257, 256)
    x = each.at_scale(mantissa * Fraction(2) ** exponent, random.random() < 0.5)
    return x if x is not None else each.at_share(Fraction(2 * random.getrandbits(12) + 1, 2**13))


def everything(
    ranges: Sequence[Range], constants: Iterable[Fraction], simple: int = 40
) -> Iterator[Point]:
    """The documented order, each group cut where it has done its work; then ordinary points."""
    yield from islice(grid(ranges), simple)
    yield from islice(landmarks(ranges, constants), 120)
    yield from islice(ordinary(ranges), 40)
    yield from islice(scales(ranges), 60)
    yield from islice(ordinary(ranges), 40, 800)


def total_simplicity(point: Point) -> tuple[tuple[int, int], ...]:
    """A key by which simpler points come first."""
    work(len(point))
    ranks = [simplicity(x) for x in point]
    return ((sum(a for a, _ in ranks), sum(b for _, b in ranks)), *ranks)
