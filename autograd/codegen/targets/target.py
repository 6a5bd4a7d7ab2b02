"""What a language is to the writer of programs: a table of spellings.

A target says how operations, numbers and the lines around them are spelled. Which register is
called what, in which order, and where a long text is divided is the same for all: see `source`.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ...engine.primitive import Primitive
from ...values.symbol import Condition
from ..functions import Functions, Meaning
from .looping import IN_LISTS, Looping
from .looping import listed as listed

Print = Callable[..., str]
Lines = Iterable[str]


def infix(symbol: str) -> Print:
    """Two operands with a sign between them."""
    return lambda a, b: f"{a} {symbol} {b}"


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
class Signature:
    """What a program takes and gives: each parameter's name and tree of leaves, and the answer's.

    A tree is a leaf or a list, tuple or dict of trees. The leaves of a parameter are the names of
    its numbers, those of the answer the texts of the results. `order` is the highest derivative,
    `by` are the numbers that the derivatives are by.
    """

    parameters: tuple[tuple[str, Any], ...]
    answer: Any
    order: int
    by: tuple[str, ...] = ()

    @property
    def names(self) -> list[str]:
        """The parameters."""
        return [name for name, _ in self.parameters]


NOTHING = Signature((), (), 0)


def lists_and_tables(
    whole: str, tree: Any, used: Container[str], free: Callable[[], str]
) -> Iterator[str]:
    """Lines of Python that take an argument apart; lists inside lists after them."""
    waiting = [(whole, tree)]
    for name, branches in waiting:
        if not isinstance(branches, (list, tuple, dict)):
            continue
        inner = [*(branches.values() if isinstance(branches, dict) else branches)]
        names = [x if isinstance(x, str) else free() for x in inner]
        if isinstance(branches, dict):
            yield from (f"{x} = {name}[{key!r}]" for x, key in zip(names, branches, strict=True))
        else:
            yield f"{bracketed(names)} = {name}"
        waiting.extend(zip(names, inner, strict=True))


@dataclass(frozen=True)
class Target:
    """How a language spells a program. What is left out is spelled as Python does.

    `operations` are those with a syntax of their own: a function of the texts of the operands.
    Others are operators, by their symbol, or calls of what `functions` or else `name` says. Where
    the language has its own `functions`, what is none of these is made of them: see `lowering`.
    `reserved` are all words that the spellings use: nothing else in a text is called so. `meaning`
    is, for text that Python can run, what the names of the functions mean. `unpacking` takes a
    parameter, its tree of names, which of them are used, and a source of free names; `before` is
    what stands before it, made of its signature and lines about it. `looping` is how loops are
    written.
    """

    operations: Mapping[Primitive, Print]
    reserved: tuple[str, ...]
    functions: Mapping[str, str] | None = None
    operators: Mapping[str, str] = field(
        default_factory=lambda: {symbol: symbol for symbol in ("+", "-", "*", "/", "%", "//")}
    )
    number: Callable[[float], str] = repr
    name: Callable[[Primitive], str] = lambda op: op.name
    call: Callable[[str, Sequence[str]], str] = lambda name, args: f"{name}({listed(args)})"
    head: Callable[[str, Sequence[str]], str] = lambda name, args: f"def {name}({listed(args)}):"
    entry: Callable[[str, Signature], str] | None = None  # its head; else that of any function
    part: Callable[[str, str], str] | None = None  # the head of a part, given where values cross
    end: str = ""
    assign: Callable[[str, str], str] = lambda name, value: f"{name} = {value}"
    decide: Callable[[str, str], str] | None = None  # the same of a condition
    store: Callable[[str, str], str] | None = None  # the same into a cell
    run: Callable[[str, Sequence[str]], str] | None = None  # a call that stands alone
    item: Callable[[str, object], str] = lambda whole, key: f"{whole}[{key!r}]"
    cells: Callable[[str, int], str] = lambda name, count: f"{name} = [None] * {count}"
    vector: Callable[[Iterable[str]], str] = bracketed
    unpacking: Callable[[str, Any, Container[str], Callable[[], str]], Lines] = lists_and_tables
    answer: Callable[[Signature], Lines] = lambda signature: [f"return {nested(signature.answer)}"]
    before: Callable[[Signature, Sequence[str]], str] = lambda signature, doc: ""
    meaning: Callable[[Functions], Meaning] | None = None
    looping: Looping = IN_LISTS

    def spells(self, op: Primitive) -> bool:
        """Whether the language has an operation, so that it needs no recipe."""
        return (
            self.functions is None
            or isinstance(op, Condition)
            or op in self.operations
            or op.symbol in self.operators
            or op.name in self.functions
        )


def nested(
    tree: Any,
    vector: Callable[[Iterable[str]], str] = bracketed,
    row: Callable[[Sequence[str]], str] = in_parentheses,
    table: Callable[[Iterable[tuple[str, str]]], str] = of_pairs,
) -> str:
    """An answer's texts in the brackets of a language."""
    if isinstance(tree, dict):
        return table((key, nested(x, vector, row, table)) for key, x in tree.items())
    if isinstance(tree, (list, tuple)):
        inner = [nested(x, vector, row, table) for x in tree]
        return vector(inner) if isinstance(tree, list) else row(inner)
    return str(tree)
