"""Laws of `root` and `fixed_point`: they solve, and their slopes are those of the solution."""

import pickle

import numpy as np
import pytest

import autograd
from autograd import (
    AutogradError,
    DomainError,
    GraphError,
    OperandError,
    ShapeError,
    Value,
    cos,
    draw,
    exp,
    fixed_point,
    grad,
    hessian,
    hvp,
    jvp,
    log,
    normal_cdf,
    root,
    sin,
    sqrt,
    tanh,
)
from autograd.loops.linear import solved

# An equation in x with a parameter p, where to begin, and its solution as a formula of p.
KNOWN = {
    "a square root": (lambda x, p: x * x - p, 1.0, lambda p: sqrt(p)),
    "a logarithm": (lambda x, p: exp(x) - p, 0.0, lambda p: log(p)),
    "a line": (lambda x, p: p * x + 1.0, 0.0, lambda p: -1.0 / p),
    "from far": (lambda x, p: x**3 - p, 50.0, lambda p: p ** (1.0 / 3.0)),
    "through a computed node": (
        lambda x, p: tanh(x) - sin(p) / 2.0,
        0.1,
        lambda p: autograd.atanh(sin(p) / 2.0),
    ),
    "halved steps": (lambda x, p: autograd.atan(x - p), 4.0, lambda p: p),
}


def at(name):
    f, guess, formula = KNOWN[name]
    return (lambda p: root(lambda x: f(x, p), guess)), formula


@pytest.mark.parametrize("name", KNOWN)
@pytest.mark.parametrize("p", [0.7, 2.5])
def test_the_solution_and_its_derivatives_are_those_of_the_formula(name, p):
    f, g = at(name)
    near = lambda x: pytest.approx(x, rel=1e-12, abs=1e-13)  # noqa: E731
    assert f(p) == near(float(Value(1.0).data * g(Value(p)).data))
    assert grad(f)(p) == near(grad(g)(p))
    assert grad(grad(f))(p) == near(grad(grad(g))(p))
    assert grad(grad(grad(f)))(p) == pytest.approx(grad(grad(grad(g)))(p), rel=1e-10, abs=1e-11)
    assert jvp(f, [p], [2.0])[1] == near(2.0 * grad(g)(p))
    assert hvp(f, [p], [2.0])[0] == near(2.0 * grad(grad(g))(p))
    assert grad(lambda p: jvp(f, [p], [1.0])[1])(p) == near(grad(grad(g))(p))


def test_fixed_points_are_roots():
    walk = lambda p: fixed_point(lambda x: cos(p * x), 1.0)  # noqa: E731
    solve = lambda p: root(lambda x: x - cos(p * x), 1.0)  # noqa: E731
    for f, g in ((walk, solve), (grad(walk), grad(solve)), (grad(grad(walk)), grad(grad(solve)))):
        assert f(0.8) == pytest.approx(g(0.8), rel=1e-12)
    assert grad(grad(lambda p: fixed_point(lambda x: p * x + 1.0, 0.0)))(0.5) == pytest.approx(
        2.0 / (1.0 - 0.5) ** 3
    )


def two(p):
    """Two equations in two unknowns, whose solution is x = p0/(1 + p1), y = p1 x."""
    x, y = root(lambda s: [s[0] + s[1] - p[0], s[1] - p[1] * s[0]], [1.0, 1.0])
    return x * sin(y)


def by_formula(p):
    x = p[0] / (1.0 + p[1])
    return x * sin(p[1] * x)


def test_several_unknowns():
    p = [1.3, 0.4]
    assert grad(two)(p) == pytest.approx(grad(by_formula)(p), rel=1e-12)
    for row, right in zip(hessian(two)(p), hessian(by_formula)(p), strict=True):
        assert row == pytest.approx(right, rel=1e-11)
    moves = [0.5, -2.0]
    assert jvp(two, [p], [moves])[1] == pytest.approx(jvp(by_formula, [p], [moves])[1])
    assert hvp(two, [p], [moves])[0] == pytest.approx(hvp(by_formula, [p], [moves])[0])


A, B = np.array([[3.0, 1.0, 0.2], [1.0, 2.0, 0.0], [0.0, 0.3, 1.0]]), np.array([1.0, 2.0, 3.0])


def test_an_array_of_unknowns():
    f = lambda a, b: root(lambda x: a @ x - b, np.zeros(3)).sum()  # noqa: E731
    weights = np.linalg.solve(A.T, np.ones(3))
    by_a, by_b = grad(f, (0, 1))(A, B)
    np.testing.assert_allclose(by_b, weights, rtol=1e-13)
    np.testing.assert_allclose(by_a, -np.outer(weights, np.linalg.solve(A, B)), rtol=1e-12)
    moves = (np.ones((3, 3)), np.ones(3))
    rate = (by_a * moves[0]).sum() + (by_b * moves[1]).sum()
    assert float(jvp(f, (A, B), moves)[1]) == pytest.approx(rate)
    step = 1e-6
    ahead, behind = (
        grad(f)(A + sign * step * moves[0], B + sign * step * moves[1]) for sign in (1, -1)
    )
    np.testing.assert_allclose(hvp(f, (A, B), moves)[0], (ahead - behind) / (2 * step), rtol=1e-6)


