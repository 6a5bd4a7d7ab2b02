"""Kinds of slips that are named: in branches, in exponents, beside a convention, in small terms."""

from __future__ import annotations

import pytest

from autograd.checking import check

BRANCHES = "f = where(x < 0, 0, where(x < 1, x^2/2, x - 1/2))\n"
STEPS = "y = where(x < -1, 0, where(x < 1, (x + 1)^2/4, x))\n"
LOSS = "m > 0\nL = y*D^2/2 + (1 - y)*max(0, m - D)^2/2\n"
RING = "R > 0\nE = k*Q*z/(z^2 + R^2)^(3/2)\n"


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
    ],
)
def test_a_slip_of_this_kind_is_named(page, claim, said):
    found = check(f"{page}{claim}").claims[-1]
    assert said in (found.note or ""), str(found)
