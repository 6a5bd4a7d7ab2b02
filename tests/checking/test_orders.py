"""Derivatives of any order are read as such, or refused by name: never as names of their own."""

import pytest

from autograd import check

FORMS = (
    "d{n}y/dx{n}",
    "∂{n}y/∂x{n}",
    "d^{n}y/dx^{n}",
    "d{n}y/dx^{n}",
    "d^{n}y/dx{n}",
    "d**{n}y/dx**{n}",
    "d{n}y/(dx{n})",
    "d{n}/dx{n}(exp(x))",
    "d^{n}/dx^{n}(exp(x))",
    r"$$\frac{{d^{{{n}}}y}}{{dx^{{{n}}}}}$$",
    r"$$\frac{{\partial^{{{n}}} y}}{{\partial x^{{{n}}}}}$$",
    r"$$\frac{{\mathrm d^{{{n}}}}}{{\mathrm dx^{{{n}}}}} (y)$$",
    r"$$\dv[{n}]{{y}}{{x}}$$",
    "$$∂^{{{n}}}y/∂x^{{{n}}}$$",
)
REFUSED = "derivatives of order 1 to 6 are read; this one is of order"


def last(claim, before="y = exp(x)"):
    if claim.startswith("$$"):
        page = f"```derivation\n{before}\n```\n{claim.removesuffix('$$')} = e^x $$"
    else:
        page = f"{before}\n{claim}" + " = exp(x)" * ("=" not in claim)
    return check(page).claims[-1]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("order", [2, 6])
def test_an_order_that_is_read(form, order):
    assert last(form.format(n=order)).status == "proved"


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("order", [7, 10, 12, 100])
def test_an_order_that_is_refused(form, order):
    claim = last(form.format(n=order))
    assert (claim.status, claim.note) == ("unreadable", f"{REFUSED} {order}")


def test_so_are_seven_primes():
    assert last("f'''''''(x)", "f(t) = exp(t)").note == f"{REFUSED} 7"
    assert last("f''''''(x)", "f(t) = exp(t)").status == "proved"


@pytest.mark.parametrize(
    ("claim", "stray"),
    [
        ("dy2/dx2", "y2"),
        ("dy10/dx10", "y10"),
        ("dy/dx10", "x10"),
        ("d1y/dx1", "x1"),
        ("d2y/dx10", "x10"),
        ("dny/dxn", "ny"),
        ("dy/dxn", "xn"),
    ],
)
def test_a_name_that_is_one_of_the_page_with_an_order_is_refused(claim, stray):
    assert last(claim).note.startswith(f"nothing else on the page is called {stray}; ")


@pytest.mark.parametrize(
    ("before", "claim"),
    [
        ("d10y = 3*x", "dd10y/dx = 3"),
        ("d10y, dx10 in R", "d10y/dx10 = d10y*dx10^-1"),
        ("y10 = x10^2", "dy10/dx10 = 2*x10"),
        ("y10 = x10^2", "d2y10/dx102 = 2"),
        ("y = x1^3*x2", "d2y/dx12 = 6*x1*x2"),
        ("y = x1^3*x2", "d3y/(dx12 dx2) = 6*x1"),
        ("y = x^3*x2", "d2y/dx2 = 6*x*x2"),
        ("y = x^4*z", "d3y/dx2 dz = 12*x^2"),
        ("d1, d2 in R", "-d2/d1 = -d2*d1^-1"),
    ],
)
def test_names_that_the_page_has_are_these_names(before, claim):
    assert last(claim, before).status == "proved"


def test_an_order_stands_apart_from_a_name_that_ends_in_a_digit():
    claim = last("d2L/dz2^2 = a2", "a2 = sigmoid(z2)\nL = -ln(a2)")
    assert claim.suggestion.startswith("d2L/dz2^2 = ")
