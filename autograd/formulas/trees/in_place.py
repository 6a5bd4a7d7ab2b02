"""A product with one factor more or less, the rest of it as its author wrote it."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from .algebra import ONE, Factors, factors, has_minus, is_constant, minus, product
from .tidying import neat
from .tree import Number, Op, Tree, children, number, rebuilt


def with_factor(tree: Tree, factor: Tree) -> Tree:
    """The product of both: what cancels goes where it stands, a power grows, the rest is added.

    >>> from .tree import Name, text
    >>> a, b, x = map(Name, "abx")
    >>> written = Op("/", (Op("*", (number(6), x)), Op("*", (number(2), a))))
    >>> text(written), text(with_factor(written, a)), text(with_factor(written, b))
    ('6*x/(2*a)', '6*x/2', '6*x*b/(2*a)')
    >>> text(with_factor(written, x)), text(with_factor(written, Op("/", (number(1), b))))
    ('6*x^2/(2*a)', '6*x/(2*a*b)')
    >>> text(with_factor(written, number(Fraction(1, 3)))), text(with_factor(x, number(2)))
    ('2*x/(2*a)', '2*x')
    """
    if has_minus(tree):
        return minus(with_factor(minus(tree), factor))
    coefficient, found = factors(factor)
    alone = len(found) + (abs(coefficient) != 1) == 1
    below: Factors = {}
    for base, n in found.items():
        mended = _raised(tree, base, n, alone)
        if mended is not None:
            tree = mended
        elif n > 0:
            power = product(Fraction(1), {base: n})
            tree = _led(tree, power) if isinstance(base, Number) else _behind(tree, power)
        else:
            below[base] = -n
    size = abs(coefficient)
    tree = _under(tree, size, below) if below else _scaled(tree, size) or _under(tree, size, {})
    return minus(tree) if coefficient < 0 else tree


def _raised(tree: Tree, base: Tree, n: int, grows: bool, below: bool = False) -> Tree | None:
    """A power of `base` in the product times base^n; below the line it may cancel, or grow."""
    if (k := _exponent(tree, base)) > 0:
        fits = k + n >= 0 and (n < 0 or grows or not below)
        return product(Fraction(1), {base: k + n} if k + n else {}) if fits else None
    for place, part, turned in _parts(tree):
        mended = _raised(part, base, -n if turned else n, grows, below != turned)
        if mended is not None:
            return neat(_put(tree, place, mended))
    return None


def _scaled(tree: Tree, by: Fraction) -> Tree | None:
    """The product with a number in it that is `by` times as large; None if none can be."""
    if by == 1:
        return tree
    if isinstance(tree, Number) and tree != ONE and not is_constant(tree):
        value = tree.value * by
        return number(value) if value.denominator <= tree.value.denominator else None
    for place, part, turned in _parts(tree):
        mended = _scaled(part, 1 / by if turned else by)
        if mended is not None:
            return neat(_put(tree, place, mended))
    return None


def _behind(tree: Tree, factor: Tree) -> Tree:
    """One more factor, above the line."""
    if isinstance(tree, Op) and tree.symbol == "/":
        return _put(tree, 0, _behind(tree.args[0], factor))
    return factor if tree == ONE else Op("*", (tree, factor))


def _under(tree: Tree, size: Fraction, below: Factors) -> Tree:
    """A number and powers that divide, and a number in front."""
    tree = _led(tree, number(size.numerator))
    if not below and size.denominator == 1:
        return tree
    if isinstance(tree, Op) and tree.symbol == "/":
        divisor = tree.args[1]
        for base, n in below.items():
            power = product(Fraction(1), {base: n})
            is_number = isinstance(base, Number)
            longer = _led(divisor, power) if is_number else Op("*", (divisor, power))
            divisor = _raised(divisor, base, n, grows=True) or longer
        return _put(tree, 1, _led(divisor, number(size.denominator)))
    return Op("/", (tree, product(Fraction(size.denominator), below)))


def _led(tree: Tree, by: Tree) -> Tree:
    """A product with a number in front."""
    match tree:
        case _ if by == ONE:
            return tree
        case Number() if isinstance(by, Number) and not is_constant(by) and not is_constant(tree):
            return number(tree.value * by.value)
        case Op(symbol="*" | "/" | "neg"):
            return neat(_put(tree, 0, _led(tree.args[0], by)))
    return neat(Op("*", (by, tree)))


def _exponent(tree: Tree, base: Tree) -> int:
    """The k of base^k; 0 for anything else."""
    coefficient, found = factors(tree)
    return found.get(base, 0) if coefficient == 1 and len(found) == 1 else 0


def _parts(tree: Tree) -> Iterator[tuple[int, Tree, bool]]:
    """The parts of a product, their places, and which one divides."""
    if isinstance(tree, Op) and tree.symbol in ("*", "/", "neg"):
        for place, part in enumerate(tree.args):
            yield place, part, tree.symbol == "/" and place == 1


def _put(tree: Tree, place: int, part: Tree) -> Tree:
    parts = children(tree)
    return rebuilt(tree, (*parts[:place], part, *parts[place + 1 :]))
