r"""What a formula costs does not grow with what else stands on its page: counted in calls."""

import pytest

from autograd.documents import document
from autograd.published import check_document
from effort import counted

ROUNDS = 20

SHAPES = {
    "claims, each about names of its own": r"$$\frac{\partial L}{\partial w_{%d}} = (a_{%d} - y)$$",
    "definitions, each of one name": r"$y_{%d} = x^2$ and $$\frac{dy_{%d}}{dx} = 2x$$",
    "conditions": r"$p_{%d} + q_{%d} = 1$",
    "what nothing says": r"$f_{%d}(u) = v_{%d}$",
    "columns": r"$$\mathbf{u}_{%d}^T \mathbf{v} = \alpha_{%d}$$",
}


def _calls(shape: str, rounds: int) -> int:
    text = "\n\n".join(shape % (k, k) for k in range(10, 10 + rounds))
    with counted() as made:
        report = check_document(document(text, "page.md"))
    assert len(report.formulas) >= rounds
    return made.calls


@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES)
def test_a_page_twice_as_long_takes_twice_the_work(shape):
    once, twice = _calls(shape, ROUNDS), _calls(shape, 2 * ROUNDS)
    assert twice <= 2.3 * once
