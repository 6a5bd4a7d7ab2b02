"""`ArrayProgram`: a list of calls of NumPy, the form that every text of arrays is written from."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from ...support.containers import tree_map

# Functions of ours beside NumPy's, and where a key stands among their arguments.
KEYED = {"getitem": 1, "placed": 1, "added": 2}


@dataclass(frozen=True)
class Ref:
    """What stands in a register: the inputs come first, then the result of each call."""

    register: int


@dataclass(frozen=True)
class Call:
    """A function of NumPy, by its name, or another that `outside` is.

    Among the arguments are `Ref`s, numbers, arrays, shapes and keys. `given` is the shape of the
    first; `note` is the operation that it belongs to.
    """

    function: str
    args: tuple[Any, ...]
    options: tuple[tuple[str, Any], ...]
    shape: tuple[int, ...]
    dtype: Any
    given: tuple[int, ...] = ()
    note: str = ""
    outside: Callable[..., Any] | None = None


@dataclass(frozen=True)
class Input:
    """An argument that is an array, or a number: of the shape ()."""

    name: str
    shape: tuple[int, ...]
    dtype: Any


@dataclass(frozen=True)
class ArrayProgram:
    """Register i is input i, and register len(inputs) + k the result of call k.

    `results` are `Ref`s and constants; `labels` suggests names for some registers.
    """

    inputs: tuple[Input, ...]
    calls: list[Call]
    results: tuple[Any, ...]
    labels: dict[int, str]

    def shape(self, register: int) -> tuple[int, ...]:
        """The shape of what stands in a register."""
        n = len(self.inputs)
        return (self.inputs[register] if register < n else self.calls[register - n]).shape

    def dtype(self, register: int) -> Any:
        """The kind of its elements."""
        n = len(self.inputs)
        return (self.inputs[register] if register < n else self.calls[register - n]).dtype


def operands(call: Call) -> Iterator[int]:
    """The registers that a call reads."""
    yield from registers_in([call.args, [value for _, value in call.options]])


def registers_in(tree: Any) -> list[int]:
    """The registers in arguments and the tuples and lists among them."""
    found: list[int] = []
    tree_map(lambda x: found.append(x.register) if isinstance(x, Ref) else None, tree)
    return found


def live(program: ArrayProgram) -> ArrayProgram:
    """The program without what no result needs."""
    n = len(program.inputs)
    needed = set(registers_in(program.results))
    for k in range(len(program.calls) - 1, -1, -1):
        if n + k in needed:
            needed.update(operands(program.calls[k]))
    kept = [k for k in range(len(program.calls)) if n + k in needed]
    now = {**{i: i for i in range(n)}, **{n + k: n + i for i, k in enumerate(kept)}}

    def moved(tree: Any) -> Any:
        return tree_map(lambda x: Ref(now[x.register]) if isinstance(x, Ref) else x, tree)

    calls = [program.calls[k] for k in kept]
    return ArrayProgram(
        program.inputs,
        [replace(call, args=moved(call.args), options=moved(call.options)) for call in calls],
        moved(program.results),
        {now[r]: name for r, name in program.labels.items() if r in now},
    )
