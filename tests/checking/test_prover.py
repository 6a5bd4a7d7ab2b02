"""What a proof may take for granted, and how far it goes before it is given up."""

from itertools import permutations

import pytest

from autograd import abs as size
from autograd import erf, exp, log, sqrt, where
from autograd.checking.proof import prover
from autograd.checking.proof.forms import GiveUp
from autograd.checking.proof.prover import Case, is_proved, itself
from autograd.support.deadlines import OutOfWork, allowed, done, left, work
from autograd.values.symbol import Symbol

X, Y, Z = (Symbol(name) for name in "xyz")
INPUTS = [X, Y, Z]


def proved(truth, claim, **known):
    return is_proved(truth, claim, INPUTS, {}, **known)


def test_an_input_is_positive_only_where_that_is_said():
    assert proved(size(X), X, positive=frozenset([X.serial])) is True
    assert proved(size(X), X, positive=frozenset([Y.serial])) is False
    assert proved(size(Y), Y, positive=frozenset([X.serial, Y.serial])) is True
    assert proved(size(X), X) is False


def test_a_logarithm_tells_a_sign_wherever_it_stands():
    for terms in permutations([(size(X), X), (log(X), log(X)), (sqrt(Y * Y), Y), (log(Y), log(Y))]):
        truth, claim = (sum((pair[k] for pair in terms), 0.0) for k in (0, 1))
        assert proved(truth, claim)
        assert not Case(INPUTS, {}, frozenset(), False, assume=False).proves(truth, claim)
    assert not proved(size(X) + log(Y), X + log(Y))


def test_what_stands_in_a_branch_tells_no_sign():
    branch = where(X > 0.0, log(X), 0.0)
    assert not proved(branch + size(X), branch + X, slopes=True)
    assert proved(branch + X, X + branch, slopes=True)
    assert not proved(branch + X, X + branch)  # where slopes do not count, ties do


def test_an_argument_is_taken_for_what_represents_it():
    a, c = erf(X), exp(Y)  # c was made after a

    def represented(node):
        return c if node is a else node

    case = Case(INPUTS, {}, frozenset(), False, represented)
    assert case.proves(a * X, exp(Y) * X)
    assert not case.proves(a * X, erf(X) * X * 2.0)
    assert not Case(INPUTS, {}, frozenset(), False).proves(a * X, exp(Y) * X)
    assert itself(a) is a


@pytest.mark.parametrize("signs", [1, 2, 3])
@pytest.mark.parametrize("most", [0, 1, 2, 3])
def test_so_many_signs_are_looked_at_both_ways(monkeypatch, signs, most):
    monkeypatch.setattr(prover, "_MOST_SIGNS", most)
    terms = [x + size(x) for x in INPUTS[:signs]]
    truth, claim = sum((size(t) for t in terms), 0.0), sum(terms, 0.0)
    assert proved(truth, claim) is (signs <= most)
    assert proved(truth, claim + 1.0) is False
    assert proved(size(X - 1.0) + truth, X - 1.0 + claim) is False  # only one way


def test_so_many_nodes_are_written_and_no_more(monkeypatch):
    def chain(length):
        node = X
        for _ in range(length):
            node = erf(node)
        return node

    monkeypatch.setattr(prover, "MOST_NODES", 6)
    assert proved(chain(5), chain(5))
    assert not proved(chain(6), chain(6))


@pytest.mark.parametrize("error", [GiveUp, OutOfWork, OverflowError, MemoryError])
def test_what_is_too_large_is_not_proved(monkeypatch, error):
    def fails(*_):
        raise error

    monkeypatch.setattr(prover, "is_zero", fails)
    assert proved(X + Y, Y + X) is False


@pytest.fixture
def endless(monkeypatch):
    """A proof that comes to no end."""

    def holds(*_):
        while True:
            work(1)

    monkeypatch.setattr(Case, "holds", holds)
    return Case(INPUTS, {}, frozenset(), False)


def test_a_proof_leaves_half_of_the_work_for_points(endless):
    with allowed(4_000):
        assert endless.proves(X, Y) is False
        assert left() == pytest.approx(2_000, abs=2)


def test_a_proof_takes_no_more_work_than_it_was_given(endless):
    before = done()
    assert endless.proves(X, Y, 500) is False
    assert done() - before == pytest.approx(500, abs=2)
    assert endless.proves(X, Y) is False
    assert done() - before == pytest.approx(500 + prover.WORK, abs=4)
