"""The primitives that the laws are about, one entry each, aliases left out."""

from collections.abc import Sequence

import autograd  # noqa: F401  # enters the rules
from autograd.engine.elementwise import Elementwise
from autograd.engine.nary import Nary
from autograd.engine.primitive import REGISTRY
from autograd.engine.structural import Structural
from autograd.kernels.rounded import Rounded

PRIMITIVES = {op.name: op for op in REGISTRY.values()}
ELEMENTWISE = {name: op for name, op in PRIMITIVES.items() if isinstance(op, Elementwise)}
NARY = {name: op for name, op in PRIMITIVES.items() if isinstance(op, Nary)}
STRUCTURAL = {name: op for name, op in PRIMITIVES.items() if isinstance(op, Structural)}

# `where` takes a condition, not a number, and records only the branch taken.
NUMERIC = {name: op for name, op in ELEMENTWISE.items() if name != "where"}

# These count derivatives or choose an element with their first argument: no path leads there.
ORDERED = {
    *("polygamma", "sinc_derivative", "i0e_derivative", "i1e_derivative"),
    "polygamma_drop",
    *("jv", "yv", "iv", "kv", "expn", "gammainc", "gammaincc", "betainc"),
    *("erfcx_derivative", "ellipk_derivative", "ellipe_derivative", "zeta_derivative"),
    "lambertw_derivative",
}


def within(op: Elementwise, numbers: Sequence[float]) -> list[float]:
    """The first of some numbers, moved to where an operation has a derivative."""
    xs = [float(x) for x in numbers[: op.arity]]
    if op.name in ORDERED:
        xs[0] = 2.0
    if op.rules[-1] is None and op.defaults:
        xs[-1] = op.defaults[-1]
    if op.domain is not None and not op.domain.contains(*xs):
        xs = [x + 1.0 for x in xs]
    return xs


# Their digits come from loops on numbers, or from balls: what only Python runs.
ONLY_PYTHON = {"i0e", "i0e_derivative", "polygamma", "sinc_derivative"} | {
    name for name, op in ELEMENTWISE.items() if isinstance(op.kernel, Rounded)
}
