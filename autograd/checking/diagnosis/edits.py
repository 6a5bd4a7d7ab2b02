"""Single changes to a formula: what was wrong in words, and how likely a person slips so.

The cost of an edit is small for what people do often (a sign, an exponent off by one, the index
of a name, a factor left out) and grows with the size of what would have to be put in. It hangs on
what a part is, and where it stands: a difference, a divisor, an exponent.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

from ...formulas.trees.algebra import ONE, ZERO, has_minus, minus, over, value_of
from ...formulas.trees.style import Style
from ...formulas.trees.tree import Call, Name, Number, Op, Tree, children, is_op, size, text
from .changes import Change, Difference, Term, culprit, told
from .fractions import fraction
from .lookup import Values, close
from .parts import Part, each
from .places import is_sum


def is_divisor(part: Part) -> bool:
    """Whether a part is all that stands below the line."""
    return part.inside is not None and fraction(part.inside)[1] is part.tree


def is_exponent(part: Part) -> bool:
    """Whether a part is what something is raised to."""
    around = part.inside
    return is_op(around, "^") and around.args[1] is part.tree


def is_base(part: Part) -> bool:
    """Whether a part is raised to a power."""
    return part.inside is not None and base_of(part.inside) is part.tree


def base_of(tree: Tree) -> Tree | None:
    """What a power is a power of; None for anything else."""
    return tree.args[0] if is_op(tree, "^") else None


def is_unit(part: Part) -> bool:
    """Whether a part is the 1 above the line of 1/x, to which nothing is done by itself."""
    around = part.inside
    return (
        part.tree == ONE
        and isinstance(around, Op)
        and around.symbol in "*/"
        and (around.symbol == "*" or around.args[0] is part.tree)
    )


SIGN, EXPONENT, RENAMED, TURNED = 3, 9, 11, 16
REMOVED, REPLACED, EXTRA, FACTOR, TERM = 8, 6, 8, 12, 14
NARROWED = 8  # more for what is found only by comparing a larger part
PAIR = 4  # more for two factors at once
WHOLE = 24  # more for something else altogether, which says little
BROKEN = 4  # more for a fraction of numbers in the place of a number
INNER = 2  # more for a number inside of a function
ATOM = 8  # more for a name or number that would have to be a formula


@dataclass(frozen=True)
class Edit:
    """A claim with something changed: what it became, what was wrong, how unlikely that is."""

    tree: Tree
    changes: tuple[Difference, ...]
    cost: int
    kind: str = ""  # of those that are tried, which

    @property
    def culprit(self) -> str:
        """What is wrong."""
        return culprit(self.changes)

    @property
    def why(self) -> str:
        """What is wrong, in a sentence."""
        return told(self.changes)


# ---- The kinds of slips -------------------------------------------------------------------------


def removed(part: Part) -> Edit:
    """A term, or the whole, that should not be there."""
    change: Difference = Change(part.place, ZERO)
    if is_sum(part.inside):
        term = minus(part.tree) if part.subtracted else part.tree
        change = Term(part.place.outer, term, missing=False)
    return Edit(part.put(ZERO), (change,), REMOVED + size(part.tree))


def turned_sign(part: Part) -> Edit:
    """A sign."""
    turned, cost = minus(part.tree), SIGN + _unlikely_sign(part)
    if is_exponent(part) and part.inside is not None:
        cost = TURNED + (1 if is_op(children(part.inside)[0], "/") else -1)
    is_bracketed = is_sum(part.inside) and is_sum(part.tree)  # a + (b - c) for a - (b - c)
    mended = part.put(Op("neg", (part.tree,)) if is_bracketed else turned)
    return Edit(mended, (Change(part.place, turned),), cost)


def _unlikely_sign(part: Part) -> int:
    """How far a sign is from where people mistake it: a written one, or that of a difference."""
    tree, around = part.tree, part.inside
    in_sum = is_op(around, "+", "-")
    if has_minus(tree) or (in_sum and around is not None and children(around)[1] is tree):
        return 0
    if is_op(tree, "-") and not part.divides:
        return 3 if any(isinstance(x, Number) for x in children(tree)) else 1
    return 2 if around is None or in_sum else 3


def raised(part: Part, new: Fraction, style: Style) -> Iterator[Edit]:
    """Another power of the same; a minus in front stays there."""
    negative = has_minus(part.tree) and not is_exponent(part)
    tree = minus(part.tree) if negative else part.tree
    base, old = power_of(tree)
    power = style.power(base, new)
    if old.denominator > 1 and new < 0:  # of x^(2/3) the exponent alone is exchanged
        power = Op("^", (base, style.number(new)))
    if isinstance(base, Number) or not new or power == tree:
        return
    if (is_base(part) and new != -1) or (isinstance(base, Call) and base.function == "exp"):
        return  # the exponent that is written is another one
    if new == -old and (old == 1 or not (style.inverted or old.denominator > 1)):
        yield _upside_down(part, tree, minus(over(ONE, tree)) if negative else over(ONE, tree))
        return
    cost = EXPONENT + 2 * (abs(new - old) > 1) + 4 * (new.denominator not in (old.denominator, 2))
    cost += ATOM * isinstance(part.inside, Call)
    under_minus = negative and is_op(part.tree, "neg")
    raised = minus(power) if negative else power
    change = Change(part.place.inner(0), power) if under_minus else Change(part.place, raised)
    yield Edit(part.put(raised), (change,), cost)


def _upside_down(part: Part, tree: Tree, turned: Tree) -> Edit:
    """1/x for x, or x for 1/x where it stands below the line."""
    change = Change(part.place, turned)
    if is_divisor(part):
        change = replace(change, said=f"{text(over(ONE, tree))} should be {text(part.tree)}")
    return Edit(part.put(over(ONE, part.tree)), (change,), TURNED + _unlikely_turn(part))


def _unlikely_turn(part: Part) -> bool:
    """Of (a/b)^n or f(a/b) a/b is turned round, of x^n the whole: whether this is the other."""
    if (base := base_of(part.tree)) is not None:
        return is_op(base, "/")
    if isinstance(part.tree, Call) and any(is_op(x, "/") for x in part.tree.args):
        return True
    return is_base(part) and not is_op(part.tree, "/")


def power_of(tree: Tree) -> tuple[Tree, Fraction]:
    """The base and the exponent of a power of a number; of anything else, itself and 1."""
    if is_op(tree, "^"):
        exponent = value_of(tree.args[1])
        if exponent is not None:
            return tree.args[0], exponent
    return tree, Fraction(1)


def unlikely_sum(tree: Tree, term: Tree) -> int:
    """More where there is no sum yet, and for a number that is added to a name."""
    return ATOM * (not is_sum(tree)) + ATOM * (isinstance(term, Number) and isinstance(tree, Name))


# ---- Numbers that should be others ---------------------------------------------------------------

SIMPLE = 100  # denominator of a number that is looked for
_POWERS = tuple(map(Fraction, ("-1", "1/2", "2", "3", "1/3", "3/2", "2/3", "3/4", "4/3", "4")))
LARGEST, HIGHEST = 20, 24  # denominator and size of an exponent that is looked for


def amount(part: Part) -> Fraction | None:
    """The number that a number should be: 156 for 144."""
    first = next((x for x in part.needed if not math.isnan(x)), 0.0)
    if not isinstance(part.tree, Number) or is_exponent(part) or not 0.0 < first < math.inf:
        return None
    if part.inside is not None and value_of(part.inside) is not None:
        return None  # 5/9 is a number
    value = Fraction(first).limit_denominator(SIMPLE)
    is_broken = value.denominator > 1 and part.tree.value.denominator == 1
    is_one = value == 1  # then the number is one too many
    if is_broken or is_one or not close((float(value),) * len(part.needed), part.needed):
        return None
    return value


def exponent(tree: Tree, has: Values, needed: Values) -> Fraction | None:
    """The exponent with which a formula has the values needed, if it is one that people mistake."""
    known = [
        (x, y)
        for x, y in zip(has, needed, strict=True)
        if x and math.isfinite(x) and math.isfinite(y)
    ]
    if not known or abs(abs(known[0][0]) - 1.0) < 1e-6 or not all(needed):
        return None
    _, old = power_of(tree)
    rate = math.log(abs(known[0][1])) / math.log(abs(known[0][0]))
    new = Fraction(float(old) * rate).limit_denominator(LARGEST)
    plain = old.denominator == new.denominator or new / old in _POWERS or new in _POWERS
    if not plain or abs(new) > HIGHEST:
        return None
    found = each(lambda x: math.pow(abs(x), float(new / old)), has)
    return new if found is not None and close(found, tuple(map(abs, needed))) else None
