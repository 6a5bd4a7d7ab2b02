"""What may be taken for equal: domains, kinks, values, and how often a proof is tried."""

from fractions import Fraction
from itertools import cycle

import pytest

from autograd import abs as size
from autograd import atan, erf, exp, log, sin, sqrt, tanh
from autograd.checking.proof import equalities as module
from autograd.checking.proof.equalities import Equalities
from autograd.ops.arithmetic import identity
from autograd.support.deadlines import done
from autograd.values.symbol import Symbol

X, Y, NIL, ONE, THREE, PI, HUGE = (
    Symbol(name) for name in ("x", "y", "nil", "one", "three", "pi", "huge")
)
EXACT = {
    NIL.serial: Fraction(0),
    ONE.serial: Fraction(1),
    THREE.serial: Fraction(3),
    PI.serial: "pi",
    HUGE.serial: Fraction(10) ** 400,
}


@pytest.fixture
def found():
    return Equalities(EXACT, lambda leaf, share: 1 + share, slopes=True)


def at(*numbers):
    """Equalities whose free leaves get these numbers, one after the other."""
    given = cycle(numbers)
    return Equalities(EXACT, lambda leaf, share: Fraction(next(given)), slopes=True)


# ---- Domains and kinks --------------------------------------------------------------------------

TWICE = X + X  # a leaf is never taken for a formula
SAME = {
    "the same polynomial": (X * X + X, X * (X + 1.0), True),
    "a quotient by a number": (X / 2.0, X * 0.5, True),
    "a quotient by a leaf that is 3": (X / THREE * 6.0, TWICE, True),
    "a quotient by what may be 0": (2.0 * X / Y * Y, TWICE, False),
    "by pi, whose sign is not looked at": (2.0 * X / PI * PI, TWICE, False),
    "a square": (X**2.0, X * X, True),
    "a power by what is 3": (X**THREE, X * X * X, True),
    "a power by a half": (sqrt(X) * X, X**1.5, False),
    "one logarithm": (log(X) + log(X), 2.0 * log(X), True),
    "a logarithm on one side": (2.0 * X * log(X) / log(X), TWICE, False),
    "two logarithms": (TWICE + log(X) - log(X), TWICE + log(Y) - log(Y), False),
    "a root below, on one side": (X * (Y + sqrt(X) - Y) / sqrt(X) * 2.0, TWICE, False),
    "a size, which has a kink": (size(X), size(-X), False),
    "a size below": (exp(size(X)), exp(size(-X)), False),
    "itself": (identity(X), X, True),
    "what has no value": (log(NIL), log(NIL), False),
}


@pytest.mark.parametrize("case", SAME)
def test_no_point_has_more_to_say_where_domains_are_the_same_and_no_kink_is(found, case):
    first, second, settled = SAME[case]
    assert found.settled(first, second, ()) is settled
    assert found.settled(second, first, ()) is settled
    assert found.settled(first, second, (sin(Y), log(Y))) is settled
    assert found.settled(first, second, (sin(Y), exp(size(Y)))) is False
    assert found.same(first, second) is True


@pytest.mark.parametrize("pair", [(X, Y), (exp(X), sin(X)), (X, X * 1.0), (X / HUGE, X / 3.0)])
def test_what_is_not_proved_to_be_the_same_is_not_settled(found, pair):
    assert found.settled(*pair, ()) is False


def test_what_is_smooth_has_no_kink_and_may_have_a_domain(found):
    for node in (X, log(X), X / Y, sqrt(log(X)), sin(X) * Y):
        assert found.is_smooth(node) is True
    for node in (size(X), log(size(X)), exp(size(X)) / Y):
        assert found.is_smooth(node) is False


def test_what_has_a_value_only_where_a_logarithm_has_is_not_the_same_elsewhere(found):
    first, second = log(X) + size(X), log(X) + X
    assert not found.same(first, second)
    assert found.case((first, second)).proves(first, second)
    assert not found.case((first, second), assume=False).proves(first, second)


def test_an_equality_is_found_on_the_ground_and_not_by_what_lies_below(found):
    a, b = erf(X), erf(Y)
    case = found.case(((a + b) * (a - b), a * a - b * b))
    assert case.inputs == [a, b]
    assert case.proves((a + b) * (a - b), a * a - b * b)


# ---- Congruence ---------------------------------------------------------------------------------


def test_the_same_operation_on_the_same_is_the_same_without_a_proof(found):
    before = found.proofs
    assert found.same(exp(X) * Y, exp(X) * Y)
    assert found.same(identity(X) * Y, X * Y)
    assert found.same(identity(identity(X)), X)
    assert found.same(identity(log(NIL)), log(NIL))
    assert found.represented(X) is X
    assert not found.same(exp(X), exp(Y))
    assert not found.same(X * 2.0, X * 3.0)
    assert found.proofs == before


def test_what_was_proved_is_handed_on(found):
    first, second = (X + Y) * (X - Y), X * X - Y * Y
    assert found.same(first, second)
    before = found.proofs
    assert found.same(erf(first) * Y, erf(second) * Y)
    assert found.same(identity(second) - 1.0, first - 1.0)
    assert found.represented(second) is found.represented(first)
    assert found.proofs == before


