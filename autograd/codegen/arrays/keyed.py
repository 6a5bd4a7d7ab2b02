"""What NumPy writes as a statement, as functions: elements at a key, and arrays put there."""

from __future__ import annotations

from typing import Any

import numpy as np

from .program import Ref


def item(x: Any, key: Any) -> Any:
    """The elements at a key."""
    return x[key]


def placed(x: Any, key: Any, shape: tuple[int, ...]) -> Any:
    """Zeros of a shape, with x added at a key."""
    whole = np.zeros(shape)
    np.add.at(whole, key, x)
    return whole


def added(whole: Any, x: Any, key: Any) -> Any:
    """An array with x added at a key, no two places of which are the same."""
    whole = np.array(whole)
    whole[key] += x
    return whole


def apart(key: Any, shape: tuple[int, ...]) -> bool:
    """Whether no two places of a key are the same for certain."""
    parts = key if isinstance(key, tuple) else (key,)
    if not any(isinstance(part, Ref) for part in parts):
        times = np.zeros(shape, dtype=int)
        np.add.at(times, key, 1)
        return bool(times.max(initial=0) <= 1)
    arrays = [part for part in parts if isinstance(part, np.ndarray)]
    return len(parts) == len(arrays) + 1 and any(
        part.ndim == 1 and part.min() >= 0 and len(set(part.tolist())) == part.size
        for part in arrays
    )
