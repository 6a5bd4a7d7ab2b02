"""How PyTorch spells calls of NumPy: a table of what it calls otherwise."""

from __future__ import annotations

import keyword
import math
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from ...errors import OperandError
from .program import Call, Ref
from .writing import Dialect

ALIKE = frozenset(
    ["abs", "absolute", "arccos", "arccosh", "arcsin", "arcsinh", "arctan", "arctan2", "arctanh"]
    + ["bitwise_not", "broadcast_to", "ceil", "copysign", "cos", "cosh", "exp", "exp2", "expm1"]
    + ["floor", "floor_divide", "fmod", "hypot", "invert", "isfinite", "isinf", "isnan", "log"]
    + ["log10", "log1p", "log2", "logical_and", "logical_not", "logical_or", "maximum", "minimum"]
    + ["negative", "remainder", "reshape", "sign", "signbit", "sin", "sinh", "sqrt", "square"]
    + ["tan", "tanh", "trunc", "logaddexp", "heaviside", "ldexp", "nextafter"]
)
OTHERWISE = {
    "degrees": "rad2deg",
    "radians": "deg2rad",
    "power": "pow",
    "float_power": "pow",
    "rint": "round",
    "true_divide": "true_divide",
}


def _number(x: float) -> str:
    return repr(x) if math.isfinite(x) else f"float({str(x)!r})"


def _constant(array: Any) -> str:
    kind = {"b": "torch.bool", "i": "torch.int64", "u": "torch.int64"}.get(
        array.dtype.kind, "torch.float64"
    )
    values = set(map(repr, array.ravel().tolist()))
    if array.size > 1 and len(values) == 1:
        return f"torch.full({array.shape}, {_number(float(array.flat[0]))}, dtype={kind})"
    listed = repr(array.tolist()).replace("inf", "float('inf')").replace("nan", "float('nan')")
    shape = f".reshape({array.shape})" if not array.size else ""
    return f"torch.tensor({listed}, dtype={kind}){shape}"


def _array(text: str) -> str:
    """A number as an array, which a function of several arrays needs."""
    try:
        float(text)
    except ValueError:
        if not text.startswith("float("):
            return text
    return f"torch.tensor({text}, dtype=torch.float64)"


def _called(call: Call, args: Sequence[str], options: Mapping[str, str]) -> str:
    name = OTHERWISE.get(call.function, call.function)
    if name not in ALIKE and call.function not in OTHERWISE:
        raise OperandError(
            f"{call.note or call.function} cannot be compiled to torch, which has no "
            f"{call.function}: the targets numpy and jax have"
        )
    several = isinstance(getattr(np, call.function, None), np.ufunc) and len(args) > 1
    given = [_array(x) if several else x for x in args]
    return f"torch.{name}({', '.join([*given, *(f'{k}={x}' for k, x in options.items())])})"


def _axes(call: Call, axis: str) -> list[int]:
    n = len(call.given)
    if axis == "None":
        return list(range(n))
    found: Any = dict(call.options).get("axis", call.args[1] if len(call.args) > 1 else None)
    return [i % n for i in (found if isinstance(found, tuple) else (found,))]


def _reduced(name: str) -> Any:
    """A function of one array and of several axes at once."""

    def spelled(
        x: str, axis: str = "None", keepdims: str = "False", initial: str = "", *, call: Call
    ) -> str:
        axes = _axes(call, axis)
        if not axes:
            return f"torch.clone({x})"
        text = f"torch.{name}({x}, dim={tuple(axes)}, keepdim={keepdims})"
        if not initial:
            return text
        end = "min" if name == "amax" else "max"
        return f"torch.clamp({text}, {end}={initial})"

    return spelled


def _one_by_one(name: str) -> Any:
    """A function that takes one axis at a time."""

    def spelled(x: str, axis: str = "None", keepdims: str = "False", *, call: Call) -> str:
        for i in sorted(_axes(call, axis), reverse=True):
            x = f"torch.{name}({x}, dim={i}, keepdim={keepdims})"
        return x

    return spelled


def _chosen(x: str, axis: str = "None", keepdims: str = "False", *, call: Call, name: str) -> str:
    return f"torch.{name}({x}, dim={axis}, keepdim={keepdims})"


