"""Which results can be written over an array that nobody reads any more."""

from __future__ import annotations

import math

import numpy as np

from .program import ArrayProgram, Call, Ref, operands, registers_in

# Functions beside ufuncs whose results are arrays of their own, no views of what they are given.
FRESH = frozenset(
    [
        "added",
        "all",
        "any",
        "argmax",
        "argmin",
        "concatenate",
        "cumsum",
        "max",
        "mean",
        "min",
        "placed",
    ]
    + ["prod", "sum", "take_along_axis", "trace", "where"]
)


def overwritten(program: ArrayProgram) -> dict[int, int]:
    """For calls whose result has a place in an argument that they are the last to read: which."""
    n = len(program.inputs)
    bases = _bases(program)
    last: dict[int, float] = {}
    for k, call in enumerate(program.calls):
        for register in operands(call):
            last.update(dict.fromkeys(bases[register], k))
    for register in registers_in(program.results):
        last.update(dict.fromkeys(bases[register], math.inf))
    found = {}
    for k, call in enumerate(program.calls):
        for x in call.args[: 1 if call.function == "added" else None] if writes(call) else ():
            if isinstance(x, Ref) and bases[x.register] == {x.register} and x.register >= n:
                alike = program.shape(x.register) == call.shape
                alike = alike and program.dtype(x.register) == call.dtype
                if alike and last[x.register] == k:
                    found[k] = x.register
                    break
    return found


def writes(call: Call) -> bool:
    """Whether a call takes `out=`, element by element, or changes its first argument."""
    if call.function == "added":
        return True
    ufunc = getattr(np, call.function, None)
    return isinstance(ufunc, np.ufunc) and ufunc.signature is None and call.shape != ()


def views(program: ArrayProgram) -> set[int]:
    """The registers that may share their numbers with an input."""
    n = len(program.inputs)
    bases = _bases(program)
    return {i for i in range(n + len(program.calls)) if any(base < n for base in bases[i])}


def _bases(program: ArrayProgram) -> list[set[int]]:
    """For each register those whose numbers it may share."""
    n = len(program.inputs)
    bases: list[set[int]] = [{i} for i in range(n)]
    for k, call in enumerate(program.calls):
        fresh = call.function in FRESH or isinstance(getattr(np, call.function, None), np.ufunc)
        shared = set() if fresh else {base for x in operands(call) for base in bases[x]}
        bases.append(shared or {n + k})
    return bases
