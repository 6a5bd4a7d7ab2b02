"""What a verdict rests on: what the names in a formula were taken for, and how sure that is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ...documents import Place
from ...formulas.printed import Node
from ...formulas.printed.shown import text
from ..names.naming import sort_of
from ..shapes.kinds import NUMBER
from ..shapes.ranks import CONVENTIONAL, DEFAULT, FORCED, STATED
from ..shapes.sizes import Measured
from ..shapes.spelling import symbols, usual
from .judging import Asked, mentioned
from .model import Model
from .moving import TIME, undotted

MEANINGS = {
    STATED: "the page says so, or a block in it",
    FORCED: "the formulas leave nothing else",
    CONVENTIONAL: "such letters usually are, and the formulas allow it",
    DEFAULT: "nothing says otherwise; nothing is called wrong because of it",
}


@dataclass(frozen=True)
class Fact:
    """A name of the page, what it was taken for, and on what evidence."""

    key: str  # what the checker calls it
    symbol: Node
    said: str  # "a number", "a 2×3 matrix", "a function of x"
    evidence: str
    is_array: bool = False
    is_chosen: bool = False  # whether its size is one of many that would do

    @property
    def name(self) -> str:
        """The name as text."""
        return text(self.symbol)

    def to_dict(self) -> dict[str, str]:
        """The fact as plain data."""
        size = {"size": "chosen"} if self.is_chosen else {}
        return {"name": self.name, "is": self.said, "evidence": self.evidence} | size


@dataclass(frozen=True)
class Basis:
    """What one formula hangs on: facts about its names, and definitions by their places."""

    facts: tuple[Fact, ...] = ()
    definitions: tuple[Place, ...] = ()


def facts(model: Model, sizes: Measured) -> dict[str, Fact]:
    """What each of the checker's names was taken for."""
    survey, naming = model.survey, model.translator.naming
    known = symbols(naming, survey.letters, survey.called.conventional)
    evidence = survey.ranks.evidence
    found = {}
    for name, symbol in known.items():
        base, family = naming.key(name) or (name, ())
        if naming.key(name) is None:
            found[name] = Fact(name, symbol, usual(name), CONVENTIONAL)
        elif base in survey.called.functions:
            found[name] = Fact(name, symbol, _function(survey.called.functions[base]), STATED)
        elif said := evidence.get(sort_of((base, family))) or evidence.get(base, ""):
            found[name] = _of_kind(name, symbol, said, model, sizes)
    return found


def _function(parameters: Iterable[str]) -> str:
    return f"a function of {', '.join(text(Node('symbol', each)) for each in parameters)}"


def _of_kind(name: str, symbol: Node, said: str, model: Model, sizes: Measured) -> Fact:
    """A number, a vector or a matrix, with its size and whether it was chosen."""
    if model.kind(name) == NUMBER:
        moves = name != TIME and (name in model.moving or undotted(name) in model.moving)
        return Fact(name, symbol, f"a number that depends on {TIME}" if moves else "a number", said)
    shape = sizes.arrays.get(name, ())
    is_chosen = name in sizes.chosen
    if len(shape) == 2:
        return Fact(name, symbol, f"a {shape[0]}×{shape[1]} matrix", said, True, is_chosen)
    word = "row" if model.is_row(name) else "vector"
    length = f" of {shape[0]} numbers" if shape else ""
    return Fact(name, symbol, f"a {word}{length}", said, bool(shape), is_chosen)


def basis(asked: Asked | None, known: Mapping[str, Fact], model: Model) -> Basis:
    """What the claims hang on that were asked."""
    if asked is None:
        return Basis()
    sides = (side for each in (*asked.claims, *asked.definitions) for side in each.sides)
    own = {name for side in sides for name in mentioned(side)}
    places = {each.item for each in asked.definitions if each.item >= 0}
    return Basis(
        tuple(known[name] for name in sorted(own & set(known))),
        tuple(model.survey.items[place].found.place for place in sorted(places)),
    )
