"""How long `import autograd` takes over bare Python, and that it loads nothing heavy."""

from __future__ import annotations

from collections.abc import Callable
from statistics import median

from .measure import Effort, python, timed
from .report import Goal, Table

# Packages of others, and modules of Python's that take longer than most of ours.
HEAVY = (
    "{'numpy', 'flint', 'graphviz', 'sympy', 'matplotlib', 'inspect', 'fractions', 'dataclasses'}"
)
LOADED = f"import autograd, sys; print(*sorted({HEAVY} & set(sys.modules)))"


def measure_import(effort: Effort) -> Table:
    """Fresh interpreters in turns, one bare and one that imports."""
    _start("import autograd")()  # the first one writes the byte code
    pairs = [
        (timed(_start("pass")), timed(_start("import autograd"))) for _ in range(effort.processes)
    ]
    bare, loaded = (median(times) * 1e3 for times in zip(*pairs, strict=True))
    over = median(after - before for before, after in pairs) * 1e3
    rows = [["bare Python", bare], ["import autograd", loaded], ["over bare Python", over]]
    heavy = python(LOADED).split()
    return Table(
        "Import, in fresh processes",
        ["", "ms"],
        rows,
        [
            Goal("over bare Python", over, 60.0, "ms"),
            Goal("heavy modules loaded", float(len(heavy)), 0.0),
        ],
        heavy,
    )


def _start(code: str) -> Callable[[], str]:
    return lambda: python(code)
