"""Dot products of long rows of inputs, as loops: a layer's weights by what comes in.

Written out, such a product is thousands of instructions, and a net of some size takes minutes to
compile. Its inputs wait side by side, so a loop finds them. It adds in four sums that take turns.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from ...engine.primitive import Primitive
from ...ops.arithmetic import add, mul
from ...ops.products import dot
from ..program import Operand, Program
from ..simplify import simplified
from .layout import Layout
from .spelling import Spelling

LONG = 32  # terms: fewer are written out
SUMS = 4


def is_loop(op: Primitive, args: Sequence[Operand], inputs: int, rows: Collection[int]) -> bool:
    """Whether an operation of a program is such a product: of inputs that stand in a row."""
    half = len(args) // 2
    if op is not dot or half < LONG:
        return False
    return all(_stand_in_a_row(args[i : i + half], inputs, rows) for i in (0, half))


def _stand_in_a_row(xs: Sequence[Operand], inputs: int, rows: Collection[int]) -> bool:
    if not all(isinstance(x, int) and x < inputs for x in xs):
        return False
    alike = len({x in rows for x in xs}) == 1
    return alike and list(xs) == list(range(int(xs[0]), int(xs[0]) + len(xs)))


def gathered(program: Program, rows: Collection[int]) -> Program:
    """The program with such products where they are written out, as those of matrices are."""
    n, steps = len(program.inputs), list(program.steps)
    uses = Counter(x for _, args in steps for x in args if isinstance(x, int))
    runs: dict[Operand, tuple[int, int, int]] = {}  # where both rows begin, and how long they are
    inner: set[Operand] = set()
    for k, (op, args) in enumerate(steps, start=n):
        if len(args) != 2 or float in map(type, args):  # 3.0 is found where 3 is
            continue
        if op is mul and max(args) < n and uses[k] == 1:
            runs[k] = (int(args[0]), int(args[1]), 1)
        elif op is add and args[0] in runs and args[1] in runs and uses[int(args[0])] == 1:
            (a, b, count), last = runs[args[0]], runs[args[1]]
            if last == (a + count, b + count, 1):
                runs[k] = (a, b, count + 1)
                inner.update(args)
    for last_step, (a, b, count) in runs.items():
        if count >= LONG and last_step not in inner:
            whole = (*range(a, a + count), *range(b, b + count))
            if is_loop(dot, whole, n, rows):
                steps[int(last_step) - n] = (dot, whole)
    return simplified(replace(program, steps=steps))


def instruction(layout: Layout, spelling: Spelling, name: str, args: Sequence[int]) -> list[str]:
    """The lines of one product. They end in a block of their own."""
    count, label, kind = len(args) // 2, name.removeprefix("%"), spelling.numbers
    firsts, zero = (args[0], args[count]), spelling.number(0.0)
    whole = count - count % SUMS
    rest = [f"{name}.t{i}" for i in range(SUMS)]
    lines = [
        f"br label %{label}.start",
        f"{label}.start:",
        f"br label %{label}.loop",
        f"{label}.loop:",
        f"{name}.j = phi i64 [0, %{label}.start], [{name}.next, %{label}.loop]",
        *(
            f"{name}.s{i} = phi {kind} [{zero}, %{label}.start], [{name}.t{i}, %{label}.loop]"
            for i in range(SUMS)
        ),
    ]
    for i in range(SUMS):
        lines += [f"{name}.j{i} = add i64 {name}.j, {i}"]
        given = (f"{name}.t{i}", f"{name}.s{i}")
        lines += _term(layout, spelling, firsts, f"{name}.j{i}", *given)
    lines += [
        f"{name}.next = add i64 {name}.j, {SUMS}",
        f"{name}.more = icmp ult i64 {name}.next, {whole}",
        f"br i1 {name}.more, label %{label}.loop, label %{label}.done",
        f"{label}.done:",
    ]
    for i in range(count - whole):
        lines += _term(layout, spelling, firsts, str(whole + i), f"{name}.r{i}", rest[i])
        rest[i] = f"{name}.r{i}"
    return [
        *lines,
        f"{name}.a = fadd {kind} {rest[0]}, {rest[1]}",
        f"{name}.b = fadd {kind} {rest[2]}, {rest[3]}",
        f"{name} = fadd {kind} {name}.a, {name}.b",
    ]


def _term(
    layout: Layout, spelling: Spelling, firsts: Sequence[int], j: str, name: str, total: str
) -> Iterator[str]:
    """A sum with product j of the two rows that begin with `firsts`."""
    kind = spelling.numbers
    for side, first in zip("xy", firsts, strict=True):
        shared = first in layout.shared
        place = layout.shared[first] if shared else layout.places[first] * layout.stride
        step, base = (1, "%s") if shared else (layout.stride, "%row")
        yield f"{name}.{side}far = mul i64 {j}, {step}"
        yield f"{name}.{side}place = add i64 {name}.{side}far, {place}"
        yield f"{name}.{side}at = getelementptr double, ptr {base}, i64 {name}.{side}place"
        read = spelling.spread if shared else spelling.loaded
        yield from read(f"{name}.{side}", f"{name}.{side}at")
    fma = spelling.intrinsic("fma")
    yield f"{name} = call {kind} @{fma}({kind} {name}.x, {kind} {name}.y, {kind} {total})"
