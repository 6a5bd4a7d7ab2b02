"""The two words that annotate every kernel.

A kernel is generic in a way that static types cannot say shortly: all its arguments are floats,
or some are arrays of one broadcast shape, and the backend fits. `tests/ops/test_accuracy.py` runs
each kernel on both instead.
"""

from __future__ import annotations

from typing import Any, TypeAlias

Number: TypeAlias = Any  # a float, or an ndarray (or NumPy scalar) of float64
Backend: TypeAlias = Any  # the module kernels.floats or kernels.arrays
