r"""What a page says that holds, and claims may need: \Sigma symmetric, x > 0, \sum y = 1."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from ...documents import Found
from ...formulas.trees.tree import Call, Relation, names, text
from ..modelling.model import Model
from ..modelling.provisos import relations
from ..names.references import reference
from ..shapes.conventions import SYMMETRIC
from ..shapes.kinds import COLUMN, MATRIX, NUMBER
from ..surveying.roles import CONDITION, PLACE, SUPPOSED, SYMMETRY, Item
from ..surveying.words import ends_sentence

_NEAR = 48  # characters between a name and a word about it
_LISTED = re.compile(r"(?i)\s*(?:,|,?\s*(?:and|und|y|e|et)|[、和与])\s*")  # between names
# What words near a name say of it: for matrices, or for numbers and columns.
_WORDS = (
    (MATRIX, "{0} = {0}.T", r"symmetri|simétric|symétri|simmetric|hermit|对称|covarian|kovarianz"),
    (MATRIX, "diagonal({0})", r"\bdiagonal\b|对角|diagonale?\b"),
    (COLUMN, "one_hot({0})", r"one[- ]?hot|独热"),
    (NUMBER, "{0} > 0", r"\bpositi[vf]|\bpositivo|正数|正的|大于零|\bdeviation|标准差"),
)  # fmt: skip


@dataclass(frozen=True)
class Assumption:
    """What holds, as the checker is told, about which names, and from where on in which part."""

    said: str
    names: frozenset[str]
    found: Found
    place: int
    relation: Relation | None = None  # where it is one
    is_place: bool = False  # x = a
    until: int | None = None  # the last formula of the sentence for which alone it is said

    def holds_at(self, item: Item) -> bool:
        """Whether it holds where a formula stands: below, and an equation in the chapter only."""
        chapter = self.found.heading[:-1] or self.found.heading
        is_within = self.relation is None or item.found.heading[: len(chapter)] == chapter
        is_within = is_within and (self.until is None or item.place <= self.until)
        return self.place < item.place and is_within and self.found.scope in (0, item.found.scope)


def stated(model: Model) -> Iterator[Assumption]:
    """What inequalities and words of the page say that holds."""
    yield from _by_convention(model)
    behind = ""
    words: dict[int, str] = {}
    for item in reversed(model.survey.items):  # Q and R are symmetric: both are
        is_listed = _LISTED.fullmatch(item.found.after) and item.found.inline
        behind = f"{item.found.after}{behind}" if is_listed else item.found.after
        words[item.place] = behind
    for item in model.survey.items:
        yield from _in_words(item, words[item.place], model)
        if item.why == SYMMETRY:
            yield from _symmetric(item, model)
        elif item.role == CONDITION:
            until = _sentence(item, model.survey.items) if item.why == SUPPOSED else None
            for relation in relations(item.found.latex, model.translator):
                yield replace(assumption(relation, item), until=until)


def _sentence(item: Item, items: Sequence[Item]) -> int:
    """The place of the last formula in the sentence of another."""
    behind = (each.place for each in items[item.place :] if ends_sentence(each.found))
    return next(behind, items[-1].place)


def _symmetric(item: Item, model: Model) -> Iterator[Assumption]:
    """That a matrix is symmetric, on the whole page: it may stand below what needs it."""
    found = reference(item.printed.sides[0], model.survey.letters)
    if found is None or found.family:
        return
    name = model.translator.naming.name(model.survey.ranks.aliases.get(found.name, found.name))
    if model.kind(name) == MATRIX:
        yield Assumption(f"{name} = {name}.T", frozenset({name}), item.found, -1)


def assumption(relation: Relation, item: Item) -> Assumption:
    """A relation that holds from a formula on."""
    said = f"{text(relation.left)} {relation.symbol} {text(relation.right)}"
    about = frozenset(names(relation.left) | names(relation.right))
    is_place = item.why in (PLACE, SUPPOSED)
    return Assumption(said, about, item.found, item.place, relation, is_place)


def _by_convention(model: Model) -> Iterator[Assumption]:
    """Covariances and their inverses are symmetric, on whatever page."""
    for base in sorted(SYMMETRIC & {sort.partition("_")[0] for sort in model.survey.ranks.kinds}):
        name = model.translator.naming.name(base)
        if model.kind(name) == MATRIX and model.survey.items:
            found = replace(model.survey.items[0].found, scope=0)
            yield Assumption(f"{name} = {name}.T", frozenset({name}), found, -1)


def _in_words(item: Item, after: str, model: Model) -> Iterator[Assumption]:
    """What is said of a name beside it: that it is symmetric, or one-hot, or positive."""
    found = reference(item.printed.sides[0], model.survey.letters) if item.printed.sides else None
    if found is None or found.family or len(item.printed.sides) > 2:
        return
    name = model.translator.naming.name(model.survey.ranks.aliases.get(found.name, found.name))
    for kind, template, words in _WORDS:
        near = item.found.before[-_NEAR:], _of_the_next(words).sub("", after)[:_NEAR]
        if model.kind(name) == kind and any(re.search(f"(?i){words}", each) for each in near):
            said = template.format(name)
            yield Assumption(said, frozenset({name}), item.found, item.place - 1)


@cache
def _of_the_next(words: str) -> re.Pattern[str]:
    """What is said of the formula behind: "with a one-hot label" before the next name."""
    article = r"(?:an?|the|eine?[mnrs]?|de[mnrs]|die|das|una?|une?|les?|las?|el|los)"
    return re.compile(rf"(?i)(?<!is )(?<!are )\b{article}\s+(?:{words})[\w-]*(?:\s+\w+){{0,2}}\s*$")


def about(assumed: Iterable[Assumption], item: Item, used: set[str]) -> list[Assumption]:
    """Those that hold where a formula stands, and are about names that it hangs on.

    Of several equations for the same, as f(x) = … is one example after the other, the last.
    """
    found = {_of(each): each for each in assumed if each.holds_at(item) and each.names & used}
    return list(found.values())


def _of(assumed: Assumption) -> str:
    """What an equation is for, a call for its function; the whole of anything else."""
    relation = assumed.relation
    if relation is None or relation.symbol != "=":
        return assumed.said
    left = relation.left
    return f"{left.function}()" if isinstance(left, Call) else text(left)


def curves(assumed: Iterable[Assumption], item: Item) -> list[Relation]:
    """The equations that hold where a formula stands."""
    found = (each.relation for each in assumed if each.holds_at(item))
    return [each for each in found if each is not None and each.symbol == "="]


def said(found: Sequence[Assumption]) -> str:
    """What is assumed, in words."""
    return " and ".join(each.said for each in found)
