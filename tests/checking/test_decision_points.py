"""Where a variable may lie, and the points at which formulas are compared: laws of pure data."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import islice, pairwise, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from autograd.checking.decision.points import (
    Point,
    everything,
    gentle,
    grid,
    landmarks,
    ordinary,
    scales,
    total_simplicity,
)
from autograd.checking.decision.ranges import SIMPLE, Range, simplicity
from autograd.support.deadlines import OutOfWork, allowed

ALL = Range()
UNIT = Range(Fraction(0), Fraction(1))
OPEN = Range(Fraction(0), Fraction(1), True, True)
POSITIVE = Range(Fraction(0), None, True)
BELOW_TWO = Range(high=Fraction(2))
COUNTS = Range(Fraction(1), integral=True)
BITS = Range(members=(Fraction(0), Fraction(1)))
NARROW = Range(Fraction(1, 3), Fraction(3, 7), True)
KINDS = [
    ALL,
    UNIT,
    OPEN,
    POSITIVE,
    BELOW_TWO,
    COUNTS,
    BITS,
    NARROW,
    replace(ALL, holes=(Fraction(1),)),
]

numbers = st.sampled_from([Fraction(k, 4) for k in range(-12, 13)])
bounds = st.one_of(st.none(), numbers)
members = st.one_of(
    st.none(), st.none(), st.lists(numbers, min_size=1, max_size=4, unique=True).map(tuple)
)
ranges = st.builds(
    Range,
    bounds,
    bounds,
    st.booleans(),
    st.booleans(),
    members,
    st.booleans(),
    st.lists(numbers, max_size=2, unique=True).map(tuple),
)
NEARBY = [Fraction(k, 8) for k in range(-30, 31)]


def first(points: Iterator[Point], count: int) -> list[Point]:
    return list(islice(points, count))


def column(points: Iterator[Point], count: int) -> list[Fraction]:
    """The numbers of points that have one coordinate."""
    return [x for (x,) in islice(points, count)]


@given(ranges)
@settings(max_examples=60)
def test_what_belongs_is_what_every_part_of_the_range_allows(each):
    for x in NEARBY:
        wanted = (
            (each.members is None or x in each.members)
            and x not in each.holes
            and (not each.integral or x == int(x))
            and (each.low is None or each.low < x or (x == each.low and not each.open_low))
            and (each.high is None or x < each.high or (x == each.high and not each.open_high))
        )
        assert (x in each) == wanted


@given(ranges, ranges)
@settings(max_examples=60)
def test_two_ranges_together_hold_what_is_in_both(one, other):
    both = one.both(other)
    assert [x for x in NEARBY if x in both] == [x for x in NEARBY if x in one and x in other]
    assert len(both.holes) == len(set(both.holes))
    if one.members is None and other.members is None:
        assert both.is_discrete == (one.integral or other.integral)


def test_an_end_that_is_open_in_either_range_is_open_in_both():
    assert UNIT.both(OPEN) == OPEN.both(UNIT) == OPEN.both(OPEN) == OPEN
    assert UNIT.both(UNIT) == UNIT.both(ALL) == ALL.both(UNIT) == UNIT
    assert POSITIVE.both(BELOW_TWO) == Range(Fraction(0), Fraction(2), True)
    assert UNIT.both(POSITIVE) == POSITIVE.both(UNIT) == Range(Fraction(0), Fraction(1), True)


@given(ranges, numbers)
@settings(max_examples=60)
def test_a_hole_takes_one_number_out(each, hole):
    rest = replace(each, holes=(*each.holes, hole))
    assert [x for x in NEARBY if x in rest] == [x for x in NEARBY if x in each and x != hole]


@pytest.mark.parametrize("each", KINDS, ids=str)
def test_what_is_chosen_from_a_range_belongs_to_it(each):
    shares = [each.at_share(Fraction(k, 64)) for k in range(1, 64)]
    chosen = [*each.simple(), *shares, *each.edges(), *each.near_edges()]
    sizes = [each.at_scale(Fraction(2) ** k, side) for k in range(-9, 9) for side in (True, False)]
    chosen += [x for x in sizes if x is not None]
    assert [x for x in chosen if x not in each] == []
    assert len(set(each.simple())) == len(each.simple()) > 0
    assert not each.is_empty


def test_the_simplest_numbers_come_first():
    assert SIMPLE[:6] == (0, 1, -1, 2, -2, Fraction(1, 2))
    ranks = list(map(simplicity, SIMPLE))
    assert ranks == sorted(ranks)
    assert len(set(ranks)) == len(SIMPLE)
    assert ranks[0] == (0, 0)
    longer = [Fraction(6), Fraction(12), Fraction(12, 7), Fraction(100, 7), Fraction(100, 77)]
    assert [simplicity(x)[0] for x in longer] == [len(SIMPLE)] * 5
    assert [simplicity(x)[1] for x in longer] == [4, 5, 7, 10, 14]
    assert all(number.denominator & (number.denominator - 1) == 0 for number in SIMPLE)


def test_the_simple_numbers_of_a_range():
    assert list(ALL.simple()) == list(SIMPLE)
    assert list(Range(members=(Fraction(5), Fraction(7), Fraction(0))).simple()) == [0, 5, 7]
    assert list(POSITIVE.simple()) == [x for x in SIMPLE if x > 0]
    # Where few belong, so many more that there is a choice; the ends too.
    assert list(Range(Fraction(6), Fraction(7)).simple()) == [
        *(6 + Fraction(k, 8) for k in (4, 2, 6, 1, 7, 3, 5)),
        6,
        7,
    ]
    few = Range(Fraction(2), Fraction(5, 2)).simple()
    assert few[:2] == [2, Fraction(5, 2)]
    assert len(few) == len(set(few)) == 9
    eight = Range(integral=True, low=Fraction(-4), high=Fraction(3)).simple()
    assert list(eight) == [0, 1, -1, 2, -2, 3, -3, -4]
    assert Range(Fraction(1), Fraction(0)).is_empty
    assert Range(Fraction(1, 3), Fraction(1, 2), integral=True).is_empty


def test_what_a_range_is():
    assert [each.is_all for each in KINDS] == [True] + [False] * (len(KINDS) - 1)
    assert [each for each in KINDS if each.is_discrete] == [COUNTS, BITS]
    assert [each.width for each in (UNIT, POSITIVE, BELOW_TWO, ALL)] == [1, 1, 1, 1]
    assert Range(Fraction(-2), Fraction(3)).width == 5
    listed = Range(members=(Fraction(3), Fraction(-1), Fraction(2)))
    assert listed.hull() == Range(Fraction(-1), Fraction(3))
    assert BITS.hull() == UNIT
    for each in (Range(members=(Fraction(3),)), Range(members=()), UNIT, ALL):
        assert each.hull() == each


def test_the_ends_of_a_range_and_what_lies_beside_them():
    assert [each.edges() for each in (UNIT, OPEN, POSITIVE, BELOW_TWO)] == [[0, 1], [], [], [2]]
    assert Range(Fraction(0), Fraction(1), open_high=True).edges() == [0]
    gaps = [Fraction(1, 2**k) for k in (3, 10, 30, 60)]
    assert UNIT.near_edges() == [*gaps, *(1 - gap for gap in gaps)]
    assert BELOW_TWO.near_edges() == [2 - gap for gap in gaps]
    assert Range(Fraction(2), Fraction(6)).near_edges()[:4] == [2 + 4 * gap for gap in gaps]
    assert ALL.near_edges() == BITS.near_edges() == COUNTS.near_edges() == []


def test_a_share_of_a_range():
    third = Fraction(1, 3)
    assert Range(Fraction(1), Fraction(4)).at_share(third) == 2
    assert [each.at_share(third) for each in (POSITIVE, BELOW_TWO, ALL)] == [
        Fraction(4, 3),
        Fraction(2, 3),
        Fraction(-4, 3),
    ]
    three = Range(members=(Fraction(7), Fraction(5), Fraction(6)))
    assert [three.at_share(Fraction(k, 6)) for k in (1, 3, 5)] == [7, 5, 6]
    assert [COUNTS.at_share(Fraction(k, 8)) for k in (1, 3, 5, 7)] == [2, 2, 4, 4]
    # What falls beside the range is replaced by the simplest number there.
    assert Range(Fraction(0), Fraction(1), True, integral=True).at_share(Fraction(1, 8)) == 1
    assert Range(Fraction(0), Fraction(1), holes=(third,)).at_share(third) == 0
    assert Range(Fraction(1), Fraction(0)).at_share(third) == Fraction(2, 3)


def test_a_number_of_a_size_is_measured_from_an_end():
    size = Fraction(1, 4)
    found = [
        [each.at_scale(size, side) for side in (False, True)]
        for each in (ALL, POSITIVE, BELOW_TWO, UNIT, Range(Fraction(5), Fraction(8)), BITS)
    ]
    assert found == [
        [size, -size],
        [size, size],
        [2 - size, 2 - size],
        [size, 1 - size],
        [5 + size, 8 - size],
        [None, None],
    ]
    assert COUNTS.at_scale(Fraction(9, 4), False) == 3
    assert Range(integral=True).at_scale(Fraction(9, 4), True) == -2
    assert UNIT.at_scale(Fraction(2), False) is UNIT.at_scale(Fraction(2), True) is None


def test_the_words_of_a_range():
    assert [each.words("x") for each in KINDS] == [
        "",
        "x in [0, 1]",
        "x in (0, 1)",
        "x > 0",
        "x <= 2",
        "x >= 1, x an integer",
        "x in {0, 1}",
        "x in (1/3, 3/7]",
        "x != 1",
    ]
    assert Range(high=Fraction(1), open_high=True).words("y") == "y < 1"
    assert Range(Fraction(0), Fraction(1), holes=(Fraction(1, 2),)).words("y") == (
        "y in [0, 1], y != 1/2"
    )


@pytest.mark.parametrize("sides", [(BITS,), (BITS, UNIT), (BITS, BITS, BITS), (UNIT, NARROW), ()])
def test_a_grid_has_every_combination_the_simplest_first(sides: Sequence[Range]):
    choices = [list(each.simple()) for each in sides]
    every = sorted(product(*(range(len(each)) for each in choices)), key=lambda r: (sum(r), r))
    wanted = [tuple(each[rank] for each, rank in zip(choices, r, strict=True)) for r in every]
    assert list(grid(sides)) == wanted
    for most in range(8):  # of the places in SIMPLE, all together
        simpler = [p for p in wanted if sum(simplicity(x)[0] for x in p) < most]
        assert set(simpler) <= set(grid(sides, most))
        assert list(grid(sides, most)) == wanted[: len(list(grid(sides, most)))]


def test_a_grid_over_an_empty_range_has_no_point():
    assert list(grid([UNIT, Range(Fraction(1), Fraction(0))])) == []


def test_landmarks_move_one_coordinate_at_a_time():
    step = Fraction(1, 2**20)
    beside = [3, 3 + step, 3 - step, 4, 2, -3, 6, Fraction(3, 2)]
    points = list(landmarks([ALL, POSITIVE], [Fraction(3)]))
    assert [x for x, _ in points[:8]] == beside
    gaps = [Fraction(1, 2**k) for k in (3, 10, 30, 60)]
    assert [y for _, y in points[8:]] == [x for x in beside if x > 0] + gaps
    ends = [x for (x,) in landmarks([UNIT], [Fraction(0), Fraction(0)])]
    assert ends == [0, step, 1, *gaps, *(1 - gap for gap in gaps)]
    # What stands still are the ordinary points, one after the other.
    around = first(ordinary([ALL, POSITIVE]), len(points))
    assert [y for _, y in points[:8]] == [y for _, y in around[:8]]
    assert [x for x, _ in points[8:]] == [x for x, _ in around[8:]]
    three = list(landmarks([BITS, BITS, ALL], [Fraction(1)]))
    assert {len(point) for point in three} == {3}


@pytest.mark.parametrize("points", [ordinary, gentle, scales])
def test_points_are_endless_the_same_every_time_and_inside(points):
    found = first(points(KINDS), 300)
    assert found == first(points(KINDS), 300)
    assert len(found) == 300
    assert all(x in each for point in found for x, each in zip(point, KINDS, strict=True))
    assert len(set(found)) > 290


def spread(xs: list[Fraction]) -> tuple[bool, bool]:
    """Whether numbers from 0 to 1 fill the ends, and are about as many on either side."""
    return min(xs) < Fraction(1, 50) and max(xs) > Fraction(49, 50), 0.4 < sum(xs) / len(xs) < 0.6


def test_ordinary_points_fill_a_range_and_are_no_simple_numbers():
    xs = column(ordinary([UNIT]), 9000)
    assert spread(xs) == (True, True)
    assert {x.denominator for x in xs} == {2**13}  # odd multiples: neither the middle nor an end


def test_gentle_points_fill_the_middle_of_a_range():
    xs = column(gentle([UNIT]), 400)
    assert spread([4 * (x - Fraction(3, 8)) for x in xs]) == (True, True)
    assert all(Fraction(3, 8) < x < Fraction(5, 8) for x in xs)
    assert {x.denominator for x in xs} == {2**15}
    assert column(gentle([BITS]), 50) == column(ordinary([BITS]), 50)


def test_points_of_every_size():
    xs = column(scales([ALL]), 600)
    sizes = sorted(abs(x) for x in xs)
    assert sizes[0] < Fraction(1, 2**42)
    assert 2**27 < sizes[-1] < 3 * 2**30
    assert sizes[0] > Fraction(1, 2**47)
    assert 0.4 < sum(x > 0 for x in xs) / len(xs) < 0.6
    ordinary_sized = sum(Fraction(1, 2**10) < size < 2**8 for size in sizes) / len(xs)
    assert 0.55 < ordinary_sized < 0.75
    mantissas = [size * Fraction(2) ** _to_257(size) for size in sizes]
    assert all(257 <= mantissa <= 767 and mantissa % 2 == 1 for mantissa in mantissas)
    both = first(scales([ALL, ALL]), 100)
    assert sum(abs(x) > 1000 * abs(y) or abs(y) > 1000 * abs(x) for x, y in both) > 20


def _to_257(size: Fraction) -> int:
    """The power of 2 that makes an integer of a number with a short mantissa."""
    k = -60
    while (size * Fraction(2) ** k).denominator != 1 or size * Fraction(2) ** k < 257:
        k += 1
    return k


def test_numbers_of_a_size_that_does_not_fit_are_shares():
    xs = column(scales([Range(Fraction(0), Fraction(1, 2**40))]), 400)
    assert all(0 <= x <= Fraction(1, 2**40) for x in xs)
    shares = [x * 2**40 for x in xs if (x * 2**40).denominator == 2**13]
    assert len(shares) > 300
    assert spread(shares) == (True, True)


def test_the_documented_order():
    sides, constants = [UNIT, ALL], [Fraction(5)]
    shown = first(everything(sides, constants, 7), 5000)
    parts = [
        first(grid(sides), 7),
        list(landmarks(sides, constants)),
        first(ordinary(sides), 40),
        first(scales(sides), 60),
    ]
    known = [point for part in parts for point in part]
    assert shown[: len(known)] == known
    assert shown[len(known) :] == first(ordinary(sides), 800)[40:]
    many = [Fraction(k) for k in range(100)]
    assert first(everything([ALL], many, 0), 121)[:120] == first(landmarks([ALL], many), 120)
    assert first(everything([ALL], many, 0), 121)[120] == next(ordinary([ALL]))


def test_simpler_points_come_first():
    simple = [(0, 0), (1, 0), (0, 1), (1, 1), (2, 2), (7, 0), (7, 7)]
    keys = [total_simplicity(tuple(map(Fraction, point))) for point in simple]
    order = [keys.index(key) for key in sorted(keys)]
    assert order == [0, 2, 1, 3, 4, 5, 6]
    assert all(a < b for a, b in pairwise(sorted(keys)))
    assert total_simplicity((Fraction(11), Fraction(0))) < total_simplicity(
        (Fraction(0), Fraction(11111))
    )


def test_looking_how_simple_a_point_is_counts_as_work():
    with allowed(2), pytest.raises(OutOfWork):
        total_simplicity((Fraction(0),) * 3)
