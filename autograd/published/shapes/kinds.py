"""Numbers, columns, rows and matrices, and what operations make of them."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from itertools import product as pairs

from ...formulas.latex.signs import OF_ARRAYS
from ...formulas.printed import Node
from ..problems import Misfit, Unread

NUMBER, COLUMN, ROW, MATRIX = "number", "column", "row", "matrix"
Kinds = frozenset[str]
ANY: Kinds = frozenset({NUMBER, COLUMN, MATRIX, ROW})
ONLY_NUMBER: Kinds = frozenset({NUMBER})
OF_SETS = ("cup", "cap", "setminus")
TURNED = {NUMBER: NUMBER, COLUMN: ROW, ROW: COLUMN, MATRIX: MATRIX}
MATRIX_PRODUCTS = {
    (MATRIX, MATRIX): MATRIX, (MATRIX, COLUMN): COLUMN, (ROW, MATRIX): ROW,
    (ROW, COLUMN): NUMBER, (COLUMN, ROW): MATRIX,
}  # fmt: skip
ANGLE = r"\langle"
OF_MATRICES = frozenset({"det", "logdet", "inverse", "trace"})
OF_ENTRIES = frozenset({"softmax", "log_softmax"})  # of all at once, so of no number
GIVES = {each.name: each.gives for each in OF_ARRAYS.values()} | dict.fromkeys(
    ("max", "min", "sum", "prod", "delta", "det", "logdet", "dot", "norm", "mean"), NUMBER
)


def combined(rule: Callable[[str, str], str | None], one: Kinds, other: Kinds, what: str) -> Kinds:
    """What a rule gives for all pairs that fit."""
    found = frozenset(x for x in (rule(a, b) for a, b in pairs(one, other)) if x)
    if not found:
        raise Misfit(f"{what} of a {' or '.join(sorted(one))} and a {' or '.join(sorted(other))}")
    return found


def added(one: str, other: str) -> str | None:
    """What a sum is: numbers are added to each entry."""
    if one == other:
        return one
    if NUMBER in (one, other):
        return other if one == NUMBER else one
    return None


def alike(one: str, other: str) -> str | None:
    """What a sum is whose terms are of one kind."""
    return one if one == other else None


def stretched(matrix: str, bias: str) -> str | None:
    """What a sum is in which a row or column goes to each of a matrix."""
    if matrix == MATRIX:
        return MATRIX if bias in (ROW, COLUMN) else None
    return matrix if matrix == bias else None


def added_or_stretched(one: str, other: str) -> str | None:
    """What a sum is in which numbers, rows and columns are added to larger ones."""
    return added(one, other) or stretched(one, other) or stretched(other, one)


def is_ones(node: Node) -> bool:
    """Whether a part is a column of ones, which is added as a number is."""
    return node.kind == "column" and node.text == "ones"


def is_list(node: Node) -> bool:
    """Whether a part is a list in brackets, which is a column also where it is turned."""
    return node.kind == "bracket" and node.parts[0].kind == "list"


def is_jacobian(node: Node) -> bool:
    r"""Whether a part is \partial(u, v)/\partial(x, y): a matrix, or its determinant."""
    return node.kind == "slope" and len(node.parts) == 2 and all(map(is_list, node.parts))


def is_literal(node: Node) -> bool:
    """Whether a part is a number as it stands."""
    return (
        node.kind == "number"
        or is_ones(node)
        or (node.kind in ("neg", "bracket", "quotient") and all(map(is_literal, node.parts)))
    )


def multiplied(one: str, other: str) -> str | None:
    """What two things side by side are."""
    if NUMBER in (one, other):
        return other if one == NUMBER else one
    return MATRIX_PRODUCTS.get((one, other))


def dotted(one: str, other: str) -> str | None:
    """What two things with a dot between are: that of two columns may be their inner product."""
    if (one, other) == (COLUMN, COLUMN):
        return NUMBER
    return multiplied(one, other)


def by_entries(one: str, other: str) -> str | None:
    """What a product entry by entry is; not of two numbers."""
    return one if one == other != NUMBER else None


def divided(one: str, other: str) -> str | None:
    """What a quotient is."""
    if other == NUMBER:
        return one
    return other if one in (NUMBER, other) else None


def chained(before: Node, part: Node) -> bool:
    """Whether ∂L/∂a stands beside ∂a/∂z, in either order."""
    if (
        before.kind != "slope"
        or part.kind != "slope"
        or len(before.parts) != 2
        or len(part.parts) != 2
    ):
        return False
    return before.parts[1] == part.parts[0] or before.parts[0] == part.parts[1]


def entrywise(product: Node) -> bool:
    """Whether factors side by side can only be meant entry by entry: v f'(z), v a (1 - a)."""
    parts = product.parts
    return any(map(_is_primed, parts)) or any(
        _is_complement(one, other) for pair in pairwise(parts) for one, other in (pair, pair[::-1])
    )


def _is_primed(node: Node) -> bool:
    return node.kind == "call" and node.text.endswith("'")


def _is_complement(node: Node, of: Node) -> bool:
    """Whether a factor is 1 - a, beside a."""
    inside = node.parts[0] if node.kind == "bracket" else node
    return inside.kind == "-" and inside.parts[0].text == "1" and inside.parts[1] == of


def beside(one: str, other: str) -> str | None:
    """What two things side by side are that can be meant entry by entry."""
    return one if one == other == COLUMN else multiplied(one, other)


def along_chain(one: str, other: str) -> str | None:
    """What ∂L/∂a and ∂a/∂z are together: sums over the entries of a."""
    if (one, other) in ((COLUMN, MATRIX), (MATRIX, COLUMN)):
        return COLUMN
    if (one, other) == (COLUMN, COLUMN):
        return NUMBER
    return multiplied(one, other)


def factor(whole: Node, sign: str, parts: tuple[Node, Node], own: tuple[Kinds, Kinds]) -> Kinds:
    """What a product is that goes on with a factor."""
    one, other = own
    if sign in ("odot", "circ"):
        return combined(by_entries, one, other, "a product entry by entry")
    if chained(*parts):
        return combined(along_chain, one, other, "a product along a chain")
    if sign in ("cdot", "times"):
        return combined(dotted, one, other, "a product")
    if sign == "otimes" and {COLUMN} & one & other:
        return frozenset({MATRIX, COLUMN})
    if sign in ("otimes", "oplus", "wedge", *OF_SETS):
        raise Unread(f"the sign \\{sign} is not read")
    rule = beside if entrywise(whole) else multiplied
    return combined(rule, one, other, "a product")


def arrays(own: Kinds, what: str, is_loose: bool) -> Kinds:
    """The kinds without numbers, of which nobody takes a transpose or a norm."""
    if own == ONLY_NUMBER and not is_loose:
        raise Misfit(f"{what} is of an array")
    return own - ONLY_NUMBER or own


def derived(of: str, wrt: str) -> str | None:
    """What a derivative is."""
    if of == NUMBER:
        return wrt
    if wrt == NUMBER:
        return of
    return MATRIX if of == COLUMN and wrt in (COLUMN, ROW) else None


def entry(kind: str, count: int) -> str | None:
    """What an array gives at some indices."""
    if kind == MATRIX and count == 1:
        return COLUMN
    return NUMBER if {COLUMN: 1, MATRIX: 2}.get(kind) == count else None
