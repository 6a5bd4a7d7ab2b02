"""What the entry of an operation says of it, and the words that come of that."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from ..errors import DivisionError, DomainError, RangeError
from ..support.domain import Domain, Interval, Kink

if TYPE_CHECKING:  # it takes long to import, and is needed by who asks
    from inspect import Parameter, Signature


class Entry:
    """Name, domain, LaTeX and what else is known of an operation, however it is computed.

    One that is not `public` is a part of other operations' derivatives, or of how they go over
    arrays. Nobody calls it by name: no expression, no formula, no method, no function of NumPy's.

    One that is `confused` people write in place of another function, of "numbers" or of "arrays"
    too: where a claim is wrong, a search for slips tries it. Formulas may call it by what is
    `written` for it besides its names, as ln is for log; 1 over it has a name of its own, if any,
    that is its `reciprocal`, as sec is of cos. Some of its names are `letters` that people have for
    numbers, too, as gamma: a formula may do so, and means the function only where it is called.

    What it is to certified arithmetic is its `definition`, a formula of other primitives, or
    `ball`, a function of enclosures; without either, the method of this name that balls have.
    """

    arity = 0  # the number of arguments; 0 for any number
    defaults: tuple[float, ...] = ()  # of the last arguments
    symbol = ""
    setting = ""  # what its parameters that are no numbers of the graph say, such as the axis
    beyond_floats = "too large for a float"  # what it may be where it is no float
    method = False  # whether arrays have it as a method, where its name is not enough to tell

    def __init__(
        self,
        name: str,
        *,
        aliases: Sequence[str] = (),
        written: Sequence[str] = (),
        letters: Sequence[str] = (),
        reciprocal: str = "",
        latex: str = "",
        doc: str = "",
        public: bool = True,
        example: str = "",
        chooses: bool = False,
        total: bool = False,
        confused: str = "",
        domain: Domain | Interval | None = None,
        kink: Kink | None = None,
        definition: Callable[..., Any] | None = None,
        ball: Callable[..., Any] | None = None,
    ) -> None:
        self.name = self.__name__ = self.title = name
        self.aliases, self.written = tuple(aliases), tuple(written)
        self.letters = tuple(letters)
        self.reciprocal = reciprocal
        self.latex = latex
        self.public, self.chooses = public, chooses
        self.total, self.confused = total, confused
        self.summary = doc or name
        self.example = example
        self.domain = Domain((domain,)) if isinstance(domain, Interval) else domain
        self.kink = kink
        self.definition, self.ball = definition, ball

    @property
    def __signature__(self) -> Signature:
        """How it is called: what `inspect.signature` gives."""
        from inspect import Signature

        return Signature(self.parameters())

    def parameters(self) -> list[Parameter]:
        """The arguments, as the sentences of domains and tables call them: x, y, z."""
        from inspect import Parameter

        names = [*"xyzw"[: self.arity]]
        missing: list[Any] = [Parameter.empty] * (self.arity - len(self.defaults))
        defaults = [*missing, *self.defaults]
        pairs = zip(names, defaults, strict=False)
        return [Parameter(x, Parameter.POSITIONAL_OR_KEYWORD, default=d) for x, d in pairs]

    def __repr__(self) -> str:
        return f"autograd.{self.name}"

    def complaint(self, xs: Sequence[float], source: str) -> DomainError:
        """The error for leaving the domain at `xs`, which came from `source`."""
        got = ", ".join(f"{x:.6g}" if abs(x) < 1e6 else repr(x) for x in xs)
        origin = f", from {source}" if source else ""
        if self.domain is not None and not self.domain.contains(*xs):
            what, case = self.name, got
            if self.symbol:
                what, case = self.sketch("x", "y"), self.sketch(*got.split(", "))
            wanted = f"{what} is defined for {self.domain.sentence()}; got {case}{origin}"
            by_zero = "!= 0" in self.domain.sentence() or (what == "x ** y" and xs[0] == 0.0)
            return DivisionError(wanted) if by_zero else DomainError(wanted)
        if not all(map(math.isfinite, xs)):
            return DomainError(f"{self.name} is defined for finite numbers; got {got}{origin}")
        return RangeError(f"{self.sketch(*got.split(', '))} is {self.beyond_floats}{origin}")

    def sketch(self, *labels: str) -> str:
        """The operation applied to labels, as a person would write it: `a - 3`, `log(x)`."""
        if self.symbol and len(labels) == 2:
            return f"{labels[0]} {self.symbol} {labels[1]}"
        if self.symbol and len(labels) == 1:
            return f"{self.symbol}{labels[0]}"
        if self.latex == "{x}" and len(labels) == 1:  # written as its argument
            return labels[0]
        return f"{self.title}({', '.join(labels)})"
