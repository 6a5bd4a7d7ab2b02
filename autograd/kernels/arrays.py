"""The backend of NumPy arrays: the names of :mod:`~autograd.kernels.floats`, elementwise.

NumPy is imported when the first of its functions is looked up, never by importing this module.

>>> from autograd.kernels import arrays
>>> arrays.maximum([1.0, 5.0], [2.0, 3.0]).tolist()
[2.0, 5.0]
"""

from __future__ import annotations

import functools
import operator
from collections.abc import Callable, Iterable
from math import inf as inf
from math import nan as nan
from typing import Any

from autograd.kernels.gaussian import erf_by_polynomials
from autograd.kernels.gaussian import erf_inside as inner_erf

_NUMPY_NAMES = {
    "any_of": "any",
    "atanh": "arctanh",
    "power_or_inf": "power",
    **{
        name: name
        for name in (
            "cbrt", "copysign", "cos", "divide", "exp", "exp2", "expm1", "hypot", "log", "log1p",
            "maximum", "minimum", "power", "rint", "sin", "sqrt", "tan", "tanh",
        )
    },
}  # fmt: skip


def __getattr__(name: str) -> Any:
    """Look up a function in NumPy once, and keep it."""
    if name not in _NUMPY_NAMES:
        raise AttributeError(f"the backend of arrays has no function {name!r}")
    import numpy as np

    function = globals()[name] = getattr(np, _NUMPY_NAMES[name])
    return function


def where(condition: Any, a: Any, b: Any) -> Any:
    """``a`` where the condition holds, else ``b``; scalars stay scalars."""
    import numpy as np

    return np.where(condition, a, b)[()]


def erf(x: Any) -> Any:
    """The error function, which NumPy lacks."""
    import sys

    return erf_by_polynomials(x, sys.modules[__name__])


def erf_inside(x: Any) -> Any:
    """The error function where |x| <= 1: a third of the work."""
    import sys

    return inner_erf(x, sys.modules[__name__])


def total(xs: Iterable[Any]) -> Any:
    """The elementwise sum of a sequence of arrays."""
    return functools.reduce(operator.add, xs, 0.0)


def map_floats(kernel: Callable[..., float], *xs: Any, pole: float = nan) -> Any:
    """Call a kernel that knows only floats on every element; where it raises the IEEE value stands.

    ``pole`` stands where the kernel raises ValueError, inf where it raises OverflowError.
    """
    import numpy as np

    def ieee(*arguments: float) -> float:
        """The kernel's value, or what IEEE has where the kernel raises."""
        try:
            return kernel(*arguments)
        except OverflowError:
            return inf
        except (ValueError, ZeroDivisionError):
            return pole

    return np.vectorize(ieee, otypes=[float])(*xs)[()]