def _transposed(x: str, axes: str = "None", *, call: Call) -> str:
    axes = repr(tuple(reversed(range(len(call.given))))) if axes == "None" else axes
    return f"torch.permute({x}, {axes})"


def _where(condition: str, a: str, b: str, *, call: Call) -> str:
    return f"torch.where({condition}, {_array(a)}, {_array(b)})"


def _is_plain(key: Any) -> bool:
    """Whether PyTorch takes a key as NumPy does: it lacks steps backwards."""
    parts = key if isinstance(key, tuple) else (key,)
    return not any(isinstance(part, slice) and (part.step or 1) < 0 for part in parts)


def _places(key: Any, shape: tuple[int, ...]) -> Any:
    return np.arange(math.prod(shape)).reshape(shape)[key]


def _taken(x: str, key: str, *, call: Call) -> str:
    if _is_plain(call.args[1]):
        return f"{x}[{key}]"
    places = _places(call.args[1], call.given)
    return f"torch.reshape(torch.reshape({x}, (-1,))[{_constant(places.ravel())}], {places.shape})"


def _placed(x: str, key: str, shape: str, *, call: Call) -> str:
    parts = call.args[1] if isinstance(call.args[1], tuple) else (call.args[1],)
    zeros = f"torch.zeros({{}}, dtype={x}.dtype, device={x}.device)"
    if any(isinstance(part, Ref) for part in parts):
        whole = key if len(parts) > 1 else f"{key},"
        return f"{zeros.format(shape)}.index_put(({whole}), {x}, accumulate=True)"
    places = _places(call.args[1], call.args[2])
    size = math.prod(call.args[2])
    at = f"{_constant(np.asarray(places).ravel())}.to({x}.device)"
    text = f"{zeros.format((size,))}.index_add(0, {at}, torch.reshape({x}, (-1,)))"
    return f"torch.reshape({text}, {shape})"


def _added(whole: str, x: str, key: str, *, call: Call) -> str:
    places = replace(call, args=(call.args[1], call.args[2], call.shape))
    return f"{whole} + {_placed(x, key, repr(call.shape), call=places)}"


def _trace(x: str, offset: str = "0", axis1: str = "0", axis2: str = "1", *, call: Call) -> str:
    return f"torch.sum(torch.diagonal({x}, {offset}, {axis1}, {axis2}), dim=-1)"


TORCH = Dialect(
    "torch",
    "torch",
    ["import torch"],
    {
        "sum": _reduced("sum"),
        "mean": _reduced("mean"),
        "max": _reduced("amax"),
        "min": _reduced("amin"),
        "amax": _reduced("amax"),
        "amin": _reduced("amin"),
        "any": _one_by_one("any"),
        "all": _one_by_one("all"),
        "prod": _one_by_one("prod"),
        "argmax": lambda x, **given: _chosen(x, name="argmax", **given),
        "argmin": lambda x, **given: _chosen(x, name="argmin", **given),
        "transpose": _transposed,
        "where": _where,
        "getitem": _taken,
        "placed": _placed,
        "added": _added,
        "concatenate": lambda xs, axis="0", *, call: f"torch.cat({xs}, dim={axis})",
        "stack": lambda xs, axis="0", *, call: f"torch.stack({xs}, dim={axis})",
        "cumsum": lambda x, axis="0", *, call: f"torch.cumsum({x}, dim={axis})",
        "flip": lambda x, axis="None", *, call: f"torch.flip({x}, {tuple(_axes(call, axis))})",
        "expand_dims": lambda x, axis, *, call: f"torch.unsqueeze({x}, {axis})",
        "squeeze": lambda x, axis, *, call: f"torch.reshape({x}, {call.shape})",
        "take_along_axis": lambda x, at, axis, *, call: f"torch.take_along_dim({x}, {at}, {axis})",
        "trace": _trace,
        "cbrt": lambda x, *, call: f"torch.copysign(torch.abs({x}) ** (1 / 3), {x})",
    },
    _called,
    _constant,
    _number,
    answer=lambda text, shape, shared: text if text.isidentifier() else _array(text),
    reserved=(*keyword.kwlist, "float", "torch"),
)
