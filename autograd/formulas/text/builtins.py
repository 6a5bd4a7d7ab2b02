"""The functions that a page need not declare: the registry's, and a few made of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from difflib import get_close_matches
from typing import Any

from ...engine.elementwise import Elementwise
from ...engine.nary import Nary
from ...engine.primitive import PUBLIC, REGISTRY

# Other names for the registry's functions, and functions made of them.
ALSO = {
    "ln": "log",
    "sigma": "sigmoid",
    "\u03c3": "sigmoid",
    "logistic": "sigmoid",
    "Phi": "normal_cdf",
}
MADE: dict[str, Callable[[Any], Any]] = {
    "sech": lambda x: 1.0 / PUBLIC["cosh"](x),
    "csch": lambda x: 1.0 / PUBLIC["sinh"](x),
    "coth": lambda x: 1.0 / PUBLIC["tanh"](x),
    "sec": lambda x: 1.0 / PUBLIC["cos"](x),
    "csc": lambda x: 1.0 / PUBLIC["sin"](x),
    "cot": lambda x: 1.0 / PUBLIC["tan"](x),
}
MANY = {"max": "maximum", "min": "minimum"}


def builtin(name: str) -> Any:
    """The registry's function of this name, however it is capitalised; None if there is none."""
    for spelled in (name, name.lower(), name.lower().replace("_", "")):
        op = PUBLIC.get(ALSO.get(spelled, spelled))
        if isinstance(op, (Elementwise, Nary)):
            return op
    return MADE.get(name)


def confused(*kinds: str) -> tuple[str, ...]:
    """What people write in the place of another function, of "numbers" or of "arrays" too."""
    ops = dict.fromkeys(REGISTRY.values())
    return tuple(op.title for op in ops if op.confused in kinds)


def closest(name: str, declared: Iterable[str]) -> str:
    """What to say about a function that does not exist: the nearest name that does."""
    close = get_close_matches(name, [*declared, *PUBLIC, *ALSO, *MADE], 1)
    hint = f"; did you mean {close[0]}?" if close else ""
    return f"there is no function called {name}{hint}"
