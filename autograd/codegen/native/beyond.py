"""Where a recipe over lanes ends, the library: for numbers that are beyond, if there are any.

`sin_beyond(x, y)` is y but where |x| is too large for the recipe that y comes of. A group of rows
that has none such goes past the call, which is out of the way and keeps the registers as they are.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...kernels.fast_angles import FAR
from .spelling import BEYOND, Spelling

_CONVENTION = "preserve_allcc"  # what is called saves the registers: the caller hardly ever calls


def instruction(spelling: Spelling, name: str, called: str, args: Sequence[str]) -> list[str]:
    """The lines of one operation. They end in a block of their own."""
    kind, truth = spelling.numbers, spelling.of("i1")
    label = name.removeprefix("%")
    given = f"{kind} {args[0]}, {kind} {args[1]}, {truth} {name}.far"
    return [
        f"br label %{label}.test",
        f"{label}.test:",
        f"{name}.size = call {kind} @{spelling.intrinsic('abs')}({kind} {args[0]})",
        f"{name}.far = fcmp ogt {kind} {name}.size, {spelling.number(FAR)}",
        *_any(spelling, name, truth),
        f"br i1 {name}.any, label %{label}.slow, label %{label}.done",
        f"{label}.slow:",
        f"{name}.else = call {_CONVENTION} {kind} @{called}.{spelling.lanes}({given})",
        f"br label %{label}.done",
        f"{label}.done:",
        f"{name} = phi {kind} [{args[1]}, %{label}.test], [{name}.else, %{label}.slow]",
    ]


def _any(spelling: Spelling, name: str, truth: str) -> list[str]:
    if spelling.lanes == 1:
        return [f"{name}.any = or i1 {name}.far, false"]
    bits = f"i{spelling.lanes}"
    return [
        f"{name}.bits = bitcast {truth} {name}.far to {bits}",
        f"{name}.any = icmp ne {bits} {name}.bits, 0",
    ]


def functions(spelling: Spelling, called: str) -> Iterator[str]:
    """What is called where a number is beyond: the library's function of every number."""
    kind, truth = spelling.numbers, spelling.of("i1")
    yield (
        f"define internal {_CONVENTION} {kind} @{called}.{spelling.lanes}"
        f"({kind} %x, {kind} %y, {truth} %far) noinline cold {{"
    )
    yield from spelling.from_libm("%other", BEYOND[called], ["%x"])
    yield f"%chosen = select {truth} %far, {kind} %other, {kind} %y"
    yield f"ret {kind} %chosen"
    yield "}"
