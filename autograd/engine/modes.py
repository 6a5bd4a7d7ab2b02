"""Switches for how operations behave inside a `with` block.

`no_grad()` records nothing, `ieee()` returns inf and NaN where Python would raise, `anomaly()`
stops where a NaN is born. Each is invisible to other threads and tasks, may be nested, serves as
a decorator too, and ends with its block, whatever ends that: see `blocks`.
"""

from __future__ import annotations

from .blocks import Block, Mode, Turn

# The runs of such blocks in all threads: empty in the common case, which is all the hot path asks.
active: set[Turn] = set()

_no_grad = Mode("no_grad", active)
_ieee = Mode("ieee", active)
_anomaly = Mode("anomaly", active)


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
    return not (active and _no_grad.innermost())


def is_ieee() -> bool:
    """Whether an `ieee` block is open here."""
    return bool(active and _ieee.innermost())


def is_anomaly() -> bool:
    """Whether an `anomaly` block is open here."""
    return bool(active and _anomaly.innermost())
