"""Formulas in LaTeX on a page of derivations: read with its own names, judged, or refused."""

import pytest

from autograd import check

PAGE = r"""
```derivation
Z1 = w1*x + b1
a1 = sigmoid(Z1)
Z2 = w2*a1 + b2
a2 = sigmoid(Z2)
L = -(y*log(a2) + (1 - y)*log(1 - a2))
y in [0, 1]
```
{formula}
"""


@pytest.mark.parametrize(
    "block", ["```latex\n{}\n```", "$$ {} $$", "$$\n{}\n$$"], ids=["fenced", "inline", "display"]
)
@pytest.mark.parametrize(
    ("formula", "status", "echo"),
    [
        (
            r"\frac{\partial L}{\partial b_1} = (a_2 - y) w_2 \sigma'(Z_1) \tag{8-19}",
            ("proved",),
            "dL/db1 = (a2 - y)*w2*sigma'(Z1)",
        ),
        (r"\frac{\partial L}{\partial a_2} = a_2 - y", ("wrong",), "dL/da2 = a2 - y"),
        (
            r"\frac{\partial L}{\partial q} = 3",
            ("unreadable",),
            r"\frac{\partial L}{\partial q} = 3",
        ),
    ],
    ids=["right", "wrong", "a-name-of-no-graph"],
)
def test_a_formula_is_read_echoed_and_judged(block, formula, status, echo):
    report = check(PAGE.replace("{formula}", block.replace("{}", formula)))
    (claim,) = report.claims
    assert (claim.claim, (claim.status,)) == (echo, status)


def test_a_refusal_points_at_the_column():
    report = check(PAGE.replace("{formula}", r"$$ \frac{\partial L}{\partial q} = 3 $$"))
    assert "column 19: q is no name of the graph" in str(report)


def test_what_continues_the_page_sees_the_formula():
    page = PAGE.replace("{formula}", r"$$ \frac{\partial L}{\partial a_2} = a_2 - y $$")
    page += "\n```derivation\ndL/db2 = dL/da2 * da2/dZ2 * dZ2/db2\n```\n"
    first, second = check(page).claims
    assert (first.status, second.status) == ("wrong", "wrong")
    assert second.culprit == "dL/da2"


ARRAYS = r"""
```derivation
W1 in R^(3x2)
W2 in R^(2x3)
x in R^2
y in R^2
b1 in R^3
z1 = W1 @ x + b1
a1 = sigmoid(z1)
z2 = W2 @ a1
a2 = sigmoid(z2)
C = sum(j: (y[j] - a2[j])^2)/2
f(t) = t^2
delta2 = (a2 - y)*sigmoid'(z2)
delta1 = (W2.T @ delta2)*sigmoid'(z1)
```
$$ {formula} $$
"""


@pytest.mark.parametrize(
    ("formula", "status"),
    [
        (r"\frac{\partial C}{\partial z^{(2)}} = (a^{(2)} - y) \odot \sigma'(z^{(2)})", "right"),
        (r"\nabla_{z_1} C = \left( W_2^\top \delta_2 \right) \odot \sigma'(z_1)", "right"),
        (r"\frac{\partial C}{\partial W^{(1)}_{jk}} = x_k \, \delta^{(1)}_j", "right"),
        (r"\frac{\partial C}{\partial W^{(1)}_{jk}} = x_j \, \delta^{(1)}_k", "unreadable"),
        (r"\frac{\partial C}{\partial W_1} = \delta_1 x^T", "right"),
        (r"\frac{\partial C}{\partial x_k} = \sum_{j=1}^{3} W_{1,jk} \delta_{1,j}", "right"),
        (r"\frac{\partial C}{\partial x_k} = \sum_{j=1}^{3} W_{1,jk} \delta_{1,k}", "unreadable"),
        (r"z^{(1)}_j = \sum_k W^{(1)}_{jk} x_k + b^{(1)}_j", "right"),
        (r"C = \frac12 \|y - a_2\|^2", "right"),
        (r"C = \|y - a_2\|^2", "wrong"),
        (r"f'(x_1) = 2x_1", "right"),
        (r"\frac{\partial C}{\partial a_{2,i}} = a_{2,i} - y_i", "right"),
        (r"\frac{\partial C}{\partial a_{2,i}} = y_i - a_{2,i}", "wrong"),
    ],
)
def test_formulas_about_arrays_are_read_with_those_of_the_page(formula, status):
    (claim,) = check(ARRAYS.replace("{formula}", formula)).claims
    said = "right" if claim.status in ("proved", "agrees") else claim.status
    assert said == status, claim.claim


