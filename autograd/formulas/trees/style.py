"""How the author of a page writes: what is put into a formula is written likewise.

>>> from autograd.formulas.trees.tree import Name, Op, number, text
>>> x = Name("x")
>>> page = Op("^", (x, Number(Fraction(1, 2), "0.5")))
>>> text(Style.of([page]).power(x, Fraction(3, 2))), text(Style.of([]).power(x, Fraction(3, 2)))
('x^1.5', 'x^(3/2)')
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, field
from fractions import Fraction

from .algebra import over, value_of
from .branches import denied
from .numerals import decimal, in_decimals
from .tree import NOWHERE, Call, Name, Number, Op, Relation, Tree, mapped, number, walk

_HALF = Fraction(1, 2)


@dataclass(frozen=True)
class Style:
    """Whether decimals, fractions of numbers, roots and negative exponents are written.

    `conditions` are those that are asked, `spelled` are the numbers, `ordered` products and sums.
    """

    decimals: bool = False
    shares: bool = True
    roots: bool = True
    inverted: bool = False
    conditions: Set[Tree] = frozenset()
    spelled: Mapping[Fraction, str] = field(default_factory=dict)
    ordered: Mapping[tuple[str, ...], Tree] = field(default_factory=dict)

    @staticmethod
    def of(trees: Iterable[Tree]) -> Style:
        """The style of the formulas of a page."""
        parts = [part for tree in trees for part in walk(tree)]
        exponents = [x.args[1] for x in parts if isinstance(x, Op) and x.symbol == "^"]
        roots = any(isinstance(x, Call) and x.function == "sqrt" for x in parts)
        numbers = [x for x in parts if isinstance(x, Number)]
        decimals = any("." in x.written for x in numbers)
        return Style(
            decimals,
            not decimals or any(map(_is_share, parts)),
            roots or _HALF not in map(value_of, exponents),
            any(isinstance(x, Op) and x.symbol == "neg" for x in exponents),
            frozenset(x for x in parts if isinstance(x, Relation)),
            {x.value: x.written for x in numbers if x.written != str(x.value)},
            {key: x for x in reversed(parts) if (key := _whatever_the_order(x))},
        )

    def number(self, value: Fraction) -> Tree:
        """A number."""
        if value in self.spelled:
            return Number(value, self.spelled[value])
        return (decimal(value) if self.decimals else None) or number(value)

    def power(self, base: Tree, exponent: Fraction) -> Tree:
        """A power, with a root for 1/2 where roots are written."""
        if exponent == 1:
            return base
        if exponent == _HALF and self.roots:
            return Call("sqrt", (base,))
        if isinstance(base, Call) and base.function == "sqrt" and exponent.denominator == 1:
            return base.args[0] if exponent == 2 else Op("^", (base, number(exponent)))
        if exponent < 0 and not self.inverted:
            return over(number(1), self.power(base, -exponent))
        return Op("^", (base, self.number(exponent)))

    def applied(self, tree: Tree) -> Tree:
        """A formula in this style, but for what its author wrote."""
        if self.spelled or self.conditions or self.ordered or not self.roots:
            tree = mapped(tree, self._new)
        return in_decimals(tree, self.shares) if self.decimals else tree

    def _new(self, part: Tree) -> Tree | None:
        if isinstance(part, Number) and part.span == NOWHERE and part.value in self.spelled:
            return Number(part.value, self.spelled[part.value])
        if isinstance(part, Op) and part.span == NOWHERE:
            written = self.ordered.get(_whatever_the_order(part))
            if written is not None:
                return written
        match part:
            case Call(function="where", args=(Relation() as condition, a, b)):
                other = denied(condition)
                if condition not in self.conditions and other in self.conditions:
                    return Call("where", (other, self.applied(b), self.applied(a)))
        is_root = isinstance(part, Call) and part.function == "sqrt" and part.span == NOWHERE
        if is_root and isinstance(part, Call) and not self.roots:
            return self.power(self.applied(part.args[0]), _HALF)
        return None


def _whatever_the_order(tree: Tree) -> tuple[str, ...]:
    """What products of names, or sums of them, have in common that differ in order alone."""
    if not isinstance(tree, Op) or tree.symbol not in ("+", "*"):
        return ()
    found, waiting = [], [*tree.args]
    while waiting:
        part = waiting.pop()
        if isinstance(part, Op) and part.symbol == tree.symbol:
            waiting.extend(part.args)
        elif isinstance(part, Name):
            found.append(part.name)
        else:
            return ()
    return (tree.symbol, *sorted(found))


def _is_share(tree: Tree) -> bool:
    """Whether a formula is divided by a number."""
    return isinstance(tree, Op) and tree.symbol == "/" and isinstance(tree.args[1], Number)
