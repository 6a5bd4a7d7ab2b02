"""`from autograd import math` in the place of `import math`."""

import math
import random
from itertools import chain

import pytest

from autograd import Tensor, Value, grad, gradients
from autograd import math as recorded
from autograd.errors import DomainError, OperandError, RangeError

NAMES = sorted(name for name in dir(math) if not name.startswith("_"))
CONSTANTS = ("e", "inf", "nan", "pi", "tau")
INTEGERS = ("comb", "factorial", "gcd", "isqrt", "lcm", "perm")
FLOATS = ("nextafter", "ulp")
PREDICATES = ("isfinite", "isinf", "isnan")
ROUNDINGS = ("ceil", "floor", "trunc")

# Arguments at which each function is smooth, as it is called.
SMOOTH = {
    "acos": (0.3,), "acosh": (1.7,), "asin": (0.3,), "asinh": (0.3,), "atan": (0.3,),
    "atan2": (0.3, -1.2), "atanh": (0.3,), "cbrt": (2.3,), "copysign": (2.3, -1.0),
    "cos": (0.3,), "cosh": (0.3,), "degrees": (0.3,), "erf": (0.3,), "erfc": (0.3,),
    "exp": (0.3,), "exp2": (0.3,), "expm1": (0.3,), "fabs": (-2.3,), "fma": (2.0, 3.0, 4.0),
    "fmod": (-7.3, 2.1), "gamma": (3.3,), "hypot": (3.0, 4.0), "ldexp": (0.3, 4),
    "lgamma": (3.3,), "log": (2.3,), "log10": (2.3,), "log1p": (0.3,), "log2": (2.3,),
    "pow": (2.3, 1.7), "radians": (30.0,), "remainder": (-7.3, 2.1), "sin": (0.3,),
    "sinh": (0.3,), "sqrt": (2.3,), "tan": (0.3,), "tanh": (0.3,),
}  # fmt: skip
SEQUENCES = {
    "dist": ([1.0, 2.0], [4.0, 6.0]),
    "fsum": ([0.1] * 10,),
    "prod": ([2.0, 3.0, 4.0],),
    "sumprod": ([2.0, 3.0], [4.0, 5.0]),
}
SPLIT = {"frexp": (10.0,), "modf": (-3.7,)}
KNOWN = {*SMOOTH, *SEQUENCES, *SPLIT, *CONSTANTS, *INTEGERS, *FLOATS, *PREDICATES, *ROUNDINGS}


@pytest.mark.parametrize("name", NAMES)
def test_every_name_of_math_is_here(name):
    assert hasattr(recorded, name)
    assert name in {*KNOWN, "isclose"}


@pytest.mark.parametrize("name", CONSTANTS)
def test_constants_are_the_same(name):
    assert repr(getattr(recorded, name)) == repr(getattr(math, name))


@pytest.mark.parametrize("name", sorted(set(SMOOTH) & set(NAMES)))
def test_floats_in_floats_out(name):
    y = getattr(recorded, name)(*SMOOTH[name])
    assert type(y) is float
    assert y == pytest.approx(getattr(math, name)(*SMOOTH[name]), rel=1e-15)


@pytest.mark.parametrize("name", SMOOTH)
def test_values_in_values_out_with_the_slope(name):
    function, args = getattr(recorded, name), SMOOTH[name]
    for i, arg in enumerate(args):
        if name == "ldexp" and i == 1:
            continue
        x = Value(arg)
        y = function(*args[:i], x, *args[i + 1 :])
        assert type(y) is Value
        assert y.data == function(*args)

        def along(t, i=i):
            return function(*args[:i], t, *args[i + 1 :])

        (slope,) = gradients(y, [x])
        assert slope == pytest.approx((along(arg + 1e-6) - along(arg - 1e-6)) / 2e-6, abs=1e-7)
        assert math.isfinite(grad(grad(along))(arg))


@pytest.mark.parametrize("name", SEQUENCES)
def test_sequences(name):
    function, columns = getattr(recorded, name), SEQUENCES[name]
    if hasattr(math, name):
        assert function(*columns) == getattr(math, name)(*columns)
    xs = [[Value(x) for x in column] for column in columns]
    y = function(*xs)
    assert type(y) is Value
    assert y.data == pytest.approx(function(*columns))
    assert all(math.isfinite(slope) for slope in gradients(y, list(chain(*xs))))


