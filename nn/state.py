"""The numbers of a model by name, and whether they fit it: what `state_dict` and files share."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import numpy.typing as npt

from autograd import Tensor
from autograd.errors import CheckpointError

Array = npt.NDArray[np.float64]
State = dict[str, Array]


def array_of(held: Any) -> Array:
    """The numbers of a parameter, or of a list of Values, as an array of its own."""
    if isinstance(held, list):
        return np.array([value.data for value in held])
    return np.array(held.data, dtype=float)


def unpack(held: Any, numbers: Any) -> None:
    """Give a parameter, or a list of Values, new numbers."""
    if isinstance(held, list):
        for value, number in zip(held, numbers, strict=True):
            value.data = number
    else:
        held.data = numbers if isinstance(held, Tensor) else float(numbers)


def refuse_differences(own: Mapping[str, Array], other: Mapping[str, Any], source: str) -> None:
    """Raise `CheckpointError` with every way in which `other` does not fit the model's `own`.

    `other` maps names to arrays, or to anything else with a shape and a dtype.
    """
    found = [f"{name} is missing" for name in own if name not in other]
    found += [f"{name} is not in the model" for name in other if name not in own]
    for name in own:
        if name in other:
            found += _unlike(name, own[name].shape, other[name])
    if found:
        lines = "".join(f"\n  - {difference}" for difference in found)
        raise CheckpointError(f"{source} does not fit the model:{lines}")


def _unlike(name: str, shape: tuple[int, ...], other: Any) -> list[str]:
    other = other if hasattr(other, "dtype") else np.asarray(other)
    if other.dtype.kind not in "fiu":
        return [f"{name} holds {other.dtype} elements; the model wants float64"]
    if tuple(other.shape) != shape:
        return [f"{name} has shape {tuple(other.shape)}; the model wants {shape}"]
    return []
