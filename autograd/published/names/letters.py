r"""Which letters are indices of entries, and which count layers, times or samples.

A letter counts if it stands in brackets above a name, or is shifted there or below: a^{(l)},
h_{t-1}. It is an index if a sum runs over it, or if it never stands by itself.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, field

from ...formulas.printed import Node, Printed
from ...formulas.printed.node import NOTHING

INDEX_LETTERS = frozenset("ijkhlmnpqrstuvwcdo") | {"alpha", "beta", "mu", "nu", "kappa"}
TRANSPOSED = ("T", "top")


@dataclass(frozen=True)
class Letters:
    """What letters are on a page."""

    bound: frozenset[str] = frozenset()  # sums run over them
    alone: frozenset[str] = frozenset()  # names that stand by themselves
    above: frozenset[str] = frozenset()  # count where they stand above: a^{l}, x^{(i)}
    below: frozenset[str] = frozenset()  # count where they stand below: h_t
    above_bases: frozenset[str] = frozenset()  # whose superscripts count
    below_bases: frozenset[str] = frozenset()  # whose subscripts count
    ends: dict[str, str] = field(default_factory=dict)  # the last value of a letter: t -> T
    starts: dict[str, int] = field(default_factory=dict)  # its first value
    indexed: frozenset[str] = frozenset()  # bases that are indexed by a letter somewhere
    lettered: frozenset[str] = frozenset()  # bases whose layers, times or samples are letters
    labelled: frozenset[str] = frozenset()  # bases whose one subscript is part of the name: v_c
    fixed: dict[str, int] = field(default_factory=dict)  # letters that stand for one value
    split: frozenset[str] = frozenset()  # L, where L_i is another
    pairs: frozenset[str] = frozenset()  # bases with one number for each two arrays: s_{ij}
    never_last: frozenset[tuple[str, str]] = frozenset()  # X and N of an X_N that is not the last


Place = tuple[Node, str]  # a node, and where it stands: main, above, below, limit


def directly(node: Node) -> Iterator[Place]:
    """The parts of a node, each with where it stands."""
    where = ["main"] * len(node.parts)
    if node.kind == "scripted":
        where = ["main", "below", "above"]
    elif node.kind == "large":
        where = ["main", "limit", "limit"]
    elif node.kind == "relation":
        where = ["limit", "limit"]
    elif node.kind == "column":
        where = ["limit"] * len(node.parts)
    elif node.kind == "cases":
        where = ["limit" if place % 2 else "main" for place in range(len(node.parts))]
    return zip(node.parts, where, strict=True)


def places(node: Node, where: str = "main") -> Iterator[Place]:
    """All nodes of a formula with where they stand."""
    yield node, where
    for part, inside in directly(node):
        yield from places(part, where if inside == "main" else inside)


def core(arg: Node) -> Node:
    """The symbol under all scripts."""
    while arg.kind == "scripted":
        arg = arg.parts[0]
    return arg


def name_of(node: Node) -> str:
    r"""How a base is called: hat_y for \\hat{y}."""
    return f"{node.accent}_{node.text}" if node.accent else node.text


def shifted(node: Node) -> str:
    """The letter of t-1 or l+1; "" for anything else."""
    if node.kind in "+-" and len(node.parts) == 2:
        left, right = node.parts
        if left.kind == "symbol" and right.kind == "number" and right.text.isdigit():
            return left.text
        if node.kind == "+" and right.kind == "symbol" and left.kind == "number":
            return right.text
    return ""


def counted(above: Node) -> Node | None:
    """What is in the brackets of a^{(l)} or a^{[2]}, if a superscript is that; also of a^{(l)T}."""
    if above.kind == "product":
        above = above.parts[0]
    if above.kind == "bracket" and above.text in ("(", "["):
        return above.parts[0]
    return None


def scripts(page: Iterable[Printed]) -> Iterator[tuple[str, Node, Node]]:
    """Each symbol that has scripts: its name, what is below, what is above."""
    for printed in page:
        for side in printed.sides:
            for node, _ in places(side):
                if node.kind == "scripted" and node.parts[0].kind == "symbol":
                    yield name_of(node.parts[0]), node.parts[1], node.parts[2]


def first_letter(node: Node) -> str:
    """The letter that a superscript begins with."""
    if node.kind == "product":
        node = node.parts[0]
    return node.text if node.kind == "symbol" else ""


def letter_of(node: Node) -> str:
    """The letter of an index, also of a shifted one."""
    return node.text if node.kind == "symbol" else shifted(node)


def is_index(letter: str, alone: Container[str]) -> bool:
    """Whether people use a letter as an index, and this page has no name of it."""
    return letter in INDEX_LETTERS and letter not in alone


def items(below: Node) -> tuple[Node, ...]:
    """The indices of a subscript: j and k of w_{jk} and w_{j,k}."""
    if below is NOTHING or below == NOTHING:
        return ()
    if below.kind == "list":
        return below.parts
    if (
        below.kind == "product"
        and all(sign == "" for sign in below.signs)
        and all(
            (part.kind in ("symbol", "number") and len(part.text) == 1) or part.kind == "symbol"
            for part in below.parts
        )
    ):
        return below.parts
    if below.kind == "number" and len(below.text) == 2 and below.text.isdigit():
        return tuple(Node("number", digit) for digit in below.text)
    return (below,)


def bounds(page: Iterable[Printed]) -> tuple[set[str], dict[str, str], dict[str, int]]:
    """Letters that sums run over, with their last and first values."""
    bound: set[str] = set()
    ends: dict[str, str] = {}
    starts: dict[str, int] = {}
    for printed in page:
        for side in printed.sides:
            for node, _ in places(side):
                if node.kind == "large" and node.text in ("sum", "prod"):
                    for letter, first in limits(node.parts[1]):
                        bound.add(letter)
                        if node.parts[2].kind in ("symbol", "number"):
                            ends.setdefault(letter, node.parts[2].text)
                        if first is not None:
                            starts.setdefault(letter, first)
    return bound, ends, starts


def limits(below: Node) -> list[tuple[str, int | None]]:
    """The letters a sum runs over, with the first value where it is a number."""
    if below.kind == "list":
        return [found for part in below.parts for found in limits(part)]
    if below.kind == "product" and all(part.kind == "symbol" for part in below.parts):
        return [(part.text, None) for part in below.parts]
    if below.kind == "symbol":
        return [(below.text, None)]
    if below.kind == "relation" and below.parts[0].kind == "symbol":
        first = below.parts[1]
        whole = first.kind == "number" and first.text.isdigit() and below.text == "="
        return [(below.parts[0].text, int(first.text) if whole else None)]
    if below.kind == "relation" and below.parts[0].kind in ("list", "product"):
        return limits(below.parts[0])
    return []


def standing_alone(page: Iterable[Printed]) -> set[str]:
    r"""Names that stand somewhere by themselves, neither in a script nor below a sum.

    What is only compared, as k \neq j and 1 \le i \le n, are indices if they stand below names.
    """
    page = list(page)
    compared = [each for each in page if _compares(each)]
    below = {x.text for _, down, _ in scripts(page) for x in items(down) if x.kind == "symbol"}
    found = _in_line(each for each in page if not _compares(each))
    return found | (_in_line(compared) - below)


def _compares(printed: Printed) -> bool:
    """Whether letters are compared with letters, or with numbers: i < n, i = j, but not n = 3."""
    kinds = {side.kind for side in printed.sides}
    is_other = "=" in printed.signs and kinds != {"symbol"}
    return bool(printed.signs) and kinds <= {"symbol", "number"} and not is_other


def _in_line(page: Iterable[Printed]) -> set[str]:
    return {
        name_of(node)
        for printed in page
        for side in printed.sides
        for node, where in places(side)
        if node.kind == "symbol" and where == "main"
    }
