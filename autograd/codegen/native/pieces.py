"""A program as functions of bounded length: one for what is done once, and one for each piece.

Each piece goes over groups of rows, a group being as many rows as there are lanes.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Sequence

from ...engine.primitive import REGISTRY, Primitive
from ...ops.products import dot
from ...values.symbol import Condition
from ..program import Operand, Program
from . import beyond, dots
from .layout import Layout
from .spelling import BEYOND, Spelling, register

ONE = Spelling(1)


def once(layout: Layout) -> list[str]:
    """`@once(s)`: what depends on shared numbers alone, piece by piece."""
    pieces = [_once(layout, which) for which in range(len(layout.once))]
    calls = [f"call void @once{which}(ptr %s)" for which in range(len(layout.once))]
    lines = [line for lines in pieces for line in lines]
    return [*lines, "define void @once(ptr %s) {", *calls, "ret void", "}"]


def _once(layout: Layout, which: int) -> list[str]:
    program, steps, n = layout.program, layout.once[which], layout.inputs
    made = {n + k for k in steps}
    lines = []
    for x in _read_from_outside(program, steps, made):
        lines += _read(program, x, "%s", layout.shared[x], ONE, ONE.loaded)
    lines += _steps(layout, steps, ONE)
    for x, place in layout.shared.items():
        if x in made:
            lines += _write(program, x, "%s", place, ONE)
    return [f"define void @once{which}(ptr %s) {{", *lines, "ret void", "}"]


def piece(layout: Layout, which: int) -> list[str]:
    """`@piece…(s, r, groups)`: some steps for every group of rows."""
    return [
        f"define void @piece{which}(ptr %s, ptr %r, i64 %groups) {{",
        "br label %loop",
        "loop:",
        "%g = phi i64 [0, %0], [%next, %latch]",
        f"%offset = mul i64 %g, {layout.lanes}",
        "%row = getelementptr double, ptr %r, i64 %offset",
        *_of_a_group(layout, which),
        "br label %latch",
        "latch:",
        "%next = add i64 %g, 1",
        "%more = icmp ult i64 %next, %groups",
        "br i1 %more, label %loop, label %done",
        "done:",
        "ret void",
        "}",
    ]


def declarations(layout: Layout, also: Sequence[Primitive] = ()) -> list[str]:
    """The functions that the steps call, and others."""
    steps = layout.program.steps
    called = [(op, len(args)) for op, args in steps] + [(op, op.arity) for op in also]
    spellings = (ONE, Spelling(layout.lanes))
    called += [(REGISTRY[BEYOND[op.name]], 1) for op, _ in called if op.name in BEYOND]
    lines = {spelling.declaration(op, count) for op, count in called for spelling in spellings}
    ends = sorted({op.name for op, _ in called if op.name in BEYOND})
    return [
        *sorted(filter(None, lines)),
        *(line for name in ends for each in spellings for line in beyond.functions(each, name)),
    ]


def _of_a_group(layout: Layout, which: int) -> list[str]:
    """The steps of a piece for one group of rows."""
    program, steps, several = layout.program, layout.pieces[which], Spelling(layout.lanes)
    made = {layout.inputs + k for k in steps}
    lines = []
    for x in _read_from_outside(program, steps, made):
        if x in layout.shared:
            lines += _read(program, x, "%s", layout.shared[x], several, several.spread)
        else:
            lines += _read(
                program, x, "%row", layout.places[x] * layout.stride, several, several.loaded
            )
    lines += _steps(layout, steps, several)
    for x in sorted(made):
        if x in layout.places:
            lines += _write(program, x, "%row", layout.places[x] * layout.stride, several)
    return lines


def _read_from_outside(program: Program, steps: Sequence[int], made: Container[int]) -> list[int]:
    """What steps read that others made; loops read for themselves."""
    written_out = [program.steps[k][1] for k in steps if program.steps[k][0] is not dot]
    read = (x for args in written_out for x in args if isinstance(x, int))
    return list(dict.fromkeys(x for x in read if x not in made))


def _steps(layout: Layout, steps: Sequence[int], spelling: Spelling) -> list[str]:
    program, n, lines = layout.program, layout.inputs, []
    for k in steps:
        op, args = program.steps[k]
        if op is dot:
            lines += dots.instruction(layout, spelling, f"%v{n + k}", args)  # type: ignore[arg-type]  # inputs
            continue
        of_conditions = any(_is_condition(program, x) for x in args)
        operands = [register(x, spelling) for x in args]
        if op.name in BEYOND:
            lines += beyond.instruction(spelling, f"%v{n + k}", op.name, operands)
        else:
            lines += spelling.instruction(f"%v{n + k}", op, operands, of_conditions)
    return lines


def _is_condition(program: Program, x: Operand) -> bool:
    n = len(program.inputs)
    return isinstance(x, int) and x >= n and isinstance(program.steps[x - n][0], Condition)


def _read(
    program: Program,
    x: int,
    base: str,
    index: int,
    spelling: Spelling,
    how: Callable[[str, str], list[str]],
) -> list[str]:
    """Read a register that waits; a condition waits as a number, 1 where it holds."""
    name = f"%v{x}"
    lines = [f"{name}.at = getelementptr double, ptr {base}, i64 {index}"]
    if not _is_condition(program, x):
        return [*lines, *how(name, f"{name}.at")]
    zero = spelling.number(0.0)
    return [
        *lines,
        *how(f"{name}.n", f"{name}.at"),
        f"{name} = fcmp une {spelling.numbers} {name}.n, {zero}",
    ]


def _write(program: Program, x: int, base: str, index: int, spelling: Spelling) -> list[str]:
    name, place = f"%v{x}", f"%v{x}.to"
    lines = [f"{place} = getelementptr double, ptr {base}, i64 {index}"]
    if not _is_condition(program, x):
        return [*lines, *spelling.stored(name, place)]
    number = spelling.chosen(f"{place}.w", name, 1.0, 0.0)
    return [*lines, number, *spelling.stored(f"{place}.w", place)]
