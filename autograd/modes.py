"""Switches for how operations behave inside a `with` block.

`no_grad()` records nothing, `ieee()` returns inf and NaN where Python would raise, `anomaly()`
stops where a NaN is born. Each is invisible to other threads and tasks, may be nested, serves as
a decorator too, and is restored however the block is left.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

# Reading a ContextVar costs as much as a multiplication, so the hot path first looks at `active`,
# which is empty while no block is open in any thread.
active: list[str] = []

_no_grad: ContextVar[bool] = ContextVar("no_grad", default=False)
_ieee: ContextVar[bool] = ContextVar("ieee", default=False)
_anomaly: ContextVar[bool] = ContextVar("anomaly", default=False)


@contextmanager
def _switched_on(mode: ContextVar[bool]) -> Iterator[None]:
    token = mode.set(True)
    active.append(mode.name)
    try:
        yield
    finally:
        active.remove(mode.name)
        mode.reset(token)


@contextmanager
def no_grad() -> Iterator[None]:
    """Compute without recording: results are leaves.

    >>> from autograd import Value, no_grad
    >>> x = Value(3.0)
    >>> with no_grad():
    ...     (x * x).op is None
    True
    """
    with _switched_on(_no_grad):
        yield


@contextmanager
def ieee() -> Iterator[None]:
    """Give inf and NaN outside a domain, as NumPy and compiled code do, instead of raising.

    >>> from autograd import Value, ieee
    >>> with ieee():
    ...     (Value(1.0) / 0.0).data
    inf
    """
    with _switched_on(_ieee):
        yield


@contextmanager
def anomaly() -> Iterator[None]:
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
    with _switched_on(_anomaly):
        yield


def recording() -> bool:
    """Whether operations are recorded here."""
    return not (active and _no_grad.get())


def is_ieee() -> bool:
    """Whether an `ieee` block is open here."""
    return bool(active) and _ieee.get()


def is_anomaly() -> bool:
    """Whether an `anomaly` block is open here."""
    return bool(active) and _anomaly.get()
