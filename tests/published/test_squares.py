r"""\sigma^2 = ... says what \sigma is, unless it is free or something else."""

import pytest

from .pages import statuses

VARIANCE = r"Let $s^2 = \frac{1}{n} \sum_{i=1}^n (x_i - \mu)^2$. "
OPTIMUM = r"""
Let $\ell = -n \ln\sigma - \frac{1}{2\sigma^2} \sum_{i=1}^n (x_i - \mu)^2$.
$$\frac{\partial \ell}{\partial \sigma}
  = -\frac{n}{\sigma} + \frac{1}{\sigma^3} \sum_{i=1}^n (x_i - \mu)^2$$
Setting it to zero gives $$\sigma^2 = \frac1n \sum_{i=1}^n (x_i - \mu)^2.$$
$$\frac{\partial^2 \ell}{\partial \mu^2} = -\frac{n}{\sigma^2}$$
"""
POLAR = r"""
With $r^2 = x^2 + y^2$, $x = r\cos\theta$ and $y = r\sin\theta$
$$\frac{\partial x}{\partial r} = \cos\theta$$
"""


@pytest.mark.parametrize(
    ("claim", "status"),
    [
        (r"\frac{\partial s^2}{\partial x_i} = \frac{2}{n} (x_i - \mu)", "proved"),
        (r"\frac{\partial s}{\partial x_i} = \frac{x_i - \mu}{n s}", "proved"),
        (r"\frac{\partial s^2}{\partial \mu} = -\frac{2}{n} \sum_{i=1}^n (x_i - \mu)", "proved"),
        (r"\frac{\partial s}{\partial x_i} = \frac{2 (x_i - \mu)}{n s}", "wrong"),
    ],
)
def test_a_square_is_defined(claim, status):
    assert statuses(f"{VARIANCE}$${claim}$$") == ["definition", status]


def test_what_holds_at_an_optimum_defines_nothing():
    assert statuses(OPTIMUM) == ["definition", "proved", "condition", "proved"]


def test_a_square_of_what_its_names_are_made_of_defines_nothing():
    assert statuses(POLAR)[1:] == ["definition", "definition", "proved"]


@pytest.mark.parametrize("slip", ["+", "-"])
def test_rates_of_a_distance_are_claims(slip):
    page = r"Two ships: $z^2 = x^2 + y^2$. $$z\frac{dz}{dt} = x\frac{dx}{dt} "
    found = statuses(rf"{page}{slip} y\frac{{dy}}{{dt}}$$")
    assert found == ["definition", "proved" if slip == "+" else "wrong"]


def test_a_matrix_has_no_root():
    page = r"With $P \in \mathbb{R}^{3 \times 3}$ and $P^2 = I - Q$ it is $$P^2 + Q = 2I$$"
    assert "wrong" not in statuses(page)
