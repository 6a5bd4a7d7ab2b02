"""Kinds of slips that are named: in branches, in exponents, beside a convention, in small terms."""

from __future__ import annotations

import pytest

from autograd.checking import check

BRANCHES = "f = where(x < 0, 0, where(x < 1, x^2/2, x - 1/2))\n"
STEPS = "y = where(x < -1, 0, where(x < 1, (x + 1)^2/4, x))\n"
LOSS = "m > 0\nL = y*D^2/2 + (1 - y)*max(0, m - D)^2/2\n"
RING = "R > 0\nE = k*Q*z/(z^2 + R^2)^(3/2)\n"

IMPEDANCE = "R, L, C, w > 0\nZ = sqrt(R^2 + (w*L - 1/(w*C))^2)\n"
LAYERS = "z1 = w1*x\na1 = sigmoid(z1)\nz2 = w2*a1\na2 = sigmoid(z2)\nL = (a2 - y)^2/2\n"


@pytest.mark.board
@pytest.mark.parametrize(
    ("page", "claim", "said"),
    [
        # What a branch needs is asked only where it is taken.
        (
            BRANCHES,
            "df/dx = where(x < 0, 0, where(x < 1, x/2, 1))",
            "the factor 1/2 is one too many",
        ),
        (BRANCHES, "df/dx = where(x < 0, 0, where(x < 1, x, x))", "the fourth x should be 1"),
        (STEPS, "dy/dx = where(x < -1, 0, where(x < 1, (x + 1)/4, 1))", "4 should be 2"),
        (LOSS, "dL/dD = y*D + (1 - y)*max(0, m - D)", "the sign of (1 - y)*max(0, m - D) is wrong"),
        # An exponent is changed as a whole, and told with its place.
        ("y = (x^2 + 4)^(-3/2)\n", "dy/dx = -3*x*(x^2 + 4)^(-1/2)", "should be -5/2, not -1/2"),
        (
            RING,
            "dE/dz = k*Q/(z^2 + R^2)^(3/2) - 3*k*Q*z^2/(z^2 + R^2)^(3/2)",
            "the exponent of the second z^2 + R^2 should be 5/2, not 3/2",
        ),
        # Where the truth is a convention, what is suggested may have no value.
        ("x in R^n\nf = norm(x)\n", "df/dx[i] = x[i]", "the factor 1/f is missing"),
        ("x, y in R^n\nd = norm(x - y)\n", "grad(d, x) = x - y", "the factor 1/d is missing"),
        # A term that is lost beside others in floats says nothing there.
        (
            "r > 0\nU = a*((s/r)^9 - (s/r)^3)\n",
            "dU/dr = a*(-9*s^9/r^8 + 3*s^3/r^4)",
            "the exponent of r should be 10, not 8",
        ),
        # The derivative of what stands in brackets, and a term of a second derivative.
        ("y = atan(1/x)\n", "dy/dx = 1/(1 + 1/x^2)", "the factor -1/x^2 is missing"),
        ("x > 1\ny = acos(1/x)\n", "dy/dx = -1/sqrt(1 - 1/x^2)", "the factor -1/x^2 is missing"),
        ("y = exp(x^2)\n", "d2y/dx2 = 2*exp(x^2)", "the term 4*x^2*exp(x^2) is missing"),
        ("f = cos(x^2*y)\n", "d2f/(dx dy) = -2*x*sin(x^2*y)", "the term -2*x^3*y*cos(x^2*y) is"),
        # What the page has so is right; so is a*(1 - a), the slope of a function.
        (IMPEDANCE, "dZ/dw = (w*L - 1/(w*C))*(L - 1/(w^2*C))/Z", "the sign of 1/(w^2*C) is wrong"),
        (LAYERS, "dL/dw2 = (a2 - y)*a2*(1 - a2)*a2", "the fourth a2 should be a1"),
        (LAYERS, "da2/dw1 = a2*(1 - a2)*w2*a2*(1 - a1)*x", "the third a2 should be a1"),
        (LAYERS, "da2/dw1 = a2*(1 - a2)*w2*a1*(1 - a2)*x", "the third a2 should be a1"),
        ("y = x^2 + 3*x + 7\n", "dy/dx = 2*x + 3 + 7", "the term 7 is one too many"),
    ],
)
def test_a_slip_of_this_kind_is_named(page, claim, said):
    found = check(f"{page}{claim}").claims[-1]
    assert said in (found.note or ""), str(found)


GAS = "V > 0\nn > 0\np = n*R*T/(V - n*b) - a*n^2/V^2\n"


@pytest.mark.board
@pytest.mark.parametrize(
    ("page", "claim", "first", "second"),
    [
        (
            "y = x^2*exp(-3*x)\n",
            "dy/dx = 2*x^2*exp(-3*x) + 3*x^2*exp(-3*x)",
            "the factor x is one too many in 2*x^2*exp(-3*x)",
            "the sign of 3*x^2*exp(-3*x) is wrong",
        ),
        (
            "y = sin(2*x)*exp(-x)\n",
            "dy/dx = cos(2*x)*exp(-x) + sin(2*x)*exp(-x)",
            "the factor 2 is missing in cos(2*x)*exp(-x)",
            "the sign of sin(2*x)*exp(-x) is wrong",
        ),
        (
            GAS,
            "dp/dV = -n*R*T/(V - n*b) + 2*a*n^2/V",
            "V - n*b should be (V - n*b)^2",
            "V should be V^3 in 2*a*n^2/V",
        ),
        (
            "y = (x^2 + 1)/(x^3 - 2)\n",
            "dy/dx = (2*x*(x^3 - 2) + 3*x^2*(x^2 + 1))/(x^3 - 2)",
            "the second x^3 - 2 should be (x^3 - 2)^2",
            "the sign of 3*x^2*(x^2 + 1) is wrong",
        ),
    ],
)
def test_of_two_slips_each_is_named_where_it_stands(page, claim, first, second):
    found = check(f"{page}{claim}").claims[-1]
    assert found.note == f"more than one thing is wrong: {first}, and {second}"
    assert check(f"{page}{found.suggestion}").claims[-1].status in ("proved", "agrees")
