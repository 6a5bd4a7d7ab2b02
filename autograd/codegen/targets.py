"""The languages that a program is written in, each a table of spellings.

A target says how operations, numbers and the lines around them are spelled. Which register is
called what, in which order, and where a long text is divided is the same for all: see `source`. To
add a language, enter a `Target` in `TARGETS`, where the laws of `tests/codegen/test_targets.py`
find it.
"""

from __future__ import annotations

import keyword
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from ..engine.primitive import Primitive
from ..errors import OperandError
from ..ops.choice import abs as absolute
from ..ops.choice import where
from ..ops.products import dot
from ..ops.reductions import mean, sum
from ..values.symbol import AND, NOT, OR
from . import functions

Print = Callable[..., str]


def infix(symbol: str) -> Print:
    """Two operands with a sign between them."""
    return lambda a, b: f"{a} {symbol} {b}"


def listed(items: Iterable[str]) -> str:
    """Items with commas between them."""
    return ", ".join(items)


def bracketed(items: Iterable[str]) -> str:
    """A list, as Python and many others write it."""
    return f"[{listed(items)}]"


def in_parentheses(items: Sequence[str]) -> str:
    """A tuple: one item alone needs a comma."""
    return f"({items[0]},)" if len(items) == 1 else f"({listed(items)})"


def of_pairs(pairs: Iterable[tuple[str, str]]) -> str:
    """A table from keys to values."""
    return f"{{{listed(f'{key!r}: {value}' for key, value in pairs)}}}"


@dataclass(frozen=True)
class Target:
    """How a language spells a program. What is left out is spelled as Python does.

    `operations` are those with a syntax of their own: a function of the texts of the operands.
    Others are operators, by their symbol, or calls of what `name` says. `reserved` are all words
    that the spellings use: nothing else in a text is called so. `meaning` is, for text that Python
    can run, what the names of the functions mean.
    """

    operations: Mapping[Primitive, Print]
    reserved: tuple[str, ...]
    operators: Mapping[str, str] = field(
        default_factory=lambda: {symbol: symbol for symbol in ("+", "-", "*", "/", "%", "//")}
    )
    number: Callable[[float], str] = repr
    name: Callable[[Primitive], str] = lambda op: op.name
    call: Callable[[str, Sequence[str]], str] = lambda name, args: f"{name}({listed(args)})"
    head: Callable[[str, Sequence[str]], str] = lambda name, args: f"def {name}({listed(args)}):"
    end: str = ""
    assign: Callable[[str, str], str] = lambda name, value: f"{name} = {value}"
    answer: Callable[[str], str] = lambda value: f"return {value}"
    unpack: Callable[[Sequence[str], str], str] = lambda names, x: f"{bracketed(names)} = {x}"
    item: Callable[[str, object], str] = lambda whole, key: f"{whole}[{key!r}]"
    cells: Callable[[int], str] = lambda count: f"[None] * {count}"
    vector: Callable[[Iterable[str]], str] = bracketed
    row: Callable[[Sequence[str]], str] = in_parentheses
    table: Callable[[Iterable[tuple[str, str]]], str] = of_pairs
    meaning: Callable[[functions.Functions], functions.Meaning] | None = None


def _products(*items: str) -> str:
    half = len(items) // 2
    pairs = zip(items[:half], items[half:], strict=True)
    return bracketed(f"{a} * {b}" for a, b in pairs)


# The sums of eager code are `math.fsum`; where it raises, the text is run again with care.
PYTHON = Target(
    operations={
        NOT: lambda a: f"not {a}",
        AND: infix("and"),
        OR: infix("or"),
        where: lambda c, a, b: f"{a} if {c} else {b}",
        absolute: lambda a: f"abs({a})",
        sum: lambda *xs: f"fsum({bracketed(xs)})",
        dot: lambda *xs: f"fsum({_products(*xs)})",
        mean: lambda *xs: f"fsum({bracketed(xs)}) / {len(xs)}",
    },
    reserved=(*keyword.kwlist, "abs", "fsum", "inf", "nan")
    + ("logical_and", "logical_not", "logical_or", "where"),
    meaning=functions.plain,
)
# Choices and connectives are functions here, since `a if c else b` wants a single condition; and a
# mean is a float where the sum may be none, which only what runs on floats need not know.
ARRAYS = replace(
    PYTHON,
    operations={
        **{op: spelled for op, spelled in PYTHON.operations.items() if op is not mean},
        NOT: lambda a: f"logical_not({a})",
        AND: lambda a, b: f"logical_and({a}, {b})",
        OR: lambda a, b: f"logical_or({a}, {b})",
        where: lambda c, a, b: f"where({c}, {a}, {b})",
    },
    meaning=functions.on_rows,
)

TARGETS: dict[str, Target] = {"python": PYTHON, "python on arrays": ARRAYS}


def target_of(name: str) -> Target:
    """The target of this name."""
    if name not in TARGETS:
        raise OperandError(f"a program is written in {', '.join(TARGETS)}; got {name!r}")
    return TARGETS[name]
