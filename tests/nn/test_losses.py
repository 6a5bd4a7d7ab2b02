"""Losses: the right number, the right slope where others round it to 0, and refusals in words."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from mpmath import mp

import nn
from autograd import Tensor, Value, grad
from autograd.errors import DomainError, ShapeError

SURE = -4.248354255291589e-18  # -1/(1 + e**40), to the last bit
logits = arrays(float, (3, 4), elements=st.floats(-50.0, 50.0))


def test_mse_is_the_mean_over_all_elements():
    assert nn.mse([[1.0, 2.0], [3.0, 4.0]], [[1.0, 2.0], [3.0, 8.0]]) == 4.0
    assert (
        nn.mse(Tensor([[1.0, 2.0], [3.0, 4.0]]), np.array([[1.0, 2.0], [3.0, 8.0]])).item() == 4.0
    )
    assert nn.mse(Value(3.0), 1.0).data == 4.0


def test_half_mse_is_half_the_squared_length_averaged_over_samples():
    p, t = [[1.0, 2.0], [3.0, 4.0]], [[0.0, 0.0], [3.0, 8.0]]
    assert nn.half_mse(p, t) == nn.half_mse(Tensor(p), Tensor(t)).item() == (2.5 + 8.0) / 2
    assert nn.half_mse(3.0, 1.0) == nn.half_mse(Tensor(3.0), Tensor(1.0)).item() == 2.0


def test_half_mse_is_the_error_of_the_published_network():
    outputs = [0.75136506955231570796, 0.77292846532146258852]
    assert nn.half_mse(outputs, [0.01, 0.99]) == pytest.approx(0.29837110876000268861, rel=1e-15)


def test_a_sure_and_right_prediction_keeps_its_slope():
    assert grad(lambda z: nn.cross_entropy(z, 0))([40.0, 0.0])[0] == SURE
    assert grad(lambda z: nn.cross_entropy(z, [0]))(np.array([[40.0, 0.0]]))[0, 0] == SURE
    assert grad(lambda z: nn.binary_cross_entropy_with_logits(z, 1))(40.0) == SURE
    assert (
        grad(lambda z: nn.binary_cross_entropy_with_logits(z, [1.0]))(np.array([40.0]))[0] == SURE
    )
    assert grad(lambda z: nn.binary_cross_entropy_with_logits(z, 0))(-40.0) == -SURE


def test_a_sure_prediction_among_mixed_magnitudes_keeps_its_last_digits():
    row = [1e-9, -35.0, 700.0, -35.0]  # 1e-9 - 700 rounds, and exp would magnify that
    with mp.workdps(50):
        odds = mp.fsum(mp.exp(mp.mpf(x) - 700) for x in (row[0], row[1], row[3]))
        loss, slope = float(mp.log1p(odds)), float(-odds / (1 + odds))
    near = {"rel": 9e-16, "abs": 0.0}  # 4 units in the last place
    assert nn.cross_entropy(Tensor([row]), [2]).item() == pytest.approx(loss, **near)
    assert nn.cross_entropy([Value(x) for x in row], 2).data == pytest.approx(loss, **near)
    assert grad(lambda z: nn.cross_entropy(z, [2]))(np.array([row]))[0, 2] == pytest.approx(
        slope, **near
    )
    assert grad(lambda z: nn.cross_entropy(z, 2))(row)[2] == pytest.approx(slope, **near)


@given(logits, st.lists(st.integers(0, 3), min_size=3, max_size=3))
def test_cross_entropy_against_a_reference(z, targets):
    # The reference subtracts: of its digits 44 may cancel, for logits that are 100 apart.
    with mp.workdps(100):
        terms = [
            mp.log(mp.fsum(mp.exp(mp.mpf(x)) for x in row)) - mp.mpf(row[k])
            for row, k in zip(z.tolist(), targets, strict=True)
        ]
        exact = [float(term) for term in terms]
        slopes = [
            [
                float(mp.exp(mp.mpf(x)) / mp.fsum(mp.exp(mp.mpf(y)) for y in row) - (i == k))
                for i, x in enumerate(row)
            ]
            for row, k in zip(z.tolist(), targets, strict=True)
        ]
    near = {"rel": 1e-14, "abs": 0.0}
    assert nn.cross_entropy(Tensor(z), targets, "none").data == pytest.approx(exact, **near)
    values = nn.cross_entropy([[Value(x) for x in row] for row in z.tolist()], targets, "none")
    assert [v.data for v in values] == pytest.approx(exact, **near)
    total = grad(lambda x: nn.cross_entropy(x, targets, "sum"))
    assert total(z) == pytest.approx(np.array(slopes), **near)
    assert np.array(total(z.tolist())) == pytest.approx(np.array(slopes), **near)


def test_the_slope_of_binary_cross_entropy():
    z, y = np.linspace(-3.0, 3.0, 7), np.array([0.0, 1.0, 0.25, 1.0, 0.0, 0.5, 1.0])
    slopes = grad(lambda x: nn.binary_cross_entropy_with_logits(x, y, "sum"))(z)
    assert slopes == pytest.approx(1.0 / (1.0 + np.exp(-z)) - y, rel=1e-12)


@pytest.mark.parametrize("z", [[1e4, -1e4], [-1e4, 1e4], [1e300, -1e300], [0.0, -math.inf]])
def test_extreme_logits_stay_finite(z):
    assert math.isfinite(nn.cross_entropy(z, 0))
    loss, slopes = nn.cross_entropy(Tensor([z]), [0]), grad(lambda x: nn.cross_entropy(x, [0]))
    assert math.isfinite(loss.item())
    assert np.isfinite(slopes(np.array([z]))).all()
    if math.isfinite(z[1]):
        binary = grad(lambda x: nn.binary_cross_entropy_with_logits(x, [1.0, 0.0]))
        assert np.isfinite(binary(np.array(z))).all()


@pytest.mark.parametrize("batch", [Tensor, list])
@pytest.mark.parametrize(
    ("row", "largest"),
    [([-math.inf] * 2, "-inf"), ([math.nan, 1.0], "nan"), ([1.0, math.inf], "inf")],
)
def test_a_row_without_a_finite_largest_logit_is_refused(batch, row, largest):
    with pytest.raises(DomainError) as caught:
        nn.cross_entropy(batch([[0.0, 1.0], row]), [0, 1])
    assert str(caught.value) == (
        f"cross_entropy takes rows whose largest logit is finite; in row 1 it is {largest}: has "
        "the training diverged?"
    )


@pytest.mark.parametrize("loss", [nn.mse, nn.half_mse, nn.binary_cross_entropy_with_logits])
def test_nothing_is_broadcast(loss):
    with pytest.raises(ShapeError) as caught:
        loss(Tensor([[1.0], [0.0]]), Tensor([1.0, 0.0]))
    assert str(caught.value) == (
        f"{loss.__name__} compares equal shapes; got (2, 1) and (2,): use .reshape, since nothing "
        "is broadcast"
    )
    with pytest.raises(ShapeError, match="compares lists of equal length; got"):
        loss([1.0, 0.0], [1.0])
    with pytest.raises(ShapeError, match="compares lists of equal length; got"):
        loss([], [])
    with pytest.raises(ShapeError, match="takes at least one element; got an empty batch"):
        loss(np.ones((0, 2)), np.ones((0, 2)))


@pytest.mark.parametrize("bad", [-0.5, 1.5, math.nan])
def test_probabilities_are_from_zero_to_one(bad):
    for call in (
        lambda: nn.binary_cross_entropy_with_logits([0.0], [bad]),
        lambda: nn.binary_cross_entropy_with_logits(Tensor([0.0]), np.array([bad])),
    ):
        with pytest.raises(DomainError, match=rf"^targets are from 0 to 1; got {bad}$"):
            call()


def test_rows_of_different_length_and_flat_batches():
    with pytest.raises(
        ShapeError, match=r"^cross_entropy takes rows of equal length; got \[1, 2\]$"
    ):
        nn.cross_entropy([[Value(1.0), 2.0], [3.0]], [0, 0])
    with pytest.raises(ShapeError, match=r"logits of shape \(samples, classes\); got \(1, 2, 3\)$"):
        nn.cross_entropy(np.ones((1, 2, 3)), [0])
