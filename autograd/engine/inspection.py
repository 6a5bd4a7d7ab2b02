"""Finding where a NaN or an infinity was born: what `anomaly()` says."""

from __future__ import annotations

from collections.abc import Iterable
from math import isfinite
from typing import Any

from ..errors import AnomalyError
from ..support.arrays import numpy
from .callers import users_frame
from .node import Node

# The unstable spelling a NaN is usually born in, and the primitive that has no such hole.
STABLE = {
    "sqrt": "hypot, norm or abs when squares go in",
    "log": "log1p, xlogy, log_sigmoid or logsumexp",
    "exp": "softplus, logsumexp, sigmoid or log_softmax",
    "div": "softmax, sigmoid, xlogy or where",
    "pow": "square, hypot or where",
    "mul": "xlogy when a factor is a logarithm, or where",
    "sub": "logaddexp or logsumexp when both sides overflow",
}


def finite(number: Any) -> bool:
    """Whether every element of a number or array is finite."""
    number = getattr(number, "primal", number)
    if number is None:
        return True
    if isinstance(number, float):
        return isfinite(number)
    return bool(numpy().isfinite(number).all())


def newborn(y: Any, xs: Iterable[Any]) -> bool:
    """Whether y holds a NaN that none of `xs` has, or an infinity although they are finite."""
    return not finite(y) and not any(map(_has_nan if _has_nan(y) else _beyond, xs))


def _has_nan(number: Any) -> bool:
    return number != number if isinstance(number, float) else bool(numpy().isnan(number).any())


def _beyond(number: Any) -> bool:
    return not finite(number)


def watch(nodes: dict[int, Node], adjoints: dict[int, Any]) -> None:
    """Raise `AnomalyError` at the first adjoint that is not finite, in the order of the sweep."""
    for serial in sorted(adjoints, reverse=True):
        settled = getattr(adjoints[serial], "settled", adjoints[serial])
        if finite(settled) or serial not in nodes:
            continue
        child = nodes[serial]
        users = (n for n in nodes.values() if any(arg is child for arg in n.args))
        for user in sorted(users, key=lambda n: n.serial, reverse=True):
            _blame(user, child, adjoints)
        raise AnomalyError(f"the gradient of {child.describe()} is {_show(settled)}")


def _blame(user: Node, child: Node, adjoints: dict[int, Any]) -> None:
    if user.op is None or user.serial not in adjoints:
        return
    g = adjoints[user.serial]
    terms = user.op.pull(user, g, False)
    for i, (arg, term) in enumerate(zip(user.args, terms, strict=True)):
        if arg is not child or finite(getattr(term, "settled", term)):
            continue
        d = user.op.partials(user)[i] if user.op.rules else None
        product = f"{_show(g)} · {_show(d)}" if d is not None else "its adjoint through the vjp"
        raise AnomalyError(
            f"the gradient of {child.describe()} became {_show(term)} at {user.describe()}: "
            f"d(root)/d({user.describe()}) · local derivative = {product}{advice(user, child)}"
        )


def advice(*nodes: Node) -> str:
    """Which stable primitive to use instead, if one of the nodes is a usual suspect."""
    for node in nodes:
        if node.op is not None and node.op.name in STABLE:
            return f"; use {STABLE[node.op.name]}"
    return ""


def born(node: Node) -> AnomalyError:
    """The error for a result that is not finite although its arguments are."""
    frame = users_frame()
    place = f"{frame.f_code.co_filename}:{frame.f_lineno}"
    factors = ", ".join(_show(getattr(arg, "primal", arg)) for arg in node.args)
    return AnomalyError(
        f"{_show(node.primal)} was born in {node.describe()} at {place}, "
        f"from {factors}{advice(node)}"
    )


def _show(number: Any) -> str:
    number = getattr(number, "primal", number)
    return f"{number:.6g}" if isinstance(number, float) else str(number)
