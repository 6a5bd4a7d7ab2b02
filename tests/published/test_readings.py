"""Formulas that can be read in several ways are judged in each; arrays are multiplied as meant."""

import pytest

from .pages import report, statuses

OK = {"proved", "agrees"}
LAYER = r"Let $$z = W x + b,\quad a = \sigma(z), \quad L = \tfrac12 \|a - y\|^2.$$ "

AZ = r"\frac{\partial a}{\partial z} \frac{\partial z}{\partial W}"


@pytest.mark.parametrize(
    ("claim", "reading"),
    [
        (
            r"\frac{\partial L}{\partial a} = (a - y)^T",
            "derivatives are written as rows",
        ),
        (
            r"\frac{\partial z}{\partial x} = W^T",
            "derivatives are written as rows",
        ),
        (
            r"\frac{\partial a}{\partial z} = a \odot (1 - a)",
            "∂a/∂z is taken entry by entry",
        ),
        (r"\frac{\partial z}{\partial x} = W", ""),
        (r"\frac{\partial a}{\partial z} = \operatorname{diag}(a \odot (1 - a))", ""),
        (r"\frac{\partial L}{\partial z} = (a - y)\, \sigma'(z)", ""),
        (r"\frac{\partial L}{\partial z} = (a - y)\, a (1 - a)", ""),
        (r"\frac{\partial L}{\partial W} = ((a - y) \odot \sigma'(z))\, x^T", ""),
        (
            r"\frac{\partial L}{\partial W} = \frac{\partial L}{\partial a} " + AZ,
            "",
        ),
    ],
)
def test_a_claim_is_right_in_the_reading_that_is_meant(claim, reading):
    last = report(f"{LAYER}$${claim}$$").formulas[-1]
    assert (last.status in OK, last.reading) == (True, reading)


@pytest.mark.parametrize(
    "claim",
    [
        r"\frac{\partial L}{\partial a} = (y - a)^T",
        r"\frac{\partial z}{\partial x} = -W^T",
        r"\frac{\partial a}{\partial z} = a \odot (1 + a)",
        r"\frac{\partial L}{\partial z} = (y - a)\, \sigma'(z)",
    ],
)
def test_what_is_wrong_in_each_reading_is_wrong(claim):
    assert statuses(f"{LAYER}$${claim}$$")[-1] == "wrong"


def test_a_number_is_no_array_unless_it_is_written_as_one():
    page = rf"{LAYER} $$L = u^T a + a - y$$ $$\frac{{\partial L}}{{\partial a_i}} = a - y$$"
    assert "wrong" not in statuses(page)


def test_a_slip_in_a_claim_does_not_make_its_names_matrices():
    page = rf"{LAYER}$$\frac{{\partial L}}{{\partial a}} = (a - y)^T$$"
    assert statuses(rf"{page} $$\frac{{\partial L}}{{\partial a}} = a - y$$")[-1] in OK
