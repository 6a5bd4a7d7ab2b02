"""A certified enclosure of every primitive, read off its registry entry.

`enclosure(op)` takes balls to a ball that holds the primitive's value for every choice of
arguments in the balls. It raises `Undefined` where there certainly is none, and returns a ball
that is not finite where this precision cannot tell. A primitive that is a formula of others has
its `definition` instead: see `program.py`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from functools import lru_cache
from typing import Any, TypeAlias

from ...engine.nary import Nary
from ...engine.primitive import REGISTRY, Primitive
from ...errors import OperandError
from ...support.domain import Domain, Interval
from ...values.symbol import Symbol
from .balls import UNDEFINED, Ball, Undefined, exact, flint

Enclosure: TypeAlias = Callable[..., Ball]


@lru_cache(maxsize=1024)
def enclosure(op: Primitive) -> Enclosure:
    """The function of balls that encloses `op`.

    Raises `OperandError` for an operation of the user's own that does not say what it is.

    >>> from autograd.checking.certified.balls import precision
    >>> from autograd.ops.elementary import sqrt
    >>> with precision(64):
    ...     enclosure(sqrt)(exact(4))
    2.00000000000000000
    """
    return _within(op.domain, _of_many(op) if isinstance(op, Nary) else _anywhere(op))


def _anywhere(op: Primitive) -> Enclosure:
    """The enclosure, its domain left aside."""
    if op.ball is not None:
        return op.ball
    method: Enclosure | None = getattr(flint().arb, op.name, None)
    if method is not None and REGISTRY.get(op.name) is op:  # cot of the user's may be another
        return method
    raise OperandError(
        f"{op.name} has no certified enclosure, so formulas that use it cannot be verified: say "
        "what it is in autograd's own functions, @primitive(…, definition=lambda x: sin(x) / x)"
    )


def _of_many(op: Nary) -> Enclosure:
    function = _anywhere(op)
    return lambda *xs: function(xs) if xs else exact(Fraction(op.on_floats()))


@lru_cache(maxsize=1024)
def definition(op: Primitive, count: int) -> tuple[list[Symbol], Any] | None:
    """The arguments and the formula that define `op`; None if it is no formula of others."""
    if op.definition is None or op.ball is not None:
        return None
    xs = [Symbol(f"x{k}") for k in range(count)]
    return xs, op.definition(xs) if isinstance(op, Nary) else op.definition(*xs)


# ---- Domains ------------------------------------------------------------------------------------


def guard(op: Primitive) -> Enclosure:
    """The last of its arguments; Undefined where the others are outside the domain of `op`."""
    return _within(op.domain, lambda *xs: xs[-1])


def _within(domain: Domain | None, function: Enclosure) -> Enclosure:
    """`function`, Undefined where the arguments certainly are outside the domain."""
    if domain is None:
        return function
    test, arity = domain.test, len(domain.intervals)
    outside = [(k, beyond) for k, each in enumerate(domain.intervals) for beyond in _ends(each)]

    def guarded(*xs: Ball) -> Ball:
        """The value where the function has one; `Undefined` where it certainly has none."""
        for k, beyond in outside:
            if beyond(xs[k]):
                raise Undefined
        y = function(*xs)
        # A finite enclosure is a value; where there is none, exact arguments may tell why.
        if test is None or y.is_finite() or not all(x.is_exact() for x in xs[:arity]):
            return y
        if not test(*map(_rational, xs[:arity])):
            raise Undefined
        return y

    return guarded


def _ends(interval: Interval) -> Iterator[Callable[[Ball], bool]]:
    """Tests that a ball certainly lies below an interval, or above it."""
    low, high = interval.low, interval.high
    if low > -float("inf"):
        yield (lambda x: x <= low) if interval.open_low else (lambda x: x < low)
    if high < float("inf"):
        yield (lambda x: x >= high) if interval.open_high else (lambda x: x > high)


def _rational(x: Ball) -> Fraction:
    found = x.fmpq()
    return Fraction(int(found.p), int(found.q))


# ---- Ties ---------------------------------------------------------------------------------------


def gap(tie: Callable[..., Any], args: list[Any]) -> Any:
    """How far numbers are from a tie, exactly 0 at one; `UNDEFINED` where that has no meaning."""
    try:
        return tie(*args)
    except Undefined:
        return UNDEFINED
