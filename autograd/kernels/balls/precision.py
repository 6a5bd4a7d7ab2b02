"""How many bits balls are computed with, one precision at a time.

>>> with precision(128):
...     flint().ctx.prec
128
"""

from __future__ import annotations

import functools
from collections.abc import Iterator
from contextlib import contextmanager
from threading import RLock
from types import ModuleType

from autograd.errors import MissingDependency

_one_precision_at_a_time = RLock()


@functools.cache
def flint() -> ModuleType:
    """The python-flint package, imported when it is first needed."""
    try:
        import flint as found
    except ImportError as error:
        raise MissingDependency(
            "certified arithmetic needs python-flint: pip install python-flint"
        ) from error
    return found


@contextmanager
def series_to(order: int) -> Iterator[None]:
    """Compute power series in the block as far as to this power."""
    context = flint().ctx
    with _one_precision_at_a_time:
        before = context.cap
        context.cap = order + 1
        try:
            yield
        finally:
            context.cap = before


@contextmanager
def precision(bits: int) -> Iterator[None]:
    """Compute with this many bits in the block; the precision before is restored."""
    context = flint().ctx
    with _one_precision_at_a_time:
        before = context.prec
        context.prec = bits
        try:
            yield
        finally:
            context.prec = before
