"""One evaluation of a function with fresh nodes for the arguments of interest."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from ..engine.backward import gradients
from ..engine.blocks import Block, Mode
from ..engine.node import Node
from ..engine.scalars import is_real
from ..errors import OperandError, ShapeError
from ..ops.arithmetic import identity
from ..ops.axes import shape_of
from ..support.containers import leaves_of, tree_map
from ..values.tensor import Tensor
from ..values.value import Value

Function = Callable[..., Any]

inside = Mode("inside_a_transform", set())


# A nested transform must tell its own x from the same x outside: it differentiates with respect
# to a fresh node, so d/dx [x * d/dy(x*y) at y=x] is 6 at 3, not 12.
def _fresh(leaf: Any) -> Node:
    if isinstance(leaf, Node):
        return identity(leaf)  # type: ignore[no-any-return]
    return Value(leaf) if is_real(leaf) else Tensor(leaf)


class Run:
    """One evaluation of a function with fresh nodes for the arguments of interest."""

    def __init__(self, f: Function, args: Sequence[Any], argnums: int | Sequence[int]) -> None:
        self.nested = inside.innermost() is not None or holds_a_node(list(args))
        chosen = (argnums,) if isinstance(argnums, int) else tuple(argnums)
        for i in chosen:
            if not -len(args) <= i < len(args):
                raise OperandError(f"argnums asks for argument {i} of {len(args)}")
        trees = [tree_map(_fresh, args[i]) for i in chosen]
        self.tree = trees[0] if isinstance(argnums, int) else tuple(trees)
        self.xs: list[Node] = leaves_of(self.tree)
        replaced = list(args)
        for i, tree in zip(chosen, trees, strict=True):
            replaced[i] = tree
        with Block(inside):
            self.y = f(*replaced)

    def scalar(self, name: str) -> Node:
        """The result, which must be one number."""
        if isinstance(self.y, (list, tuple, dict)):
            kind = type(self.y).__name__
            raise ShapeError(f"{name} wants one number as the result; got a {kind}")
        y = as_node(self.y)
        if shape_of(y.primal) not in {(), (1,)}:
            raise ShapeError(
                f"{name} wants a function with one number as its result; got shape "
                f"{shape_of(y.primal)}: use jacobian, or reduce it with .sum()"
            )
        return y

    def slopes(self, y: Node, *, record: bool, seed: Any = None) -> list[Any]:
        """dy/dx for every x."""
        return gradients(y, self.xs, record=record, seed=seed, allow_unused=True)

    def out(self, tree: Any, nested: bool = False) -> Any:
        """A result as the caller sees it: plain numbers and arrays unless nested."""
        return tree if nested or self.nested else tree_map(_plain, tree)


def holds_a_node(tree: Any) -> bool:
    """Whether an argument is recorded already: then so are the results."""
    return any(isinstance(leaf, Node) for leaf in leaves_of(tree))


def as_node(y: Any) -> Node:
    """A result as a node: what a function returns without having computed it is a constant."""
    if isinstance(y, Node):
        return y
    return Tensor(y) if shape_of(y) else Value(y)


def _plain(leaf: Any) -> Any:
    return leaf.primal if isinstance(leaf, Node) else leaf
