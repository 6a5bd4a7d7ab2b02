"""Worked numbers: right or wrong for certain, else open, with the digits that are certain."""

import pytest

from autograd.checking import check
from effort import at_most

FLAT = "y = cosh(t)^2 - sinh(t)^2\nat t = {}: y = {}"
SMALL = "y = x^2\nat x = {}: y = {}"
CHAOS = "x <- 4*x*(1 - x)\nat x = 0.3, after {}: x = {}"

DECIDED = [
    (FLAT, 800, "1", "agrees"),
    (FLAT, 800, "5", "wrong"),
    (FLAT, 4000, "1.000", "agrees"),
    (FLAT, 80_000, "1", "none of the digits of y are certain with 16384 bits"),
    (FLAT, 80_000, "5", "none of the digits of y are certain with 16384 bits"),
    (CHAOS, 1000, "0.335", "agrees"),
    (CHAOS, 1000, "0.777", "wrong"),
    (CHAOS, 3000, "0.8079", "agrees"),
    (CHAOS, 3000, "0.777", "wrong"),
    ("y = exp(exp(x))\nat x = {}: y = {}", 10, "5", "wrong"),
    ("y = exp(exp(exp(x)))\nat x = {}: y = {}", 10, "5", "none of the digits"),
    ("y = sin(x)\nat x = 1{}: y = {}", "0" * 40, "-0.5696", "agrees"),
    ("y = sin(x)\nat x = 1{}: y = {}", "0" * 40, "0.5696", "wrong"),
    ("y = sin(x)/x\nat x = {}: y = {}", 0, "1", "y has no value there"),
    ("y = x/x\nat x = {}: y = {}", 0, "1", "y has no value there"),
    ("x <- log(x)\nat x = {}, after 5: x = {}", 3, "1", "x has no value in round 4"),
    (SMALL, "1e-200", "1e-400", "agrees"),
    (SMALL, "1e-200", "2e-400", "wrong"),
    (SMALL, "1e-15", "0.00", "agrees"),  # what rounds to 0.00 may be shown so
    (SMALL, "1e-15", "0", "wrong"),  # a whole number is taken exactly
    (SMALL, "0.5", "0.250000", "agrees"),
    (SMALL, "0.5", "0.250001", "wrong"),
    (SMALL, "0.5", "0.2", "agrees"),  # half-way between two roundings: either
    (SMALL, "0.5", "0.3", "agrees"),
    (SMALL, "0.35", "0.122", "agrees"),
    (SMALL, "0.35", "0.123", "agrees"),
    (SMALL, "0.35", "0.124", "wrong"),
    ("y = sqrt(2)^2*x/16\nat x = {}: y = {}", 1, "0.12", "agrees"),
    ("y = sqrt(2)^2*x/16 - 1e-40\nat x = {}: y = {}", 1, "0.13", "wrong"),
    ("y = exp(x) - 1 - x\nat x = {}: y = {}", "1e-25", "5e-51", "agrees"),
    ("y = exp(x) - 1 - x\nat x = {}: y = {}", "1e-25", "0", "wrong"),
    ("y = (exp(x) - 1 - x)^20\nat x = {}: y = {}", "1e-25", "0", "wrong"),
    ("x <- x^2\nat x = 1.5, after {}: x = {}", 40, "5", "wrong"),
]


@pytest.mark.parametrize(("page", "at", "shown", "said"), DECIDED)
def test_a_number_is_decided_or_said_to_be_open(page, at, shown, said):
    (claim,) = check(page.format(at, shown)).claims
    if said in ("agrees", "wrong"):
        assert claim.status == said, str(claim)
    else:
        assert claim.status == "inconclusive", str(claim)
        assert said in claim.evidence[0]


def test_what_no_precision_decides_costs_a_bounded_number_of_them():
    with at_most(20_000):
        (claim,) = check(CHAOS.format(9000, "0.777")).claims
    assert claim.status == "inconclusive"
    assert claim.evidence == ["x = 0.777: none of the digits of x are certain with 16384 bits"]
