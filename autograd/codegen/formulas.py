"""What a program computes, in lines that a person reads above its text.

>>> from autograd import compile
>>> formulas(compile(lambda x, y: x * y + x, grad=True).trace)
['f(x, y) = x*y + x', 'df/dx = 1 + y', 'df/dy = x']
"""

from __future__ import annotations

from ..expression.writing import ATOM, Piece, constant, piece
from ..support.containers import leaves_of
from .loops import has_loops
from .program import Operand
from .trace import Trace

LONGEST = 90  # of a line
MOST = 12  # lines


def formulas(trace: Trace) -> list[str]:
    """The value and each derivative of first order as text; nothing for what is long."""
    if has_loops(trace.program):
        return []
    pieces = _pieces(trace)

    def text(x: Operand) -> str:
        return (constant(x) if isinstance(x, float) else pieces[x])[0]

    program, (value, slopes) = trace.program, _roots(trace)
    name = trace.name if trace.name.isidentifier() else "f"
    lines = [f"{name}({', '.join(trace.arguments)}) = {text(value)}"] if value is not None else []
    names = [program.inputs[i] for i in trace.inputs_by()]
    lines += [f"d{name}/d{x} = {text(d)}" for x, d in zip(names, slopes, strict=False)]
    short = [line for line in lines if len(line) <= LONGEST and "..." not in line]
    return short if len(short) <= MOST else short[:1]


def _roots(trace: Trace) -> tuple[Operand | None, list[Operand]]:
    """The value, where it is one number, and its slopes."""
    results = trace.program.results
    if trace.order:
        return results[trace.answer[0]], [results[k] for k in leaves_of(trace.answer[1])]
    return (results[trace.answer] if isinstance(trace.answer, int) else None), []


def _pieces(trace: Trace) -> dict[int, Piece]:
    """Every register as text, which is cut where it is longer than a line."""
    program = trace.program
    pieces: dict[int, Piece] = {i: (name, ATOM) for i, name in enumerate(program.inputs)}
    for register, (op, args) in enumerate(program.steps, start=len(program.inputs)):
        operands = [constant(x) if isinstance(x, float) else pieces[x] for x in args]
        text, level = piece(op, operands)
        pieces[register] = (text, level) if len(text) <= LONGEST else ("...", ATOM)
    return pieces
