"""`compile`: from a function to its program in a language.

>>> from autograd import exp
>>> print(compile(lambda x, y: x * y + exp(x), grad=True, target="c").source)
/* f(x, y) = x*y + exp(x)
   df/dx = exp(x) + y
   df/dy = x
   gradient: the derivatives by x, y */
#include <math.h>
<BLANKLINE>
double f(double x, double y, double gradient[2])
{
    const double t1 = x * y;
    const double t2 = exp(x);
    const double value = t1 + t2;
    const double d_x = t2 + y;
    gradient[0] = d_x;
    gradient[1] = x;
    return value;
}
<BLANKLINE>
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from importlib.util import find_spec
from typing import Any

from ..engine.masks import following
from ..errors import OperandError
from .arrays import ARRAY_TARGETS, compiled_arrays, in_numbers
from .blocks import Blocks
from .compiled import Compiled
from .foreign import Foreign
from .loops import has_loops, with_loops
from .models import as_function, has_arrays, is_model, with_numbers
from .native import Rows, native
from .over_rows import OverRows
from .simplify import simplified
from .targets import target_of
from .trace import Trace, trace
from .unrolling import unrolled

WORTH = 100  # steps: below, calling machine code takes longer than Python does


def compile(
    f: Callable[..., Any],
    *examples: Any,
    grad: bool | Sequence[str] = False,
    order: int | None = None,
    target: str = "python",
    rows: Sequence[str] = (),
    reduce: str = "sum",
    manner: str = "",
    threads: int = 1,
) -> Any:
    """`f` traced once and printed as straight-line code.

    `f` is a function of numbers, or an expression. Where an argument is a list, tuple or dict of
    numbers, give an example of every argument: `compile(f, [0.0, 0.0], 0.0)`. Parameters that
    have a default keep it.

    The result is called like `f`. With `grad=True` it returns the value and the gradient (a tuple
    with one entry for each argument, of its structure), with `order=2` also the Hessian: a row
    for each number among the arguments. `grad` may name arguments: then the gradient is by those
    alone, in that order, and no work is done for the others.

    `target` says where it runs, and what `source` is written in:

    - "python", and "numpy" for the text on arrays; "js" (a module for a page or for Node) and "c"
      (C99, with no more than libm) are texts to take elsewhere, and calls run in Python;
    - "native": machine code, through llvmlite; "auto" takes it where llvmlite is installed and the
      work is worth it, and `target` of the result says what it took;
    - "jax" and "torch": a pure function of that library's arrays.

    Where an example is an array or a model, "numpy", "jax" and "torch" are array code, and the
    result is a `CompiledArrays`: the gradient is by the models, if any, each a dict of arrays.

    Of each the numbers are eager code's, up to the last places in which libraries differ. `rows`
    names arguments that are arrays with a row for each point, which the others are shared by: see
    `OverRows`; `reduce` is "sum", "mean" or "none". Native code over rows has functions of its own,
    each within 4 ulp, unless the `manner` is "exact", and shares the rows among `threads`.

    Numbers that `f` closes over are constants from now on. Raises `OperandError` where `f` decides
    by the value of an argument (`if x > 0`: write `where`), closes over a Value, has arguments
    whose names no program can hold, or calls what the target has not.

    >>> cube = compile(lambda x: x * x * x, order=2)
    >>> cube(2.0)
    (8.0, (12.0,), ((12.0,),))
    """
    if target not in ("native", "auto"):
        target_of(target)
    by = (grad,) if isinstance(grad, str) else () if isinstance(grad, bool) else tuple(grad)
    rows = (rows,) if isinstance(rows, str) else rows
    if order is None:
        order = int(bool(grad))
    if order not in (0, 1, 2):
        raise OperandError(
            f"order is 0 (value), 1 (and gradient) or 2 (and Hessian); got {order!r}"
        )
    if is_model(f):
        f, examples = as_function(f), (f, *examples)
    if target in ARRAY_TARGETS and not rows and any(map(has_arrays, examples)):
        return compiled_arrays(f, examples, order, target, by)
    if any(map(has_arrays, examples)):
        f, examples = in_numbers(f, examples, target)
    elif any(map(is_model, examples)):
        f, examples = with_numbers(f, examples)
    flat = target if rows or target == "native" else ""
    traced = _traced(f, examples, order, by, flat)
    again = partial(_following, f, examples, order, by, flat)
    if target == "auto":
        steps = traced.program.steps
        worth = bool(rows) or (len(steps) >= WORTH and not has_loops(traced.program))
        target = "native" if worth and find_spec("llvmlite") else "python"
    made = _made(traced, again, target, rows, reduce, manner, threads)
    made._make_derived = partial(_derived, f, examples, tuple(traced.arguments), target, manner)
    return made


def _made(
    traced: Trace,
    again: Callable[[], Compiled],
    target: str,
    rows: Sequence[str],
    reduce: str,
    manner: str,
    threads: int,
) -> Compiled:
    """The compiled function for a target."""
    if rows:
        engine = Rows(manner, threads) if target == "native" else Blocks
        return OverRows(traced, again, target, rows, reduce, engine)
    if target == "native":
        return native(traced, again, manner, threads)
    if target in ("jax", "torch"):
        return Foreign(traced, again, target)
    return Compiled(traced, again, target)


def _derived(
    f: Callable[..., Any],
    examples: Sequence[Any],
    names: Sequence[str],
    target: str,
    manner: str,
    make: Callable[..., Any],
    times: int,
) -> Any:
    """What `make` makes of the same function, with its arguments so many `times`."""
    call = (lambda *args: f(**dict(zip(names, args, strict=True)))) if hasattr(f, "names") else f
    given = [*examples] * times
    return compile(make(call, names), *given, target=target, manner=manner)


def _traced(
    f: Callable[..., Any], examples: Sequence[Any], order: int, by: Sequence[str], flat: str
) -> Trace:
    """The trace of f; for a machine without loops, whose name is then `flat`, without any."""
    traced = trace(f, examples, order, by)
    program = with_loops(simplified(traced.program))
    return replace(traced, program=unrolled(program, flat) if flat else program)


def _following(
    f: Callable[..., Any], examples: Sequence[Any], order: int, by: Sequence[str], flat: str
) -> Compiled:
    """The same with structural zeros: longer code, which runs where the other gives NaN."""
    with following():
        return Compiled(_traced(f, examples, order, by, flat))
