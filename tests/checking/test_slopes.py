"""`check_gradients` accuses what is wrong, and nothing that it cannot tell: tables of both."""

import math

import numpy as np
import pytest

import autograd as ag
import nn
from autograd import Tensor, check_gradients, primitive
from autograd.checking.slopes.measured import measured
from autograd.checking.slopes.sides import verdict
from autograd.engine.elementwise import Elementwise
from autograd.engine.primitive import REGISTRY
from autograd.errors import AutogradError


def own(f, rule, **entry):
    """An operation of the user's own."""
    return primitive(rule, name="own", **entry)(f)


def sigmoid(x):
    return 1.0 / (1.0 + math.exp(-x))


def in_float32(x):
    return float(np.float32(math.sin(x)))


def sixth(x):
    return x**6 - 6 * x**5 + 15 * x**4 - 20 * x**3 + 15 * x**2 - 6 * x + 1


def reciprocal(factor):
    return own(lambda x: 1 / x, lambda x, y: -factor * y * y)


def hyperbolic(factor, **entry):
    return own(math.tanh, lambda x, y: factor * (1 - y * y), **entry)


def modulus(slope):
    return own(abs, lambda x, y: math.copysign(slope, x))


# Functions of built-in operations, at points where floats cannot resolve the slope.
BUILT_IN = [
    (ag.tanh, 20.0),
    (lambda x: 1 / x, 0.001),
    (lambda x: 1 / x, 1e-8),
    (ag.sigmoid, 700.0),
    (ag.sigmoid, -700.0),
    (ag.sin, 1e6),
    (ag.sin, 1e15),
    (ag.sin, 1e300),
    (ag.lgamma, 1e-8),
    (ag.tan, math.pi / 2),
    (lambda x: ag.exp(-x * x), 10.0),
    (lambda x: x**10, 1e-30),
    (ag.log1p, -1 + 1e-12),
    (ag.sqrt, 0.0),
    (ag.sqrt, 1e-300),
    (ag.hypot, 3.0, 4.0),
    (ag.hypot, 0.0, 0.0),
    (ag.atan2, 1e-300, -1.0),
    (ag.atan2, 0.0, -1.0),
    (ag.erf, 6.0),
    (ag.softplus, 700.0),
    (ag.softplus, -700.0),
    (ag.acosh, 1 + 1e-12),
    (ag.acosh, 1.0),
    (ag.exp, -740.0),
    (ag.floor, 3.0),
    (ag.sign, 0.0),
    (lambda x: x % 3.0, 6.0),
    (lambda x: ag.relu(x - 0.1), 0.1),
    (lambda x: x if x > 0 else 0 * x, 0.0),
    (lambda x: ag.exp(x) - ag.exp(x), 1.0),
    (lambda x: ag.tanh(x).sum(), [20.0, -20.0, 1e-8, 0.0]),
    (lambda x: 1 / x, [1e-8, 1e-3, 1e3]),
    (ag.sin, [1e6, 1e15]),
    (ag.softmax, [700.0, 0.0, -700.0]),
    (ag.logsumexp, [700.0, 0.0, -700.0]),
    (ag.norm, [1e-8, 3.0, 0.0]),
    (ag.norm, [0.0, 0.0]),
    (ag.norm, [1e200, 1e200]),
    (lambda a, b: ag.logsumexp([a, b]), 700.0, -700.0),
    (lambda a, b: ag.max([a, b]), 1.0, 1.0),
    (lambda a, b: ag.sum([a, b]), 1e300, -1e-300),
    (lambda x: ag.where(x > 0, ag.log(x), 0.0).sum(), [1e-8, -2.0]),
    (lambda x: x.max(axis=0), [[1.0, 2.0], [3.0, 0.0]]),
    (lambda x, w: ag.tanh(w @ x).sum(), [1.0, 2.0], [[3.0, 1e-8], [20.0, 0.1]]),
]
# Operations of the user's own that are right, and no enclosure says what they are.
RIGHT = [
    (own(math.sin, lambda x, y: math.cos(x)), 1e6),
    (own(math.tan, lambda x, y: 1 + y * y), 1.57),
    (own(math.cos, lambda x, y: -math.sin(x)), math.pi),
    (own(math.sqrt, lambda x, y: 0.5 / y), 1e-300),
    (own(lambda x: x * x, lambda x, y: 2 * x), 0.0),
    (own(lambda x: 1e300 * x, lambda x, y: 1e300), 1.0),
    (own(lambda x: 1.0, lambda x, y: 0.0), 5.0),
    (own(math.exp, lambda x, y: y, definition=ag.sin), 1.0),  # it defines another
    (reciprocal(1), 1e-3),
    (reciprocal(1), 1e-30),
    (reciprocal(1), [1e30, -1e-8]),
    (modulus(1), 0.0),
    (modulus(1), 1e-10),
    (hyperbolic(1), 0.5),
]
# … of which the slope cannot be told from values, or is a convention.
DOUBTFUL = [
    (own(lambda x: 1e8 + math.sin(x), lambda x, y: math.cos(x)), 1.5),
    (hyperbolic(1), 20.0),
    (hyperbolic(2), 20.0),
    (hyperbolic(1, definition=ag.tanh), 20.0),
    (own(math.tanh, lambda x, y: 1 - math.tanh(x) ** 2, definition=ag.tanh), 15.0),
    (own(math.sin, lambda x, y: math.cos(x)), 1e15),
    (own(math.tan, lambda x, y: 1 + y * y), math.pi / 2),
    (own(sigmoid, lambda x, y: y * (1 - y)), 40.0),
    (own(sigmoid, lambda x, y: y * (1 - y)), -700.0),
    (own(in_float32, lambda x, y: math.cos(x)), 1.0),
    (own(sixth, lambda x, y: 6 * (x - 1) ** 5), 1.001),
    (own(lambda x: (1 - math.cos(x)) / x**2, lambda x, y: (math.sin(x) / x - 2 * y) / x), 1e-5),
    (own(lambda x: 1e-310 * x * x, lambda x, y: 2e-310 * x), 2.0),
    (own(lambda x: float(math.floor(x)), lambda x, y: 0.0), 3.0),
    (lambda x: x * x if x > 0 else -x, 0.0),
    (lambda x: (ag.exp(x) - 1) / x, 1e-6),
    (lambda x: (1 - ag.cos(x)) / x**2, 1e-6),
]
WRONG = [
    (hyperbolic(2), 0.5),
    (hyperbolic(-1), 0.5),
    (hyperbolic(1 + 1e-6), 0.5),
    (hyperbolic(1 - 1e-7), 0.5),
    (own(math.exp, lambda x, y: y * (1 + 1e-7)), [0.3, 12.0, -5.0]),
    (own(lambda x: 1 / (x - 1), lambda x, y: -y * y * (1 + 1e-7)), 1.5),
    (hyperbolic(2), [0.5, 20.0]),
    (hyperbolic(2, definition=ag.tanh), 20.0),
    (own(math.tanh, lambda x, y: 1 - y, definition=ag.tanh), 20.0),
    (own(math.exp, lambda x, y: y if x < 10 else 2 * y), 20.0),
    (own(math.exp, lambda x, y: y * (1 + 1e-6), definition=ag.exp), -30.0),
    (own(math.sin, lambda x, y: -math.cos(x)), 1e6),
    (own(sixth, lambda x, y: 3 * (x - 1) ** 5), 3.0),
    (own(math.sqrt, lambda x, y: 1 / y), 1e-300),
    (own(lambda x: x * x, lambda x, y: 2 * x + 1e-3), 0.0),
    (own(lambda x: 1e300 * x, lambda x, y: 2e300), 1.0),
    (own(lambda x: 1.0, lambda x, y: 1.0), 5.0),
    (own(lambda x: float(math.floor(x)), lambda x, y: 1.0), 3.5),
    (reciprocal(2), 1e-3),
    (reciprocal(-1), 1e-30),
    (modulus(3), 0.0),
    (modulus(3), 1e-10),
    (lambda x: x * x.data, 3.0),  # a path that is not recorded
    (lambda x: (x * x.detach()).sum(), [3.0, 1.0]),
    (lambda x: ag.exp(x) + math.sin(x.data), 3.0),
]


