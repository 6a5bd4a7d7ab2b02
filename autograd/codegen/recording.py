"""A backend of symbols: a kernel that runs on it leaves the list of its machine operations.

>>> from autograd.kernels.logistic import softplus
>>> from autograd.values.symbol import Symbol
>>> softplus(Symbol("x"), Recording(lambda op: op.name != "maximum"))
Symbol(where(…, x, 0) + log1p(…))
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from ..engine.primitive import REGISTRY, Primitive
from ..errors import OperandError
from ..kernels import portable
from ..ops.choice import where
from .processor import PARTS

# What backends call a function whose entry has another name.
_ENTRIES = {"power": "pow", "rint": "round", "erf_inside": "erf"}


class Recording:
    """The names of `kernels.floats`, on symbols.

    A function that the machine has, as `spelled` says, is recorded as it is. Any other is made of
    its recipe, in the first of some modules that has one, or refused.
    """

    inf, nan = math.inf, math.nan
    where = staticmethod(where)

    def __init__(
        self, spelled: Callable[[Primitive], bool], recipes: Sequence[Any] = (portable,)
    ) -> None:
        self.spelled, self.recipes = spelled, recipes

    def __getattr__(self, name: str) -> Any:
        op = PARTS.get(name) or REGISTRY.get(_ENTRIES.get(name, name))
        if op is not None and self.spelled(op):
            return op
        return partial(self.recipe(name), backend=self)

    def recipe(self, name: str) -> Callable[..., Any]:
        """How a function that the machine lacks is made."""
        for module in self.recipes:
            if hasattr(module, name):
                return getattr(module, name)  # type: ignore[no-any-return]
        raise Unrecorded(f"no {name}, and no recipe to make it of other operations")

    def faster(self, name: str) -> Callable[..., Any] | None:
        """A recipe of this machine's own, which counts before the kernel of an operation."""
        own = [module for module in self.recipes if module is not portable]
        return next((getattr(module, name) for module in own if hasattr(module, name)), None)

    def any_of(self, condition: Any) -> bool:
        """True: straight-line code does rarely needed work always."""
        return True

    def map_floats(self, kernel: Callable[..., float], *xs: Any, **options: Any) -> Any:
        """Refuse: such a kernel branches on its number."""
        raise Unrecorded("no such function, and its digits come from loops on numbers")


class Unrecorded(OperandError):
    """A kernel that leaves no list of operations: what the machine lacks."""
