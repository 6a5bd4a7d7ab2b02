"""Functions of numbers with options, as torch and NumPy have them: `softplus(x, beta=2.0)`.

    hardtanh = adjustable(
        "hardtanh", rule, options=lambda x, min_val=-1.0, max_val=1.0: clip(x, min_val, max_val)
    )

The entry is that of the function as it is mostly called; a call with options is what the function
`options` makes of it, out of other operations. Its signature says how they are called.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from ..errors import OperandError
from .elementwise import Elementwise
from .primitive import Rule, register

if TYPE_CHECKING:
    from inspect import Parameter


class Adjustable(Elementwise):
    """A function of numbers that takes further arguments, by place or by name."""

    def __init__(
        self, name: str, *rules: Rule | None, options: Callable[..., Any], **entry: Any
    ) -> None:
        super().__init__(name, *rules, **entry)
        self.options = options
        code = options.__code__
        self.most = code.co_argcount
        self.settings = code.co_varnames[: self.most]

    def __call__(self, *args: Any, **options: Any) -> Any:
        if not options and len(args) == self.arity and not any(x is None for x in args):
            return super().__call__(*args)
        wrong = next((name for name in options if name not in self.settings[len(args) :]), None)
        least = self.most - len(self.options.__defaults__ or ())
        if wrong is not None or len(args) > self.most or len(args) + len(options) < least:
            given = len(args) + len(options)
            got = f"{wrong}=" if wrong is not None else f"{given} argument{'s' * (given != 1)}"
            raise OperandError(
                f"{self.name} is called as {self.name}{self.__signature__}; got {got}"
            )
        return self.options(*args, **options)

    def parameters(self) -> list[Parameter]:
        """The arguments by the names that they have as options."""
        from inspect import signature

        found = signature(self.options).parameters.values()
        return [each.replace(annotation=each.empty) for each in found]


def adjustable(name: str, *rules: Rule | None, **entry: Any) -> Adjustable:
    """Enter a function of numbers with `options`; the rest is as `elementwise` has it."""
    return register(Adjustable(name, *rules, **entry))