def statuses(case):
    f, *args = case
    return {claim.status for claim in check_gradients(f, *args).claims}


@pytest.mark.parametrize("case", BUILT_IN + RIGHT, ids=range(len(BUILT_IN + RIGHT)))
def test_what_is_right_agrees_wherever_it_is_looked_at(case):
    assert statuses(case) == {"agrees"}


@pytest.mark.parametrize("case", DOUBTFUL, ids=range(len(DOUBTFUL)))
def test_nothing_is_accused_that_cannot_be_told(case):
    assert "wrong" not in statuses(case)


@pytest.mark.parametrize("case", WRONG, ids=range(len(WRONG)))
def test_what_is_wrong_is_found(case):
    assert "wrong" in statuses(case)


def test_a_slope_that_cannot_be_told_is_inconclusive_in_words():
    (claim,) = check_gradients(hyperbolic(2), 20.0).claims
    assert (claim.status, claim.note) == (
        "inconclusive",
        "the slope here cannot be told beside rounding",
    )
    (lost,) = check_gradients(lambda x: (ag.exp(x) - 1) / x, 1e-6).claims
    assert lost.note == (
        "every rule is right, and floats lose digits here: the slope is 0.5000003333334583"
    )


BROKEN = [
    (ag.tanh, lambda x, y: 2 * (1 - y * y), 20.0),
    (ag.tanh, lambda x, y: 0.0, 20.0),
    (ag.tanh, lambda x, y: (1 - y * y) * (1 + 1e-6), [1.0, 20.0]),
    (ag.sin, lambda x, y: -ag.cos(x), 1e15),
    (ag.lgamma, lambda x, y: -1 / x, 1e-3),
    (ag.exp, lambda x, y: y + 1e-5, 1.0),
    (ag.sigmoid, lambda x, y: y, 700.0),
]