def test_implied_volatility():
    def price(volatility, spot, strike=100.0, rate=0.01, years=1.0):
        root_of_time = volatility * sqrt(years)
        d1 = (log(spot / strike) + (rate + volatility**2 / 2.0) * years) / root_of_time
        return spot * normal_cdf(d1) - strike * exp(-rate * years) * normal_cdf(d1 - root_of_time)

    implied = lambda paid, spot: root(lambda v: price(v, spot) - paid, 0.5)  # noqa: E731
    paid = price(Value(0.3), Value(110.0)).data
    assert implied(paid, 110.0) == pytest.approx(0.3, rel=1e-13)
    by_paid, by_spot = grad(implied, (0, 1))(paid, 110.0)
    vega, delta = grad(price, (0, 1))(0.3, 110.0)
    assert (by_paid, by_spot) == (pytest.approx(1.0 / vega), pytest.approx(-delta / vega))
    vomma = grad(grad(price))(0.3, 110.0)
    assert grad(grad(implied))(paid, 110.0) == pytest.approx(-vomma / vega**3)


def test_one_card_with_the_slope_on_its_arrow():
    p = Value(4.0, "p")
    graph = draw(root(lambda x: x * x - p, 1.0)).graph
    assert [card.made_by for card in graph.cards] == ["input", "root"]
    assert graph.edges[0].partial == pytest.approx(0.25)
    with pytest.raises(GraphError, match="the result of root is no data"):
        pickle.dumps(root(lambda x: x * x - p, 1.0))


def test_numbers_give_numbers():
    assert root(lambda x: x * x - 4.0, 1.0) == 2.0
    assert root(lambda s: {"a": s["b"] - 1.0, "b": s["a"] - 2.0}, {"a": 0.0, "b": 0.0}) == {
        "a": 2.0,
        "b": 1.0,
    }
    assert root(lambda x: x**3, 0.0) == 0.0
    assert abs(root(cos, 1.0) - np.pi / 2) < 1e-15


REFUSED = {
    "no solution": (lambda: root(lambda x: exp(x), 0.0), DomainError, "found no x|singular"),
    "a flat place": (
        lambda: root(lambda x: x * x + 1.0, 0.0),
        DomainError,
        r"slope of f is singular at x = 0, .*f is 1 there\): begin from another guess",
    ),
    "no solution nearby": (
        lambda: root(lambda x: x * x + 1.0, 0.7),
        DomainError,
        "found no x with f.x. = 0 from the guess 0.7: it came to x = .*if there is one|singular",
    ),
    "no number": (
        lambda: root(lambda x: x * float("nan"), 1.0),
        DomainError,
        "root: f is nan at x = 1, where a finite number is wanted: begin nearer",
    ),
    "outside a domain": (lambda: root(log, -1.0), DomainError, "log is defined for x > 0"),
    "no derivative": (
        lambda: grad(lambda p: root(lambda x: (x - p) * (x - p), 1.0))(1.0),
        DomainError,
        "the result of root has no derivative: the slope of f is singular there",
    ),
    "too few": (
        lambda: root(lambda x: x[0] + x[1], [0.0, 0.0]),
        ShapeError,
        "as many numbers from f as x has; x has 2, and f gave 1",
    ),
    "nothing": (lambda: root(lambda x: None, 1.0), ShapeError, "x has 1, and f gave 0"),
    "another number": (
        lambda: fixed_point(lambda x: [x, x], 1.0),
        ShapeError,
        "fixed_point wants as many numbers from f as x has; x has 1, and f gave 2",
    ),
    "no function": (
        lambda: root(3.0, 1.0),
        OperandError,
        r"takes a function and a guess: root\(lambda x: …, 1.0\)",
    ),
    "no contraction": (
        lambda: fixed_point(lambda x: 1.0 - x, 0.0),
        DomainError,
        "after 10000 times x = f.x. from the guess 0, x = .* still moves by",
    ),
    "a flight": (
        lambda: fixed_point(lambda x: 2.0 * x, 1.0),
        DomainError,
        "fixed_point: f is -inf",
    ),
    "in a program": (
        lambda: autograd.compile(lambda p: root(lambda x: x * x - p, 1.0)),
        OperandError,
        r"not known while a function is traced: write repeat\(lambda x: x - f\(x\) / slope\(x\)",
    ),
    "a walk in a program": (
        lambda: autograd.compile(lambda p: fixed_point(lambda x: p * x, p)),
        OperandError,
        r"write repeat\(lambda x: f\(x\), guess, 20\)",
    ),
}


@pytest.mark.parametrize("what", REFUSED)
def test_refusals_say_what_to_do(what):
    call, kind, words = REFUSED[what]
    with pytest.raises(kind, match=words) as refusal:
        call()
    assert isinstance(refusal.value, AutogradError)


def test_small_systems():
    rng = np.random.default_rng(0)
    for n in range(1, 6):
        matrix, right = rng.normal(size=(n, n)), rng.normal(size=n)
        found = solved(matrix.tolist(), right.tolist())
        np.testing.assert_allclose(found, np.linalg.solve(matrix, right), rtol=1e-10)
    assert solved([[1.0, 2.0], [2.0, 4.0]], [1.0, 1.0]) is None
    assert solved([[float("nan")]], [1.0]) is None
