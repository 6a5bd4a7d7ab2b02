"""Functions that move or mix the elements of arrays: reshape, index, matmul.

No single number stands on their edges, so they carry a vector-Jacobian product. Broadcasting is one
of them, too, so that no elementwise rule ever mentions a shape.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

from ..errors import OperandError
from ..support.arrays import ieee_arithmetic, numpy
from .masks import Masked, masked, settled
from .primitive import Primitive, added, kind_of, register, seen
from .recorded import Recorded

if TYPE_CHECKING:
    from inspect import Parameter, Signature


class Structural(Primitive):
    """A function that moves or mixes array elements.

    `vjp(g, y, *args)` lists what the adjoint contributes to each argument (None for parameters
    such as an axis). Forward mode is `jvp(y, args, tangents)`, with None for the tangent of what
    does not move; left out, the function is linear in each of its arrays (matmul). `back` says in
    words, after "the gradient of y comes back", what `vjp` does. `title` is what people call it,
    and `setting` the word before its parameters: sum, axis 1.

    It is called as `forward` is: its parameters, their names and defaults are those of the
    operation. `signature`, a function too, says how it is called where that is not how the graph
    keeps the arguments, and returns these. A `method` of arrays is called by its names as well.

    `entries` is the same function of arrays whose elements are nodes, where `forward` asks more of
    its elements than operators. `reach(on, *args)` is not 0 at the elements of each argument that
    go into those of the result which the mask `on` holds; left out, it is `vjp` of the mask, which
    fits what moves elements. `read(on, *args)` are the arguments without what `vjp` would only
    multiply by such zeros.
    """

    def __init__(
        self,
        name: str,
        forward: Callable[..., Any],
        vjp: Callable[..., Sequence[Any]],
        jvp: Callable[..., Any] | None = None,
        back: str = "",
        entries: Callable[..., Any] | None = None,
        reach: Callable[..., Sequence[Any]] | None = None,
        read: Callable[..., Sequence[Any]] | None = None,
        title: str = "",
        setting: str = "",
        signature: Callable[..., tuple[Any, ...]] | None = None,
        method: bool = False,
        **entry: Any,
    ) -> None:
        super().__init__(name, **entry)
        self.forward, self.vjp, self.jvp = forward, vjp, jvp
        self.signature, self.method = signature, method
        self.back, self.title, self.setting = back, title or name, setting
        self.on_entries = entries or forward
        self.read = read
        self.reach = reach or (lambda on, *args: self.vjp(on.astype(float), on, *args))

    def __call__(self, *args: Any, **options: Any) -> Any:
        if options or self.signature is not None or len(args) not in self._whole:
            args = self.arguments(*args, **options)
        kind = kind_of(args)
        if kind is None:
            return self.on_arrays(*args)
        if kind.array_class is None:
            raise OperandError(
                f"{self.title} works on arrays; a {kind.__name__} is a single number"
            )
        return kind.array_class.record(self, args)

    def arguments(self, *args: Any, **options: Any) -> tuple[Any, ...]:
        """The arguments of a call as the graph keeps them."""
        if options or len(args) not in self._whole:
            args = self._filled(args, options)
        return args if self.signature is None else self.signature(*args)

    def _filled(self, args: tuple[Any, ...], options: Mapping[str, Any]) -> tuple[Any, ...]:
        """All arguments in order, the defaults of those that are left out among them."""
        try:
            bound = self.__signature__.bind(*args, **options)
        except TypeError as error:
            call = f"{self.name}{self.__signature__}"
            raise OperandError(f"the operation is called as {call}; {error}") from None
        bound.apply_defaults()
        return bound.args

    def on_arrays(self, *xs: Any) -> Any:
        with ieee_arithmetic():
            return self.forward(*xs)

    @cached_property
    def _whole(self) -> range:
        """How many arguments a call has that leaves none out."""
        kinds = [x.kind for x in self.__signature__.parameters.values()]
        any_number = any(kind.name == "VAR_POSITIONAL" for kind in kinds)
        return range(len(kinds) - any_number, sys.maxsize if any_number else len(kinds) + 1)

    @cached_property
    def __signature__(self) -> Signature:  # kept: each call looks at it
        from inspect import signature

        return signature(self.signature or self.forward)

    def parameters(self) -> list[Parameter]:
        """Those of the function of arrays, or of what says how it is called."""
        return list(self.__signature__.parameters.values())

    def pull(self, node: Recorded, g: Any, record: bool) -> list[Any]:
        args = [seen(arg, record) for arg in node.args]
        return list(self.vjp(settled(g), seen(node, record), *args))

    def follow(self, node: Recorded, g: Any, record: bool) -> list[Any]:
        """`vjp`, masked where no element that `g` reaches was made of the argument's."""
        on = g.on if isinstance(g, Masked) else numpy().ones(node.primal.shape, dtype=bool)
        known = [getattr(arg, "primal", arg) for arg in node.args]
        with ieee_arithmetic():
            reached = [None if m is None else m != 0.0 for m in self.reach(on, *known)]
        args = [seen(arg, record) for arg in node.args]
        if self.read and not on.all():
            args = list(self.read(on, *args))
        terms = self.vjp(settled(g), seen(node, record), *args)
        return [None if t is None else masked(t, m) for t, m in zip(terms, reached, strict=True)]

    def push(self, node: Recorded, tangents: Sequence[Any], record: bool) -> Any:
        """The tangent of `node`: by `jvp`, or the sum of what each moving array contributes."""
        args = [seen(arg, record) for arg in node.args]
        if self.jvp:
            return self.jvp(seen(node, record), args, tangents)
        moving = [i for i, dx in enumerate(tangents) if dx is not None]
        return added(self(*args[:i], tangents[i], *args[i + 1 :]) for i in moving)


def structural(
    name: str, forward: Callable[..., Any], vjp: Callable[..., Sequence[Any]], **entry: Any
) -> Structural:
    """Enter a function that moves array elements about."""
    return register(Structural(name, forward, vjp, **entry))
