"""Formulas in LaTeX on a page of derivations: read with its own names, judged, or refused."""

from __future__ import annotations

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
