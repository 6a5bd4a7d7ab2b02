"""JAX: a pure function of its arrays, clean under `jit`, `vmap` and `grad`.

Numbers are in the precision that JAX is set to: `jax.config.update("jax_enable_x64", True)` gives
doubles.
"""

from __future__ import annotations

from .arrays_of_others import library
from .looping import IN_JAX

JAX = library(
    "jnp",
    ["import jax.numpy as jnp", "import jax.lax", "import jax.scipy.special"],
    {
        "acos": "arccos", "acosh": "arccosh", "asin": "arcsin", "asinh": "arcsinh",
        "atan": "arctan", "atan2": "arctan2", "atanh": "arctanh", "cbrt": "cbrt", "pow": "power",
        "round": "rint", "erf": "jax.scipy.special.erf",
    },
    looping=IN_JAX,
)  # fmt: skip
