"""The primitives that the laws are about, one entry each, aliases left out."""

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
    *("jv", "yv", "iv", "kv"),
}

# Their digits come from loops on numbers, or from balls: what only Python runs.
ONLY_PYTHON = {"i0e", "i0e_derivative", "polygamma", "sinc_derivative"} | {
    name for name, op in ELEMENTWISE.items() if isinstance(op.kernel, Rounded)
}
