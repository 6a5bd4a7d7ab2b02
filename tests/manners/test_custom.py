"""Operations of one's own: checked when defined, when computed and when differentiated."""

import math
import pickle

import numpy as np
import pytest

import autograd
from autograd import Symbol, Tensor, Value, cos, grad, gradients, hessian, ieee, jvp, primitive
from autograd.errors import DivisionError, DomainError, OperandError, RangeError, RuleError
from autograd.support.domain import POSITIVE, REAL, Domain


@primitive(lambda x, y: 3.0 * x**2, latex="{x}^{3}")
def cube(x):
    """The third power."""
    return x * x * x


@primitive(lambda x, k, y: k * cos(k * x), lambda x, k, y: x * cos(k * x))
def wave(x, k=2.0):
    return math.sin(k * x)


@primitive(lambda x, y: 1.0 / x, domain=POSITIVE)
def own_log(x):
    return math.log(abs(x))


def test_it_works_on_everything_a_built_in_works_on():
    assert cube(2.0) == cube(2) == cube(np.float32(2.0)) == 8.0
    assert type(cube(2)) is float
    assert cube(Value(2.0)).data == 8.0
    assert cube(Tensor([[1.0, 2.0]])).data.tolist() == [[1.0, 8.0]]
    assert cube(np.array([1.0, 2.0])).tolist() == [1.0, 8.0]
    assert repr(cube(Symbol("x"))) == "Symbol(cube(x))"
    assert cube.__doc__ == "The third power."


def test_every_transform_reads_its_rule():
    x = Value(2.0)
    y = cube(x)
    assert y.partials == (12.0,)
    y.backward()
    assert x.grad == 12.0
    assert [grad(cube)(2.0), grad(grad(cube))(2.0), grad(grad(grad(cube)))(2.0)] == [12, 12, 6]
    assert jvp(cube, [2.0], [1.0]) == (8.0, 12.0)
    assert hessian(lambda v: wave(v[0], v[1]))([0.0, 2.0]) == [[0.0, 1.0], [1.0, 0.0]]
    t = Tensor([1.0, 2.0])
    cube(t).sum().backward()
    assert t.grad.tolist() == [3.0, 12.0]


def test_defaults_fill_the_last_arguments():
    assert wave(0.5) == math.sin(1.0)
    assert wave(Value(0.5), 1.0).data == math.sin(0.5)
    with pytest.raises(OperandError, match="wave takes two arguments; got 3"):
        wave(1.0, 2.0, 3.0)


def test_outside_its_domain():
    with pytest.raises(DomainError, match=r"^own_log is defined for x > 0; got -2, from q - 1$"):
        own_log(Value(-1.0, name="q") - 1)
    with ieee():
        assert math.isnan(own_log(Value(-1.0)).data)
    assert np.isnan(own_log(Tensor([-1.0, 1.0])).data).tolist() == [True, False]


@pytest.mark.parametrize(
    ("function", "error", "sentence"),
    [
        (lambda x: math.log(x), DomainError, r"op\(-1.0\) raised ValueError: .*, from x$"),
        (lambda x: x / 0.0, DivisionError, r"op\(-1.0\) raised ZeroDivisionError: .*, from x$"),
        (lambda x: 10.0**400, RangeError, r"op\(-1.0\) raised OverflowError: .*, from x$"),
        (lambda x: math.nan, DomainError, r"op\(-1.0\) returned nan, from x; .*domain="),
        (lambda x: math.inf, RangeError, r"op\(-1.0\) returned inf, from x; .*domain="),
        (lambda x: None, RuleError, r"op\(-1.0\) returned None: .*returns a float"),
        (lambda x: 1j, RuleError, r"op\(-1.0\) returned the complex 1j: "),
        (lambda x: "1", RuleError, r"op\(-1.0\) returned the str '1': "),
        (lambda x: (x,), RuleError, r"op\(-1.0\) returned the tuple \(-1.0,\): "),
        (lambda x: Value(x), RuleError, r"op\(-1.0\) returned the Value Value\(-1.0\): "),
    ],
)
def test_a_function_that_returns_no_number_is_named(function, error, sentence):
    op = primitive(lambda x, y: 1.0, name="op")(function)
    with pytest.raises(error, match=sentence):
        op(Value(-1.0, name="x"))
    assert issubclass(error, autograd.errors.AutogradError)


def test_other_errors_of_the_function_come_through():
    op = primitive(lambda x, y: 1.0, name="op")(lambda x: {}[x])
    with pytest.raises(KeyError):
        op(Value(1.0))


