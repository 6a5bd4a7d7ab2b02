"""The edges of functions: what raises, what `ieee` makes of it, kinks, and IEEE's small print."""

import math
import struct
import traceback

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import autograd
import nn
from autograd import Tensor, Value, anomaly, gradients, ieee
from autograd import math as recorded
from autograd.errors import AnomalyError, AutogradError, DivisionError, DomainError, RangeError
from autograd.support.domain import NONNEGATIVE

inf, nan = math.inf, math.nan
floats = st.floats(allow_subnormal=True)

# A call, its error outside `ieee`, and IEEE's answer inside: that of NumPy and of compiled code.
EDGES = {
    "F18-1/0": (lambda x: 1.0 / x(0.0), DivisionError, inf),
    "F18-minus-1/0": (lambda x: x(-1.0) / 0.0, DivisionError, -inf),
    "F18-0/0": (lambda x: x(0.0) / 0.0, DivisionError, nan),
    "F18-0**-1": (lambda x: x(0.0) ** -1, DivisionError, inf),
    "F18-reciprocal": (lambda x: autograd.reciprocal(x(0.0)), DivisionError, inf),
    "F18-mod": (lambda x: x(1.0) % 0.0, DivisionError, nan),
    "F19-log-0": (lambda x: autograd.log(x(0.0)), DomainError, -inf),
    "F19-log-negative": (lambda x: autograd.log(x(-1.0)), DomainError, nan),
    "F19-log1p": (lambda x: autograd.log1p(x(-1.0)), DomainError, -inf),
    "F19-sqrt": (lambda x: autograd.sqrt(x(-1.0)), DomainError, nan),
    "F19-asin": (lambda x: autograd.asin(x(2.0)), DomainError, nan),
    "F19-acosh": (lambda x: autograd.acosh(x(0.5)), DomainError, nan),
    "F19-atanh": (lambda x: autograd.atanh(x(1.0)), DomainError, inf),
    "F19-lgamma": (lambda x: autograd.lgamma(x(0.0)), DomainError, inf),
    "F19-sin-inf": (lambda x: autograd.sin(x(inf)), DomainError, nan),
    "F20-exp": (lambda x: autograd.exp(x(1000.0)), RangeError, inf),
    "F20-cosh": (lambda x: autograd.cosh(x(1e4)), RangeError, inf),
    "F20-power": (lambda x: 10.0 ** x(400.0), RangeError, inf),
    "F20-square": (lambda x: autograd.square(x(1e200)), RangeError, inf),
    "F22-root": (lambda x: x(-8.0) ** (1 / 3), DomainError, nan),
}


def same(a: float, b: float) -> bool:
    return a == b or (a != a and b != b)


@pytest.mark.parametrize(("call", "error", "answer"), EDGES.values(), ids=EDGES)
def test_outside_its_domain_a_value_raises_and_ieee_answers(call, error, answer):
    with pytest.raises(error):
        call(Value)
    with ieee():
        assert same(call(Value).data, answer)
    assert same(call(Tensor).item(), answer)
    with pytest.raises(error):
        call(Value)


# Ways to a wrong number beside the operators, and inputs that are refused on the way in.
CALLS = {
    "function-of-a-float": lambda: autograd.log(-1.0),
    "expression": lambda: autograd.parse("log(x)", x=-1),
    "grad": lambda: autograd.grad(autograd.log)(-1.0),
    "hessian": lambda: autograd.hessian(lambda p: autograd.log(p[0]))([-1.0]),
    "jvp": lambda: autograd.jvp(autograd.log, [-1.0], [1.0]),
    "math": lambda: recorded.gamma(Value(-1.0)),
    "divmod": lambda: divmod(Value(1.0), 0),
    "own-domain": lambda: own(Value(-1.0)),
    "many": lambda: autograd.logsumexp([]),
    "huge": lambda: Value(10**400),
    "ragged": lambda: Tensor([[1.0, 2.0], [3.0]]),
    "shapes": lambda: Tensor([1.0, 2.0]) + Tensor([1.0, 2.0, 3.0]),
    "matrix": lambda: Tensor([1.0, 2.0]) @ Tensor([1.0]),
    "rate": lambda: nn.SGD([Value(1.0)], lr="fast"),
    "layer": lambda: nn.Linear(2, 1)("text"),
    "file": lambda: nn.load(nn.Linear(2, 1), "there/is/none.npz"),
}


