"""What an operation knows of the graph that it is recorded in, which is built of operations.

Only this much: that an argument is recorded, its number, and the class that records the result.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar


class Recorded:
    """What every node is to an operation: `primal`, computed from `args`, or a leaf without any."""

    __slots__ = ()

    # In a mixed operation the class with the highest rank records the result.
    rank: ClassVar[int] = 0
    on_arrays: ClassVar[bool] = False
    array_class: ClassVar[Any] = None  # the class that joins such nodes into arrays

    if TYPE_CHECKING:

        @classmethod
        def record(cls, op: Any, args: tuple[Any, ...]) -> Any: ...
        @classmethod
        def accepts(cls, operand: Any) -> bool: ...
        @classmethod
        def constant(cls, number: Any) -> Any: ...
        @property
        def primal(self) -> Any: ...
        @property
        def args(self) -> tuple[Any, ...]: ...
        @property
        def name(self) -> str: ...
