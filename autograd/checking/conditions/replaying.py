"""A graph with some of its nodes replaced, all that does not hang on them being shared.

>>> x, y = Symbol("x"), Symbol("y")
>>> product = x * (y + 1.0)
>>> replayed([product, y], {x.serial: y})[product.serial].args[0] is y
True
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from ...engine.node import Node
from ...engine.walks import between
from ...support.deadlines import work
from ...values.symbol import Symbol

Replaced = Mapping[int, Symbol]  # by serial


def replayed(roots: Iterable[Any], new: Replaced) -> dict[int, Symbol]:
    """By serial what becomes of the nodes that hang on replaced ones, and of these."""
    found = dict(new)
    for serial, node in between(roots, new).items():
        if serial not in found and any(_serial(arg) in found for arg in node.args):
            work(6)
            assert node.op is not None
            args = tuple(found.get(_serial(arg), arg) for arg in node.args)
            found[serial] = Symbol.record(node.op, args)
    return found


def _serial(arg: Any) -> int:
    return arg.serial if isinstance(arg, Node) else -1
