"""A Value among Python's numbers: what it accepts, compares, converts to and prints as."""

import copy
import json
import math
import numbers
import operator
import statistics
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest

import autograd
from autograd import Value

ACCEPTED = {
    "int": 2,
    "bool": True,
    "float": 2.5,
    "np.float64": np.float64(2.5),
    "np.float32": np.float32(0.1),
    "np.float16": np.float16(0.1),
    "np.longdouble": np.longdouble(2.5),
    "np.int64": np.int64(2),
    "np.uint8": np.uint8(2),
    "np.bool": np.bool_(True),
    "0-d array": np.array(2.5),
    "Fraction": Fraction(1, 3),
}
REFUSED = {"None": None, "text": "2", "list": [2.0], "complex": 2j, "Decimal": Decimal(2)}
ARITHMETIC = (operator.add, operator.sub, operator.mul, operator.truediv, operator.pow)


@pytest.fixture
def x() -> Value:
    return Value(3.0, name="x")


@pytest.mark.parametrize("number", ACCEPTED.values(), ids=[f"F05-{name}" for name in ACCEPTED])
def test_data_is_a_python_float(number):
    value = Value(number)
    assert type(value.data) is float
    assert value.data == float(number)
    value.data = number
    assert type(value.data) is float
    assert type((value * number).data) is float


@pytest.mark.parametrize("number", ACCEPTED.values(), ids=ACCEPTED)
@pytest.mark.parametrize("operation", ARITHMETIC, ids=lambda f: f.__name__)
def test_numbers_combine_from_both_sides(x, number, operation):
    for y, expected in [
        (operation(x, number), operation(3.0, float(number))),
        (operation(number, x), operation(float(number), 3.0)),
    ]:
        assert type(y) is Value
        assert y.data == pytest.approx(expected, rel=1e-15)
        assert x in y.args


@pytest.mark.parametrize("thing", REFUSED.values(), ids=[f"F10-{name}" for name in REFUSED])
@pytest.mark.parametrize("operation", ARITHMETIC, ids=lambda f: f.__name__)
def test_what_is_no_operand_is_a_type_error(x, thing, operation):
    with pytest.raises(TypeError, match=rf"Value|{type(thing).__name__}"):
        operation(x, thing)
    with pytest.raises(TypeError, match=rf"Value|{type(thing).__name__}"):
        operation(thing, x)


def test_another_class_may_define_the_operation_itself(x):
    class Vector(tuple):
        def __rmul__(self, other):
            return Vector(other * each for each in self)

    assert [each.data for each in x * Vector((1.0, 2.0))] == [3.0, 6.0]


def test_f09_nan_and_infinity_are_numbers():
    nan, inf = Value(math.nan), Value(math.inf)
    assert repr(nan) == "Value(nan)"
    assert repr(inf) == "Value(inf)"
    assert nan != nan
    assert not nan < 1
    assert inf > 1e308
    assert math.isnan((nan + 1).data)


def test_f09_anomaly_names_the_operation_a_nan_is_born_in():
    x, y = Value(math.inf, name="x"), Value(math.inf, name="y")
    with autograd.anomaly(), pytest.raises(autograd.errors.AnomalyError, match=r"born in x - y"):
        x - y


@pytest.mark.parametrize("compare", [operator.lt, operator.le, operator.gt, operator.ge])
@pytest.mark.parametrize("other", [2, 3.0, 4.5, np.float64(3), Fraction(7, 2), True])
def test_order_is_that_of_the_data(x, compare, other):
    assert compare(x, other) is compare(3.0, float(other))
    assert compare(other, x) is compare(float(other), 3.0)
    assert compare(x, Value(other)) is compare(3.0, float(other))


def test_equality_is_that_of_the_data(x):
    assert x == 3
    assert x == Value(3.0)
    assert x == np.float64(3)
    assert x == Fraction(3)
    assert Fraction(3) == x
    assert x != 4
    assert Value(math.nan) != Value(math.nan)
    assert (x == 3.0) is True


@pytest.mark.parametrize("thing", [None, "3", [3.0], 3j], ids=repr)
def test_equality_with_other_types_is_false_and_order_a_type_error(x, thing):
    assert x != thing
    assert (x == thing) is False
    with pytest.raises(TypeError):
        x < thing  # noqa: B015


def test_comparing_with_integers_past_the_floats(x):
    assert x < 10**400
    assert x != 10**400


def test_hash_is_identity(x):
    twin = Value(3.0)
    assert x == twin
    assert len({x, twin}) == 2
    before = hash(x)
    x.data = 5.0
    assert hash(x) == before


