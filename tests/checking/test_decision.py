"""Verdicts on two formulas of symbols: what one point says, what many say, and what is shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from fractions import Fraction
from itertools import islice, pairwise
from typing import Any

import pytest

from autograd import cos, exp, gradients, log, sin, sqrt, where
from autograd.checking.certified.balls import constant, exact, flint, precision
from autograd.checking.certified.nearby import Nearby
from autograd.checking.certified.program import Program
from autograd.checking.decision.apart import apart
from autograd.checking.decision.counterexample import (
    _coarsely,
    _found,
    _is_tight,
    _on_the_grid,
    _parted,
    refuted,
)
from autograd.checking.decision.deciding import decide, held, holds
from autograd.checking.decision.judge import (
    DEEP,
    KINK_POINTS,
    PRECISIONS,
    Judge,
    Question,
    Verdict,
    _to_thirty_digits,
    coordinate,
)
from autograd.checking.decision.points import grid, ordinary, total_simplicity
from autograd.checking.decision.ranges import Range
from autograd.checking.decision.sides import Derivative
from autograd.engine.node import Node
from autograd.support.deadlines import allowed, left
from autograd.values.symbol import Symbol

X, Y, N = (Symbol(name) for name in "xyn")
ALL = Range()
BITS = Range(members=(Fraction(0), Fraction(1)))
NOWHERE = log(-1.0 - X * X)
ZERO = sin(X + 3.0) ** 2 + cos(X + 3.0) ** 2 - 1.0  # 0, as nothing but ever more digits tells
POLE = 1.0 / ZERO  # has no finite enclosure and is not seen to be undefined


def question(truth: Any, claim: Any, ranges: Mapping[str, Range] | None = None, **more: Any) -> Any:
    """A question about x, or about the variables that have ranges."""
    ranges = ranges or {"x": ALL}
    symbols = {"x": X, "y": Y, "n": N}
    return Question(truth, claim, {k: (symbols[k], each) for k, each in ranges.items()}, **more)


def slope(y: Node) -> tuple[Node, dict[str, Any]]:
    """The slope of a formula in x, and what a question about slopes says of it."""
    found = gradients(y, [X], record=True)[0]
    return found, {"slopes": True, "derived": {found.serial: Derivative(y, X, found)}}


def ball(middle: Fraction | int, radius: Fraction = Fraction(0)) -> Any:
    with precision(4096):
        return exact(middle) + flint().arb(0, exact(radius))


@pytest.mark.parametrize("size", [Fraction(1), Fraction(10**50), Fraction(1, 10**50), Fraction(-7)])
@pytest.mark.parametrize("bits", [128, PRECISIONS[-1]])
def test_balls_that_overlap_agree_if_both_are_known_to_thirty_digits(size, bits):
    for share, agree in ((Fraction(99, 200), True), (Fraction(101, 200), False)):
        radius = abs(size) * share / 10**30
        assert _to_thirty_digits(ball(size, radius), ball(size, radius), bits) == agree
        assert _to_thirty_digits(ball(size, 2 * radius), ball(size, Fraction(0)), bits) == agree
        assert _to_thirty_digits(ball(size, Fraction(0)), ball(size, 2 * radius), bits) == agree


def test_balls_around_zero_agree_at_the_last_precision_if_they_are_small():
    last = PRECISIONS[-1]
    small, large = Fraction(1, 2 ** (last // 2 + 2)), Fraction(3, 2 ** (last // 2 + 2))
    assert _to_thirty_digits(ball(0, small), ball(0, small), last)
    assert not _to_thirty_digits(ball(0, large), ball(0, large), last)
    for bits in PRECISIONS[:-1]:
        assert not _to_thirty_digits(ball(0, small), ball(0, small), bits)
    assert not _to_thirty_digits(ball(0, small), ball(0, small), 2 * last)
    nothing = ball(0, Fraction(0))
    assert _to_thirty_digits(nothing, nothing, PRECISIONS[0])


def test_the_precision_is_doubled():
    every = PRECISIONS + DEEP
    assert all(more == 2 * bits for bits, more in pairwise(every))


LITTLE = (X + 2.0**-300) - X
LESS = (X + 2.0**-1000) - X
POINTS = [
    (X + X, 2.0 * X, 1, "agree"),
    (X, 2.0 * X, 1, "differ"),
    (X, 2.0 * X, 0, "agree"),
    (ZERO, 0.0 * X, 1, "agree"),
    (LITTLE, 0.0 * X, 1, "differ"),
    (LESS, 0.0 * X, 2**600, "undecided"),
    (NOWHERE, NOWHERE, 1, "neither"),
    (log(X), X, -1, "no truth"),
    (X, log(X), -1, "no claim"),
    (POLE, X, 1, "undecided"),
    (X, POLE, 1, "undecided"),
    (POLE, log(X), -1, "undecided"),
    (log(X), POLE, -1, "undecided"),
]


@pytest.mark.parametrize(("truth", "claim", "at", "said"), POINTS)
def test_what_one_point_says(truth, claim, at, said):
    judge = Judge(question(truth, claim))
    assert judge.compare((Fraction(at),)) == said
    assert judge.differs((Fraction(at),)) == (said == "differ")


def test_deep_precisions_are_asked_for():
    judge, point = Judge(question(LESS, 0.0 * X)), (Fraction(2**600),)
    assert judge.compare(point, deep=True) == "differ"
    assert judge.compare(point) == judge.compare(point, deep=False) == "undecided"


def test_nothing_is_said_where_the_context_has_no_value():
    point = (Fraction(1),)
    assert Judge(question(X, 2.0 * X, context=[log(-X)])).compare(point) == "neither"
    assert Judge(question(X, 2.0 * X, context=[X, POLE])).compare(point) == "undecided"
    assert Judge(question(X, 1.0 * X, context=[POLE])).compare(point) == "agree"
    assert Judge(question(X, 2.0 * X, context=[log(X)])).compare(point) == "differ"


def test_enclosures_hold_the_values():
    judge = Judge(question(X / 3.0, sqrt(X)))
    for bits in (64, 256):
        truth, claim = judge.values((Fraction(4),), bits)
        with precision(512):
            assert truth.contains(exact(Fraction(4, 3)))
            assert claim.contains(2)
            assert truth.rad() < exact(Fraction(1, 2 ** (bits - 4)))


def test_a_kink_says_nothing_and_its_convention_is_told():
    d, about = slope(X.relu())
    zero, one = (Fraction(0),), (Fraction(1),)
    judge = Judge(question(d, 7.0 * d, **about))
    assert (judge.compare(zero), judge.compare(one)) == ("kink", "differ")
    told = judge.convention(zero)
    assert told is not None
    assert (told.where, told.slope, told.claimed) == ({"x": 0.0}, "0", "0")
    assert Judge(question(d, 7.0 * d)).compare(zero) == "agree"
    d, about = slope(X.relu() + X / 7.0)
    told = Judge(question(d, d + 1.0 / 3.0, **about)).convention(zero)
    assert told is not None
    assert (told.slope, told.claimed) == ("0.142857", "0.476190")


def test_a_convention_is_told_where_the_truth_has_a_kink_only():
    smooth, about = slope(X.relu() - (-X).relu())
    assert Judge(question(smooth, 1.0, **about)).convention((Fraction(0),)) is None
    kinked, about = slope(X.relu() + log(X + 1.0))
    assert Judge(question(kinked, log(X), **about)).convention((Fraction(0),)) is None
    assert Judge(question(kinked, kinked, **about)).convention((Fraction(0),)) is not None
    assert Judge(question(kinked, kinked, **about)).convention((Fraction(1),)) is None


def test_conventions_are_looked_for_at_a_few_points():
    d, about = slope(X.relu())
    judge = Judge(question(d, d, **about))
    told = [judge.convention((Fraction(0),)) is not None for _ in range(KINK_POINTS + 2)]
    assert told == [True] * KINK_POINTS + [False] * 2


def test_where_only_a_few_points_are_a_smooth_slope_speaks_for_a_claim():
    d, about = slope(X.relu() - (-X).relu())
    zero = (Fraction(0),)
    for claim, ranges, said in [
        (1.0, {"x": BITS}, "agree"),
        (2.0, {"x": BITS}, "kink"),  # and never against one
        (1.0, {"x": ALL}, "kink"),
        (POLE - POLE + 1.0, {"x": BITS}, "kink"),
        (1.0 / (1.0 - d), {"x": BITS}, "kink"),  # has a value for the rules' slope only
    ]:
        assert Judge(question(d, claim + 0.0 * X, ranges, **about)).compare(zero) == said
    both = {"x": BITS, "y": ALL}
    assert Judge(question(d, 1.0 + 0.0 * Y, both, **about)).compare((*zero, *zero)) == "kink"
    kinked, about = slope(X.relu())
    assert Judge(question(kinked, kinked, {"x": BITS}, **about)).compare(zero) == "kink"


def test_a_tie_that_x_does_not_leave_is_none_until_a_few_were_kinks():
    d, about = slope((X * N).relu())
    judge = Judge(question(d, 1.0 * d, {"x": ALL, "n": ALL}, **about))
    tied, kink = (Fraction(1), Fraction(0)), (Fraction(0), Fraction(1))
    assert [judge.compare(tied) for _ in range(2 * KINK_POINTS)] == ["agree"] * 2 * KINK_POINTS
    assert [judge.compare(kink) for _ in range(KINK_POINTS - 1)] == ["kink"] * (KINK_POINTS - 1)
    assert judge.compare(tied) == "agree"
    assert (judge.compare(kink), judge.compare(tied)) == ("kink", "kink")


def test_what_moves_is_what_slopes_are_taken_in_or_else_what_can():
    d, about = slope((X * N).relu())
    ranges = {"x": ALL, "n": Range(integral=True), "y": ALL}
    assert question(d, d, ranges, **about).movers == [X]
    assert question(0.0 * X, d, ranges, **about).movers == [X]
    assert question(Y, Y, ranges, context=[d], **about).movers == [X]
    assert question(X * N, X * N, ranges).movers == [X, Y]


def test_a_proof_may_leave_ties_out_only_if_each_is_a_kink():
    d, about = slope((X * N).relu())
    assert question(d, d, {"x": ALL, "n": ALL}, **about).is_away_from_ties
    assert not question(d, d, {"x": ALL, "n": BITS}, **about).is_away_from_ties
    assert not question(d, d, {"x": ALL, "n": ALL}).is_away_from_ties
    still, about = slope(X * Y.relu())
    assert not question(still, still, {"x": ALL, "y": ALL}, **about).is_away_from_ties


def test_powers_are_free_where_the_exponent_is_no_number():
    two = Symbol("two")
    assert Judge(question(X**Y, X, {"x": ALL, "y": ALL})).has_free_powers()
    assert Judge(question(X, X + 2.0**X)).has_free_powers()
    assert not Judge(question(X**3.0, X * X + exp(X))).has_free_powers()
    known = {"exact": {two.serial: Fraction(2)}, "constants": {two.serial: constant(2.0)}}
    assert not Judge(question(X**two, X * X, **known)).has_free_powers()


def test_a_point_is_told_in_floats_where_they_are_exact():
    assert coordinate(Fraction(1, 2)) == 0.5
    assert coordinate(Fraction(1, 3)) == "1/3"
    assert coordinate(Fraction(10**400)) == "1" + "0" * 400
    judge = Judge(question(X, Y, {"x": ALL, "y": ALL}))
    assert judge.named((Fraction(3), Fraction(1, 3))) == {"x": 3.0, "y": "1/3"}


# Many points.

SQUARE, RIGHT = (X + 1.0) * (X + 1.0), X * X + 2.0 * X + 1.0


def silent(verdict: Verdict, *but: str) -> bool:
    """Whether a verdict has nothing to tell but in these fields."""
    told = {each.name for each in fields(Verdict) if getattr(verdict, each.name)}
    return told == {"status", *but}


def test_what_is_proved_is_looked_at_beside():
    verdict = decide(question(SQUARE, RIGHT))
    assert verdict.status == "proved"
    assert silent(verdict, "points", "tried")
    assert 0 < verdict.points <= verdict.tried < 100


def test_without_a_proof_many_points_have_to_agree():
    verdict = decide(question(SQUARE, RIGHT), prove=False)
    assert verdict.status == "agrees"
    assert silent(verdict, "points", "tried")
    assert verdict.points == verdict.tried == 200
    powers = decide(question(X**Y, X**Y, {"x": ALL, "y": ALL}), prove=False)
    assert powers.tried >= 400
    assert powers.status == "agrees"


def test_what_holds_and_what_does_not():
    assert holds(question(SQUARE, RIGHT))
    kept = held(question(SQUARE, RIGHT))
    assert kept is not None
    assert kept.status == "proved"
    assert held(question(SQUARE, X * X + 1.0)) is None
    assert held(question(NOWHERE, NOWHERE + 1.0)) is None
    # Equal but at one number, which is simple and no ordinary one.
    assert held(question(where(X != 3.0, X, 0.0), X)) is None


def test_points_without_values_decide_nothing():
    verdict = decide(question(NOWHERE, NOWHERE))
    assert (verdict.status, verdict.points, verdict.undefined) == ("inconclusive", 0, [])
    assert verdict.reason == (
        f"none of {verdict.tried} points could be decided: is there one where both sides have a "
        "value?"
    )
    verdict = decide(question(log(X), log(-X)))
    assert verdict.reason == (
        f"the two sides have no value together at any of {verdict.tried} points"
    )
    told = [("no claim", {"x": 1.0}), ("no truth", {"x": -1.0}), ("no claim", {"x": 2.0})]
    assert verdict.undefined == told
    assert 0.4 < verdict.gaps / verdict.tried < 0.6
    narrow = log(1.0 - X * X * 4096.0)
    verdict = decide(question(narrow, 1.0 * narrow), prove=False)
    assert (verdict.status, verdict.points < 100) == ("inconclusive", True)
    assert verdict.reason == f"only {verdict.points} of {verdict.tried} points could be decided"


def test_kinks_are_counted_and_the_first_convention_is_kept():
    d, about = slope(X.relu() + (X - 1.0).relu())
    verdict = decide(question(d, 1.0 * d, **about), prove=False)
    assert (verdict.status, verdict.kinks) == ("agrees", 2)
    assert verdict.convention is not None
    assert verdict.convention.where == {"x": 0.0}


def test_all_the_points_there_are_decide():
    claim = X * X
    ranges = {"x": BITS}
    verdict = decide(question(X, claim, ranges), prove=False)
    assert (verdict.status, verdict.points, verdict.exhaustive) == ("agrees", 2, True)
    three = {"x": Range(members=(Fraction(0), Fraction(1), Fraction(2)))}
    verdict = decide(question(X, claim, three))
    assert (verdict.status, verdict.at) == ("wrong", (2,))
    verdict = decide(question(X, claim + 0.0 * Y, {"x": BITS, "y": BITS}), prove=False)
    assert (verdict.points, verdict.exhaustive) == (4, True)
    verdict = decide(question(X, 1.0 * X, {"x": BITS, "y": ALL}), prove=False)
    assert not verdict.exhaustive


def test_a_range_from_zero_on_helps_a_proof():
    slightly = Fraction(-1, 1000)  # below 0, where no point is that is tried early
    for low, proved in ((0, True), (1, True), (None, False), (slightly, False)):
        each = Range(None if low is None else Fraction(low))
        verdict = decide(question(sqrt(X * X), X, {"x": each}))
        assert verdict.status == ("proved" if proved else "wrong")


def test_work_that_runs_out_is_said():
    with allowed(50):
        verdict = decide(question(SQUARE, RIGHT))
    assert (verdict.status, verdict.points, verdict.unfinished) == ("inconclusive", 0, True)
    assert verdict.reason == ran_out("0 points")
    said = list[tuple[int, str]]()
    for units in range(60, 700, 3):
        with allowed(units):
            verdict = decide(question(SQUARE, RIGHT), prove=False)
        said.append((verdict.points, verdict.reason))
        assert verdict.unfinished == (verdict.points < 100)
        assert verdict.status == ("inconclusive" if verdict.unfinished else "agrees")
    assert said == sorted(said)
    for points in ("1 point", "2 points", "99 points"):
        assert (int(points.split()[0]), ran_out(points)) in said


def ran_out(points: str) -> str:
    return f"not decided: the work allowed ran out after {points}"


class Known:
    """A stand-in for the equalities of a page, which asks and notes."""

    def __init__(self, same: bool, proves: bool) -> None:
        self.answers, self.asked = (same, proves), list[Any]()

    def __call__(self, away: bool) -> Known:
        self.asked.append(away)
        return self

    def same(self, truth: Any, claim: Any) -> bool:
        self.asked.append((truth, claim))
        return self.answers[0]

    def case(self, sides: Any) -> Known:
        return self

    def proves(self, truth: Any, claim: Any, work: int) -> bool:
        self.asked.append((truth, claim))
        return self.answers[1]


@pytest.mark.parametrize(("same", "proves"), [(True, False), (False, True), (False, False)])
def test_what_a_page_says_may_prove_a_claim(same, proves):
    truth, claim = exp(X) - exp(X - ZERO), 0.0 * X  # 0, which the prover does not find
    known = Known(same, proves)
    verdict = decide(question(truth, claim, equalities=known))
    assert (verdict.status == "proved") == (same or proves or is_proved_alone(truth, claim))
    assert known.asked == [False] + [(truth, claim)] * (1 if same else 2)


def is_proved_alone(truth: Any, claim: Any) -> bool:
    return decide(question(truth, claim)).status == "proved"


def test_a_proof_needs_one_point_at_which_both_sides_have_a_value():
    for units, status in ((70, "inconclusive"), (100, "proved"), (1000, "proved")):
        with allowed(units):
            verdict = decide(question(SQUARE, RIGHT, equalities=Known(True, False)))
        assert (verdict.status, verdict.points > 0) == (status, status == "proved")
    verdict = decide(question(NOWHERE, NOWHERE, equalities=Known(True, False)))
    assert (verdict.status, verdict.points) == ("inconclusive", 0)


# What is shown of two formulas that differ.

WRONG = [
    ((X + 1.0) * (X + 1.0), X * X + 1.0, {"x": ALL}),
    (X * Y, X + Y, {"x": ALL, "y": ALL}),
    (X * X * Y, X * Y, {"x": ALL, "y": Range(Fraction(2), None, True)}),
    (X / 3.0, X / 7.0, {"x": Range(Fraction(5), None, True)}),
    (X * (X - 1.0) * (X + 1.0) * Y, X * (X - 1.0) * (X + 1.0), {"x": ALL, "y": ALL}),
    (X + 0.0 * Y, 0.0 * Y, {"x": BITS, "y": ALL}),
]


@pytest.mark.parametrize(("truth", "claim", "ranges"), WRONG)
def test_the_counterexample_is_the_simplest(truth, claim, ranges):
    asked = question(truth, claim, ranges)
    verdict, judge = decide(asked), Judge(asked)
    assert (verdict.status, verdict.reason) == ("wrong", "")
    assert verdict.at is not None
    assert judge.differs(verdict.at)
    assert verdict.counterexample == judge.named(verdict.at)
    simpler = [
        point
        for point in islice(grid(judge.ranges), 300)
        if total_simplicity(point)[0] < total_simplicity(verdict.at)[0]
    ]
    assert not any(map(judge.differs, simpler))


def test_beside_a_counterexample_only_a_simpler_one_is_looked_for():
    asked = question(X * Y, 0.0 * X, {"x": ALL, "y": ALL})  # the simplest: x = 1, y = 1
    assert decide(asked, best=(Fraction(1), Fraction(2))).at == (1, 1)
    judge, found = Judge(asked), (Fraction(7, 3), Fraction(5, 3))
    for best, points in (((Fraction(0), Fraction(1)), 1), ((Fraction(1), Fraction(1)), 3)):
        with allowed(10_000):
            began = left()
            assert list(_on_the_grid(judge, best, 100)) == []
            # What is simpler: all 0, and 0 but for a 1; where there is nothing to compute, 1 each.
            assert began - left() <= 20 * (points + 1)
    assert refuted(judge, found, Verdict("agrees"), (Fraction(1), Fraction(1))).at == (1, 1)


NEARBY = [
    ([X * X + Y * sin(X), X + N], (X, Y, N)),
    ([log(X) * Y, sqrt(Y - N)], (X, Y, N)),
    ([X.relu() * N, Y / X], (X, Y, N)),
]


@pytest.mark.parametrize(("roots", "inputs"), NEARBY)
def test_values_beside_a_point_are_what_they_are_anywhere(roots, inputs):
    program = Program(roots, list(inputs))
    points = list(islice(grid([ALL] * 3), 40))
    with precision(128):
        wanted = [program.values(point, 128) for point in points]
        for start in points[::13]:
            nearby = Nearby(program)
            nearby.start(start, 128)
            found = [nearby.values(point, 128) for point in points]
            assert list(map(str, found)) == list(map(str, wanted))


def test_beside_a_point_only_what_follows_from_its_coordinates_is_computed():
    symbols = [Symbol(f"x{k}") for k in range(50)]
    program = Program([sum(sin(x) for x in symbols)], symbols)
    nearby, zero = Nearby(program), (Fraction(0),) * 50
    with precision(128):
        nearby.start(zero, 128)
        with allowed(program.cost(128) // 8):
            nearby.values((*zero[:48], Fraction(1), zero[49]), 128)


def test_the_two_values_and_how_they_differ():
    verdict = decide(question(X / 3.0, X / 7.0, {"x": Range(Fraction(1), Fraction(1))}))
    assert (verdict.true_value, verdict.claimed_value) == (
        "0.33333333333333333",
        "0.14285714285714286",
    )
    assert (verdict.difference, verdict.ratio) == ("-0.190476", "0.428571")
    verdict = decide(question(0.0 * X, X, {"x": Range(Fraction(3), Fraction(3))}))
    assert (verdict.true_value, verdict.difference, verdict.ratio) == ("0", "3.00000", None)
    # They are shown as exactly as it takes to tell them apart.
    verdict = decide(question(0.0 * X, LITTLE))
    assert verdict.status == "wrong"
    assert (verdict.true_value, verdict.difference) == ("0", "4.90909e-91")
    assert verdict.claimed_value == "4.9090934652977270e-91"  # as the float is written


def test_of_many_coordinates_those_that_do_not_matter_are_made_simple():
    names = [f"x{k}" for k in range(20)]
    symbols = [Symbol(name) for name in names]
    total = sum(symbols[1:], symbols[0])
    asked = Question(
        total + symbols[7] * symbols[13],
        total,
        {name: (x, ALL) for name, x in zip(names, symbols, strict=True)},
    )
    verdict = decide(asked)
    assert verdict.at == tuple(Fraction(k in (7, 13)) for k in range(20))


def test_a_difference_is_shown_however_little_work_is_left():
    judge, found = Judge(question(SQUARE, X * X + 1.0)), (Fraction(17, 3),)
    with allowed(0):
        verdict = refuted(judge, found, Verdict("agrees", reason="as yet"))
    assert (verdict.status, verdict.reason, verdict.at) == ("wrong", "", found)
    assert verdict.counterexample == {"x": "17/3"}
    with allowed(100_000):
        assert refuted(judge, found, Verdict("agrees")).at == (1,)
        assert left() > 0
    # What is as simple as can be is kept.
    assert refuted(judge, (Fraction(1),), Verdict("agrees")).at == (1,)


class Asked(Judge):
    """A judge who notes at which precisions he was asked for values."""

    def values(self, point: Any, bits: int) -> tuple[Any, Any]:
        self.bits = [*getattr(self, "bits", []), bits]
        return super().values(point, bits)


def test_digits_are_shown_once_all_of_them_are_certain():
    # At 128 bits the two have parted, but only eight digits are known.
    truth = (X * 2.0**-100 + sqrt(Y)) - sqrt(Y)
    found = (Fraction(1), Fraction(2))
    judge = Asked(question(truth, 0.0 * X, {"x": only(1), "y": only(2)}))
    verdict = refuted(judge, found, Verdict("agrees"))
    assert (verdict.true_value, judge.bits) == ("7.8886090522101180e-31", [128, 256, 256])
    judge = Asked(question(X / 3.0, X / 3.0, {"x": only(1)}))
    refuted(judge, (Fraction(1),), Verdict("agrees"))
    assert judge.bits == [*PRECISIONS, *DEEP, DEEP[-1]]


def only(number: int) -> Range:
    return Range(Fraction(number), Fraction(number))


def test_a_small_difference_of_large_numbers_is_shown():
    verdict = decide(question(X / 3.0, X / 3.0 + 2.0**-100, {"x": only(1)}))
    assert (verdict.status, verdict.difference) == ("wrong", "7.88861e-31")


def test_a_value_is_tight_if_its_digits_or_its_smallness_are_certain():
    tiny = Fraction(1, 10**40)
    tight = [ball(1), ball(0), ball(1, Fraction(1, 2**70)), ball(0, tiny * 99 / 100)]
    loose = [ball(1, Fraction(1, 2**50)), ball(0, tiny * 101 / 100), ball(2**200, Fraction(2**150))]
    assert list(map(_is_tight, tight)) == [True] * 4
    assert list(map(_is_tight, loose)) == [False] * 3
    assert _parted((ball(1), ball(2)))
    assert not _parted((ball(1), ball(1)))
    for each in loose:
        assert not _parted((ball(7), each))
        assert not _parted((each, ball(7)))


def test_the_coordinates_that_matter_are_found_by_halving():
    names = [f"x{k}" for k in range(20)]
    symbols = [Symbol(name) for name in names]
    ranges = {name: (x, ALL) for name, x in zip(names, symbols, strict=True)}
    judge = Judge(Question(symbols[7] * symbols[13], 0.0 * symbols[0], ranges))
    point = _coarsely(judge, (Fraction(3),) * 20)
    assert [k for k, x in enumerate(point) if x] == [7, 13]
    assert set(point) == {0, 3}


@pytest.mark.parametrize("units", [200, 400])
def test_each_search_for_a_simpler_point_takes_half_of_the_work_that_is_left(units):
    only_far = where(X > 1e6, X, 0.0)
    judge = Judge(question(only_far, 0.0 * X + 0.0 * Y, {"x": ALL, "y": ALL}))
    with allowed(units):
        assert _found(judge, (Fraction(10**7), Fraction(10**7)), None)
        assert left() > units // 5  # a quarter, but for the step that was too much


# Many pairs at once.


def test_pairs_are_apart_that_differ_at_one_of_three_points():
    (a,), (b,), (c,) = islice(ordinary([ALL]), 3)
    pairs = [
        ((X - float(b)) * (X - float(c)), 0.0 * X),
        ((X - float(a)) * (X - float(c)), 0.0 * X),
        ((X - float(a)) * (X - float(b)), 0.0 * X),
        ((X - float(a)) * (X - float(b)) * (X - float(c)), 0.0 * X),
        (X + X, 2.0 * X),
        (NOWHERE, X),
        (X, NOWHERE),
        (POLE, X),
        (X, POLE),
        (X, X + 1.0),
    ]
    wanted = [True, True, True, False, False, False, False, False, False, True]
    assert apart(pairs, [], [(X, ALL)], {}) == wanted
    assert apart(pairs, [X, X * X], [(X, ALL)], {}) == wanted


@pytest.mark.parametrize("context", [NOWHERE, POLE])
def test_nothing_is_apart_where_the_page_has_no_value(context):
    assert apart([(X, X + 1.0)], [X, context], [(X, ALL)], {}) == [False]


def test_pairs_have_constants_and_ranges():
    third = Symbol("third")
    known = {third.serial: constant(Fraction(1, 3))}
    pairs = [(X * third, X / 3.0), (X * third, X), (log(X), log(X) + third)]
    assert apart(pairs, [], [(X, Range(Fraction(1)))], known) == [False, True, True]