def test_a_comment_ends_with_its_line():
    formula = "$$\n\\frac{\\partial L}{\\partial a_2} % by the chain rule\n= a_2 - y\n$$"
    (claim,) = check(PAGE.replace("{formula}", formula)).claims
    assert claim.claim == "dL/da2 = a2 - y"


@pytest.mark.parametrize(
    ("page", "formula", "said"),
    [
        (
            "sigma > 0\nl = -log(sigma) - (x - mu)^2/(2*sigma^2)",
            r"\frac{\partial l}{\partial \sigma} = \frac{(x - \mu)^2}{\sigma^3} - \frac{1}{\sigma}",
            "dl/dsigma = (x - mu)^2/sigma^3 - 1/sigma",
        ),
        (
            "mean = (a + b)/2\ny = log(mean^2)",
            r"\frac{dy}{d \mathrm{mean}} = 2/\mathrm{mean}",
            "dy/dmean = 2/mean",
        ),
        ("a = sigma(z)", r"\frac{da}{dz} = \sigma'(z)", "da/dz = sigma'(z)"),
    ],
    ids=["a-deviation", "a-word", "a-function"],
)
def test_a_name_may_be_spelled_like_a_function_that_the_page_does_not_call(page, formula, said):
    (claim,) = check(f"```derivation\n{page}\n```\n$$ {formula} $$").claims
    assert (claim.claim, claim.status) == (said, "proved")


def test_a_name_spelled_like_a_function_is_not_read_as_that_function():
    page = "```derivation\nsigma > 0\nL = sigma^2*z\n```\n"
    for formula in (r"\sigma(z) = 1", r"\frac{dL}{dz} = \sigma'(z)"):
        (claim,) = check(f"{page}$$ {formula} $$").claims
        assert claim.status == "unreadable"


def test_what_does_not_fit_is_marked_in_the_formula_as_it_was_written():
    page = "```derivation\nX in R^(4x2)\nW in R^(2x3)\nb, Z in R^3\n```\n$$ Z = X W + b $$"
    (claim,) = check(page).claims
    (evidence,) = claim.evidence
    assert evidence.splitlines()[1:] == ["    Z = X W + b", "        ^"]


@pytest.mark.parametrize(
    ("formula", "status", "why"),
    [
        (r"\frac{dy}{dx} = \frac{1}{x}", "proved", ""),
        (r"x < a", "unreadable", "only a variable and a number can be compared"),
        (r"x > 0 = a", "unreadable", "only a variable and a number can be compared"),
        (r"\frac{x}{a}", "unreadable", "wanted '='"),
        (r"x + a \leftarrow 1", "unreadable", "an update names what it changes"),
    ],
)
def test_a_formula_may_be_any_statement_or_says_what_it_lacks(formula, status, why):
    page = f"```derivation\ny = log(x) + a\n```\n$$ x > 0 $$\n\n$$ {formula} $$"
    (claim,) = check(page).claims
    assert claim.status == status
    assert why in (claim.note or "")


def test_an_update_and_a_range_are_read_in_latex():
    step = r"$$ w \leftarrow w - \eta \frac{\partial L}{\partial w} $$"
    page = f"```derivation\nL = (w*x - 1)^2\n```\n{step}\n```derivation\n"
    for shown, status in ((1, "agrees"), (2, "wrong")):
        (claim,) = check(f"{page}at w=1, x=1, eta=1, after 1: w = {shown}\n```\n").claims
        assert claim.status == status
    page = "```derivation\ny = sqrt(x^2)\n```\n$$ {} $$\n\n$$ y = x $$"
    assert [c.status for c in check(page.format(r"0 < x \leq 2")).claims] == ["proved"]
    assert [c.status for c in check(page.format(r"-1 \leq x < 2")).claims] == ["wrong"]
