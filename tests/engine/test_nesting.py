"""Derivatives inside derivatives: every mix of modes, against polynomials differentiated exactly.

A random formula takes derivatives of formulas, at points that are formulas, of functions that close
over what stands outside. The other side is a polynomial in exact fractions, whose derivative is the
schoolbook's and into which a point is substituted: the two are equal to the last bit.
"""

from collections.abc import Callable
from itertools import product
from math import prod
from typing import Any

import numpy as np
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from autograd import (
    Tensor,
    Value,
    grad,
    gradients,
    hessian,
    hvp,
    jacobian,
    jvp,
    value_and_grad,
    vjp,
)

# ---- The other side: a polynomial is {(power of each variable, ...): coefficient} ----------------

Poly = dict[tuple[int, ...], int]


def plus(p: Poly, q: Poly) -> Poly:
    return {key: p.get(key, 0) + q.get(key, 0) for key in p | q}


def times(p: Poly, q: Poly) -> Poly:
    found: Poly = {}
    for (a, x), (b, y) in product(p.items(), q.items()):
        key = tuple(i + j for i, j in zip(a, b, strict=True))
        found[key] = found.get(key, 0) + x * y
    return found


def slope(p: Poly, place: int) -> Poly:
    lowered = {key: (*key[:place], key[place] - 1, *key[place + 1 :]) for key in p if key[place]}
    return {low: key[place] * p[key] for key, low in lowered.items()}


def put_last(p: Poly, point: Poly, width: int) -> Poly:
    """The last of width + 1 variables replaced by a polynomial in the others."""
    found: Poly = {}
    for key, coefficient in p.items():
        term = {key[:width]: coefficient}
        for _ in range(key[width]):
            term = times(term, point)
        found = plus(found, term)
    return found


# ---- How a user asks for w f'(p), and for w f''(p), of numbers and of arrays ---------------------

Mode = Callable[[Callable[..., Any], Any, Any], Any]

FIRST: dict[str, Mode] = {
    "grad": lambda f, p, w: grad(f)(p) * w,
    "grad by a dict": lambda f, p, w: grad(lambda tree: f(tree["x"][0]))({"x": [p]})["x"][0] * w,
    "grad by the second": lambda f, p, w: grad(lambda _, y: f(y), argnums=1)(p, p) * w,
    "jacobian": lambda f, p, w: jacobian(lambda y: [f(y), y])(p)[0] * w,
    "jvp": lambda f, p, w: jvp(f, [p], [w])[1],
    "value_and_grad": lambda f, p, w: value_and_grad(f)(p)[1] * w,
    "vjp": lambda f, p, w: vjp(f, p)[1](w)[0],
}
SECOND: dict[str, Mode] = {
    "grad of grad": lambda f, p, w: grad(grad(f))(p) * w,
    "grad of jvp": lambda f, p, w: grad(lambda y: jvp(f, [y], [1.0])[1])(p) * w,
    "hessian": lambda f, p, w: hessian(f)(p) * w,
    "hvp": lambda f, p, w: hvp(f, [p], [w])[0],
    "jvp of grad": lambda f, p, w: jvp(grad(f), [p], [w])[1],
    "jvp of jvp": lambda f, p, w: jvp(lambda y: jvp(f, [y], [1.0])[1], [p], [w])[1],
}
ONES = np.ones(2)
ARRAYS: dict[str, Mode] = {
    "grad": lambda f, p, w: grad(lambda y: f(y).sum())(p) * w,
    "grad by a dict": lambda f, p, w: grad(lambda t: f(t["x"][0]).sum())({"x": [p]})["x"][0] * w,
    "grad by the second": lambda f, p, w: grad(lambda _, y: f(y).sum(), argnums=1)(p, p) * w,
    "jacobian": lambda f, p, w: jacobian(lambda y: f(y) + 0.0 * y)(p).sum(axis=0) * w,
    "jvp": FIRST["jvp"],
    "value_and_grad": lambda f, p, w: value_and_grad(lambda y: f(y).sum())(p)[1] * w,
    "vjp": FIRST["vjp"],
    "grad of grad": lambda f, p, w: grad(lambda y: grad(lambda z: f(z).sum())(y).sum())(p) * w,
    "grad of jvp": lambda f, p, w: grad(lambda y: jvp(f, [y], [ONES])[1].sum())(p) * w,
    "hessian": lambda f, p, w: hessian(lambda y: f(y).sum())(p).sum(axis=0) * w,
    "hvp": lambda f, p, w: hvp(lambda y: f(y).sum(), [p], [w])[0],
    "jvp of grad": lambda f, p, w: jvp(grad(lambda y: f(y).sum()), [p], [w])[1],
    "jvp of jvp": lambda f, p, w: jvp(lambda y: jvp(f, [y], [ONES])[1], [p], [w])[1],
}


# ---- Formulas: a number, ("name", i), ("+", a, b), ("*", a, b), (mode, body, point, weight) ------


