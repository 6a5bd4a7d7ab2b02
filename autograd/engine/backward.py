"""The chain rule, written once: for floats, for arrays, and for nodes.

`sweep` walks a graph backwards from its root and multiplies each adjoint by the local partials;
with `record=True` the adjoints are themselves nodes, ready to be differentiated again, drawn or
compiled. `forward.push` walks it forwards with tangents and reads the same rules.

A graph is first swept in plain numbers. Where that gives NaN, it is swept again with structural
zeros (see `masks`): what an index, a mask or a maximum left out has no path, and no infinite slope
on the way can reach it. Recorded adjoints have them from the start, for their own derivatives.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from math import isnan
from operator import attrgetter
from threading import Lock
from typing import Any

from ..errors import AutogradError, OperandError, RuleError, UnreachableError
from ..support.arrays import ieee_arithmetic
from .inspection import watch
from .masks import NOWHERE, in_structural_zeros, masked, settled, taken
from .modes import active, is_anomaly
from .node import Node
from .primitive import EACH_OTHER, MANY, ONES, Primitive
from .structural import Structural
from .walks import ancestors

Nodes = dict[int, Node]
Adjoints = dict[int, Any]

_accumulating = Lock()
if hasattr(os, "register_at_fork"):
    # A child forked while some thread is accumulating would wait for that thread for ever.
    os.register_at_fork(
        before=_accumulating.acquire,
        after_in_parent=_accumulating.release,
        after_in_child=_accumulating.release,
    )


def sweep(
    root: Node, seed: Any, *, record: bool = False, oldest: int = 0
) -> tuple[Nodes, Adjoints]:
    """Reverse mode: every node `root` depends on, and `seed` times d(root)/d(node) for each.

    Both are keyed by serial; a node that no path of derivatives reaches has no adjoint. With
    `record=True` the adjoints are nodes. Nodes older than `oldest` are left out. Nothing is
    changed: see `accumulate`.
    """
    nodes = ancestors(root, oldest)
    if record and in_structural_zeros(root) and _leaves_out(nodes):
        adjoints = _follow(root, seed, nodes, record)
    elif root.on_arrays and not record:
        with ieee_arithmetic():
            adjoints = _sweep(root, seed, nodes, record)
            if _has_nan(nodes, adjoints, oldest) and _leaves_out(nodes):
                adjoints = _follow(root, seed, nodes, record)
    else:
        adjoints = _sweep(root, seed, nodes, record)
        if not record and (total := sum(adjoints.values())) != total and _leaves_out(nodes):
            adjoints = _follow(root, seed, nodes, record)
    if active and is_anomaly():
        watch(nodes, adjoints)
    return nodes, adjoints


def _sweep(root: Node, seed: Any, nodes: Nodes, record: bool) -> Adjoints:
    adjoints: Adjoints = {root._serial: seed}
    node = root
    try:
        for serial in sorted(nodes, reverse=True):
            node = nodes[serial]
            op = node._operation
            if op is None:
                continue
            try:
                g = adjoints[serial]
            except KeyError:
                continue  # no path of derivatives leads here
            # The lanes below are `op.pull` spelled out: most nodes have one or two arguments, and
            # a call and a list for each would double the time of a sweep. Nor is the lane of two
            # a function: that call alone took 4 to 14 % of it.
            lane = op.lane
            if lane == 2:
                left, right = node._left, node._right
                on_left, on_right = left.__class__ is not float, right.__class__ is not float
                slopes = op.slopes
                if slopes is ONES:
                    to_left = to_right = g
                elif slopes is EACH_OTHER and not record:
                    to_left = g * (right._primal if on_right else right) if on_left else None
                    to_right = g * (left._primal if on_left else left) if on_right else None
                elif slopes is not None and slopes is not EACH_OTHER:
                    to_left, to_right = g * slopes[0], g * slopes[1]
                else:
                    if record:
                        a, b, y = left, right, node
                    else:
                        a = left._primal if on_left else left
                        b = right._primal if on_right else right
                        y = node._primal
                    try:
                        to_left = g * op.rules[0](a, b, y) if on_left else None
                        to_right = g * op.rules[1](a, b, y) if on_right else None
                    except (ArithmeticError, ValueError):
                        to_left, to_right = op.pull(node, g, record)
                if on_left:
                    k = left._serial
                    adjoints[k] = adjoints[k] + to_left if k in adjoints else to_left
                if on_right:
                    k = right._serial
                    adjoints[k] = adjoints[k] + to_right if k in adjoints else to_right
            elif lane == 1:
                left = node._left
                try:
                    rule = op.rules[0]
                    to_left = g * (rule(left, node) if record else rule(left._primal, node._primal))
                except (ArithmeticError, ValueError):
                    (to_left,) = op.pull(node, g, record)
                k = left._serial
                adjoints[k] = adjoints[k] + to_left if k in adjoints else to_left
            else:
                _add(adjoints, node.args, op.pull(node, g, record), lane == MANY)
    except (AutogradError, MemoryError):
        raise
    except Exception as error:
        raise RuleError(_rule_failed(node, error)) from error
    return adjoints


def _has_nan(nodes: Nodes, adjoints: Adjoints, oldest: int) -> bool:
    """Whether a NaN has come as far as the leaves, or anywhere if the sweep ended above them."""
    ends = (g for serial, g in adjoints.items() if oldest or nodes[serial].op is None)
    return any(isnan(settled(g).sum()) for g in ends)


def _leaves_out(nodes: Nodes) -> bool:
    """Whether an operation may leave out what it was given."""
    return any(
        op is not None and (op.chooses or isinstance(op, Structural))
        for op in map(attrgetter("op"), nodes.values())
    )


def _follow(root: Node, seed: Any, nodes: Nodes, record: bool) -> Adjoints:
    """`_sweep` with structural zeros."""
    adjoints: Adjoints = {root.serial: seed}
    node = root
    try:
        for serial in sorted(nodes, reverse=True):
            node = nodes[serial]
            if node.op is not None and serial in adjoints:
                terms = _followed(node.op, node, adjoints[serial], record)
                _add(adjoints, node.args, terms, many=False)
    except (AutogradError, MemoryError):
        raise
    except Exception as error:
        raise RuleError(_rule_failed(node, error)) from error
    return adjoints


def _followed(op: Primitive, node: Node, g: Any, record: bool) -> list[Any]:
    if g is NOWHERE:
        paths = op.rules or node.args
        return [None if each is None else NOWHERE for each in paths]
    terms = op.follow(node, g, record)
    if not op.chooses:
        return terms
    partials = op.partials(node, record)
    return [masked(term, taken(d)) for term, d in zip(terms, partials, strict=True)]


def _add(adjoints: Adjoints, args: Sequence[Any], terms: Sequence[Any], many: bool) -> None:
    """Give each node among `args` its term; with `many`, all of them are nodes or floats."""
    for arg, term in zip(args, terms, strict=True):
        if arg.__class__ is float or term is None:
            continue
        if many or isinstance(arg, Node):
            k = arg._serial
            adjoints[k] = adjoints[k] + term if k in adjoints else term


def _rule_failed(node: Node, error: Exception) -> str:
    return (
        f"the rule of {node.op!r} failed at {node.describe()}: {type(error).__name__}: {error}; "
        "a rule takes the arguments and the result and returns the local derivative, a number"
    )


def accumulate(nodes: Nodes, adjoints: Adjoints) -> None:
    """Add adjoints into `.grad` of leaves and show them on the nodes between.

    All of them change or, on an interrupt or an error, none: the new gradients are computed
    first, and the assignments are one call that no signal handler can divide.
    """
    with _accumulating:
        reached, grads = [], []
        for serial, g in adjoints.items():
            node = nodes[serial]
            reached.append(node)
            fresh = node._operation is not None or (node.grad is None and not node.on_arrays)
            grads.append(g if fresh and g.__class__ is float else node.new_grad(g))
        any(map(_set_grad, reached, grads))


_set_grad = Node.__dict__["grad"].__set__


def _listed(y: Any, xs: Any) -> list[Node]:
    found: list[Any] = list(xs) if hasattr(xs, "__iter__") and not isinstance(xs, Node) else [None]
    if not all(isinstance(x, Node) for x in (y, *found)):
        raise OperandError("gradients takes a node and a list of nodes: gradients(y, [x])")
    return found


def gradients(
    y: Node,
    xs: Sequence[Node],
    *,
    record: bool = False,
    seed: Any = None,
    allow_unused: bool = False,
) -> list[Any]:
    """dy/dx for each x in `xs`, nodes of a graph that exists already; `.grad` is left alone.

    With `record=True` the results are nodes that can be differentiated again. `seed` weighs the
    elements of a `y` that is an array. Raises `UnreachableError` for an x that `y` was not
    computed from, unless `allow_unused`: then its gradient is 0.

    >>> from autograd import Value
    >>> x = Value(3.0, name="x")
    >>> (slope,) = gradients(x * x * x, [x], record=True)
    >>> slope.data, gradients(slope, [x])
    (27.0, [18.0])
    """
    xs = _listed(y, xs)
    oldest = min((x.serial for x in xs), default=y.serial)
    nodes, adjoints = sweep(y, y.seed(seed, record), record=record, oldest=oldest)
    for x in xs:
        if x.serial not in nodes and not allow_unused:
            raise UnreachableError(
                f"{y.describe()} was not computed from {x.describe()}, so no path of derivatives "
                "leads there; pass allow_unused=True to get 0"
            )
    return [x.as_gradient(adjoints.get(x.serial), record) for x in xs]
