"""How far predictions are from targets, as one number to minimise.

Each loss takes Tensors of a batch, or Values (one, a list for a sample, a list of lists for a
batch), and returns what it was given: a Tensor or a Value. The cross entropies take logits, the
scores before softmax or sigmoid, so that a sure prediction keeps its gradient.

>>> from autograd import grad
>>> grad(lambda z: cross_entropy(z, 0))([40.0, 0.0])
[-4.248354255291589e-18, 4.248354255291589e-18]
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import isfinite
from typing import Any, Literal, TypeVar

import numpy as np

import autograd
from autograd import Tensor, Value
from autograd.errors import DomainError, OperandError, ShapeError
from autograd.ops import log_softmax_at

from .inputs import as_tensor, class_labels, is_known

Reduction = Literal["mean", "sum", "none"]
Targets = Literal["numbers", "probabilities", "classes"]
Loss = TypeVar("Loss", bound=Callable[..., Any])
LOSSES: dict[str, tuple[Callable[..., Any], Targets]] = {}  # `nn` and the laws read them here


def loss(targets: Targets) -> Callable[[Loss], Loss]:
    """Enter a loss, which `nn` then has under its name, by what its targets are.

    They are numbers or probabilities in the shape of the predictions, or a class for each row.
    """

    def entered(function: Loss) -> Loss:
        LOSSES[function.__name__] = (function, targets)
        return function

    return entered


@loss(targets="numbers")
def mse(prediction: Any, target: Any) -> Any:
    """The mean of the squared errors over all elements.

    Raises `ShapeError` unless both have the same shape: nothing is broadcast.

    >>> mse([1.0, 2.0], [1.0, 4.0])
    2.0
    """
    if _on_arrays(prediction, target):
        return _error(prediction, target, "mse").square().mean()
    errors = [e for sample in _errors(prediction, target, "mse") for e in sample]
    return autograd.dot(errors, errors) / len(errors)


@loss(targets="numbers")
def half_mse(prediction: Any, target: Any) -> Any:
    """Half the squared length of each sample's error, averaged over the samples.

    The last axis holds the outputs of a sample. This is the quadratic cost of the textbooks,
    whose gradient at an output is prediction - target (Nielsen 2015, eq. 6).

    >>> half_mse([1.0, 2.0], [1.0, 4.0])
    2.0
    """
    if _on_arrays(prediction, target):
        error = _error(prediction, target, "half_mse")
        samples = error.size // error.shape[-1] if error.shape else 1
        return error.square().sum() * (0.5 / samples)
    samples_of_errors = _errors(prediction, target, "half_mse")
    errors = [e for sample in samples_of_errors for e in sample]
    return autograd.dot(errors, errors) * (0.5 / len(samples_of_errors))


@loss(targets="classes")
def cross_entropy(logits: Any, targets: Any, reduction: Reduction = "mean") -> Any:
    """-log softmax(logits)[target], for classes numbered from 0.

    `logits` has shape (samples, classes) and `targets` one whole number a sample; or `logits` is
    one sample and `targets` one number. `reduction` is "mean", "sum" or "none" over the samples.
    Raises `DomainError` for a target out of range, and where a row has no finite largest logit.

    >>> cross_entropy([0.0, 0.0], 1)
    0.6931471805599453
    """
    if not _on_arrays(logits):
        batch, labels = (logits, targets) if _is_batch(logits) else ([logits], [targets])
        labels = class_labels(labels, _classes(batch), len(batch))
        terms: Any = [
            _surprise(row, int(k), i) for i, (row, k) in enumerate(zip(batch, labels, strict=True))
        ]
        return _reduced(terms, reduction) if _is_batch(logits) else terms[0]
    logits = as_tensor(logits, lambda: "cross_entropy")
    if logits.ndim == 1:
        logits, targets = logits.reshape(1, -1), [targets]
    if logits.ndim != 2 or 0 in logits.shape:
        raise ShapeError(
            f"cross_entropy takes logits of shape (samples, classes); got {logits.shape}"
        )
    if is_known(logits):
        for i, largest in enumerate(logits.data.max(axis=1).tolist()):
            _refuse_hopeless(largest, i)
    labels = class_labels(targets, logits.shape[1], logits.shape[0])
    return _reduced(-autograd.log_softmax(logits)[np.arange(len(labels)), labels], reduction)


@loss(targets="probabilities")
def binary_cross_entropy_with_logits(
    logits: Any, targets: Any, reduction: Reduction = "mean"
) -> Any:
    """-y log sigmoid(z) - (1 - y) log sigmoid(-z), for logits z and targets y from 0 to 1.

    Both logarithms are a softplus, so at z = 40 and y = 1 the gradient is -4.2e-18 and not 0,
    which is what sigmoid(z) - y would give.

    >>> binary_cross_entropy_with_logits(0.0, 1)
    0.6931471805599453
    """
    name = "binary_cross_entropy_with_logits"
    if not _on_arrays(logits, targets):
        pairs = _pairs(logits, targets, name)
        terms: Any = [_binary(z, _probability(y)) for sample in pairs for z, y in sample]
        return _reduced(terms, reduction) if isinstance(logits, list | tuple) else terms[0]
    z, y = _same_shape(logits, targets, name)
    if is_known(y):
        outside = y.data[~((y.data >= 0.0) & (y.data <= 1.0))]
        if outside.size:
            _probability(float(outside[0]))
    return _reduced(_binary(z, y), reduction)


def _binary(z: Any, y: Any) -> Any:
    return y * autograd.softplus(-z) + (1.0 - y) * autograd.softplus(z)


def _probability(y: Any) -> Any:
    if not 0.0 <= (y.data if isinstance(y, Value) else y) <= 1.0:
        raise DomainError(f"targets are from 0 to 1; got {y!r}")
    return y


def _surprise(row: Sequence[Any], target: int, i: int) -> Any:
    numbers = [float(z.data if isinstance(z, Value) else z) for z in row]
    _refuse_hopeless(max(numbers) if not any(z != z for z in numbers) else float("nan"), i)
    return -log_softmax_at([float(target), *row])


def _refuse_hopeless(largest: float, i: int) -> None:
    if not isfinite(largest):
        raise DomainError(
            f"cross_entropy takes rows whose largest logit is finite; in row {i} it is {largest}: "
            "has the training diverged?"
        )


def _classes(batch: Sequence[Sequence[Any]]) -> int:
    lengths = {len(row) for row in batch}
    if len(lengths) != 1 or 0 in lengths:
        raise ShapeError(f"cross_entropy takes rows of equal length; got {sorted(lengths)}")
    return lengths.pop()


def _reduced(terms: Any, reduction: str) -> Any:
    """The terms of the samples as one number, or as they are."""
    if reduction == "none":
        return terms
    if reduction not in {"mean", "sum"}:
        raise OperandError(f'reduction is "mean", "sum" or "none"; got {reduction!r}')
    if isinstance(terms, Tensor):
        return terms.mean() if reduction == "mean" else terms.sum()
    return autograd.mean(terms) if reduction == "mean" else autograd.sum(terms)


def _on_arrays(*data: Any) -> bool:
    return any(isinstance(x, Tensor | np.ndarray) and x.ndim > 0 for x in data) or any(
        isinstance(x, Tensor) for x in data
    )


def _is_batch(samples: Any) -> bool:
    return bool(samples) and isinstance(samples[0], list | tuple)


def _error(prediction: Any, target: Any, name: str) -> Any:
    p, t = _same_shape(prediction, target, name)
    return p - t


def _same_shape(prediction: Any, target: Any, name: str) -> tuple[Any, Any]:
    p, t = as_tensor(prediction, lambda: name), as_tensor(target, lambda: name)
    if p.shape != t.shape:
        raise ShapeError(
            f"{name} compares equal shapes; got {p.shape} and {t.shape}: use .reshape, since "
            "nothing is broadcast"
        )
    if not p.size:
        raise ShapeError(
            f"{name} takes at least one element; got an empty batch of shape {p.shape}"
        )
    return p, t


def _errors(prediction: Any, target: Any, name: str) -> list[list[Any]]:
    return [[p - t for p, t in sample] for sample in _pairs(prediction, target, name)]


def _pairs(prediction: Any, target: Any, name: str) -> list[list[tuple[Any, Any]]]:
    """Values against numbers: for each sample the pairs of a prediction and its target."""
    if not isinstance(prediction, list | tuple):
        prediction, target = [prediction], [target]
    batch = (prediction, target) if _is_batch(prediction) else ([prediction], [target])
    lengths = [[len(row) if hasattr(row, "__len__") else 0 for row in rows] for rows in batch]
    if lengths[0] != lengths[1] or not any(lengths[0]):
        raise ShapeError(
            f"{name} compares lists of equal length; got {lengths[0]} and {lengths[1]}"
        )
    return [list(zip(*rows, strict=True)) for rows in zip(*batch, strict=True)]
