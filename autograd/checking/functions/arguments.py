"""The arguments of a function that is to be checked: their names, their shapes, and which vary.

An argument is a number, or an array whose shape the domain states: `x in R^3`, `W in R^(2x3)`. Of a
large array some entries are looked at.
"""

from __future__ import annotations

import inspect
import random
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import prod
from typing import Any, TypeVar

from ...engine.custom import Custom
from ...engine.elementwise import Elementwise
from ...engine.node import Node
from ...errors import OperandError
from ...formulas.text.page import Statement
from ...support.arrays import numpy
from ...values.tensor import Tensor
from ...values.value import Value

Shape = tuple[int, ...]
Wrt = str | int | Sequence[str | int] | None

_SHAPED = re.compile(r"\s*([\w\s,]+?)\s+in\s+R\s*\^\s*\(?\s*(\d+(?:\s*[x*]\s*\d+)*)\s*\)?\s*")


@dataclass(frozen=True)
class Argument:
    """One argument: its name, its shape (() for a number), and whether it goes by keyword."""

    name: str
    shape: Shape = ()
    keyword: bool = False

    @property
    def places(self) -> list[Shape]:
        """The index of every entry, in order."""
        return list(numpy().ndindex(*self.shape))

    @property
    def entries(self) -> list[str]:
        """What the entries are called: `W[0, 2]`, with Python's indices; a number has one."""
        return [entry(self.name, place) for place in self.places]

    def leaf(self, numbers: Sequence[Fraction]) -> Node:
        """The argument with these numbers for entries."""
        floats = list(map(float, numbers))
        if not self.shape:
            return Value(floats[0], self.name)
        return Tensor(numpy().reshape(floats, self.shape), self.name)


def entry(name: str, place: Iterable[int]) -> str:
    """An entry of an array, as Python writes it; of a number, the name alone."""
    index = ", ".join(map(str, place))
    return f"{name}[{index}]" if index else name


@dataclass(frozen=True)
class Arguments:
    """All arguments of a function."""

    each: tuple[Argument, ...]

    @property
    def names(self) -> list[str]:
        """Their names in order."""
        return [argument.name for argument in self.each]

    @property
    def entries(self) -> list[str]:
        """The entries of all of them."""
        return [name for argument in self.each for name in argument.entries]

    @property
    def hold_arrays(self) -> bool:
        """Whether some argument is an array."""
        return any(argument.shape for argument in self.each)

    def call(self, f: Callable[..., Any], values: Sequence[Any]) -> Any:
        """`f` at these values."""
        pairs = list(zip(self.each, values, strict=True))
        by_place = [value for argument, value in pairs if not argument.keyword]
        return f(*by_place, **{a.name: value for a, value in pairs if a.keyword})

    def fit(self, derivative: Callable[..., Any]) -> None:
        """Raise `OperandError` if a derivative does not take these arguments."""
        try:
            self.call(inspect.signature(derivative).bind, self.each)
        except ValueError:
            return  # built into Python without a signature
        except TypeError as error:
            raise OperandError(
                f"the derivative takes the arguments of the function, {', '.join(self.names)}: "
                f"{error}"
            ) from None

    def leaves(self, point: Sequence[Fraction]) -> list[Node]:
        """The arguments at a point, whose coordinates are all the entries in order."""
        supply: Iterator[Fraction] = iter(point)
        return [each.leaf([next(supply) for _ in each.places]) for each in self.each]

    def chosen(self, wrt: Wrt) -> list[Argument]:
        """Those that `wrt` names, or gives the places of; all of them by default."""
        if wrt is None:
            return list(self.each)
        found = []
        for which in [wrt] if isinstance(wrt, str | int) else wrt:
            place = self.names.index(which) if which in self.names else which
            if not isinstance(place, int) or not 0 <= place < len(self.each):
                raise OperandError(
                    f"wrt is one of {', '.join(self.names)} or its place; got {which!r}"
                )
            found.append(self.each[place])
        return found


def arguments(f: Callable[..., Any], domain: Sequence[Statement], wrt: Wrt) -> Arguments:
    """The arguments that a function has to be given, and those with a default that `wrt` names."""
    shapes = dict(pair for statement in domain for pair in shaped(statement.text))
    asked = [wrt] if isinstance(wrt, str) else [] if wrt is None or isinstance(wrt, int) else wrt
    found = tuple(
        Argument(p.name, shapes.get(p.name, ()), p.kind is p.KEYWORD_ONLY)
        for p in _parameters(f)
        if p.default is p.empty or p.name in asked or p.name in shapes
    )
    unknown = shapes.keys() - {argument.name for argument in found}
    if unknown:
        names = ", ".join(argument.name for argument in found)
        raise OperandError(f"domain speaks of {min(unknown)}; the arguments are {names}")
    return Arguments(found)


def results(stated: Any, chosen: Sequence[Argument]) -> list[Any]:
    """What a derivative gives for each of the arguments that it is taken in.

    Of several arguments that is a list or a tuple, or an array with a row for each of them.
    """
    many = isinstance(stated, list | tuple) or len(getattr(stated, "shape", [])) > 0
    parts = list(stated) if many and len(chosen) > 1 else [stated]
    if len(parts) != len(chosen):
        names = ", ".join(argument.name for argument in chosen)
        raise OperandError(
            f"the derivative gives {len(parts)} of the {len(chosen)} results that are wanted, one "
            f"for each of {names}; wrt says which are meant"
        )
    return parts


def shaped(statement: str) -> list[tuple[str, Shape]]:
    """Names and their shape, if that is what a statement says.

    >>> shaped("W in R^(2x3)"), shaped("x > 0")
    ([('W', (2, 3))], [])
    """
    match = _SHAPED.fullmatch(statement)
    if match is None:
        return []
    shape = tuple(map(int, re.split(r"\s*[x*]\s*", match[2])))
    return [(name.strip(), shape) for name in match[1].split(",")]


def _parameters(f: Callable[..., Any]) -> list[inspect.Parameter]:
    if isinstance(f, Elementwise) and not isinstance(f, Custom):
        names = ("x", "y", "z")[: f.arity]
        return [inspect.Parameter(name, inspect.Parameter.POSITIONAL_ONLY) for name in names]
    try:
        found = list(inspect.signature(getattr(f, "function", f)).parameters.values())
    except (TypeError, ValueError):
        raise OperandError(
            f"{f!r} does not say which arguments it takes; wrap it in a def"
        ) from None
    if any(p.kind in (p.VAR_POSITIONAL, p.VAR_KEYWORD) for p in found):
        raise OperandError(f"{f!r} takes any number of arguments; wrap it in a def that names them")
    return found


Place = TypeVar("Place")


def sampled(places: list[Place], most: int) -> list[Place]:
    """All of a few; of many, the first, the last and others drawn from a fixed seed.

    >>> sampled([0, 1, 2, 3, 4, 5, 6, 7, 8, 9], 3)[::2], len(sampled(list(range(1000)), 24))
    ([0, 9], 24)
    """
    if len(places) <= most:
        return places
    drawn = random.Random(len(places)).sample(range(1, len(places) - 1), most - 2)
    return [places[k] for k in sorted({0, *drawn, len(places) - 1})]


def weights(shape: tuple[int, ...]) -> Any:
    """Weights between 1 and 2 for the entries of a result, neighbours unlike.

    >>> weights((2, 2)).tolist()
    [[1.0, 1.625], [1.25, 1.875]]
    """
    return numpy().reshape([1.0 + 0.625 * k % 1.0 for k in range(prod(shape))], shape)
