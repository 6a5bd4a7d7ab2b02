"""Gradients of real graphs against slopes: for operations and functions of your own.

The graph is the one that the function recorded, of Values or Tensors. Of large arrays some entries
are measured, the same ones every time; the report says how many.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from ...engine.backward import gradients
from ...engine.modes import no_grad
from ...engine.node import Node
from ...engine.scalars import is_real
from ...engine.walks import ancestors
from ...errors import OperandError
from ...support.arrays import numpy
from ...values.tensor import Tensor
from ...values.value import Value
from ..functions.arguments import Shape, entry, sampled, weights
from ..report.claims import Claim
from ..report.reports import Report
from .edges import wrong_edges
from .measured import claimed, gathered, measured
from .recorded import Recorded

_LOST = "every rule is right, and floats lose digits here"
_DOUBT = 100.0  # a graph rounds in many places
MOST = 24  # entries of one argument that are measured


def check_gradients(f: Callable[..., Any], *args: Any) -> Report:
    """Compare the gradient of a function, and every edge of its graph, with the slopes.

    The arguments are numbers or arrays. Leaves (Values, Tensors, the parameters of a module) are
    used themselves: then `f` may read them from elsewhere and ignore what it is given, and each
    has its data back in the end. Of a result that is an array, a sum with fixed weights is looked
    at. The first claims are about df/dx for each argument; a wrong edge of the graph follows, with
    the operation whose rule is wrong.

    Slopes are found in certified arithmetic where operations say what they are (those that are
    built in do), and else measured. What cannot be told is inconclusive: where rounding hides the
    slope, where values jump about, or where the rules are right and floats lose digits.

    >>> from autograd.ops.elementary import exp
    >>> print(check_gradients(lambda x: x * exp(x), 1.0))
    ✓ agrees       line 1: df/dx1 = 5.43656365691809
    1 claim: 1 right
    >>> print(check_gradients(lambda w: (w * w).sum(), [[1.0, 2.0], [3.0, 4.0]]))
    ✓ agrees       line 1: df/dx1, 4 entries
    1 claim: 1 right
    """
    leaves = [_leaf(arg, k) for k, arg in enumerate(args, 1)]
    names = [leaf.name or f"x{k}" for k, leaf in enumerate(leaves, 1)]
    y = f(*leaves)
    if not isinstance(y, Node):
        raise OperandError(
            f"the function returned the {type(y).__name__} {y!r}; wanted a Value or a Tensor"
        )
    seed = weights(y.primal.shape) if y.on_arrays else None
    slopes = gradients(y, leaves, seed=seed, allow_unused=True)
    edges = [claim for node in ancestors(y).values() for claim in wrong_edges(node)]
    recorded = Recorded(f, y, leaves)
    report = Report()
    for leaf, name, slope in zip(leaves, names, slopes, strict=True):
        scale = float(numpy().max(numpy().abs(slope), initial=0.0))
        whole = _Argument(f, leaves, leaf, name, seed, recorded, bool(edges), scale)
        report.claims.append(whole.claim(slope))
    report.claims.extend(edges)
    return report


def _leaf(arg: Any, place: int) -> Any:
    if isinstance(arg, Node):
        if arg.op is not None or arg.primal is None:
            raise OperandError(
                f"argument {place} is {arg.describe()}, which was computed: its data cannot be "
                "varied; pass a number, an array, or a leaf"
            )
        return arg
    return Value(arg, f"x{place}") if is_real(arg) else Tensor(arg, f"x{place}")


@dataclass(frozen=True)
class _Argument:
    """One leaf whose entries are varied while the others stay."""

    f: Callable[..., Any]
    leaves: Sequence[Any]
    leaf: Any
    name: str
    seed: Any
    recorded: Recorded
    accused: bool  # whether some edge of the graph is wrong
    scale: float  # of the largest slope in the argument

    def claim(self, gradient: Any) -> Claim:
        """Whether its gradient is the slope of the graph, or else what is measured."""
        is_all = self.recorded.is_all(self.leaf)
        if not self.leaf.on_arrays:
            return self._entry(f"df/d{self.name}", float(gradient), (), is_all)
        places = sampled(list(numpy().ndindex(*self.leaf.shape)), MOST)
        parts = [
            self._entry(f"df/d{entry(self.name, at)}", float(gradient[at]), at, is_all)
            for at in places
        ]
        return gathered(f"df/d{self.name}", parts, self.leaf.size)

    def _entry(self, name: str, slope: float, at: Shape, is_all: bool) -> Claim:
        x = float(self.leaf.data[at] if self.leaf.on_arrays else self.leaf.data)
        certain = self.recorded.sides(self.leaf, at) if is_all else None
        if certain is None:
            return self._measured(name, slope, at)
        claim = claimed(name, slope, certain, x, "certified")
        if claim.status == "agrees":
            return claim
        if claim.status == "wrong":
            true = float(claim.true_value or 0)
            if self.accused or not self.recorded.loses_digits(self.leaf, at, slope, true):
                return claim
            claim.status, claim.note = "inconclusive", f"{_LOST}: the slope is {claim.true_value}"
            claim.evidence = [claim.note]
        by_values = self._measured(name, slope, at)
        return by_values if by_values.status == "agrees" else claim

    def _measured(self, name: str, slope: float, at: Shape) -> Claim:
        """The claim judged by the function's values: where no edge is wrong, with more doubt."""
        function, x = self._along(at)
        found = measured(function, x, 1.0 if self.accused else _DOUBT, self.scale)
        return claimed(name, slope, found, x, "measured")

    def _along(self, place: Shape) -> tuple[Callable[[float], float], float]:
        """The function of one entry alone, and where that entry is."""
        data = self.leaf.data

        def function(x: float) -> float:
            """The function's value with this entry at `x`; the leaf is put back as it was."""
            moved = x
            if self.leaf.on_arrays:
                moved = data.copy()
                moved[place] = x
            self.leaf.data = moved
            try:
                with no_grad():
                    return self._number(self.f(*self.leaves))
            finally:
                self.leaf.data = data

        return function, float(data[place] if self.leaf.on_arrays else data)

    def _number(self, y: Any) -> float:
        y = getattr(y, "primal", y)
        return float(y if self.seed is None else (self.seed * y).sum())