@st.composite
def formulas(draw: Any, width: int, depth: int) -> Any:
    """A formula in `width` names, and with at most `depth` operations one inside another."""
    kinds = ["number"] + 2 * ["name"] * (width > 0) + (["+", "*", "mode"] * 2 if depth else [])
    match draw(st.sampled_from(kinds)):
        case "number":
            return draw(st.integers(-3, 3))
        case "name":
            return ("name", draw(st.integers(0, width - 1)))
        case "mode":
            return draw(derivatives(width, depth))
        case sign:
            return (sign, *(draw(formulas(width, depth - 1)) for _ in range(2)))


@st.composite
def derivatives(draw: Any, width: int, depth: int) -> Any:
    name = draw(st.sampled_from([*FIRST, *SECOND]))
    point, weight = (draw(formulas(width, min(depth - 1, 1))) for _ in range(2))
    return (name, draw(formulas(width + 1, depth - 1)), point, weight)


def exactly(formula: Any, width: int) -> Poly:
    """The formula as a polynomial in its names."""
    match formula:
        case int():
            return {(0,) * width: formula}
        case ("name", i):
            return {tuple(int(i == k) for k in range(width)): 1}
        case ("+", a, b):
            return plus(exactly(a, width), exactly(b, width))
        case ("*", a, b):
            return times(exactly(a, width), exactly(b, width))
    name, body, point, weight = formula
    sloped = slope(exactly(body, width + 1), width)
    sloped = slope(sloped, width) if name in SECOND else sloped
    assume(len(sloped) < 200)
    return times(put_last(sloped, exactly(point, width), width), exactly(weight, width))


def in_autograd(formula: Any, names: list[Any], modes: dict[str, Mode], of: Any) -> Any:
    """The formula as a user would write it; `of` makes a constant of a whole number."""
    match formula:
        case int():
            return of(formula)
        case ("name", i):
            return names[i]
        case ("+", a, b):
            return in_autograd(a, names, modes, of) + in_autograd(b, names, modes, of)
        case ("*", a, b):
            return in_autograd(a, names, modes, of) * in_autograd(b, names, modes, of)
    name, body, point, weight = formula
    at, w = (in_autograd(each, names, modes, of) for each in (point, weight))
    return modes[name](lambda y: in_autograd(body, [*names, y], modes, of), at, w)


# ---- The laws ------------------------------------------------------------------------------------


def at(p: Poly, *numbers: int) -> int:
    """A polynomial at numbers, so small that no step of the other side rounds."""
    terms = [c * prod(x**k for x, k in zip(numbers, key, strict=True)) for key, c in p.items()]
    assume(sum(map(abs, terms)) < 2**40)
    return sum(terms)


def row(n: int) -> np.ndarray:
    return np.full(2, float(n))


NAME, WITHIN = ("name", 0), ("name", 1)
ONE_TWICE = ("grad", ("*", NAME, ("grad", ("*", NAME, WITHIN), NAME, 1)), 3, 1)  # 6, not 12
TWO_POINTS = ("grad", ("*", NAME, ("grad", ("*", NAME, WITHIN), 2, 1)), 3, 1)


@example(ONE_TWICE)
@example(TWO_POINTS)
@given(derivatives(0, 4))
def test_numbers_nest(formula):
    found = in_autograd(formula, [], FIRST | SECOND, float)
    assert type(found) is float
    assert found == at(exactly(formula, 0))


@settings(max_examples=30)
@example(ONE_TWICE)
@given(derivatives(0, 3))
def test_arrays_nest(formula):
    found = in_autograd(formula, [], ARRAYS, row)
    assert isinstance(found, np.ndarray)
    assert found.tolist() == 2 * [at(exactly(formula, 0))]


OUTSIDE = (3, -2)


def depends_on(formula: Any) -> list[int]:
    """The slopes of a formula in the two names outside, exactly."""
    exact = exactly(formula, 2)
    return [at(slope(exact, place), *OUTSIDE) for place in (0, 1)]


@settings(max_examples=30)
@given(derivatives(2, 3))
def test_at_a_node_a_derivative_depends_on_all_that_its_function_closes_over(formula):
    name, body, point, weight = formula
    body, point = ("+", body, ("name", 2)), ("+", NAME, point)  # nodes, whatever was drawn
    formula = (name, body, point, weight)
    values, tensors = [Value(n) for n in OUTSIDE], [Tensor(row(n)) for n in OUTSIDE]
    found = in_autograd(formula, values, FIRST | SECOND, float)
    assert gradients(found, values, allow_unused=True) == depends_on(formula)
    array = in_autograd(formula, tensors, ARRAYS, row).sum()
    slopes = gradients(array, tensors, allow_unused=True)
    assert [each.tolist() for each in slopes] == [[n, n] for n in depends_on(formula)]


@settings(max_examples=30)
@given(derivatives(2, 2), st.integers(-3, 3), st.integers(-3, 3))
def test_at_a_number_what_a_function_closes_over_is_a_constant(formula, point, weight):
    formula = (*formula[:2], point, weight)
    found = in_autograd(formula, [Value(n) for n in OUTSIDE], FIRST | SECOND, float)
    assert type(found) is float
    assert found == at(exactly(formula, 2), *OUTSIDE)