def test_integers_stay_integers():
    assert recorded.prod([2, 3]) == 6
    assert type(recorded.prod([2, 3], start=2)) is int
    assert recorded.sumprod([1, 2], [3, 4]) == 11
    assert recorded.factorial(20) == math.factorial(20)
    assert recorded.gcd(12, 18) == 6
    assert recorded.log(10**400) == math.log(10**400)


def test_splitting():
    x = Value(-3.7)
    part, whole = recorded.modf(x)
    assert (part.data, whole) == math.modf(-3.7)
    assert gradients(part, [x]) == [1.0]
    mantissa, exponent = recorded.frexp(x)
    assert (mantissa.data, exponent) == math.frexp(-3.7)
    assert gradients(mantissa, [x]) == [0.25]
    assert recorded.modf(2.5) == (0.5, 2.0)
    assert recorded.frexp(8.0) == (0.5, 4)


@pytest.mark.parametrize("number", [2.5, -2.5, math.inf, math.nan])
@pytest.mark.parametrize("name", [*PREDICATES, *ROUNDINGS])
def test_predicates_and_roundings_answer_plainly(name, number):
    theirs, ours = getattr(math, name), getattr(recorded, name)
    if name in ROUNDINGS and not math.isfinite(number):
        with pytest.raises((ValueError, OverflowError)):
            ours(Value(number))
    else:
        assert ours(Value(number)) is ours(number) or ours(Value(number)) == theirs(number)
        assert type(ours(Value(number))) is type(theirs(number))


def test_isclose():
    assert recorded.isclose(Value(1.0), 1.0 + 1e-12)
    assert not recorded.isclose(1.0, Value(1.1), rel_tol=0.01)


@pytest.mark.parametrize("name", [*INTEGERS, *FLOATS])
def test_what_has_no_derivative_says_so(name):
    arguments = (Value(4.0), 2.0)[: 1 if name in ("factorial", "isqrt", "ulp") else 2]
    with pytest.raises(OperandError, match=f"{name} has no derivative: .*math.{name} on .data"):
        getattr(recorded, name)(*arguments)


def test_errors_are_those_of_math_in_words():
    with pytest.raises(ValueError, match=r"gamma is defined for") as caught:
        recorded.gamma(Value(-1.0))
    assert type(caught.value) is DomainError
    with pytest.raises(OverflowError) as caught:
        recorded.exp(1e4)
    assert type(caught.value) is RangeError
    with pytest.raises(ValueError, match=r"shorter|longer"):
        recorded.dist([Value(1.0)], [1.0, 2.0])


def test_logarithms_to_a_base():
    x, base = Value(8.0), Value(2.0)
    y = recorded.log(x, base)
    assert y.data == pytest.approx(3.0)
    expected = [1 / (8 * math.log(2)), -3 / (2 * math.log(2))]
    assert gradients(y, [x, base]) == pytest.approx(expected)


def test_lengths_of_any_dimension():
    xs = [Value(1.0), Value(2.0), Value(2.0)]
    assert gradients(recorded.hypot(*xs), xs) == pytest.approx([1 / 3, 2 / 3, 2 / 3])
    assert recorded.hypot() == 0.0
    assert recorded.hypot(-2.0) == 2.0


def test_fma_rounds_once():
    rng = random.Random(1)
    x, y = rng.random(), rng.random()
    assert recorded.fma(x, y, -x * y) != 0.0
    assert recorded.fma(math.inf, 1.0, 1.0) == math.inf


def test_a_program_written_for_math_runs_on_values():
    program = "y = math.hypot(math.sin(x), math.floor(x)) * math.pi if math.isfinite(x) else 0"
    for module, number in ((math, 2.5), (recorded, Value(2.5)), (recorded, 2.5)):
        names = {"math": module, "x": number}
        exec(program, names)  # noqa: S102  # the text is our own
        assert names["y"] == math.hypot(math.sin(2.5), 2) * math.pi


def test_own_functions_take_tensors():
    t = Tensor([1.0, 2.0])
    assert recorded.degrees(t).data.tolist() == pytest.approx([57.29577951, 114.59155903])
