"""Structural zeros: adjoints that exist only where an operation took an element.

An element that `where`, an index or a maximum left out has no path to the result. Its adjoint is no
number 0, which an infinite slope would turn into NaN, but nothing: whatever multiplies it is not
looked at. The sweep uses these where plain numbers gave NaN, and wherever it records.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from ..support.arrays import numpy
from .primitive import find
from .recorded import Recorded

_following: ContextVar[bool] = ContextVar("following", default=False)


def where(on: Any, a: Any, b: Any) -> Any:
    """The operation of this name, which is entered by a module that imports this one."""
    return find("where")(on, a, b)


class Masked:
    """An adjoint that exists only where `on` holds: 0 elsewhere, whatever multiplies it."""

    __slots__ = ("on", "settled")
    __array_ufunc__ = None  # arrays leave `array + masked` to us

    def __init__(self, settled: Any, on: Any) -> None:
        self.settled, self.on = settled, on

    def __mul__(self, partial: Any) -> Masked:
        return Masked(where(self.on, self.settled * partial, 0.0), self.on)

    def __add__(self, other: Any) -> Any:
        # Where the mask is off nothing is added, not even 0: that would turn -0.0 into 0.0.
        if other is NOWHERE:
            return self
        if not isinstance(other, Masked):
            return where(self.on, self.settled + other, other)
        both = where(other.on, self.settled + other.settled, self.settled)
        return Masked(where(self.on, both, other.settled), logical_or(self.on, other.on))

    __radd__ = __add__


def logical_not(on: Any) -> Any:
    """Where a mask does not hold."""
    return on.logical_not() if _unknown(on) else numpy().logical_not(on)


def logical_and(a: Any, b: Any) -> Any:
    """Where both of two masks hold."""
    return a & b if _unknown(a) or _unknown(b) else numpy().logical_and(a, b)


def logical_or(a: Any, b: Any) -> Any:
    """Where either of two masks holds."""
    return a | b if _unknown(a) or _unknown(b) else numpy().logical_or(a, b)


def _unknown(mask: Any) -> bool:
    """Whether a mask is a condition on symbols."""
    return isinstance(mask, Recorded)


class Nowhere:
    """The adjoint of a number that no path leads to: 0, whatever multiplies it."""

    __slots__ = ()
    __array_ufunc__ = None
    settled = 0.0

    def __mul__(self, partial: Any) -> Nowhere:
        return self

    def __add__(self, other: Any) -> Any:
        return other

    __rmul__, __radd__ = __mul__, __add__


NOWHERE = Nowhere()


def in_structural_zeros(node: Recorded) -> bool:
    """Whether structural zeros are kept in what is recorded from `node`: in symbols when asked."""
    return node.primal is not None or _following.get()


@contextmanager
def following() -> Iterator[None]:
    """A block in which what is recorded of symbols has structural zeros, too."""
    token = _following.set(True)
    try:
        yield
    finally:
        _following.reset(token)


def taken(partial: Any) -> Any:
    """Where an operation that chooses took an argument: where its partial is not 0."""
    known = getattr(partial, "primal", partial)
    return partial != 0.0 if known is None else known != 0.0


def masked(term: Any, on: Any) -> Any:
    """What an adjoint contributes, and nothing where `on` does not hold."""
    if term is None or term is NOWHERE:
        return term
    if not _unknown(on):
        if not getattr(on, "shape", ()):
            return term if on else NOWHERE
        if on.all():
            return term
    if isinstance(term, Masked):
        return Masked(where(on, term.settled, 0.0), logical_and(term.on, on))
    return Masked(where(on, term, 0.0), on)


def settled(adjoint: Any) -> Any:
    """An adjoint as a number or array."""
    return getattr(adjoint, "settled", adjoint)
