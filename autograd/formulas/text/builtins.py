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
UNCLEAR = {"lg": "log10(x) or log2(x)", "root": "sqrt(x)"} | {
    name: f"{runs}(i: …), or {name}*(…) for a product"
    for name, runs in (("Σ", "sum"), ("Π", "prod"))
}
# What nobody says is no number: a page calls many things e.
EULER = "e is an ordinary name here: write exp(x) for e^x"
POWER_OF_E = re.compile(r"\be\s*(\^|\*\*|[⁰-⁹⁻²³¹])")
_BARE = re.compile(r"(?<![\w.])[^\W\d]\w*(?!\w|'*\s*\()")
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


def reserved(name: str) -> Any:
    """The function that a name means always, whatever else a formula uses it for; None if none.

    >>> builtin("gamma").name, reserved("gamma"), reserved("tgamma").name
    ('gamma', None, 'gamma')
    """
    return None if is_letter(name) else builtin(name)


def is_letter(name: str) -> bool:
    """Whether people call a number by this name of a function, too."""
    return name.lower() in getattr(builtin(name), "letters", ())


def bare_letters(source: str) -> set[str]:
    """The names of functions that a text has for numbers.

    >>> sorted(bare_letters("y = gamma*x + beta(a, b); dy/dpsi = psi(2)"))
    ['gamma', 'psi']
    """
    found = set(_BARE.findall(source))
    found |= {name[1:] for name in found if name[:1] == "d"}
    return {name for name in found if is_letter(name)}


def _of_letter(name: str) -> str:
    op = builtin(name)
    instead = next(x for x in (op.name, *op.written) if not is_letter(x))
    return f"{name} is a number here: write {name}*(…) for a product, {instead}(…) for the function"


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
    if is_letter(name):
        return _of_letter(name)
    hint = f"; write {UNCLEAR[name]}" if name in UNCLEAR else ""
    if primes and len(name) < 3:
        hint = f"; write d{name}/dx for the derivative of a value"
    if not product:
        hint = hint or suggestion(name, [*declared, *PUBLIC, *WRITTEN, *MADE])
    return f"there is no function called {name}{hint or f'; for a product write {name}*(…)'}"
