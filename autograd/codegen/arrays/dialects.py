"""How NumPy and JAX spell calls of NumPy: as they are, but for what changes an array."""

from __future__ import annotations

import keyword
import math
from collections.abc import Callable
from typing import Any

import numpy as np

from .program import Call, Ref
from .writing import Dialect, called


def _number(prefix: str) -> Callable[[float], str]:
    return lambda x: (
        repr(x)
        if math.isfinite(x)
        else f"{prefix}.nan"
        if x != x
        else (f"{prefix}.inf" if x > 0 else f"-{prefix}.inf")
    )


def constant(prefix: str) -> Callable[[Any], str]:
    """The text of an array of numbers, short where it is regular."""

    def text(array: Any) -> str:
        flat = array.ravel()
        if (
            array.ndim == 1
            and array.dtype.kind == "i"
            and np.array_equal(flat, np.arange(flat.size))
        ):
            return f"{prefix}.arange({flat.size})"
        if flat.size > 1 and array.dtype == float and len(set(map(repr, flat.tolist()))) == 1:
            return f"{prefix}.full({array.shape}, {_number(prefix)(float(flat[0]))})"
        listed = (
            repr(array.tolist()).replace("inf", f"{prefix}.inf").replace("nan", f"{prefix}.nan")
        )
        shape = f".reshape({array.shape})" if not flat.size else ""
        return f"{prefix}.array({listed}, dtype={_kind(array)}){shape}"

    return text


def _kind(array: Any) -> str:
    return {"b": "bool", "i": "int", "u": "int"}.get(array.dtype.kind, "float")


PLACED = """
def placed(x, key, shape):
    whole = np.zeros(shape)
    whole[key] += x
    return whole
"""
PLACED_SUMS = """
def placed_sums(x, key, shape):
    whole = np.zeros(shape)
    np.add.at(whole, key, x)
    return whole
"""


def _placed(x: str, key: str, shape: str, call: Call) -> str:
    function = "placed" if apart(call.args[1], call.args[2]) else "placed_sums"
    return f"{function}({x}, np.s_[{key}], {shape})"


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


def _own(text: str, shape: tuple[int, ...], shared: bool) -> str:
    """A result that nobody else has: a number, or an array that is no view of an argument."""
    if shape == ():
        return f"float({text})"
    return f"np.array({text})" if shared else text


NUMPY = Dialect(
    "numpy",
    "np",
    ["import numpy as np"],
    {"placed": _placed},
    called("np"),
    constant("np"),
    _number("np"),
    answer=_own,
    over=True,
    outside=True,
    helpers={"placed": PLACED, "placed_sums": PLACED_SUMS},
    reserved=(*keyword.kwlist, "float", "int", "bool", "placed", "placed_sums"),
)
JAX = Dialect(
    "jax",
    "jnp",
    ["import jax.numpy as jnp"],
    {"placed": lambda x, key, shape, call: f"jnp.zeros({shape}).at[{key}].add({x})"},
    called("jnp"),
    constant("jnp"),
    _number("jnp"),
    answer=lambda text, shape, shared: text if text.isidentifier() else f"jnp.asarray({text})",
    inside=True,  # in the precision that JAX is set to by then
    reserved=(*keyword.kwlist, "float", "int", "bool"),
)
