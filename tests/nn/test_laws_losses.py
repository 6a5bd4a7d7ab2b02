"""What holds of every loss: those that are entered, and the one that CONTRIBUTING shows."""

import inspect
from typing import Any

import numpy as np
import pytest

import nn
from autograd import Tensor, Value, check_gradients, grad
from autograd.errors import OperandError, ShapeError
from nn import losses
from nn.losses import LOSSES
from one_entry import entered, example

ROWS = [[0.5, -1.25, 2.0], [0.25, 0.75, -0.5]]
TARGETS: dict[str, Any] = {
    "numbers": [[1.5, -0.5, 0.0], [0.0, 2.0, -1.0]],
    "probabilities": [[1.0, 0.25, 0.0], [0.5, 0.0, 1.0]],
    "classes": [2, 0],
}


def of(name: str) -> tuple[Any, Any]:
    """A loss, and targets for it."""
    loss, kind = LOSSES[name]
    return loss, TARGETS[kind]


def check_slopes(name: str) -> None:
    """The gradient is the slope, and the same for lists as for arrays."""
    loss, targets = of(name)
    assert check_gradients(lambda p: loss(p, targets), Tensor(ROWS)).ok
    slopes = grad(lambda p: loss(p, np.array(targets)))(np.array(ROWS))
    assert np.any(slopes)
    assert np.array(grad(lambda p: loss(p, targets))(ROWS)) == pytest.approx(slopes, rel=1e-13)


def check_kinds(name: str) -> None:
    """A Tensor of a Tensor, a Value of Values, a float of floats, and the same number."""
    loss, targets = of(name)
    values = loss([[Value(x) for x in row] for row in ROWS], targets)
    tensor = loss(Tensor(ROWS), targets)
    assert (type(values), type(tensor), tensor.shape) == (Value, Tensor, ())
    assert loss(ROWS, targets) == values.data == pytest.approx(tensor.item(), rel=1e-14)


def check_one_sample(name: str) -> None:
    """A sample by itself is a batch of one."""
    loss, targets = of(name)
    alone = loss(ROWS[0], targets[0])
    assert alone == pytest.approx(loss([ROWS[0]], [targets[0]]), rel=1e-14)
    assert alone == pytest.approx(loss(Tensor(ROWS[0]), targets[0]).item(), rel=1e-14)


def check_reductions(name: str) -> None:
    """Where there is a choice, sum and mean are those of the terms."""
    loss, targets = of(name)
    if "reduction" not in inspect.signature(loss).parameters:
        return
    for predictions in (ROWS, Tensor(ROWS)):
        each, total, mean = (loss(predictions, targets, how) for how in ("none", "sum", "mean"))
        terms = np.ravel([getattr(term, "data", term) for term in each])
        assert getattr(total, "data", total) == pytest.approx(terms.sum(), rel=1e-14)
        assert getattr(mean, "data", mean) == pytest.approx(terms.mean(), rel=1e-14)
        with pytest.raises(OperandError, match='reduction is "mean", "sum" or "none"; got'):
            loss(predictions, targets, "average")


def check_descent(name: str) -> None:
    """Steps against the gradient come down."""
    loss, targets = of(name)
    p = Tensor(ROWS)
    optimizer, seen = nn.SGD([p], lr=0.05), []
    for _ in range(20):
        optimizer.zero_grad()
        y = loss(p, targets)
        y.backward()
        optimizer.step()
        seen.append(y.item())
    assert seen == sorted(seen, reverse=True)
    assert seen[-1] < seen[0]


def check_shapes(name: str) -> None:
    """What does not fit is refused, with the name of the loss."""
    loss, targets = of(name)
    for predictions, wrong in (
        (Tensor(ROWS), np.array(targets)[:1]),
        (ROWS, targets[:1]),
        (np.ones((0, 3)), np.array(targets)[:0]),
        ([], []),
    ):
        with pytest.raises((ShapeError, OperandError)) as caught:
            loss(predictions, wrong)
        assert any(word in str(caught.value) for word in (name, "targets"))


LAWS = [check_slopes, check_kinds, check_one_sample, check_reductions, check_descent, check_shapes]


@pytest.mark.parametrize("law", LAWS)
@pytest.mark.parametrize("name", LOSSES)
def test_a_loss(name, law):
    law(name)


def test_every_loss_is_entered():
    functions = {name for name, f in vars(losses).items() if inspect.isfunction(f)}
    own = {name for name in functions if getattr(losses, name).__module__ == "nn.losses"}
    assert {name for name in own if not name.startswith("_")} - {"loss"} == set(LOSSES)


@pytest.mark.parametrize("law", LAWS)
def test_a_loss_is_one_edit(law):
    with entered(example("Adding a loss"), losses, LOSSES) as name:
        assert getattr(nn, name) is LOSSES[name][0]
        law(name)


@pytest.mark.parametrize(
    ("right", "wrong", "law"),
    [
        ("abs(_error", "abs(2.0 * _error", check_kinds),
        ('abs(_error(prediction, target, "mae"))', "abs(prediction - target)", check_shapes),
        ("[abs(e) for", "[abs(getattr(e, 'data', e)) for", check_slopes),
    ],
)
def test_the_laws_find_a_wrong_loss(right, wrong, law):
    code = example("Adding a loss")
    assert right in code
    with (
        entered(code.replace(right, wrong), losses, LOSSES) as name,
        pytest.raises((AssertionError, OperandError, pytest.fail.Exception)),
    ):
        law(name)
