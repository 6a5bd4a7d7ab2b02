r"""The functions that a formula need not declare, by all names that the registry has for them.

>>> builtin("ln").name, builtin("\u03c3").name, builtin("Sin").name
('log', 'sigmoid', 'sin')
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

from ...engine.elementwise import Elementwise
from ...engine.nary import Nary
from ...engine.primitive import PUBLIC, REGISTRY
from .complaint import suggestion

# What others call a function, or write for it, where it is not certain which one is meant.
UNCLEAR = {"lg": "log10(x) or log2(x)", "heaviside": "step(x)", "root": "sqrt(x)"} | {
    name: f"{runs}(i: …), or {name}*(…) for a product"
    for name, runs in (("Σ", "sum"), ("Π", "prod"))
}
# What nobody says is no number: a page calls many things e.
EULER = "e is an ordinary name here: write exp(x) for e^x"
POWER_OF_E = re.compile(r"\be\s*(\^|\*\*|[⁰-⁹⁻²³¹])")
MANY = {"max": "maximum", "min": "minimum"}


def _of_one_over(op: Any, x: Any) -> Any:
    return 1.0 / op(x)


WRITTEN = {name: op for op in REGISTRY.values() for name in op.written}
MADE: dict[str, Callable[[Any], Any]] = {
    op.reciprocal: partial(_of_one_over, op)
    for op in REGISTRY.values()
    if isinstance(op, Elementwise) and op.reciprocal
}


def builtin(name: str) -> Any:
    """The registry's function of this name, however it is capitalised; None if there is none."""
    for spelled in (
        (name, name.lower(), name.lower().replace("_", "")) if name.isascii() else (name,)
    ):
        op = PUBLIC.get(spelled) or WRITTEN.get(spelled)
        if isinstance(op, (Elementwise, Nary)):
            return op
    return MADE.get(name)


def confused(*kinds: str) -> tuple[str, ...]:
    """What people write in the place of another function, of "numbers" or of "arrays" too."""
    ops = dict.fromkeys(REGISTRY.values())
    return tuple(op.title for op in ops if op.confused in kinds)


def closest(
    name: str, declared: Iterable[str] = (), product: bool = False, primes: bool = False
) -> str:
    """What to say about a function that does not exist: those that do, or that a sign is missing.

    >>> closest("sine"), closest("lg")
    ('there is no function called sine; did you mean sin, sinh or sinc?',
     'there is no function called lg; write log10(x) or log2(x)')
    """
    if name == "grad":
        return "grad takes two arguments, as in grad(y, x) for dy/dx"
    hint = f"; write {UNCLEAR[name]}" if name in UNCLEAR else ""
    if primes and len(name) < 3:
        hint = f"; write d{name}/dx for the derivative of a value"
    if not product:
        hint = hint or suggestion(name, [*declared, *PUBLIC, *WRITTEN, *MADE])
    return f"there is no function called {name}{hint or f'; for a product write {name}*(…)'}"