@pytest.mark.parametrize("case", BROKEN, ids=range(len(BROKEN)))
def test_a_wrong_rule_of_the_registry_is_named(case, monkeypatch):
    op, rule, at = case
    monkeypatch.setattr(op, "rules", (rule,))
    *_, edge = check_gradients(lambda x: 1.0 * op(x), at).claims
    assert edge.note == f"the rule of {op.name} for argument 1"


def test_a_network_of_many_roundings_agrees():
    random = np.random.default_rng(1)
    model = nn.Sequential(nn.Linear(14, 3, seed=2), nn.Tanh(), nn.Linear(3, 2, seed=3))
    x = Tensor(100.0 * random.normal(size=(20, 14)))
    assert check_gradients(lambda *_: model(x).logsumexp(axis=1).mean(), *model.parameters()).ok


UNARY = sorted(
    {
        op.name
        for name, op in REGISTRY.items()
        if isinstance(op, Elementwise) and op.arity == 1 and op.public
    }
)
# Next to 0 few steps lead a long way; beside 1e-148 a slope may be 1e-73 of those around it.
PLACES_NEXT_TO_0 = (1e-20, -1e-112, 1.8e-239, 1.7e-279)


@pytest.mark.parametrize("name", UNARY)
def test_a_slope_is_measured_as_exactly_as_is_told(name):
    op = REGISTRY[name]
    told = []
    for x in (*PLACES_NEXT_TO_0, 0.3, -0.6, 1.7):
        if op.domain is None or op.domain.contains(x):
            slope = ag.grad(op)(x)
            sides = measured(op.on_floats, x)
            assert verdict(sides, slope)[0] != "wrong", (x, slope, sides)
            told.append(verdict(sides, slope * (1.0 + 1e-7))[0] == "wrong")
    assert any(told[-3:]) or slope == 0.0


def test_a_small_slope_is_not_told_beside_far_larger_ones():
    """Differences around 0 cancel in an even function, and their rounding does, too."""
    x, y = 3.739647415616283e-148, -2.5699406147118993e-222
    sides = measured(lambda y: x / math.hypot(x, y), y)
    assert verdict(sides, -y / x / x)[0] != "wrong"


PLACES = (20.0, -700.0, 1e6, 1e-8, -1e-300, 0.0, math.pi / 2, -1 + 1e-12, 0.5)


@pytest.mark.parametrize("name", UNARY)
def test_no_rule_of_one_argument_is_accused_anywhere(name):
    for x in PLACES:
        try:
            report = check_gradients(REGISTRY[name], x)
        except AutogradError:
            continue  # outside its domain
        assert not report.wrong(), str(report)
