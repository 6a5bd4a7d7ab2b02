r"""What each formula of a page is: a definition, a claim, an update, or nothing to be checked."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ...documents import Found
from ...formulas.printed import Node, Printed
from ...formulas.printed.node import NOTHING, walk
from ..functions.calls import Called
from ..names.letters import Letters, core, is_index
from ..names.literals import is_literal, is_zero
from ..names.points import Point, taken_at
from ..names.references import Reference, reference, references, varied
from .defining import BOTH, Defined, definitions, signature
from .trimmed import INEQUALITIES, without_bound, without_dots, without_rounding, without_space
from .uncheckable import unchecked
from .words import does_not_follow, follows_if

DEFINITION, CLAIM, CONDITION, UPDATE, GIVEN, MENTION, NOT_CHECKED, NOT_READ = (
    "definition", "claim", "condition", "update", "given", "mention", "not checkable", "not read",
)  # fmt: skip
RESTATED = "restated"  # a definition that is written once more
SYMMETRY = "it says that a matrix is symmetric"
NEAR = 8  # formulas between a definition and what is said of it


_AT = re.compile(r"(?i)(?:\b(?:at|bei|stelle|point|punto|punkt|en|nel)|[在点])\s*$")
_ENDS = re.compile(
    r"(?i)(?:\b(?:between|from|to|and|until|zwischen|von|bis|und|entre|desde|de|hasta|du|au|à|et"
    r"|y|da|fino|tra|fra|lines?)|[从到由至])\s*$"
)  # of an interval
# x = (x_1, \ldots, x_n)^T says what x is made of, and defines nothing else.
LISTED = re.compile(
    r"[^=]*=\s*(?:\\left|\\big)?\s*\\?[\[({][^=]*?,\s*(?:\\[lcdv]?dots[bc]?|\.\.\.)[^=]*$"
)


PLACE = "a place, and no definition"
SUPPOSED = "supposed here, and no definition"


@dataclass(frozen=True)
class Item:
    """A formula of the page, and what it is taken for."""

    found: Found
    printed: Printed
    place: int
    role: str = ""
    why: str = ""
    defines: tuple[tuple[Reference, Node, Node], ...] = ()  # name, left side, right side
    claims: tuple[tuple[Node, Node], ...] = ()  # pairs of sides
    function: str = ""
    body: Node = NOTHING  # what the function is
    point: Point = ()  # what it is taken at
    shown: tuple[tuple[Node, Node], ...] = ()  # what is calculated, and its number


def is_within(item: Item, found: Found) -> bool:
    """Whether a formula stands in the section of another, or in a section of that."""
    return item.found.heading[: len(found.heading)] == found.heading


def is_near(place: int, to: Item, items: Sequence[Item]) -> bool:
    """Whether a formula stands above another in its section, with few in between."""
    return items[place].found.heading == to.found.heading and 0 <= to.place - place <= NEAR


def item(
    found: Found, printed: Printed, place: int, known: Letters, which: Called, defined: Defined
) -> Item:
    """What a formula is taken for, given what stands before it."""
    made = _item(found, printed, place, known, which, defined)
    for reference_, _, right in made.defines:
        defined.note(signature(reference_), found.scope, place)
        defined.note_inside(each.name for each in references(right, known))
    defined.note_inside(each.name for each in references(made.body, known))
    defined.varied.update(varied(printed.sides, known))
    return made


def _item(
    found: Found, printed: Printed, place: int, known: Letters, which: Called, defined: Defined
) -> Item:
    if _is_near(printed):
        return Item(found, printed, place, NOT_CHECKED, unchecked(printed))
    printed = without_bound(without_space(without_rounding(printed)))
    bare = Item(found, printed, place)
    if found.damage:
        return _as(bare, NOT_READ, why=found.damage)
    if printed.error and not found.has_relation:
        return _as(bare, MENTION)
    if len(printed.sides) == 2 and printed.sides[0] == printed.sides[1]:
        return _as(bare, GIVEN)  # r = r(t): it depends on time
    if _is_symmetry(printed, known):
        return _as(bare, CONDITION, why=SYMMETRY)
    if LISTED.match(found.latex):
        return _as(bare, GIVEN)
    if printed.error:
        return _as(bare, NOT_READ, why=printed.error)
    if not printed.signs:
        return _as(bare, MENTION)
    if "in" in printed.signs:
        return _as(bare, GIVEN)
    bare = replace(bare, printed=(printed := without_dots(printed)))
    if why := unchecked(printed):
        return _as(bare, NOT_CHECKED, why=why)
    if any(sign in INEQUALITIES for sign in printed.signs) or _is_case(printed, known):
        return _as(bare, CONDITION)
    if _is_place(bare):
        return _as(bare, CONDITION, why=PLACE)
    if _is_supposed(bare, known, defined):
        return _as(bare, CONDITION, why=SUPPOSED)
    if does_not_follow(found):
        return _as(bare, CONDITION, why="said not to follow")
    if _is_update(printed, known):
        return _as(bare, UPDATE)
    return _equation(bare, known, which, defined)


def _is_symmetry(printed: Printed, known: Letters) -> bool:
    """Whether w_{ij} = w_{ji}, or A^T = A: a matrix is symmetric, and nothing is defined."""
    if printed.signs != ("=",):
        return False
    one, other = (reference(side, known) for side in printed.sides)
    if one is None or other is None:
        return False
    if (one.name, one.family, one.primes, one.power) != (
        other.name, other.family, other.primes, other.power
    ):  # fmt: skip
        return False
    is_swapped = len(one.entries) == BOTH and one.entries == other.entries[::-1]
    return is_swapped or (one.transposed and not other.transposed)


def _is_case(printed: Printed, known: Letters) -> bool:
    """Whether two indices are one: the case i = j."""
    return all(side.kind == "symbol" and is_index(side.text, known.alone) for side in printed.sides)


def _is_near(printed: Printed) -> bool:
    r"""F(x, y) \approx 1, of all x and y: no definition, and no number."""
    left = printed.sides[0] if printed.sides else NOTHING
    if printed.signs != ("approx",) or left.kind != "call":
        return False
    return not any(map(is_literal, left.parts[0].parts or left.parts[:1]))


def _as(bare: Item, role: str, why: str = "", **more: object) -> Item:
    return Item(bare.found, bare.printed, bare.place, role, why, **more)  # type: ignore[arg-type]  # fields by name


def _is_place(bare: Item) -> bool:
    r"""Whether "at" stands before x = \mu: that is where something holds, and does not define x.

    So it is of what goes "from" x = a "to" x = b.
    """
    sides, before = bare.printed.sides, bare.found.before
    if not bare.found.inline or len(sides) != 2 or is_literal(sides[1]):
        return False
    if sides[0].kind not in ("symbol", "scripted"):
        return False
    are_letters = sides[0].kind == sides[1].kind == "symbol"
    return bool(_AT.search(before) or (are_letters and _ENDS.search(before)))


def _is_supposed(bare: Item, known: Letters, defined: Defined) -> bool:
    """Whether "if" or "for" stands before x = m, of an x that the page has used: no definition."""
    names = [reference(side, known) for side in bare.printed.sides]
    if not bare.found.inline or len(names) != 2 or not follows_if(bare.found):
        return False
    return all(names) and names[0] is not None and names[0].name in defined.inside


def _is_update(printed: Printed, known: Letters) -> bool:
    """w ← …, or w := w - …, whose right side has the name itself."""
    if "<-" in printed.signs:
        return True
    left = reference(printed.sides[0], known)
    if left is None or len(printed.sides) != 2 or printed.sides[1].kind not in ("+", "-"):
        return False
    first = printed.sides[1]
    while first.kind in ("+", "-"):
        first = first.parts[0]
    return first == printed.sides[0]


def _equation(bare: Item, known: Letters, which: Called, defined: Defined) -> Item:
    taken = taken_at(bare.printed.sides)
    if taken is None:
        return _as(bare, NOT_READ, why="a formula at a point that is no number is not read")
    sides, point = taken
    if point:
        links = tuple(itertools.pairwise(sides))
        return _as(bare, CLAIM, claims=links, shown=_shown(sides), point=point)
    scope = bare.found.scope
    if is_literal(sides[-1]) and any(map(_is_bare_function, sides[:-1])):
        return _as(bare, CONDITION, why="a value, and no formula for a function")
    for place, side in enumerate(sides[:-1]):
        if is_zero(sides[place + 1]):
            break  # what is asked of x
        if (name := _function(side, which)) and not defined.known((name, ("()",)), scope):
            defined.note((name, ("()",)), scope, bare.place)
            pairs = list(itertools.pairwise(sides))
            rest = tuple(pairs[:place] + pairs[place + 1 :])
            return _as(bare, DEFINITION, function=name, body=sides[place + 1], claims=rest)
    defines, rest_of = definitions(sides, known, defined, scope)
    claims = tuple(itertools.pairwise(rest_of))
    shown = _shown(sides)
    if is_literal(sides[-1]) and all(reference(side, known) for side in sides[:-1]):
        return _as(bare, GIVEN, shown=shown)
    role = DEFINITION if defines and not claims else CLAIM
    if defines and claims and len(defines) + 1 == len(sides):
        role = DEFINITION
    if role == CLAIM and defines and _first_is_new(sides[0], defines):
        role = DEFINITION if not claims else CLAIM
    return _as(bare, role, defines=defines, claims=claims, shown=shown)


def _is_bare_function(side: Node) -> bool:
    """Whether a function is named without its arguments, which were put in: x = 0 of x(t)."""
    return side.kind == "call" and side.parts[0].kind == "bracket" and (
        side.parts[0].span == Node("bracket").span
    )  # fmt: skip


def _shown(sides: Sequence[Node]) -> tuple[tuple[Node, Node], ...]:
    """Each side of a chain that ends in a number, with the number behind it."""
    if len(sides) < 2 or not is_literal(sides[-1]):
        return ()
    pairs = itertools.pairwise(sides)
    return tuple((left, right if is_literal(right) else sides[-1]) for left, right in pairs)


def _first_is_new(first: Node, defines: tuple[tuple[Reference, Node, Node], ...]) -> bool:
    return any(left == first for _, left, _ in defines)


def _function(left: Node, which: Called) -> str:
    if left.kind != "call" or left.text not in which.functions or left.parts[1] != NOTHING:
        return ""
    is_at_number = any(part.kind == "number" for part in walk(left.parts[0]))
    is_at_value = any(
        part.kind == "scripted" and "." not in core(part).text for part in walk(left.parts[0])
    )  # f(x_0), where parameters are called f.x
    return "" if is_at_number or is_at_value else left.text
