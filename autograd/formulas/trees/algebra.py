"""Small algebra on trees: products as powers of factors, sums as multiples of terms.

>>> from .tree import Name, text
>>> a = Name("a")
>>> text(times(a, power(a, -1))), text(plus(a, a)), text(minus(times(number(1), a)))
('1', '2*a', '-a')
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from ...support.deadlines import work
from .tree import Number, Op, Tree, number

ONE, ZERO = number(1), number(0)
DIGITS = 4  # that make a number a constant of its own
LONGEST = 4096  # bits of a power of a number that is worked out
Factors = dict[Tree, int]


def value_of(tree: Tree) -> Fraction | None:
    """The value of a number, a fraction of numbers, or minus one; None for anything else."""
    match tree:
        case Number(value=value):
            return value
        case Op(symbol="/", args=(above, Number(value=below))) if below:
            upper = value_of(above)
            return None if upper is None else upper / below
        case Op(symbol="neg", args=(inner,)):
            turned = value_of(inner)
            return None if turned is None else -turned
    return None


def is_constant(tree: Tree) -> bool:
    """Whether a number has so many digits that it is known by them: 8.314 is not multiplied out."""
    if not isinstance(tree, Number):
        return False
    digits = tree.written.lstrip("-").partition("e")[0].replace(".", "").strip("0")
    return len(digits) >= DIGITS and "/" not in digits


def factors(tree: Tree) -> tuple[Fraction, Factors]:
    """A tree as a number times powers of trees that are no products."""
    work(6)
    if is_constant(tree):
        assert isinstance(tree, Number)
        sign = -1 if tree.value < 0 else 1
        return Fraction(sign), {minus(tree) if sign < 0 else tree: 1}
    if isinstance(tree, Number):
        return tree.value, {}
    if isinstance(tree, Op):
        if tree.symbol == "neg":
            coefficient, found = factors(tree.args[0])
            return -coefficient, found
        if tree.symbol in "*/":
            return _joined(tree.args[0], tree.args[1], 1 if tree.symbol == "*" else -1)
        exponent = tree.args[1] if tree.symbol == "^" else None
        if isinstance(exponent, Number) and exponent.value.denominator == 1:
            coefficient, found = factors(tree.args[0])
            n = int(exponent.value)
            bits = max(coefficient.numerator.bit_length(), coefficient.denominator.bit_length())
            if abs(n) <= 64 and bits * abs(n) <= LONGEST and (coefficient or n > 0):
                return coefficient**n, {part: n * times for part, times in found.items()}
    return Fraction(1), {tree: 1}


def _joined(left: Tree, right: Tree, sign: int) -> tuple[Fraction, Factors]:
    a, first = factors(left)
    b, second = factors(right)
    if sign < 0 and not b:
        return Fraction(1), {Op("/", (left, right)): 1}
    found, coefficient = dict(first), a * b if sign > 0 else a / b
    for part, times in second.items():
        turned = None if part in found else _turned(part)
        if turned in found:  # (x - 1)/(1 - x) is -1
            coefficient *= (-1) ** times
        key = turned if turned in found else part
        found[key] = found.get(key, 0) + sign * times
    return coefficient, found


def _turned(part: Tree) -> Tree | None:
    """b - a for a - b."""
    if not isinstance(part, Op) or part.symbol != "-":
        return None
    return Op("-", (part.args[1], part.args[0]))


def product(coefficient: Fraction, parts: Factors) -> Tree:
    """A number times powers of trees, as one fraction."""
    above = [_raised(part, times) for part, times in parts.items() if times > 0]
    below = [_raised(part, -times) for part, times in parts.items() if times < 0]
    if not coefficient:
        return ZERO
    size = abs(coefficient)
    if size.numerator != 1 or not above:
        above.insert(0, number(size.numerator))
    if size.denominator != 1:
        below.insert(0, number(size.denominator))
    found = _chain(above)
    if below:
        found = Op("/", (found, _chain(below)))
    return minus(found) if coefficient < 0 else found


def _raised(part: Tree, times: int) -> Tree:
    return part if times == 1 else Op("^", (part, number(times)))


def _chain(parts: list[Tree]) -> Tree:
    found = parts[0]
    for part in parts[1:]:
        found = Op("*", (found, part))
    return found


def minus(tree: Tree) -> Tree:
    """-tree, without a double minus; the minus of a difference turns it round."""
    if isinstance(tree, Number):
        written = tree.written
        return Number(-tree.value, written[1:] if written.startswith("-") else f"-{written}")
    if not isinstance(tree, Op):
        return Op("neg", (tree,))
    left, right = tree.args if len(tree.args) == 2 else (tree, tree)
    match tree.symbol:
        case "neg":
            return tree.args[0]
        case "-" if isinstance(left, Op) and left.symbol == "-" and not has_minus(left):
            return _turned_round(left, right)
        case "-" if has_minus(left):
            return Op("+", (minus(left), right))
        case "-":
            return Op("-", (right, left))
        case "+" if has_minus(left):
            return Op("-", (minus(left), right))
        case "*" | "/" if has_minus(left):
            return Op(tree.symbol, (minus(left), right))
    return Op("neg", (tree,))


def _turned_round(left: Tree, last: Tree) -> Tree:
    """-(y - a - b) as a + b - y: what was taken away, and the first taken from it."""
    taken = [last]
    while isinstance(left, Op) and left.symbol == "-":
        left, part = left.args
        taken.insert(0, part)
    found = taken[0]
    for part in taken[1:]:
        found = Op("+", (found, part))
    return Op("-", (found, left))


def times(*trees: Tree) -> Tree:
    """The product of trees."""
    coefficient, parts = Fraction(1), Factors()
    for tree in trees:
        a, found = factors(tree)
        coefficient *= a
        for part, n in found.items():
            parts[part] = parts.get(part, 0) + n
    return product(coefficient, parts)


def over(above: Tree, below: Tree) -> Tree:
    """The quotient of trees, common factors cancelled.

    >>> from .tree import Name, text
    >>> a, b, c = map(Name, "abc")
    >>> text(over(times(Op("-", (a, b)), c), Op("-", (b, a))))
    '-c'
    """
    return product(*_joined(above, below, -1))


def power(base: Tree, exponent: int) -> Tree:
    """An integer power."""
    return times(Op("^", (base, number(exponent)))) if exponent != 1 else base


def terms(tree: Tree) -> dict[Tree, Fraction]:
    """A tree as numbers times trees that are no sums, added up."""
    if isinstance(tree, Op) and tree.symbol in ("+", "-"):
        left, right = map(terms, tree.args)
        sign = 1 if tree.symbol == "+" else -1
        found = dict(left)
        for part, coefficient in right.items():
            found[part] = found.get(part, Fraction(0)) + sign * coefficient
        return found
    coefficient, parts = factors(tree)
    if coefficient and len(parts) == 1 and _is_sum(parts):
        (inner,) = parts
        return {part: coefficient * c for part, c in terms(inner).items()}
    return {product(Fraction(1), parts): coefficient}


def _is_sum(parts: Factors) -> bool:
    ((part, n),) = parts.items()
    return n == 1 and isinstance(part, Op) and part.symbol in ("+", "-")


def plus(*trees: Tree) -> Tree:
    """The sum of trees, equal terms collected, a positive term first if there is one."""
    found: dict[Tree, Fraction] = {}
    for tree in trees:
        for part, coefficient in terms(tree).items():
            found[part] = found.get(part, Fraction(0)) + coefficient
    return added(
        times(number(coefficient), part) for part, coefficient in found.items() if coefficient
    )


def added(parts: Iterable[Tree]) -> Tree:
    """The sum of trees as they are; those with a minus are subtracted."""
    found: Tree | None = None
    for part in sorted(parts, key=has_minus):
        if found is None:
            found = part
        elif has_minus(part):
            found = Op("-", (found, minus(part)))
        else:
            found = Op("+", (found, part))
    return found if found is not None else ZERO


def has_minus(tree: Tree) -> bool:
    """Whether a tree is written with a minus in front."""
    while isinstance(tree, Op) and tree.symbol in "*/":
        tree = tree.args[0]
    return tree.value < 0 if isinstance(tree, Number) else _is_neg(tree)


def _is_neg(tree: Tree) -> bool:
    return isinstance(tree, Op) and tree.symbol == "neg"
