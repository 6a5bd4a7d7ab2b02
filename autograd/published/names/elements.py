r"""What a subscript of one letter is: an entry, one of many arrays, a fixed value, part of a name.

`u_w` of `u_w^T v_c` is one vector of many, for it is transposed; `v_c` is a name, for no other
letter ever stands below v; and c of `L = -\log p_c` is one fixed class.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence

from ...formulas.printed import Node, Printed
from ...formulas.printed.node import NOTHING
from .letters import TRANSPOSED, items, letter_of, limits, name_of, places, scripts

EACH_OF = "one of 1, 2, …"
FIXED = (2, 1, 3)  # the values of fixed letters, in the order in which they come


def indexed_by(node: Node) -> tuple[str, str]:
    """The base and letter of a name with one letter below it, or empty strings."""
    if node.kind != "scripted" or node.parts[0].kind != "symbol":
        return "", ""
    below = items(node.parts[1])
    if len(below) != 1 or not (letter := letter_of(below[0])) or below[0].font == "upright":
        return "", ""
    return name_of(node.parts[0]), letter


def is_transposed(node: Node) -> bool:
    """Whether something has the sign of the transpose."""
    above = node.parts[2] if node.kind == "scripted" else NOTHING
    return above.kind == "symbol" and above.text in TRANSPOSED


def arrays_by_index(page: Sequence[Printed], letters: Container[str]) -> set[str]:
    """Bases of which each letter below gives an array: of u_w^T, ‖x_i‖, w^T x_i."""
    found = {
        base
        for each in page
        for side in each.sides
        for node, _ in places(side)
        for base, letter in _arrays_in(node)
        if letter in letters
    }
    while more := _with_them(page, found, letters) - found:
        found |= more
    return found


def _terms(node: Node) -> Iterator[Node]:
    """The terms of a sum in brackets."""
    if node.kind == "bracket":
        yield from _terms(node.parts[0])
    elif node.kind in ("+", "-", "neg"):
        for part in node.parts:
            yield part
            yield from _terms(part)


def _arrays_in(node: Node) -> Iterator[tuple[str, str]]:
    if is_transposed(node):
        inner = node.parts[0] if node.parts[0].kind == "scripted" else node
        yield indexed_by(inner)
        yield from map(indexed_by, _terms(node.parts[0]))
    if node.kind == "bracket" and node.text in (r"\|", r"\lVert"):
        yield indexed_by(node.parts[0])
    if node.kind == "scripted" and node.parts[0].font == "bold" and node.parts[2] == NOTHING:
        yield indexed_by(node)
    if node.kind == "product":
        for before, part, sign in zip(node.parts, node.parts[1:], node.signs, strict=False):
            if is_transposed(before) and not sign:
                yield indexed_by(part)


def _with_them(page: Iterable[Printed], arrays: set[str], letters: Container[str]) -> set[str]:
    """Bases that are defined letter by letter from such arrays: h_i = f(w^T x_i)."""
    found = set()
    for each in page:
        if each.signs[:1] != ("=",):
            continue
        base, letter = indexed_by(each.sides[0])
        inside = {indexed_by(node) for side in each.sides[1:] for node, _ in places(side)}
        if base and letter in letters and any((x, letter) in inside for x in arrays):
            found.add(base)
    return found


def letters_of(page: Iterable[Printed], bases: Container[str], letters: Container[str]) -> set[str]:
    """The letters below some bases."""
    return {
        letter_of(item)
        for base, down, _ in scripts(page)
        if base in bases
        for item in items(down)
        if letter_of(item) in letters
    }


def pairs(page: Sequence[Printed], counting: Container[str], bound: Container[str]) -> set[str]:
    """Bases with two of the letters that count arrays, and never without: s_{ij} = a_i^T b_j."""
    below: dict[str, list[list[str]]] = {}
    for base, down, _ in scripts(page):
        below.setdefault(base, []).append([letter_of(x) or x.text for x in items(down)])
    bare = {name_of(node) for each in page for side in each.sides for node in standing_bare(side)}
    lefts = (x.sides[0] for x in page if x.signs[:1] == ("=",))
    defined = {name_of(left.parts[0]) for left in lefts if left.kind == "scripted"}
    return {
        base
        for base, some in below.items()
        if base in defined - bare
        and all(
            len(two) == 2 and all(x in counting or x in bound or x.isdigit() for x in two)
            for two in some
        )
        and any(all(x in counting for x in two) for two in some)
    }


LOSSES = frozenset({"L", "J", "C", "E", "ell", "loss", "cost", "Loss", "Cost"})


def split(page: Sequence[Printed], letters: Container[str]) -> set[str]:
    """Names of losses that stand bare, and with an index for that of one sample or class."""
    bare = {name_of(node) for each in page for side in each.sides for node in standing_bare(side)}
    indexed = {
        base
        for each in page
        for side in each.sides
        for node, _ in places(side)
        for base, letter in [indexed_by(node)]
        if letter in letters
    }
    return {name for name in LOSSES if name in bare and name in indexed} - _arrays(page)


def _arrays(page: Sequence[Printed]) -> set[str]:
    """Names that are transposed, stand in a norm, or have two indices: these are no losses."""
    nodes = [node for each in page for side in each.sides for node, _ in places(side)]
    scripted = [node for node in nodes if node.kind == "scripted"]
    found = {
        name_of(x.parts[0]) for x in scripted if is_transposed(x) or len(items(x.parts[1])) > 1
    }
    norms = (x.parts[0] for x in nodes if x.kind == "bracket" and x.text in (r"\|", r"\lVert"))
    return found | {name_of(each) for each in norms if each.kind == "symbol"}


def standing_bare(node: Node) -> Iterator[Node]:
    """The symbols with nothing below them."""
    if node.kind == "symbol":
        yield node
    elif node.kind == "scripted":
        base, below, above = node.parts
        if below == NOTHING or base.kind != "symbol":
            yield from standing_bare(base)
        if above.kind not in ("symbol", "bracket"):
            yield from standing_bare(above)
    else:
        for part in node.parts:
            yield from standing_bare(part)


def fixed(
    page: Sequence[Printed], letters: Container[str], labelled: Container[str]
) -> dict[str, int]:
    """Letters free on the right of a definition and not on its left: each is one value."""
    left: set[str] = set()
    right: dict[str, None] = {}
    for each in page:
        if each.signs[:1] != ("=",) or each.sides[0].kind not in ("symbol", "scripted"):
            continue
        own = {letter for _, letter in _indices(each.sides[0], labelled)}
        left |= own
        free = [x for side in each.sides[1:] for _, x in _indices(side, labelled)]
        right |= dict.fromkeys(x for x in free if x in letters and x not in own | _bound(each))
    found = [letter for letter in right if letter not in left]
    return {letter: FIXED[place % len(FIXED)] for place, letter in enumerate(found)}


def one_step(page: Sequence[Printed], times: Container[str]) -> set[str]:
    """Times that a page leaves out on the left: a = W x_t + U h_{t-1} is said of one step."""
    found: set[str] = set()
    for each in page:
        if each.signs[:1] != ("=",) or each.sides[0].kind not in ("symbol", "scripted"):
            continue
        left = {letter for _, letter in _indices(each.sides[0], ())}
        right = {x for side in each.sides[1:] for _, x in _indices(side, ()) if x in times}
        found |= right - left - _bound(each) if not left & right else set()
    return found


def _indices(node: Node, labelled: Container[str]) -> Iterator[tuple[str, str]]:
    for part, _ in places(node):
        if part.kind == "scripted" and part.parts[0].kind == "symbol":
            base = name_of(part.parts[0])
            if base not in labelled:
                yield from ((base, letter_of(item)) for item in items(part.parts[1]))


def _bound(printed: Printed) -> set[str]:
    return {
        letter
        for side in printed.sides
        for node, _ in places(side)
        if node.kind == "large"
        for letter, _ in limits(node.parts[1])
    }
