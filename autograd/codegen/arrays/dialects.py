"""How NumPy and JAX spell calls of NumPy: as they are, but for what changes an array."""

from __future__ import annotations

import keyword
import math
from collections.abc import Callable
from typing import Any

import numpy as np

from .keyed import apart
from .program import Call
from .writing import Dialect, Spelled, called


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


ADDED = """
def added(whole, x, key):
    whole[key] += x
    return whole
"""


def _added(whole: str, x: str, key: str, call: Call, out: str = "") -> str:
    return f"added({whole if out else f'np.array({whole})'}, {x}, np.s_[{key}])"


def _placed(x: str, key: str, shape: str, call: Call) -> str:
    function = "placed" if apart(call.args[1], call.args[2]) else "placed_sums"
    return f"{function}({x}, np.s_[{key}], {shape})"


def _own(text: str, shape: tuple[int, ...], shared: bool) -> str:
    """A result that nobody else has: a number, or an array that is no view of an argument."""
    if shape == ():
        return f"float({text})"
    return f"np.array({text})" if shared else text


def _reduced(ufunc: str) -> Spelled:
    """A reduction as the ufunc's own, which takes half the time of the function around it."""

    def spelled(x: str, *args: str, call: Call, **options: str) -> str:
        given = {key: value for key, value in options.items() if value != "False"}
        return (
            f"np.{ufunc}.reduce({', '.join([x, *args, *(f'{k}={v}' for k, v in given.items())])})"
        )

    return lambda x, *args, call, **options: spelled(
        x, *args, call=call, **options if args or "axis" in options else {"axis": "None", **options}
    )


def _reshaped(x: str, *args: str, call: Call, **options: str) -> str:
    """The method, where the operand is an array: numbers are Python's."""
    return f"{x}.reshape({call.shape})" if call.given else f"np.reshape({x}, {call.shape})"


def _transposed(x: str, axes: str = "None", *, call: Call) -> str:
    n = len(call.given)
    return f"{x}.T" if axes in ("None", repr(tuple(range(n))[::-1])) else f"{x}.transpose({axes})"


REDUCTIONS = {"sum": "add", "prod": "multiply", "max": "maximum", "min": "minimum"}
REDUCTIONS |= {"any": "logical_or", "all": "logical_and"}

NUMPY = Dialect(
    "numpy",
    "np",
    ["import numpy as np"],
    {
        "placed": _placed,
        "added": _added,
        "argmax": lambda x, axis="None", *, call, **options: (
            f"{x}.argmax(axis={axis})"
            if not options
            else called("np")(call, [x], {"axis": axis, **options})
        ),
        "reshape": _reshaped,
        "expand_dims": _reshaped,
        "squeeze": _reshaped,
        "transpose": _transposed,
        **{name: _reduced(ufunc) for name, ufunc in REDUCTIONS.items()},
    },
    called("np"),
    constant("np"),
    _number("np"),
    answer=_own,
    over=True,
    outside=True,
    helpers={"placed": PLACED, "added": ADDED, "placed_sums": PLACED_SUMS},
    reserved=(*keyword.kwlist, "float", "int", "bool", "added", "placed", "placed_sums"),
)
JAX = Dialect(
    "jax",
    "jnp",
    ["import jax.numpy as jnp"],
    {
        "placed": lambda x, key, shape, call: f"jnp.zeros({shape}).at[{key}].add({x})",
        "added": lambda whole, x, key, call: f"{whole}.at[{key}].add({x})",
    },
    called("jnp"),
    constant("jnp"),
    _number("jnp"),
    answer=lambda text, shape, shared: text if text.isidentifier() else f"jnp.asarray({text})",
    inside=True,  # in the precision that JAX is set to by then
    reserved=(*keyword.kwlist, "float", "int", "bool"),
)
