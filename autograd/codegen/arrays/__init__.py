"""Functions of arrays as array code: traced on symbols that have a shape, printed as calls.

The forward of an operation is written in NumPy. Run on arrays that note what is done with them, it
is its own text, so that there is no second list of what an operation is made of; a dialect says
only what a library calls otherwise.

    program    calls of NumPy: what every text is written from
    keyed      elements at a key
    shortening calls that need not be made
    recorder   arrays that note what NumPy is asked to do with them
    lowering   a graph of array symbols as such calls
    tracing    a function on array symbols, differentiated
    buffers    which arrays can be written over
    writing    a program as text
    dialects   NumPy and JAX
    torch      PyTorch
    given      what a compiled function is called with
    eager      the same function on Tensors
    compiled   `CompiledArrays`
    unrolling  the same for machines that know numbers alone
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

ARRAY_TARGETS = ("numpy", "jax", "torch")


def compiled_arrays(
    f: Callable[..., Any], examples: Sequence[Any], order: int, target: str, by: Sequence[str]
) -> Any:
    """`f` as a function of arrays for a target; NumPy is loaded here."""
    from ...errors import OperandError
    from .compiled import CompiledArrays
    from .eager import eagerly
    from .tracing import trace

    if order == 2:
        raise OperandError(
            f"a Hessian of arrays has a row for each of their numbers: target={target!r} gives "
            "compiled.hvp(…), the Hessian times a vector, and target='python' the whole for small "
            "arrays"
        )
    traced = trace(f, examples, order, by)
    products = partial(products_of_arrays, f, examples, target, traced.by or by)
    again = partial(compiled_arrays, f, examples, order, target, by)
    return CompiledArrays(traced, target, eagerly(f, examples, traced), products, again)


def products_of_arrays(
    f: Callable[..., Any], examples: Sequence[Any], target: str, by: Sequence[str]
) -> Any:
    """The Hessian of `f` times a vector, as a function of the arguments and directions."""
    from .compiled import CompiledArrays
    from .tracing import trace

    again = partial(products_of_arrays, f, examples, target, by)
    return CompiledArrays(trace(f, examples, 0, by, products=True), target, again=again)


def in_numbers(
    f: Callable[..., Any], examples: Sequence[Any], target: str
) -> tuple[Callable[..., Any], tuple[Any, ...]]:
    """`f` as a function of arrays of symbols, and examples for it; NumPy is loaded here."""
    from .unrolling import unrolled

    return unrolled(f, examples, target)
