"""A step of a loop as people write it, on trees, and what is wrong with one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from ..errors import OperandError, ShapeError
from ..support.containers import leaves_of, like, tree_map
from .lanes import Lanes


def check_count(name: str, count: Any, least: int) -> None:
    """Refuse what is no number of steps."""
    if isinstance(count, bool) or not isinstance(count, int) or count < least:
        raise OperandError(f"{name} is a whole number from {least} on; got {count!r:.60}")


@dataclass(frozen=True)
class Step:
    """A step as people write it, on trees."""

    name: str
    function: Callable[[Any, Any], Any]
    carry: Any
    lanes: Lanes

    @cached_property
    def width(self) -> int:
        """The number of leaves of the carry."""
        return len(leaves_of(self.carry))

    def __post_init__(self) -> None:
        if not callable(self.function):
            raise OperandError(
                f"{self.name} takes the step first: {self.name}(lambda c, x: …, carry, xs)"
            )

    @cached_property
    def structure(self) -> Any:
        """The tree of the carry, nothing in the place of its leaves."""
        return tree_map(_nothing, self.carry)

    @cached_property
    def shapes(self) -> list[tuple[int, ...]]:
        """The shapes of the leaves of the carry."""
        return [tuple(getattr(x, "shape", ())) for x in leaves_of(self.carry)]

    def answer(self, inputs: Sequence[Any]) -> tuple[Any, Any]:
        """The carry after the step, and y."""
        given = list(inputs)
        carry = like(self.carry, given[: self.width])
        answer = self.function(carry, like(self.lanes.tree, given[self.width :]))
        if not isinstance(answer, tuple) or len(answer) != 2:
            raise OperandError(
                f"a step of {self.name} returns two things, (carry, y), where y may be None; got a "
                f"{type(answer).__name__}"
            )
        carry, y = answer
        self._check(carry)
        return carry, y

    def __call__(self, inputs: Sequence[Any]) -> list[Any]:
        """The leaves of the carry after the step, and those of y."""
        carry, y = self.answer(inputs)
        return [*leaves_of(carry), *(leaf for leaf in leaves_of(y) if leaf is not None)]

    def _check(self, after: Any) -> None:
        if tree_map(_nothing, after) != self.structure:
            raise ShapeError(
                f"a step of {self.name} gives back a carry of the structure that it was given: "
                f"{_told(self.carry)}; got {_told(after)}"
            )
        for old, new in zip(self.shapes, leaves_of(after), strict=True):
            shape = getattr(new, "shape", ())
            if shape != old:
                raise ShapeError(
                    f"the carry of {self.name} has shape {old} before a step and "
                    f"{shape} after it: begin with an array of the shape that steps give"
                )


def _nothing(_: Any) -> None:
    """What stands for a leaf where only the structure counts."""


def _told(tree: Any) -> str:
    """The structure of a tree, its numbers as dots."""
    return str(tree_map(lambda _: ..., tree)).replace("Ellipsis", "…")