def test_a_nan_that_came_in_may_go_out():
    op = primitive(lambda x, y: x, name="op")(lambda x: x)
    x = Value(math.nan)
    assert math.isnan(gradients(op(x), [x])[0])
    with ieee():
        assert math.isnan(op(Value(math.nan)).data)


@pytest.mark.parametrize("result", [None, 1j, "1", (1.0,), [1.0, 2.0], math.nan], ids=repr)
@pytest.mark.parametrize("record", [False, True])
def test_f41_a_rule_that_returns_no_derivative_is_named(result, record):
    @primitive(lambda a, b, y: 1.0, lambda a, b, y: result)
    def pair(a, b):
        return a + b

    a, b = Value(1.0), Value(2.0)
    with pytest.raises(RuleError, match=r"rule 2 of pair\(1.0, 2.0\) returned"):
        gradients(pair(a, b), [a, b], record=record)
    with pytest.raises(RuleError, match="rule 2 of pair"):
        pair(Tensor([1.0]), Tensor([2.0])).backward()


def test_a_rule_made_of_math_functions_is_told_which_to_use():
    op = primitive(lambda x, y: math.cos(x), name="op")(math.sin)
    assert grad(op)(0.0) == 1.0
    with pytest.raises(OperandError, match=r"autograd\.sin"):
        grad(grad(op))(0.0)


def test_a_rule_is_not_called_before_it_is_needed():
    calls = []
    primitive(lambda x, y: calls.append(x), name="op")(lambda x: x)
    assert not calls


def test_no_path_through_an_argument():
    @primitive(lambda x, k, y: k, None)
    def scaled(x, k):
        return k * x

    x, k = Value(2.0), Value(3.0)
    assert gradients(scaled(x, k), [x, k]) == [3.0, 0.0]


@pytest.mark.parametrize(
    ("function", "rules", "sentence"),
    [
        (lambda x, y: x, [None], r"wants one rule per argument, 2 in all; got 1"),
        (lambda x: x, [None, None], r"wants one rule per argument, 1 in all; got 2"),
        (lambda x: x, [lambda x: 1.0], r"rule 1 of op must take .*: lambda x, result"),
        (lambda x, y: x, [None, lambda x, y: 1.0], r"rule 2 of op must take .*: lambda x, y, res"),
        (lambda *xs: 0.0, [None], r"fixed number of arguments"),
        (lambda: 0.0, [], r"fixed number of arguments"),
        (lambda *, x: 0.0, [None], r"fixed number of arguments"),
    ],
)
def test_rules_and_function_must_fit(function, rules, sentence):
    with pytest.raises(RuleError, match=sentence):
        primitive(*rules, name="op")(function)


def test_names():
    with pytest.raises(OperandError, match="'<lambda>' is no name"):
        primitive(None)(lambda x: x)
    for taken in ("sin", "arcsin", "add"):
        with pytest.raises(OperandError, match=f"{taken} is built in"):
            primitive(None, name=taken)(lambda x: x)


def test_a_notebook_cell_may_be_run_again():
    def define(factor):
        @primitive(lambda x, y: factor)
        def scaled_again(x):
            return factor * x

        return scaled_again

    old = define(2.0)(Value(1.0))
    new = define(3.0)(Value(1.0))
    assert (old.partials, new.partials) == ((2.0,), (3.0,))


def test_two_modules_may_use_one_name():
    def mine(x):
        return x

    def theirs(x):
        return 2.0 * x

    theirs.__module__ = "elsewhere"
    ops = [primitive(None, name="mine")(function) for function in (mine, theirs)]
    assert [op(1.0) for op in ops] == [1.0, 2.0]
    assert pickle.loads(pickle.dumps(ops)) == ops  # noqa: S301  # our own bytes


def test_domains_of_several_arguments():
    @primitive(None, None, domain=Domain((REAL, POSITIVE)))
    def chosen(x, y):
        return x

    with pytest.raises(DomainError, match=r"chosen is defined for y > 0; got 1, -1"):
        chosen(1.0, -1.0)


def test_an_array_function_of_ones_own_is_used():
    shapes = []

    def over_arrays(x):
        shapes.append(x.shape)
        return x**3

    op = primitive(lambda x, y: 3.0 * x**2, name="fast", array=over_arrays)(lambda x: x**3)
    assert op(Tensor([1.0, 2.0])).data.tolist() == [1.0, 8.0]
    assert shapes == [(2,)]
