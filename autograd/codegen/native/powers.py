"""Small whole powers as products: what the library's `pow` takes a call for, lane by lane.

It is for the manner that has functions of its own: a product of k factors is rounded k - 1 times,
the library's power once.

>>> from autograd.codegen.trace import trace
>>> [op.name for op, _ in without_powers(trace(lambda x: x**3, (), 0).program).steps]
['mul', 'mul']
"""

from __future__ import annotations

from dataclasses import replace

from ...engine.primitive import Primitive
from ...ops.arithmetic import div, mul, pow
from ..program import Operand, Program, Step
from ..simplify import simplified

LARGEST = 8  # four units in the last place at most: 2**3 - 1 halves of one
INVERSE = 3


def without_powers(program: Program) -> Program:
    """The program with products in the place of powers to small whole numbers."""
    n = len(program.inputs)
    steps: list[Step] = []
    now: list[Operand] = list(range(n))

    def step(op: Primitive, *args: Operand) -> int:
        steps.append((op, args))
        return n + len(steps) - 1

    def power(x: Operand, k: int) -> Operand:
        if k == 1:
            return x
        half = power(x, k // 2)
        square = step(mul, half, half)
        return step(mul, square, x) if k % 2 else square

    for op, args in program.steps:
        operands = tuple([x if x.__class__ is float else now[x] for x in args])  # type: ignore[index]
        k = operands[1] if op is pow else None
        if k.__class__ is float and k in _PRODUCTS:
            x, k = operands[0], int(k)
            now.append(power(x if k > 0 else step(div, 1.0, x), abs(k)))
        else:
            now.append(step(op, *operands))
    results = tuple(now[x] if x.__class__ is int else x for x in program.results)
    return simplified(replace(program, steps=steps, results=results, labels={}))


_PRODUCTS = {float(k) for k in range(-INVERSE, LARGEST + 1) if k}
