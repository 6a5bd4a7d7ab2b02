"""A proof is never given for what is false somewhere: branches, signs, powers, empty domains."""

import pytest

from autograd.checking import check
from autograd.checking.claims import all_components
from autograd.checking.decision.deciding import _is_proved, decide
from fields import written

FALSE_SOMEWHERE = """
sqrt(x^2) = x
(x^2)^(1/2) = x
(x^4)^(1/4) = x
sqrt(x^6) = x^3
sqrt((x - 1)^2) = x - 1
sqrt(x^2*y) = x*sqrt(y)
sqrt(x^2 + x^2*y^2) = x*sqrt(1 + y^2)
x*sqrt(1 + 1/x^2) = sqrt(x^2 + 1)
sqrt(sin(x)^2) = sin(x)
cos(x) = sqrt(1 - sin(x)^2)
sinh(x) = sqrt(cosh(x)^2 - 1)
atan(tan(x)) = x
asin(sin(x)) = x
acos(cos(x)) = x
atan(x) + atan(1/x) = pi/2
atan2(x, y) = atan(x/y)
|x*y| = x*y
|x + y| = |x| + |y|
|x|^n = x^n
(x^y)^z = x^(y*z)
log(x)^2 = log(x^2)
sign(x)^2 = 1
step(x) + step(-x) = 1
sqrt(x + |x|)^2 = 2*x
max(x, y) = x
0^x = 0
floor(x) = x
sin(3.14159265358979*x) = sin(pi*x)
log(x/z) + sqrt(x^2) = log(x/z) + x
log(x/z) + |x| = log(x/z) + x
log(x/z) + sqrt(z^2) = log(x/z) + z
log(x/z^3) + |x|*y = log(x/z^3) + x*y
log(-x/z) + sqrt(x^2) = log(-x/z) - x
log(x*y/z) + |x*y| = log(x*y/z) + x*y
sqrt(x/z) + |x| = sqrt(x/z) + x
""".strip().splitlines()

# What differs from 0 by less than 128 bits show: not to have parted is not to be equal.
ALMOST_NOTHING = """
y = exp(x/10^45) - x/10^45; dy/dx = 0
y = exp(x/10^80) - x/10^80; dy/dx = 0
y = sin(x/10^30) - x/10^30; dy/dx = 0
y = 10^40*log(1 + x/10^40) - x; dy/dx = 0
y = sqrt(1 + x/10^50) - x/10^50/2; dy/dx = 0
exp(x/10^50) - 1 - x/10^50 = 0
cos(x/10^25) - 1 + x^2/10^50/2 = 0
""".strip().splitlines()

RIGHT_WHERE_DEFINED = """
log(x^2) = 2*log(x)
sqrt(x*y) = sqrt(x)*sqrt(y)
(x^2 - 1)/(x - 1) = x + 1
x^n*x = x^(n + 1)
log(sqrt(x)) = log(x)/2
sqrt(x)^2 = x
exp(2*log(x)) = x^2
""".strip().splitlines()


def is_refuted(claim):
    """Whether a claim is told to be no identity; it may be meant as a condition."""
    return claim.status in ("wrong", "condition") or "at some places only" in (claim.note or "")


def proofs(page, monkeypatch):
    """Whether each comparison of a page is proved when the points are not asked."""
    found = []

    def spied(question, **more):
        found.append(_is_proved(question))
        return decide(question, **more)

    monkeypatch.setattr(all_components, "decide", spied)
    return found, check(page).claims[-1]


@pytest.mark.parametrize("claim", FALSE_SOMEWHERE)
def test_what_is_false_somewhere_is_neither_proved_nor_right(claim, monkeypatch):
    found, judged = proofs(claim, monkeypatch)
    assert found == [False]
    assert is_refuted(judged), str(judged)


@pytest.mark.parametrize("page", ALMOST_NOTHING)
def test_a_difference_next_to_nothing_is_no_agreement(page):
    claim = check(f"x in [0, 1]; {page}").claims[-1]
    assert is_refuted(claim), str(claim)


@pytest.mark.parametrize("claim", RIGHT_WHERE_DEFINED)
def test_what_is_right_wherever_it_is_defined_is_no_false_alarm(claim):
    assert check(claim).claims[-1].status in ("proved", "agrees")


def test_a_condition_inside_a_condition_is_proved():
    page = "d > 0\nU = where(|r| <= d, r^2/2, d*(|r| - d/2))\n"
    assert check(f"{page}dU/dr = where(|r| <= d, r, d*sign(r))").ok
    assert not check(f"{page}dU/dr = where(|r| <= d, r, d)").ok


@pytest.mark.full
def test_no_slip_of_any_field_is_proved(monkeypatch):
    for each in written():
        if each.culprits:
            found, _ = proofs(each.text, monkeypatch)
            assert not found[-1], each.text
