"""What one entry of an array operation brings. Run on a copy of the package that has the entry.

PYTHONPATH=COPY:COPY/tests/ops:COPY/tests/codegen python tests/one_edit.py flip
"""

import contextlib
import inspect
import io
import sys
from functools import partial
from importlib import import_module
from typing import Any

import numpy as np

import array_calls
import autograd
import signatures
from autograd import Tensor, check, check_gradients, draw
from autograd.shell.cli import main


def found(name: str) -> dict[str, bool]:
    """Where the operation is met, and whether it is right there."""
    op, numpys = getattr(autograd, name), getattr(np, name)
    x = np.arange(6.0).reshape(2, 3) ** 1.5
    ways = [op(Tensor(x)), getattr(Tensor(x), name)(), numpys(Tensor(x))]
    along = [op(Tensor(x), axis=1), getattr(Tensor(x), name)(1), numpys(Tensor(x), axis=1)]
    laws, forward = import_module("test_laws_arrays"), import_module("test_laws_forward")
    mine = {text: case for text, case in laws.CASES.items() if text.startswith(f"{name},")}
    with contextlib.redirect_stdout(io.StringIO()) as listed:
        main(["ops"])
        main(["ops", name])
    page = f"v in R^3\nw = {name}(v)\nL = sum(w^2)/2\ndL/dv = v"
    return {
        "function, method and NumPy's name": all(np.array_equal(y.data, numpys(x)) for y in ways),
        "along an axis": all(np.array_equal(y.data, numpys(x, axis=1)) for y in along),
        "from autograd import *": name in autograd.__all__,
        "help": f">>> {name}(" in (inspect.getdoc(op) or ""),
        "help of the method": str(inspect.signature(getattr(Tensor(x), name))) == "(axis=None)",
        "autograd ops": listed.getvalue().count(f"\n{name}") == 2
        and "derivative" in listed.getvalue(),
        "a page of formulas": [claim.status for claim in check(page).claims] == ["proved"],
        "certified gradients": check_gradients(lambda t: op(t * t, axis=0), Tensor(x)).ok,
        "the picture": op.title in draw(ways[0]).svg,
        "laws of arrays": len(mine) >= 3 and all(map(partial(obeys, laws), mine)),
        "array code": all(map(partial(compiles, mine), mine)),
        "laws of forward mode": name in forward.STEPS,
        "signatures for editors": f"    def {name}(self, axis: Any = None)" in signatures.written(),
        "imports for editors": f"from .ops.sums import {name} as {name}" in signatures.namespace(),
    }


def obeys(laws: Any, case: str) -> bool:
    """Whether the laws hold for a case: each raises where it does not."""
    laws.test_the_vjp_is_the_slope(case)
    laws.test_forward_mode_equals_reverse_mode(case)
    laws.test_the_second_derivative_is_the_slope_of_the_first(case)
    laws.test_mixed_second_derivatives_commute(case)
    return case in array_calls.calls()


def compiles(mine: Any, case: str) -> bool:
    """Whether the operation compiles: to array code, and element by element."""
    import_module("test_arrays_laws").test_numpy_has_the_numbers_of_eager_code(case)
    import_module("test_arrays_unrolled").test_every_operation_unrolls(case)
    return case in mine


if __name__ == "__main__":
    missing = [where for where, there in found(sys.argv[1]).items() if not there]
    print(f"the entry does not reach: {', '.join(missing)}" if missing else "everywhere")
