"""What is asked of the checker: claims, with the definitions they hang on and the sizes chosen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from ...formulas.trees.tree import (
    Call,
    Name,
    Slope,
    Tree,
    as_slope,
    exchanged,
    names,
    number,
    text,
    walk,
)
from ..modelling.judging import Equation, mentioned, reached
from ..modelling.model import Model
from ..modelling.moving import TIME, undotted
from ..shapes.declared import Fact
from ..shapes.sizes import Measured
from ..surveying.roles import Item


@dataclass(frozen=True)
class Ground:
    """What is known where a formula stands."""

    visible: Mapping[str, Equation]  # the definitions in force, by name
    sizes: Measured
    moving: frozenset[str] = frozenset()  # names that depend on time
    facts: Sequence[Fact] = ()  # what blocks state


@dataclass(frozen=True)
class Question:
    """Claims as the checker is asked, and all it needs for them."""

    claims: tuple[Equation, ...]
    needed: Mapping[str, Equation]  # the definitions that the claims hang on, as the page has them
    declared: tuple[str, ...]
    definitions: tuple[Equation, ...]


def question(claims: Sequence[Equation], ground: Ground) -> Question:
    """The claims with what they hang on, numbers put for the names of sizes."""
    rates = _rates(ground)
    claims = with_values(claims, rates)
    visible = ground.visible
    if rates:
        visible = dict(zip(visible, with_values(visible.values(), rates), strict=True))
    needed = reached([tree for claim in claims for tree in claim.sides], visible)
    put: dict[Tree, Tree] = {
        Name(n): number(size) for n, size in ground.sizes.numbers.items() if n not in ground.visible
    }
    used = {name for each in (*claims, *needed.values()) for name in each.names}
    arrays = ground.sizes.arrays
    declared = [f"{name} in R^{_shape(arrays[name])}" for name in sorted(used & set(arrays))]
    moving = {*map(undotted, used), *used} & ground.moving - set(needed)
    declared += [f"{name} = {name}({TIME})" for name in sorted(moving)]
    declared += [each.said for each in ground.facts if each.names & used]
    asked, definitions = with_values(claims, put), with_values(needed.values(), put)
    return Question(tuple(asked), needed, tuple(declared), tuple(definitions))


def _rates(ground: Ground) -> dict[Tree, Tree]:
    r"""\dot\theta as a derivative where there is a formula for \theta."""
    time = Name(TIME)
    found: dict[Tree, Tree] = {}
    for name in ground.moving & set(ground.visible):
        found[Name(f"dot_{name}")] = Slope(Name(name), (time,))
        found[Name(f"ddot_{name}")] = Slope(Name(name), (time, time))
    return found


def with_values(equations: Iterable[Equation], values: Mapping[Tree, Tree]) -> list[Equation]:
    """Equations with other trees in the place of some."""
    if not values:
        return list(equations)
    return [
        replace(
            each,
            left=exchanged(each.left, values),
            right=exchanged(each.right, values),
            where=tuple(
                replace(x, left=exchanged(x.left, values), right=exchanged(x.right, values))
                for x in each.where
            ),
        )
        for each in equations
    ]


def lost(
    item: Item, sides: Iterable[Tree], model: Model, needed: Mapping[str, Equation]
) -> dict[str, str]:
    """What is used in a formula and could not be read, or hangs on itself: why, for each name.

    `needed` are the definitions that it hangs on.
    """
    circular = model.holding(item).circular
    found = {}
    for name in sorted({name for side in sides for name in mentioned(side)}):
        key = model.translator.naming.key(name)
        place = model.lost.get(key[0]) if key else None
        if key and place is not None and _is_newer(place, needed.get(name), item, model):
            found[name] = f"depends on {key[0]}, whose definition could not be read"
        elif name in circular:
            found[name] = f"depends on {name}, which is defined in terms of itself"
    return found


def _is_newer(place: int, known: Equation | None, item: Item, model: Model) -> bool:
    """Whether what could not be read is what holds: it stands between, or nothing is known.

    Below the claim it is only in its own section that it may say what a name is.
    """
    if place < item.place:
        return known is None or known.item < place
    return known is None and model.survey.items[place].found.heading == item.found.heading


def _shape(size: tuple[int, ...]) -> str:
    return str(size[0]) if len(size) == 1 else f"({size[0]}x{size[1]})"


def unconnected(tree: Tree, ground: Ground) -> str:
    """A derivative in what its numerator does not hang on, in words; "" if there is none."""
    for part in walk(tree):
        if (slope := as_slope(part)) is None:
            continue
        upstream = reached([slope.of], ground.visible).values()
        above = _inside(slope.of, ground.visible).union(*(names(each.right) for each in upstream))
        above |= {TIME} if {*above, *map(undotted, above)} & ground.moving else set()
        for wrt in slope.wrt:
            if names(wrt) and not names(wrt) & above:
                return f"nothing here connects {text(slope.of)} with {text(wrt)}"
    return ""


def _inside(tree: Tree, defined: Mapping[str, Equation]) -> set[str]:
    """The names in a tree, without the arguments of which a function makes nothing."""
    if isinstance(tree, Call) and (known := defined.get(tree.function)) is not None:
        pairs = zip(getattr(known.left, "args", ()), tree.args, strict=False)
        used = names(known.right)
        return set[str]().union(*(_inside(arg, defined) for at, arg in pairs if names(at) & used))
    return names(tree)