@autograd.primitive(lambda x, y: 0.5 / y, domain=NONNEGATIVE)
def own(x):
    return math.sqrt(x)


def tracebacks(call):
    """What Python prints of the error of a call, traceback by traceback."""
    with pytest.raises(AutogradError) as caught:
        call()
    return "".join(traceback.format_exception(caught.value)).count("Traceback (most recent")


@pytest.mark.parametrize("call", [*EDGES.values(), *CALLS.values()], ids=[*EDGES, *CALLS])
def test_an_error_is_shown_in_one_traceback(call):
    """The attempt in which the fault came to light, and was raised by `math`, is no news."""
    assert tracebacks(call if callable(call) else lambda: call[0](Value)) == 1


def test_an_error_of_a_function_of_ones_own_is_shown_with_its_line():
    @autograd.primitive(lambda x, y: 1.0)
    def picky(x):
        raise ValueError("not today")

    assert tracebacks(lambda: picky(Value(1.0, name="x"))) == 2
    with pytest.raises(DomainError, match="not today") as caught:
        picky(Value(1.0))
    assert isinstance(caught.value.__cause__, ValueError)


FUNCTIONS = (
    "log",
    "log1p",
    "sqrt",
    "asin",
    "acosh",
    "atanh",
    "lgamma",
    "exp",
    "cosh",
    "reciprocal",
)


@pytest.mark.parametrize("name", FUNCTIONS)
def test_functions_of_plain_numbers_raise_the_same(name):
    (call, error, answer) = next(edge for key, edge in EDGES.items() if key[4:].startswith(name))
    with pytest.raises(error):
        call(float)
    with ieee():
        assert same(call(float), answer)


LIMITS = {
    "tanh": (1.0, -1.0),
    "sigmoid": (1.0, 0.0),
    "softplus": (1e4, 0.0),
    "gelu": (1e4, 0.0),
    "gelu_tanh": (1e4, 0.0),
    "silu": (1e4, 0.0),
    "mish": (1e4, 0.0),
    "elu": (1e4, -1.0),
    "log_sigmoid": (0.0, -1e4),
    "erf": (1.0, -1.0),
    "softsign": (1e4 / (1e4 + 1), -1e4 / (1e4 + 1)),
}


@pytest.mark.parametrize("name", LIMITS, ids=[f"F21-{name}" for name in LIMITS])
def test_saturated_functions_reach_their_limits(name):
    function = getattr(autograd, name)
    for x, limit in zip((1e4, -1e4), LIMITS[name], strict=True):
        value, tensor = Value(x), Tensor([x])
        assert function(value).data == limit
        assert function(tensor).data.tolist() == [limit]
        assert math.isfinite(gradients(function(value), [value])[0])
        assert np.isfinite(gradients(function(tensor).sum(), [tensor])[0]).all()


POWERS = {
    "F23-0**0": (0.0, 0.0, 1.0),
    "F25-square-of-negative": (-3.0, 2.0, 9.0),
    "F25-cube-of-negative": (-2.0, 3.0, -8.0),
    "F25-negative-power-of-negative": (-2.0, -1.0, -0.5),
}


@pytest.mark.parametrize(("base", "exponent", "power"), POWERS.values(), ids=POWERS)
def test_integer_powers_are_exact(base, exponent, power):
    x = Value(base)
    for n in (exponent, int(exponent), Value(exponent)):
        assert (x**n).data == power
    slope = exponent * base ** (exponent - 1) if base else 0.0
    assert (x**exponent).partials[0] == slope


def test_f23_the_slope_of_a_constant_power():
    assert (Value(0.0) ** 0).partials[0] == 0.0
    assert (Value(5.0) ** 0).partials[0] == 0.0
    assert (Value(0.0) ** 1).partials[0] == 1.0


def test_f24_powers_of_zero():
    zero, two = Value(0.0), Value(2.0)
    assert gradients(zero**two, [zero, two]) == [0.0, 0.0]
    assert gradients(0.0**two, [two]) == [0.0]
    with ieee():
        assert (Value(0.0) ** 0.5).partials[0] == inf


