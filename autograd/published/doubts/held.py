r"""Names that are free where a formula stands, though the page says elsewhere what they are.

A page that differentiates in u, and says below that u = -K x, means any u until then; what is
"held fixed" is not differentiated, whatever it is made of; and y_t = a y_{t-1} + \varepsilon_t is
how data come about, which are what they are when a changes.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from dataclasses import replace

from ..modelling.asserted import Defining
from ..modelling.model import Model
from ..names.references import references, varied
from ..surveying.roles import Item

NOISE = frozenset({"epsilon", "varepsilon", "xi", "eta", "nu", "u", "zeta"})
_NEAR = 32  # characters behind a formula
_HELD = re.compile(
    r"(?i)\b(?:held|kept|treated|taken|regarded|considered)\b.{0,16}?\b(?:fixed|constants?)\b"
    r"|\b(?:detached|stop[- ]gradient|frozen)\b|固定|(?:视|看|当)[为作成]?常"
    r"|\b(?:fest|konstant) ?(?:gehalten|ge?setzt)|\b(?:fij[oa]s?|constantes?|fixée?s?)\b"
)


def with_free_names(model: Model, item: Item) -> Model | None:
    """The page without the definitions that may not hold for a formula; None if all do."""
    free = set(_differentiated(model, item))
    noise = _noise(model)
    kept = tuple(
        x
        for x in model.definitions
        if not (_is_below(x, item, free) or _is_held(x) or x.equation.above & noise)
    )
    return replace(model, definitions=kept) if len(kept) < len(model.definitions) else None


def _differentiated(model: Model, item: Item) -> Iterator[str]:
    """The names without a layer in which something is differentiated, up to a formula."""
    for each in model.survey.items:
        if each.place > item.place:
            return
        yield from varied(each.printed.sides, model.survey.letters)


def _is_below(definition: Defining, item: Item, free: Container[str]) -> bool:
    return definition.equation.item > item.place and definition.name in free


def _noise(model: Model) -> set[str]:
    """The names of errors that stand in one formula only: nothing follows from such a formula."""
    places: dict[str, set[int]] = {}
    for each in model.survey.items:
        for found in (
            x for side in each.printed.sides for x in references(side, model.survey.letters)
        ):
            if each.printed.signs and found.base in NOISE:
                places.setdefault(found.name, set()).add(each.place)
    single = {name for name, where in places.items() if len(where) == 1}
    taken = model.translator.naming.taken
    return {name for name, (base, _) in taken.items() if base in single}


def _is_held(definition: Defining) -> bool:
    return definition.equation.item >= 0 and bool(_HELD.search(definition.found.after[:_NEAR]))
