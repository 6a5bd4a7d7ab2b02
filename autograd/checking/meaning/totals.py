"""Total derivatives as a page writes them: dC/dz, grad(C, z), dz[i]/dW[j,k], df/dx."""

from __future__ import annotations

from fractions import Fraction
from itertools import product

from ...formulas.trees.tree import Call, Indexed, Name, Slope, Tree, text
from .calls import Calls
from .grids import Grid, Misfit, in_words, label, places
from .indices import filled
from .names import Key
from .numbers import Meaning


class Totals(Calls):
    """The meanings of derivatives."""

    def grad(self, tree: Slope) -> Meaning:
        """grad(C, z), which is dC/dz for a number C."""
        of = self._differentiated(tree.of)
        if isinstance(of, Grid):
            said = f"{text(tree.of)} is {in_words(of.shape)}"
            raise self.refuse(f"grad is of a number, and {said}: write a derivative d…/d…", tree)
        return self.slope(tree)

    def slope(self, tree: Slope) -> Meaning:
        """A derivative, as far as claims have stated it; else the true one."""
        said = [self.stated.get(key) for key in self.keys(tree)] if self.stated else [None]
        if len(said) == 1 and said[0] is not None:
            return said[0]
        true = self._true_slope(tree)
        if not isinstance(true, Grid) or not any(x is not None for x in said):
            return true
        pairs = zip(true.entries, said, strict=True)
        return Grid(true.shape, tuple(x if y is None else y for x, y in pairs))

    def _true_slope(self, tree: Slope) -> Meaning:
        found = self._differentiated(tree.of)
        try:
            for part in tree.wrt:
                found = self.derivative(found, self._variable_of(part))
        except Misfit as error:
            raise self.refuse(str(error), tree) from None
        return found

    def _differentiated(self, of: Tree) -> Meaning:
        """What is differentiated; df/dx is the derivative of f(x, …) in its own parameters."""
        name = of.name if isinstance(of, Name) else ""
        if name not in self.functions or self.node(name) is not None:
            return self.meaning(of)
        params = tuple(Name(param) for param in self.functions[name].params)
        return self.meaning(Call(name, params, 0, of.span))

    def _variable_of(self, tree: Tree) -> Meaning:
        """What is differentiated in; a name may be a variable that stands nowhere else."""
        if not isinstance(tree, Name) or tree.name in self.local:
            return self.meaning(tree)
        array = self.array(tree.name)
        return self.known(tree.name) if array is None else array

    def keys(self, tree: Slope) -> list[Key]:
        """What a derivative's entries are derivatives of, and in what, entry by entry."""
        return list(product(*map(self._labels, (tree.of, *tree.wrt))))

    def _labels(self, tree: Tree) -> list[str]:
        if isinstance(tree, Name):
            array = self.array(tree.name)
            return (
                [tree.name] if array is None else [label(tree.name, p) for p in places(array.shape)]
            )
        if isinstance(tree, Indexed) and isinstance(tree.base, Name):
            return [label(tree.base.name, tuple(map(self.whole, tree.indices)))]
        numbers = {name: x for name, x in self.local.items() if isinstance(x, Fraction)}
        return [text(filled(tree, numbers))]
