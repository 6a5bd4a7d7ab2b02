"""Total derivatives as a page writes them: dC/dz, grad(C, z), dz[i]/dW[j,k], df/dx."""

from __future__ import annotations

from fractions import Fraction
from itertools import product

from ...engine.walks import between
from ...formulas.trees.tree import Call, Indexed, Name, Slope, Tree, text
from .arrays import whole
from .calculus import derivative
from .grids import Grid, Misfit, entries_of, in_words, label, places
from .indices import filled
from .names import Key, Names
from .numbers import Meaning


def grad(scope: Names, tree: Slope) -> Meaning:
    """grad(C, z), which is dC/dz for a number C."""
    of = _differentiated(scope, tree.of)
    if isinstance(of, Grid):
        said = f"{text(tree.of)} is {in_words(of.shape)}"
        raise scope.refuse(f"grad is of a number, and {said}: write a derivative d…/d…", tree)
    return slope(scope, tree)


def slope(scope: Names, tree: Slope) -> Meaning:
    """A derivative, as far as claims have stated it; else the true one."""
    said = [scope.stated.get(key) for key in keys(scope, tree)] if scope.stated else [None]
    if len(said) == 1 and said[0] is not None:
        return said[0]
    true = _true_slope(scope, tree)
    if not isinstance(true, Grid) or not any(x is not None for x in said):
        return true
    pairs = zip(true.entries, said, strict=True)
    return Grid(true.shape, tuple(x if y is None else y for x, y in pairs))


def _true_slope(scope: Names, tree: Slope) -> Meaning:
    found = _differentiated(scope, tree.of)
    try:
        for part in tree.wrt:
            by = _variable_of(scope, part)
            held = scope.held(part.name) if tree.is_partial and isinstance(part, Name) else scope
            if held is not scope and not _is_explicit(scope, found, by):
                raise scope.refuse(_INDIRECT.format(part=text(part)), tree)
            found = derivative(held, found, by)
    except Misfit as error:
        raise scope.refuse(str(error), tree) from None
    return found


_INDIRECT = (
    "∂ holds what depends on {part}, and {part} does not stand here by itself: write d/d{part} for "
    "the whole change"
)


def _is_explicit(scope: Names, y: Meaning, clock: Meaning) -> bool:
    """Whether a clock stands in a formula by itself, or derivatives by it do, or it is unknown."""
    above = {node.name for node in between(entries_of(y)).values() if node.op is None}
    return bool(above & {clock.name, *scope.rates})


def _differentiated(scope: Names, of: Tree) -> Meaning:
    """What is differentiated; df/dx is the derivative of f(x, …) in its own parameters."""
    name = of.name if isinstance(of, Name) else ""
    if name not in scope.functions or scope.node(name) is not None:
        return scope.meaning(of)
    params = tuple(Name(param) for param in scope.functions[name].params)
    return scope.meaning(Call(name, params, 0, of.span))


def _variable_of(scope: Names, tree: Tree) -> Meaning:
    """What is differentiated in; a name may be a variable that stands nowhere else."""
    if not isinstance(tree, Name) or tree.name in scope.local:
        return scope.meaning(tree)
    array = scope.array(tree.name)
    return scope.known(tree.name) if array is None else array


def keys(scope: Names, tree: Slope) -> list[Key]:
    """What a derivative's entries are derivatives of, and in what, entry by entry."""
    return list(product(*(_labels(scope, part) for part in (tree.of, *tree.wrt))))


def _labels(scope: Names, tree: Tree) -> list[str]:
    if isinstance(tree, Name):
        array = scope.array(tree.name)
        return [tree.name] if array is None else [label(tree.name, p) for p in places(array.shape)]
    if isinstance(tree, Indexed) and isinstance(tree.base, Name):
        return [label(tree.base.name, tuple(whole(scope, index) for index in tree.indices))]
    numbers = {name: x for name, x in scope.local.items() if isinstance(x, Fraction)}
    return [text(filled(tree, numbers))]
