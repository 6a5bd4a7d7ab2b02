r"""What stands behind a claim and says for what it holds: i \ne j, x > 0, t < T."""

from __future__ import annotations

from ...formulas.printed import read_printed
from ...formulas.trees.tree import Number, Relation
from ..problems import Unread
from ..translation import Translator

SIGNS = ("=", "!=", "<", ">", "<=", ">=")


def relations(latex: str, translator: Translator) -> list[Relation]:
    """The relations of a condition as it is printed; none where it is not understood."""
    printed = read_printed(unquantified(latex))
    if printed.error or not printed.signs or not set(printed.signs) <= set(SIGNS):
        return []
    try:
        sides = [translator.tree(side) for side in printed.sides]
    except Unread:
        return []
    pairs = zip(printed.signs, sides, sides[1:], strict=False)
    return [Relation(sign, left, right) for sign, left, right in pairs]


def unquantified(condition: str) -> str:
    r"""A condition without its `\forall`.

    >>> unquantified(r"\forall x > 0")
    'x > 0'
    """
    return condition.removeprefix(r"\forall").strip()


def is_false(relation: Relation) -> bool:
    """Whether a relation of two numbers does not hold: t < T for the last t."""
    left, right = relation.left, relation.right
    if not (isinstance(left, Number) and isinstance(right, Number)):
        return False
    a, b = left.value, right.value
    holds = {"=": a == b, "!=": a != b, "<": a < b, ">": a > b, "<=": a <= b, ">=": a >= b}
    return not holds[relation.symbol]


def is_true(relation: Relation) -> bool:
    """Whether a relation of two numbers holds; of others nothing is known."""
    return isinstance(relation.left, Number) and isinstance(relation.right, Number) and not (
        is_false(relation)
    )  # fmt: skip
