"""Where weights start: random numbers whose spread keeps signals alive through many layers.

Each function draws an array of shape (n_in, n_out), the weights of n_out units with n_in inputs
each, from a NumPy generator: the same seed gives the same weights everywhere.
"""

from __future__ import annotations

from collections.abc import Callable
from math import sqrt

import numpy as np

from autograd.errors import OperandError

from .state import Array

Initial = Callable[[np.random.Generator, int, int], Array]
Seed = int | np.random.Generator | None


def he(rng: np.random.Generator, n_in: int, n_out: int) -> Array:
    """Normal with variance 2/n_in, for relu and its kin (He et al. 2015, eq. 10)."""
    return rng.normal(0.0, sqrt(2.0 / n_in), (n_in, n_out))


def glorot(rng: np.random.Generator, n_in: int, n_out: int) -> Array:
    """Uniform up to ±sqrt(6/(n_in + n_out)), for tanh (Glorot & Bengio 2010, eq. 16)."""
    bound = sqrt(6.0 / (n_in + n_out))
    return rng.uniform(-bound, bound, (n_in, n_out))


def lecun(rng: np.random.Generator, n_in: int, n_out: int) -> Array:
    """Normal with variance 1/n_in, for selu and sigmoid (LeCun et al. 1998, eq. 16)."""
    return rng.normal(0.0, sqrt(1.0 / n_in), (n_in, n_out))


def generator(seed: Seed) -> np.random.Generator:
    """A generator: the one given, or a new one from a whole number, or from chance for None."""
    if seed is None or isinstance(seed, int | np.integer | np.random.Generator):
        return np.random.default_rng(seed)
    raise OperandError(f"seed is a whole number or a numpy Generator; got {seed!r}")


def checked_width(name: str, width: object) -> int:
    """How many inputs or outputs there are: a whole number from 1 on."""
    if isinstance(width, bool) or not isinstance(width, int | np.integer) or width < 1:
        raise OperandError(f"{name} is a whole number from 1 on; got {width!r}")
    return int(width)