KINKS = {
    "abs": (lambda x: abs(x), 0.0),
    "relu": (autograd.relu, 0.0),
    "hardtanh": (lambda x: autograd.hardtanh(x + 1.0), 0.0),
    "clip": (lambda x: autograd.clip(x, 0.0, 1.0), 0.0),
    "leaky_relu": (autograd.leaky_relu, 0.01),
    "hypot": (lambda x: autograd.hypot(x, 0.0), 0.0),
    "norm": (lambda x: autograd.norm([x, x]), 0.0),
    "max-of-ties": (lambda x: autograd.max([x, x, x]), 1.0),
    "maximum-with-constant": (lambda x: autograd.maximum(x, 0.0), 0.0),
    "maximum-of-itself": (lambda x: autograd.maximum(x, x), 1.0),
}


@pytest.mark.parametrize(("f", "slope"), KINKS.values(), ids=[f"F26-{name}" for name in KINKS])
@pytest.mark.parametrize("zero", [0.0, -0.0])
def test_the_slope_at_a_kink_is_the_smallest_subgradient(f, slope, zero):
    x = Value(zero)
    assert gradients(f(x), [x], allow_unused=True) == [slope]


def test_f26_ties_share_the_gradient():
    a, b, c = Value(2.0), Value(2.0), Value(1.0)
    assert gradients(autograd.maximum(a, b), [a, b]) == [0.5, 0.5]
    assert gradients(autograd.max([a, b, c]), [a, b, c]) == [0.5, 0.5, 0.0]
    assert gradients(max(a, b), [a, b], allow_unused=True) == [1.0, 0.0]


@pytest.mark.parametrize("zero", [0.0, -0.0])
def test_f26_the_root_is_steep_at_zero(zero):
    x = Value(zero, name="x")
    y = autograd.sqrt(x)
    assert gradients(y, [x]) == [inf]
    with anomaly(), pytest.raises(AnomalyError, match=r"gradient of x became inf at sqrt\(x\)"):
        y.backward()
    assert x.grad is None


def test_zero_times_infinity_is_not_called_zero():
    x = Value(0.0, name="x")
    y = autograd.sqrt(x) ** 2
    assert math.isnan(gradients(y, [x])[0])
    with anomaly(), pytest.raises(AnomalyError, match=r"0 · inf.*hypot"):
        y.backward()


def test_where_follows_only_the_branch_taken():
    x = Value(0.0)
    assert gradients(autograd.where(x > 0, x / 1.0, x * 3.0), [x]) == [3.0]
    t = Tensor([0.0, 4.0])
    y = autograd.where(t > 0, autograd.sqrt(t), 0.0).sum()
    assert gradients(y, [t])[0].tolist() == [0.0, 0.25]


@given(floats, floats)
def test_f47_to_49_the_forward_is_exactly_ieee(a, b):
    def bits(x: float) -> bytes:
        return b"nan" if x != x else struct.pack("d", x)

    with ieee():
        for operation in (
            lambda p, q: p + q,
            lambda p, q: p - q,
            lambda p, q: p * q,
            lambda p, q: -p,
            lambda p, q: abs(p),
        ):
            assert bits(operation(Value(a), Value(b)).data) == bits(operation(a, b))
        if b != 0.0:
            assert bits((Value(a) / Value(b)).data) == bits(a / b)


def test_f47_signed_zeros():
    assert math.copysign(1.0, (Value(-0.0) * 1.0).data) == -1.0
    assert math.copysign(1.0, autograd.sqrt(Value(-0.0)).data) == -1.0
    with ieee():
        assert (Value(1.0) / -0.0).data == -inf


def test_f48_subnormals_survive():
    x = Value(5e-324)
    assert (x * 1.0).data == 5e-324
    assert gradients(x * 3.0, [x]) == [3.0]
    assert (x / 2.0).data == 0.0


def test_f49_products_past_the_range_follow_ieee():
    x = Value(1e308)
    y = x * 10.0
    assert y.data == inf
    assert gradients(y, [x]) == [10.0]


def test_f50_cancellation_is_as_in_floats_and_the_stable_functions_exist():
    x = Value(1e-9)
    assert ((1 - autograd.cos(x)) / x**2).data == 0.0
    half = autograd.sin(x / 2)
    assert (2 * half * half / x**2).data == pytest.approx(0.5)
    assert autograd.expm1(x).data == math.expm1(1e-9)


def test_a_helper_of_nested_transforms_is_not_named_in_an_error():
    x = Value(-1.0, name="x")
    with pytest.raises(DomainError) as caught:
        autograd.grad(autograd.log)(x)
    assert str(caught.value) == "log is defined for x > 0; got -1, from x"