# ---- Values -------------------------------------------------------------------------------------


def test_a_leaf_gets_two_numbers_near_the_middle_and_never_in_it():
    asked = []

    def choose(leaf, share):
        asked.append((leaf, share))
        return share

    found = Equalities({}, choose, slopes=True)
    for leaf in (leaves := [Symbol("leaf") for _ in range(50)]):
        found.same(leaf, leaf)
    assert [leaf for leaf, _ in asked] == [leaf for leaf in leaves for _ in range(2)]
    shares = {share for _, share in asked}
    assert len(shares) > 95
    assert all(abs(share - Fraction(1, 2)) <= Fraction(1, 16) for share in shares)
    assert all(share.denominator > 4_000 for share in shares)  # where little is equal by chance
    assert min(shares) < Fraction(1, 2) - Fraction(1, 32)
    assert max(shares) > Fraction(1, 2) + Fraction(1, 32)


def test_the_numbers_are_the_same_every_time():
    asked = [], []
    for each in asked:
        found = Equalities({}, lambda leaf, share, each=each: each.append(share) or share, True)
        found.same(X, Y)
    assert asked[0] == asked[1]


def test_an_exact_leaf_has_its_number(found):
    assert found.same(X * THREE, X + X + X)
    assert found.same(2.0 * sin(PI / 2.0) * X, TWICE)
    assert found.same(X**THREE, X * X * X)
    assert not found.same(X * THREE, X * PI)
    assert not found.same(X + ONE, X + NIL)


def even(x):
    """What is the same: but is anything tried where there is no number?"""
    return 2.0 * atan(x), atan(x) + atan(x)


@pytest.mark.parametrize("numbers", [(10**400, 2), (2, 10**400), (10**400, 10**400)])
def test_a_leaf_beyond_the_floats_has_no_value(numbers):
    found = at(*numbers)
    before = found.proofs
    assert not found.same(*even(X))
    assert found.proofs == before


@pytest.mark.parametrize("numbers", [(10**200, 2), (2, 10**200), (10**200, 10**200)])
def test_a_node_beyond_the_floats_has_no_value(numbers):
    for node in (X * X, exp(X)):
        found = at(*numbers)
        before = found.proofs
        assert not found.same(*even(node))
        assert found.proofs == before


@pytest.mark.parametrize("make", [lambda: log(NIL), lambda: X / NIL, lambda: HUGE + X])
def test_what_has_no_value_is_not_compared(found, make):
    before = found.proofs
    assert not found.same(*even(make()))
    assert not found.same(make() + X, X)
    assert found.proofs == before
    assert found.same(*even(X))


@pytest.mark.parametrize("numbers", [(2, 3, 2, 5), (3, 2, 5, 2)])
def test_both_values_have_to_agree_before_a_proof_is_tried(numbers):
    found = at(*numbers)
    before = found.proofs
    assert not found.same(X + 1.0, Y + 1.0)
    assert found.proofs == before


def test_digits_that_differ_late_are_enough_to_be_compared_and_not_to_be_equal(found):
    before = found.proofs
    assert not found.same(X * 3.0, X * (3.0 + 1e-13))
    assert found.proofs == before - 1
    assert not found.same(X * 3.0, X * (3.0 + 1e-6))
    assert found.proofs == before - 1


# ---- Budgets ------------------------------------------------------------------------------------


def test_a_page_has_so_many_proofs_and_no_more(monkeypatch):
    monkeypatch.setattr(module, "MOST_PROOFS", 2)
    found = Equalities(EXACT, lambda leaf, share: 1 + share, slopes=True)
    assert found.same((X + 1.0) * X, X * X + X)
    assert found.proofs == 1
    assert found.same((Y + 1.0) * Y, Y * Y + Y)
    assert found.proofs == 0
    assert found.same((X + 2.0) * X, X * X + 2.0 * X) is False
    assert found.same((X + 1.0) * X, X * X + X) is True  # known already


@pytest.mark.parametrize("most", [1, 2, 3])
def test_of_one_value_so_many_are_compared_and_no_more(monkeypatch, most):
    """Saturated functions are 1, all of them, and none of them is another."""
    monkeypatch.setattr(module, "MOST_ALIKE", most)
    found = Equalities(EXACT, lambda leaf, share: 1 + share, slopes=True)
    tried = []
    for k in range(6):
        inner = X + (40.0 + k)
        found.same(inner, inner)
        before = found.proofs
        node = tanh(inner)
        assert found.same(node, node)
        assert found.represented(node) is node
        tried.append(before - found.proofs)
    assert tried == [min(k, most) for k in range(6)]


def test_work_is_counted_by_nodes(found):
    node, counts = X, []
    for length in (10, 100):
        for _ in range(length):
            node = node + X
        before = done()
        found.same(node, node)
        counts.append(done() - before)
    assert counts[0] > 20 * 10
    assert counts[1] > 5 * counts[0]
