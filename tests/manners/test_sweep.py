"""The sweep at its edges: rules that fail or are constant, gradients of nothing, two at once."""

import math
from itertools import product
from threading import Thread

import numpy as np
import pytest

from autograd import Tensor, Value, atan2, clip, grad, gradients, jvp, log, primitive, sqrt
from autograd.engine import backward
from autograd.engine.forward import push
from autograd.engine.primitive import REGISTRY
from autograd.errors import OperandError, RuleError

# Rules that raise at 0, as a textbook's line does there: what IEEE's arithmetic gives, counts.
RULES = {
    "division by zero": (lambda x: 1.0 / x, math.inf),
    "outside a domain": (lambda x: log(x), -math.inf),
    "no number": (lambda x: sqrt(x - 1.0), math.nan),
    "out of range": (lambda x: (x + 1e200) ** 2.0, math.inf),
}


def of_one(rule):
    return primitive(lambda x, y: rule(x), name="own")(lambda x: x)


def of_two(first, second):
    rules = lambda a, b, y: first(a), lambda a, b, y: second(b)
    return primitive(*rules, name="own")(lambda a, b: a + b)


@pytest.mark.parametrize("record", [False, True])
@pytest.mark.parametrize("case", RULES)
def test_a_rule_that_raises_at_an_edge_gives_the_slope_of_ieee(case, record):
    rule, slope = RULES[case]
    x, w = Value(0.0), Value(0.0)
    smooth = lambda w: 2.0 + w  # noqa: E731  # looks at its argument: no constant
    beside_none = primitive(lambda a, b, y: rule(a), None, name="own")(lambda a, b: a + b)
    for y in (
        of_one(rule)(x),
        of_two(rule, smooth)(x, w),
        of_two(smooth, rule)(w, x),
        beside_none(x, w),
    ):
        (found,) = gradients(y, [x], record=record)
        found = found.data if record else found
        assert found == slope or (math.isnan(found) and math.isnan(slope))


@pytest.mark.parametrize("slopes", [(2.0, 3.0), (1.0, 1.0), (-0.5, 4.0)])
def test_a_rule_may_be_a_constant(slopes):
    op = primitive(lambda a, b, y: slopes[0], lambda a, b, y: slopes[1], name="weighed")
    weighed = op(lambda a, b: slopes[0] * a + slopes[1] * b)
    a, b = Value(5.0), Value(7.0)
    y = weighed(a, b) * 3.0
    assert gradients(y, [a, b]) == [3.0 * slope for slope in slopes]
    assert [each.data for each in gradients(y, [a, b], record=True)] == [3.0 * s for s in slopes]
    assert weighed(2.0, a).backward() is None
    assert a.grad == slopes[1]


def test_a_rule_may_ask_for_a_method_of_its_argument():
    op = primitive(lambda x, y: x.__mul__(2.0), name="own")(lambda x: x * x)
    assert grad(grad(op))(-3.0) == 2.0


@pytest.mark.parametrize("name", [name for name, op in REGISTRY.items() if op.total and op.arity])
def test_a_total_operation_takes_every_number(name):
    op = REGISTRY[name]
    for args in product([-1.0, 1e308, -math.inf, math.nan], repeat=op.arity):
        assert isinstance(op(*args), float)
        assert isinstance(op(*map(Value, args)).data, float)


def test_a_rule_that_fails_is_named_with_the_place():
    broken = primitive(lambda x, y: x.no_such_thing, name="broken")(lambda x: x)
    y = broken(Value(2.0, name="x"))
    with pytest.raises(RuleError) as caught:
        y.backward()
    assert str(caught.value) == (
        "the rule of autograd.broken failed at broken(x): AttributeError: 'float' object has no "
        "attribute 'no_such_thing'; a rule takes the arguments and the result and returns the "
        "local derivative, a number"
    )
    assert isinstance(caught.value.__cause__, AttributeError)


def test_gradients_take_whatever_gives_nodes_and_nothing_else():
    x, t = Value(3.0), Tensor([1.0, 2.0])
    for xs in ([x], (x,), iter([x]), (v for v in [x]), {x: "x"}):
        assert gradients(x * x, xs) == [6.0]
    wrong = [(x * x, x), ((t * t).sum(), t), (5.0, [x]), (x * x, [5.0]), ([x * x], [x]), (x, "x")]
    for y, xs in wrong:
        with pytest.raises(OperandError, match=r"and a list of nodes: gradients\(y, \[x\]\)"):
            gradients(y, xs)


def test_gradients_with_respect_to_nothing_are_none():
    assert gradients(Value(2.0) * 3.0, []) == []
    assert jvp(lambda x: x * x, [3.0], [0.0]) == (9.0, 0.0)
    assert jvp(lambda: 5.0, [], []) == (5.0, 0.0)


def test_a_sweep_waits_for_another_that_adds_to_the_gradients():
    x = Value(2.0)
    y = x * x
    other = Thread(target=y.backward)
    with backward._accumulating:
        other.start()
        other.join(0.2)
        assert other.is_alive()
        assert x.grad is None
    other.join()
    assert x.grad == 4.0


FOUR = primitive(*4 * [lambda a, b, c, d, y: 1.0], name="four")(lambda a, b, c, d: a)


@pytest.mark.parametrize(
    ("call", "sentence"),
    [
        (lambda: sqrt(1.0, 2.0), "sqrt takes one argument; got 2"),
        (lambda: atan2(1.0), "atan2 takes two arguments; got 1"),
        (lambda: clip(Value(1.0), 2.0), "clip takes three arguments; got 2"),
        (lambda: FOUR(1.0), "four takes 4 arguments; got 1"),
    ],
)
def test_the_wrong_number_of_arguments_is_refused(call, sentence):
    with pytest.raises(OperandError) as caught:
        call()
    assert str(caught.value) == sentence


def test_what_moves_by_itself_moves_by_nothing_else():
    x = Value(2.0)
    y = x * x
    assert push(y * 3.0, {x: 1.0, y: 10.0}) == 30.0


def test_what_moves_may_be_of_any_age():
    x = Value(2.0)
    w = x * 5.0
    y = Value(3.0)
    assert push(w * y, {x: 1.0, y: 1.0}) == 25.0
    assert push(w, {y: 1.0}) is None


def test_forward_mode_takes_the_slopes_of_ieee_on_arrays_without_a_warning():
    _, rate = jvp(lambda x: sqrt(x), [np.array([0.0, 4.0])], [np.ones(2)])
    assert rate.tolist() == [math.inf, 0.25]
