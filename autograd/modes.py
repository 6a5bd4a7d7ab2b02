"""Switches for how operations behave inside a `with` block.

`no_grad()` records nothing, `ieee()` returns inf and NaN where Python would raise, `anomaly()`
stops where a NaN is born. Each is invisible to other threads and tasks, may be nested, serves as
a decorator too, and is restored however the block is left.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ContextDecorator
from contextvars import ContextVar
from functools import wraps
from inspect import iscoroutinefunction, isgeneratorfunction
from typing import Any, TypeVar, cast

from .errors import OperandError

F = TypeVar("F", bound=Callable[..., Any])

# Reading a ContextVar costs as much as a multiplication, so the hot path first looks at `active`,
# which is empty while no block is open in any thread.
active: list[str] = []

# How many blocks of each kind are open here: counting lets one block object be entered twice.
_no_grad: ContextVar[int] = ContextVar("no_grad", default=0)
_ieee: ContextVar[int] = ContextVar("ieee", default=0)
_anomaly: ContextVar[int] = ContextVar("anomaly", default=0)


class Block(ContextDecorator):
    """A `with` block, or a decorator, in which a mode is on."""

    def __init__(self, mode: ContextVar[int]) -> None:
        self.mode = mode

    def __enter__(self) -> None:
        active.append(self.mode.name)
        self.mode.set(self.mode.get() + 1)

    def __exit__(self, *_: object) -> None:
        self.mode.set(self.mode.get() - 1)
        active.remove(self.mode.name)

    def __call__(self, function: F) -> F:
        if isgeneratorfunction(function):
            raise OperandError(
                f"{self.mode.name}() cannot wrap the generator {function.__name__}: its body runs "
                "in whatever block its user is in; open the block inside it"
            )
        if not iscoroutinefunction(function):
            return super().__call__(function)

        @wraps(function)
        async def within(*args: Any, **options: Any) -> Any:
            with self:
                return await function(*args, **options)

        return cast("F", within)


def no_grad() -> Block:
    """Compute without recording: results are leaves.

    >>> from autograd import Value, no_grad
    >>> x = Value(3.0)
    >>> with no_grad():
    ...     (x * x).op is None
    True
    """
    return Block(_no_grad)


def ieee() -> Block:
    """Give inf and NaN outside a domain, as NumPy and compiled code do, instead of raising.

    >>> from autograd import Value, ieee
    >>> with ieee():
    ...     (Value(1.0) / 0.0).data
    inf
    """
    return Block(_ieee)


def anomaly() -> Block:
    """Raise `AnomalyError` where a NaN or an infinite gradient is born.

    The error names the node, the line that made it, both factors of the product that failed and,
    where there is one, the stable primitive to use instead.

    >>> from autograd import Value, anomaly, sqrt
    >>> x = Value(0.0, name="x")
    >>> with anomaly():
    ...     (sqrt(x) ** 2).backward()
    Traceback (most recent call last):
        ...
    autograd.errors.AnomalyError: ...
    """
    return Block(_anomaly)


def recording() -> bool:
    """Whether operations are recorded here."""
    return not (active and _no_grad.get())


def is_ieee() -> bool:
    """Whether an `ieee` block is open here."""
    return bool(active and _ieee.get())


def is_anomaly() -> bool:
    """Whether an `anomaly` block is open here."""
    return bool(active and _anomaly.get())
