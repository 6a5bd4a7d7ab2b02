"""How far a reader walks: the files and functions of autograd that each step comes by.

Counted on one neuron, the second time that it is asked: what is loaded late is no part of the way.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from types import CodeType
from typing import Any

import autograd
from autograd import Value, compile, tanh
from autograd.checking import check
from autograd.drawing import draw

from .measure import Effort
from .report import Goal, Table

PACKAGE = str(Path(autograd.__file__).parent)
PAGE = "z = w*x + b\na = tanh(z)\nda/dw = {}*(1 - a^2)"
ARRAYS = "x in R^2\nW in R^(2x2)\nz = W @ x\nC = sum(z^2)/2\ngrad(C, W) = {}"


def measure_walk(effort: Effort) -> Table:
    """The way of one neuron, and of a claim about it."""
    steps = _steps()
    for run in steps.values():
        run()
    rows = [[step, *came_by(run)] for step, run in steps.items()]
    found = {step: (files, functions) for step, files, functions in rows}
    goals = [
        Goal("files, a right claim", found["check, right"][0], 30),
        Goal("functions, a right claim", found["check, right"][1], 250),
        Goal("files, a wrong claim", found["check, wrong"][0], 45),
    ]
    return Table("Files and functions on the way", ["", "files", "functions"], rows, goals)


def _steps() -> dict[str, Callable[[], Any]]:
    w, x, b = Value(0.5, "w"), Value(2.0, "x"), Value(0.1, "b")
    y = tanh(w * x + b)
    return {
        "record": lambda: tanh(w * x + b),
        "backward": y.backward,
        "compile": lambda: compile(lambda w, x, b: tanh(w * x + b))(0.5, 2.0, 0.1),
        "draw": lambda: draw(y).svg,
        "check, right": lambda: check(PAGE.format("x")),
        "check, wrong": lambda: check(PAGE.format("w")),
        "check, wrong arrays": lambda: check(ARRAYS.format("x @ z.T")),
    }


def came_by(run: Callable[[], Any]) -> tuple[int, int]:
    """How many files and functions of the package a call enters; modules are no functions."""
    found: set[CodeType] = set()

    def notice(frame: Any, event: str, _: Any) -> None:
        if event == "call" and frame.f_code.co_filename.startswith(PACKAGE):
            found.add(frame.f_code)

    before = sys.getprofile()
    sys.setprofile(notice)
    try:
        run()
    finally:
        sys.setprofile(before)
    functions = {code for code in found if code.co_name[0] != "<"}  # no lambdas, comprehensions
    return len({code.co_filename for code in found}), len(functions)
