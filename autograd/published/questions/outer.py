r"""A loss of which only is known what it depends on: in its place stands a free function of that.

It has as many free numbers as there are outputs, linear and quadratic; what holds for its first
derivatives holds for those of any function.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from ...formulas.trees.tree import Call, Name, Op, Tree
from ...formulas.trees.tree import number as whole
from ..modelling.judging import Equation
from ..shapes.sizes import Measured
from .questions import Ground


def any_function(loss: str, outputs: Iterable[str], ground: Ground) -> Ground:
    """What is known, and that a loss is a function of some outputs."""
    outputs = list(outputs)
    terms = [x for name in outputs for x in _terms(loss, name, name in ground.sizes.arrays)]
    body = terms[0]
    for term in terms[1:]:
        body = Op("+", (body, term))
    known = {**ground.visible, loss: Equation(Name(loss), body, -1)}
    return replace(ground, visible=known, sizes=_sized(loss, outputs, ground))


def stated(outer: Mapping[str, tuple[str, ...]], ground: Ground) -> Ground:
    """What is known, with the functions that blocks state: L depends on y."""
    for loss, outputs in outer.items():
        if loss not in ground.visible:
            ground = any_function(loss, outputs, ground)
    return ground


def _free(loss: str, output: str) -> tuple[str, str]:
    return f"{loss}_by_{output}", f"{loss}_by_{output}_twice"


def _terms(loss: str, output: str, is_array: bool) -> list[Tree]:
    """A linear and a quadratic function of an output, with free numbers."""
    once, twice = map(Name, _free(loss, output))
    square = Op("^", (Name(output), whole(2)))
    terms: list[Tree] = [Op("*", (once, Name(output))), Op("*", (twice, square))]
    return [Call("sum", (each,)) for each in terms] if is_array else terms


def _sized(loss: str, outputs: Iterable[str], ground: Ground) -> Measured:
    """The free numbers are as many as there are entries."""
    arrays = dict(ground.sizes.arrays)
    for output in outputs:
        if output in arrays:
            arrays |= dict.fromkeys(_free(loss, output), arrays[output])
    return replace(ground.sizes, arrays=arrays)