def test_equal_leaves_keep_their_own_gradients():
    a, b = Value(2.0), Value(2.0)
    (a * a * b).backward()
    assert (a.grad, b.grad) == (8.0, 4.0)


@pytest.mark.parametrize(
    ("data", "truth"), [(0.0, False), (-0.0, False), (1e-320, True), (math.nan, True)]
)
def test_truth_is_that_of_a_float(data, truth):
    assert bool(Value(data)) is truth


def test_rounding_gives_plain_numbers(x):
    for function in (round, math.floor, math.ceil, math.trunc):
        assert function(Value(-2.5)) == function(-2.5)
        assert type(function(x)) is int
    assert round(Value(2.567), 2) == 2.57
    floor = autograd.floor(Value(2.5))
    assert type(floor) is Value
    assert floor.partials == (0.0,)


def test_divmod_and_friends():
    a, b = Value(-7.5), Value(2.0)
    quotient, remainder = divmod(a, b)
    assert (quotient.data, remainder.data) == divmod(-7.5, 2.0)
    assert quotient.partials == (0.0, 0.0)
    assert remainder.partials == (1.0, 4.0)
    assert [each.data for each in divmod(7, b)] == [3.0, 1.0]
    assert (a // 2).data == -4.0
    assert (a % 2).data == 0.5


def test_format_repr_and_text(x):
    assert f"{x:.3f}" == "3.000"
    assert f"{x:>8.1f}|" == "     3.0|"
    assert f"{x}" == str(x) == repr(x) == "Value(3.0, name='x')"
    assert repr(Value(3.0, grad=0.5, name="loss") * 2) == "Value(6.0, op='*')"


def test_the_repr_of_a_leaf_makes_it_again():
    leaf = Value(0.1, grad=2.0, name="it's")
    again = eval(repr(leaf))  # noqa: S307  # the text is our own
    assert (again.data, again.grad, again.name) == (leaf.data, leaf.grad, leaf.name)


def test_repr_is_one_bounded_line_whatever_the_graph(x):
    y = x
    for _ in range(10_000):
        y = y + y * 0.0
    assert repr(y) == "Value(3.0, op='+')"


def test_sums_and_products_of_the_standard_library(x):
    y = Value(4.0, name="y")
    for total in (sum([x, y]), sum([x, y], start=1.0) - 1.0, autograd.sum([x, y])):
        assert autograd.gradients(total, [x, y]) == [1.0, 1.0]
    assert autograd.gradients(math.prod([x, y]), [x, y]) == [4.0, 3.0]
    if hasattr(math, "sumprod"):
        assert autograd.gradients(math.sumprod([x, y], [x, y]), [x, y]) == [6.0, 8.0]
    assert autograd.gradients(statistics.median([x, y]), [x, y]) == [0.5, 0.5]
    assert max(x, y) is y
    assert sorted([y, x]) == [x, y]


def test_in_place_operators_rebind(x):
    held = x
    x += 1
    x *= 2
    assert (held.data, x.data) == (3.0, 8.0)
    assert x is not held


def test_pytest_approx(x):
    assert x == pytest.approx(3.0 + 1e-9)
    assert x != pytest.approx(3.1)
    assert [x, x] == pytest.approx([3.0, 3.0])
    assert {"x": x} == pytest.approx({"x": 3.0})


def test_a_value_is_a_real_number_to_python(x):
    assert isinstance(x, numbers.Real)
    assert (x.real, x.imag, x.conjugate()) == (x, 0.0, x)


@pytest.mark.parametrize(
    "attribute", ["__float__", "__int__", "__index__", "__complex__", "as_integer_ratio"]
)
def test_conversions_exist_only_to_explain(x, attribute):
    with pytest.raises(TypeError, match=r"x\.data"):
        getattr(x, attribute)()


@pytest.mark.parametrize("name", ["__len__", "__iter__", "__getitem__", "__array__"])
def test_a_value_is_no_container(x, name):
    assert not hasattr(x, name)


@pytest.mark.parametrize("call", [len, iter, json.dumps, bytes], ids=lambda f: f.__name__)
def test_other_uses_are_type_errors(x, call):
    with pytest.raises(TypeError):
        call(x)


def test_no_attribute_is_added_by_a_slip(x):
    with pytest.raises(AttributeError):
        x.gard = 0.0


def test_power_with_a_modulus_is_refused(x):
    with pytest.raises(TypeError):
        pow(x, 2, 5)


def test_copying_a_list_of_values_copies_the_list(x):
    assert copy.copy([x])[0] is x
