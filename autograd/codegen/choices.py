"""What is known of choices and conditions before any number is: rewrites of their steps."""

from __future__ import annotations

from collections.abc import Callable

from ..engine.primitive import Primitive
from ..ops.choice import where
from ..values.symbol import AND, CONDITIONS, NOT, OR, Condition
from .program import Operand, Step

Args = tuple[Operand, ...]
Source = Callable[[Operand], Step | None]  # the step an operand came from
Rewrite = Callable[[Args, Source], Step | Operand]


def _not(args: Args, source: Source) -> Step | Operand:
    step = source(args[0])
    return step[1][0] if step and step[0] is NOT else (NOT, args)


def _where(args: Args, source: Source) -> Step | Operand:
    """Of a choice inside a choice by the same condition, only one branch can be taken."""
    condition, a, b = args
    if condition.__class__ is float:
        return a if condition else b
    turned = source(condition)
    if turned and turned[0] is NOT:
        condition, a, b = turned[1][0], b, a
    from_a, from_b = source(a), source(b)
    if from_a and from_a[0] is where and from_a[1][0] == condition:
        a = from_a[1][1]
    if from_b and from_b[0] is where and from_b[1][0] == condition:
        b = from_b[1][2]
    return a if repr(a) == repr(b) else (where, (condition, a, b))


def _and(args: Args, source: Source) -> Step | Operand:
    return _connected(AND, args, neutral=1.0)


def _or(args: Args, source: Source) -> Step | Operand:
    return _connected(OR, args, neutral=0.0)


def _connected(op: Primitive, args: Args, neutral: float) -> Step | Operand:
    """A connective, one side of which may be known: it leaves the other, or decides alone."""
    known = [x for x in args if x.__class__ is float]
    if not known:
        return op, args
    other = args[0] if args[1] is known[0] else args[1]
    return other if known[0] == neutral else known[0]


def _compared(test: Condition) -> Rewrite:
    """A condition beside 1 or 0, or any number, is known, or the condition itself, or its opposite.

    Machines that keep conditions apart from numbers have no such comparison.
    """

    def rewrite(args: Args, source: Source) -> Step | Operand:
        a, b = args
        left, right = (_is_condition(source(x)) for x in args)
        if left and b.__class__ is float:
            condition, answers = a, [test.on_floats(x, b) for x in (0.0, 1.0)]
        elif right and a.__class__ is float:
            condition, answers = b, [test.on_floats(a, x) for x in (0.0, 1.0)]
        else:
            return test, args
        if answers[0] == answers[1]:
            return float(answers[0])
        return condition if answers[1] else _not((condition,), source)

    return rewrite


def _is_condition(step: Step | None) -> bool:
    return step is not None and isinstance(step[0], Condition)


CHOICES: dict[Primitive, Rewrite] = {
    NOT: _not,
    AND: _and,
    OR: _or,
    where: _where,
    **{test: _compared(test) for test in CONDITIONS.values()},
}
