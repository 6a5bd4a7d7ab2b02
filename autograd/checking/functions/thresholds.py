"""The numbers that stand in a function, since it may change its ways there.

>>> __name__ = "mine"  # what is defined below belongs to no library
>>> limit = 7.5
>>> numbers_in([lambda x: 3.0 * x if x > limit else x])
[Fraction(0, 1), Fraction(15, 2), Fraction(3, 1)]
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from functools import partial
from math import isfinite
from types import CodeType, FunctionType, MethodType, ModuleType
from typing import Any

from ...engine.scalars import is_real, to_float

MOST_NUMBERS = 16
MOST_LOOKED_INTO = 300  # functions, lists and objects that belong to a function

_LIBRARIES = ("autograd", "numpy", "nn")


def numbers_in(functions: Iterable[Any]) -> list[Fraction]:
    """The numbers that functions hold: in their code, what they close over, and what they call.

    0 is always one of them. Libraries are not looked into.
    """
    found = {0.0: None}
    waiting = list(functions)
    seen: set[int] = set()
    for value in waiting:
        if len(found) > MOST_NUMBERS or len(seen) > MOST_LOOKED_INTO:
            break
        if is_real(value):
            number = to_float(value)
            found.update({number: None} if isfinite(number) else {})
        elif id(value) not in seen:
            seen.add(id(value))
            waiting.extend(_held(value))
    return [Fraction(number) for number in found]


def _held(value: Any) -> Iterator[Any]:
    """What a function, a list or an object of the user's own holds."""
    match value:
        case FunctionType() if not _is_of_a_library(value):
            yield from _of_function(value)
        case MethodType():
            yield from (value.__func__, value.__self__)
        case partial():
            yield from (value.func, *value.args, *value.keywords.values())
        case CodeType():
            yield from value.co_consts
        case tuple() | list():
            yield from value
        case dict():
            yield from value.values()
        case _ if _is_own_object(value):
            yield from (type(value).__call__, *vars(value).values())


def _of_function(function: FunctionType) -> Iterator[Any]:
    yield function.__code__
    yield from function.__defaults__ or ()
    yield from (cell.cell_contents for cell in function.__closure__ or () if _is_filled(cell))
    for code in _codes(function.__code__):
        for name in code.co_names:
            if name in function.__globals__:
                yield function.__globals__[name]


def _codes(code: CodeType) -> Iterator[CodeType]:
    """A function's code, and that of the functions defined in it."""
    yield code
    for each in code.co_consts:
        if isinstance(each, CodeType):
            yield from _codes(each)


def _is_filled(cell: Any) -> bool:
    try:
        return cell.cell_contents is not None
    except ValueError:
        return False


def _is_own_object(value: Any) -> bool:
    return (
        callable(value)
        and not isinstance(value, type | ModuleType)
        and hasattr(value, "__dict__")
        and not _is_of_a_library(type(value))
    )


def _is_of_a_library(value: Any) -> bool:
    module = getattr(value, "__module__", None) or ""
    return module.partition(".")[0] in _LIBRARIES
