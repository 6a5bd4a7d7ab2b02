"""Numbers after updates: run fast, the same as run one by one, and why a wrong one is wrong."""

import math
import re
from decimal import Decimal

import pytest

from autograd.checking import check
from autograd.checking.certified.balls import exact, precision
from autograd.checking.certified.program import Program
from autograd.checking.certified.straight import repeated
from autograd.checking.claims import updates
from autograd.values.symbol import Symbol
from benchmarks.checking import TRAINING
from effort import at_most

ONE_NEURON = """
z = w*x + b
a = sigmoid(z)
L = (a - y)^2/2
w <- w - eta*dL/dw
b <- b - eta*dL/db
at x=1.5, y=0.2, w=0.6, b=0.9, eta=0.15, after {count} updates: {shown}
"""

# u stays positive only now and then, so that the root is undefined where it is not needed.
CHOOSING = """
u <- where(u > 0, sqrt(u) - v, u + 1)
v <- v/2 + log(u + 3)/10
at u=2, v=0.5, after {count}: u = 0.125
"""

ARRAYS = """
x in R^2
y in R^2
W in R^(2x2)
b in R^2
a = tanh(W @ x + b)
L = sum((a - y)^2)/2
W <- W - eta*dL/dW
b <- b - eta*dL/db
at x = [1, 2], y = [0.5, -0.5], W = [[0.1, 0.2], [0.3, 0.4]], b = [0.1, -0.1], eta = 0.3,
   after {count} updates: {shown}
"""

TWO_LAYERS = """
h = tanh(v*x)
o = w*h
L = (o - y)^2/2
v <- v - eta*dL/dv
w <- w - eta*dL/dw
at x=0.7, y=0.3, v=0.4, w=1.1, eta=0.02, after {count}: {shown}
"""


def last(page, **what):
    return check(page.format(**what)).claims[-1]


# ---- What a round is, run in three ways ---------------------------------------------------------


@pytest.mark.parametrize("count", [1, 7, 250])
def test_straight_line_code_gives_the_balls_of_the_program_to_the_bit(count):
    x, y = Symbol("x"), Symbol("y")
    program = Program([x - 0.25 * (x * y).sigmoid(), y / 3.0 + x.tanh() - 0.5], [x, y])
    with precision(96):
        state = [exact(1), exact(-2)]
        values = repeated(program, [0, 1], 96)(state, count)
        for _ in range(count):
            found = program.onwards(state, 96)
            state = [found[root] for root in program.roots]
    assert [(v.mid().man_exp(), v.rad().man_exp()) for v in values] == [
        (v.mid().man_exp(), v.rad().man_exp()) for v in state
    ]


@pytest.mark.parametrize("page", [CHOOSING, ONE_NEURON, ARRAYS], ids=["where", "neuron", "arrays"])
def test_many_rounds_lead_where_single_rounds_lead(page, monkeypatch):
    fast = last(page, count=400, shown="L = 0.1234")
    monkeypatch.setattr(updates, "FEW", 10**9)
    assert str(last(page, count=400, shown="L = 0.1234")) == str(fast)
    assert fast.status == "wrong"


# ---- What was done instead ----------------------------------------------------------------------


def hasty(count, order):
    """v and w of TWO_LAYERS after rounds made in the wrong order."""
    x, y, v, w, eta = 0.7, 0.3, 0.4, 1.1, 0.02
    for _ in range(count):
        h = math.tanh(v * x)
        d = w * h - y
        if order == "w in the derivatives":
            w -= eta * d * h
            v -= eta * d * w * (1 - h * h) * x
        elif order == "w at once":
            w -= eta * d * h
            v -= eta * (w * h - y) * w * (1 - h * h) * x
        else:
            v -= eta * d * w * (1 - h * h) * x
            h = math.tanh(v * x)
            w -= eta * (w * h - y) * h
    return v, w


@pytest.mark.parametrize("count", [1, 2, 30, 300])
@pytest.mark.parametrize(
    ("order", "said"),
    [
        ("w in the derivatives", "the new w is used in the derivatives of the same round"),
        ("w at once", "the new w is used at once"),
        ("v at once", "the new v is used at once"),
    ],
)
def test_a_value_used_too_early_is_named_however_many_the_rounds(count, order, said):
    v, w = hasty(count, order)
    claim = last(TWO_LAYERS, count=count, shown=f"v = {v:.12f}, w = {w:.12f}")
    notes = [link.note for link in claim.links if link.status == "wrong"]
    assert notes
    assert all(note and said in note for note in notes), notes


def test_a_velocity_used_at_once_is_named_and_not_taken_for_another_round():
    page = "L = w^2/2\nv <- 0.9*v + dL/dw\nw <- w - 0.1*v\nat w=1, v=0, after 1: v = 1, w = 0.90"
    claim = check(page).claims[-1]
    assert [link.status for link in claim.links] == ["agrees", "wrong"]
    assert "the new v is used at once" in claim.links[1].note


@pytest.mark.parametrize("count", [1, 2, 299, 301])
def test_the_number_of_the_round_before_and_after_is_named(count):
    other = count - 1 if count % 2 else count + 1
    right = last(TWO_LAYERS, count=other, shown="v = 9.000000000000").true_value
    claim = last(TWO_LAYERS, count=count, shown=f"v = {round(Decimal(right), 12)}")
    assert claim.status == "wrong"
    assert claim.note == (
        f"this is the value after {other} updates"
        if other
        else "this is the value before any update"
    )


@pytest.mark.parametrize("count", [300, 1000])
@pytest.mark.parametrize("page", [ARRAYS, ONE_NEURON.replace("sigmoid", "relu")])
def test_a_number_that_nothing_explains_is_not_explained(page, count):
    """Enclosures that have grown too wide to tell once seemed to fit any number."""
    claim = last(page, count=count, shown="L = 0.1234")
    assert claim.status == "wrong"
    assert claim.true_value == "0.00000000"
    assert claim.note is None


# ---- How soon -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("shown", "said"),
    [
        ("w1 = 0.35", ""),
        ("o1 = 0.015912196", "the new w5, w6, w7 and w8 are used in the derivatives"),
        ("E = 0.0000351085", "the value after 9999 updates"),
    ],
)
def test_a_wrong_number_after_ten_thousand_updates_of_a_network_is_found_soon(shown, said):
    with at_most(5_000_000):
        claim = last(TRAINING, count=10_000, shown=shown)
    assert claim.status == "wrong"
    assert said in (claim.note or "")
    assert bool(said) == bool(claim.note)


def test_a_wrong_number_after_ten_thousand_updates_of_a_neuron_is_found_soon():
    with at_most(500_000):
        claim = last(ONE_NEURON, count=10_000, shown="b = 0.35")
    assert claim.status == "wrong"
    assert re.fullmatch(r"-0\.\d+", claim.true_value)


def test_the_numbers_of_a_wrong_worked_number_stand_as_they_are_given():
    claim = last("y = x*w*c\nat x = 0.05, w = 2, c = 1/3: y = 1")
    assert claim.counterexample == {"x": 0.05, "w": 2.0, "c": "1/3"}
