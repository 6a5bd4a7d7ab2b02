"""Whether data fits what a layer or a loss was made for, said in words."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from autograd import Tensor
from autograd.errors import DomainError, OperandError, ShapeError


def rows(x: Any, width: int, taker: Callable[[], str]) -> Tensor:
    """`x` as a Tensor of rows of `width` finite numbers, at least one of them."""
    tensor = as_tensor(x, taker)
    shape = tensor.shape
    if not shape or shape[-1] != width:
        raise ShapeError(f"{taker()} takes rows of {width} numbers; got shape {shape}")
    if 0 in shape:
        raise ShapeError(f"{taker()} takes at least one row; got an empty batch of shape {shape}")
    if is_known(tensor) and tensor.op is None and not np.isfinite(tensor.data).all():
        where = np.argwhere(~np.isfinite(tensor.data))[0].tolist()
        raise DomainError(
            f"{taker()} takes finite numbers; element {where} is {tensor.data[tuple(where)]}"
        )
    return tensor


def is_known(x: Any) -> bool:
    """Whether the numbers of an array can be looked at: while a function is traced they cannot."""
    return not isinstance(x, Tensor) or x.primal is not None


def as_tensor(x: Any, taker: Callable[[], str]) -> Tensor:
    """`x` as a Tensor; the complaint names who takes it."""
    if isinstance(x, Tensor):
        return x
    try:
        return Tensor(x)
    except (ShapeError, OperandError) as error:
        raise type(error)(f"{taker()}: {error}") from None


def class_labels(targets: Any, classes: int, samples: int) -> Any:
    """`targets` as an array of whole numbers 0 … classes - 1, one for each sample."""
    traced = not is_known(targets)
    labels = (
        targets if traced else np.asarray(targets.data if isinstance(targets, Tensor) else targets)
    )
    if labels.shape != (samples,):
        raise ShapeError(
            f"targets: wanted one for each of {samples} rows; got shape {labels.shape}"
        )
    if labels.dtype.kind not in "iu":
        raise OperandError(
            f"targets are whole numbers from 0 to {classes - 1}; got {labels.dtype} elements"
            + ("" if traced else f" such as {labels[0].item()!r}")
        )
    if traced:
        return labels
    outside = labels[(labels < 0) | (labels >= classes)]
    if outside.size:
        raise DomainError(f"targets are whole numbers from 0 to {classes - 1}; got {outside[0]}")
    return labels
