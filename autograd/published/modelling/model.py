"""What a page says, as equations for the checker: its definitions, and claims when asked for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from ...documents import Found
from ...formulas.trees.tree import Call, Indexed, Name, Tree, mapped
from ..names.naming import Naming, sort_of
from ..problems import Unread
from ..shapes.declared import Definition
from ..shapes.kinds import COLUMN, MATRIX, NUMBER, ROW
from ..shapes.sizes import Measured, Sizes, Sizing
from ..surveying.defining import signatures
from ..surveying.introducing import introduced, own_names
from ..surveying.roles import NOT_CHECKED, NOT_READ, Item, is_within
from ..surveying.survey import Survey
from ..translation import Translator
from ..translation import name as name_rule
from ..translation.readings import Picks
from .asserted import Defining, defined_name, defining, equation
from .instances import environments
from .judging import Equation, reached_from
from .moving import moving
from .provisos import is_false, is_true, relations
from .stacked import equations
from .stacks import Stack, stacks
from .stand_ins import stand_in


@dataclass(frozen=True)
class Model:
    """The definitions of a page; `problems` are those that were not read, by their places."""

    survey: Survey
    translator: Translator
    definitions: tuple[Defining, ...]
    problems: Mapping[int, str]
    moving: frozenset[str] = frozenset()  # names that depend on time
    lost: Mapping[str, int] = field(default_factory=dict)
    stacks: tuple[Stack, ...] = ()
    before: Model | None = None  # as it was until a name was defined anew
    is_anew: bool = True  # else that may have been a slip
    known: str = ""  # the function that stands for each of which nothing is said; any, if none
    _measured: dict[int, Measured] = field(default_factory=dict, init=False, repr=False)

    def visible(self, item: Item) -> dict[str, Equation]:
        """For each name the definition that holds where a formula stands.

        That is the nearest above, else the first below; but a formula for what depends on time is a
        solution, which holds from there to the end of its section.
        """
        found: dict[str, Equation] = {}
        for each in self.definitions:
            is_later = each.equation.item >= item.place
            if each.found.scope not in (0, item.found.scope) or (is_later and each.name in found):
                continue
            if each.name in self.moving and (is_later or not is_within(item, each.found)):
                continue
            if each.name not in reached_from(each.equation.above, found):
                found[each.name] = each.equation  # else it would hang on itself
        return found | {name: stand_in(name, self.known) for name in self.unknown}

    @property
    def unknown(self) -> set[str]:
        """The checker's names of functions of which nothing is said."""
        return set(map(self.translator.naming.name, self.survey.called.unknown))

    def claims(self, item: Item, picks: Picks | None = None) -> list[Equation]:
        """The claims of a formula, for each layer, time and sample for which all of it exists."""
        found = []
        translator = replace(self.translator, pick=picks or Picks())
        for left, right in item.claims:
            for at in environments([left, right], self.survey.letters, self.survey.ends):
                here = translator.at(at)
                where = [x for each in item.found.conditions for x in relations(each, here)]
                made = equation(translator, left, right, at, item)
                if self._exists(made) and not any(map(is_false, where)):
                    where = [each for each in where if not is_true(each)]
                    found.append(replace(made, where=tuple(where)))
        return found

    def _exists(self, claim: Equation) -> bool:
        """Whether there are all layers that a claim is about."""
        keys = map(self.translator.naming.key, claim.names - self.used)
        return not any(key and key[1] and key[0] in self.bases for key in keys)

    @cached_property
    def bases(self) -> frozenset[str]:
        """The names in the definitions without their layers, times and samples."""
        return frozenset(own[0] for x in self.used if (own := self.translator.naming.key(x)))

    def is_row(self, name: str) -> bool:
        """Whether one of the checker's names is a row of the page."""
        key = self.translator.naming.key(name)
        own = self.survey.ranks.kinds
        return key is not None and (own.get(sort_of(key)) or own.get(key[0])) == ROW

    def is_declared(self, name: str) -> bool:
        """Whether the page defines a name or differentiates in it, or a block declares it."""
        return name in self.translator.own or self.survey.declared.declares(name)

    def stated_shape(self, name: str) -> tuple[str, ...]:
        """The sizes that blocks, or formulas, write behind one of the checker's names."""
        base, family = self.translator.naming.key(name) or (name, ())
        declared, spaces = self.survey.declared, self.survey.spaces
        shape = declared.shapes.get(declared.name(base, map(str, family)), ())
        if not shape and (space := spaces.get(sort_of((base, family))) or spaces.get(base)):
            return space.shape
        return shape[1:] if family and base in self.survey.divided else shape

    @cached_property
    def used(self) -> frozenset[str]:
        """All names in the definitions."""
        return frozenset(name for each in self.definitions for name in each.equation.names)

    def kind(self, name: str) -> str:
        """The kind of one of the checker's names."""
        key = self.translator.naming.key(name)
        if key is None:
            return self.survey.declared.kinds.get(name, NUMBER)
        own = self.survey.ranks.kinds
        kind = own.get(sort_of(key)) or own.get(key[0], NUMBER)
        return COLUMN if kind == ROW else kind

    @property
    def measured(self) -> Measured:
        """The sizes of the arrays where the page gives none: of all names that were met so far."""
        if (met := len(self.used | self.translator.naming.taken.keys())) not in self._measured:
            self._measured[met] = self.sizes({})
        return self._measured[met]

    def sizes(
        self,
        given: Mapping[str, tuple[int, ...]],
        claims: Sequence[Equation] = (),
        *,
        is_settled: bool = False,
    ) -> Measured:
        """The sizes of the arrays, of which the page gives some.

        With `claims`, what they say of sizes is believed, and not what blocks state; only of what
        the definitions leave open where these are settled.
        """
        names = self.used | set(self.translator.naming.taken)
        sizes = Sizes()
        sizing = Sizing({name: self.kind(name) for name in names}, sizes, self.survey.letters.ends)
        for name in sorted(names):
            for axis, length in zip(sizing.axes(name), given.get(name, ()), strict=False):
                sizes.say(axis, length)
            stated = () if claims and not is_settled else self.stated_shape(name)
            for axis, said in zip(sizing.axes(name), stated, strict=False):
                sizes.written(axis, said)
        for stack in self.stacks:
            axis = f"{self.translator.naming.name(stack.name)}:{stack.counted + 1}"
            sizes.say(axis, stack.count)
        for letter, number in self.survey.ends.items():
            sizes.say(f"size {letter}", number)
        for axis in (axis for name in sorted(names) for axis in sizing.axes(name)):
            sizes.root(axis)
        sizing.equations(each.equation.sides for each in self.definitions)
        if is_settled:
            sizes.settle()
        sizing.equations((each.sides for each in claims), "claim")
        numbers = sizes.chosen()
        arrays = {name: tuple(numbers[axis] for axis in sizing.axes(name)) for name in names}
        known = self.survey.letters
        letters = known.above | known.below | known.bound  # indices, not numbers of things
        named = {
            name: size
            for key, size in numbers.items()
            if " " in key and (name := key.removeprefix("size ")) not in letters
        }
        open_ = frozenset(name for name in names if not all(map(sizes.is_said, sizing.axes(name))))
        return Measured({name: size for name, size in arrays.items() if size}, named, open_)


def modelled(survey: Survey) -> Model:
    """The definitions of a page as equations."""
    translator = Translator(
        survey.letters,
        survey.ranks.kinds,
        survey.ranks.aliases,
        frozenset({*survey.called.functions, *survey.called.unknown}),
        Naming(spelled=survey.declared.spelled, functions=frozenset(survey.called.functions)),
        Picks(),
        name_rule,
        survey.ends,
        own=frozenset(own_names(survey)),
        biases=survey.biases.kinds,
    )
    own = (*survey.called.functions, *sorted(survey.called.unknown))
    called = {each: translator.naming.name(each) for each in own}
    definitions = [_of_block(each, called) for each in survey.declared.definitions]
    problems: dict[int, str] = {}
    lost = {each: -1 for name in survey.declared.lost for each, _ in signatures(name)}
    for item in survey.items:
        try:
            definitions += defining(survey, translator, item)
        except Unread as problem:
            problems[item.place] = problem.why
        if item.place in problems or item.role in (NOT_READ, NOT_CHECKED):
            lost |= dict.fromkeys(introduced(item, survey), item.place)
    piles = stacks(survey)
    definitions += _stacked(survey, translator, piles, definitions)
    definitions += _unit(survey, translator)
    moves = frozenset(map(translator.naming.name, moving(survey.items, survey.letters)))
    moves |= survey.declared.moving
    return Model(survey, translator, tuple(definitions), problems, moves, lost, tuple(piles))


def _stacked(
    survey: Survey, translator: Translator, piles: Iterable[Stack], known: Iterable[Defining]
) -> list[Defining]:
    """Samples as the rows of the arrays that hold all of them."""
    defined = {each.name for each in known}
    return [
        Defining(defined_name(each.left), each, replace(survey.items[0].found, scope=0))
        for pile in piles
        for each in equations(pile, translator.naming, defined)
    ]


def _of_block(found: Definition, called: Mapping[str, str]) -> Defining:
    """A definition in a block, with the page's functions by their names: it holds everywhere."""

    def named(part: Tree) -> Tree | None:
        own = called.get(part.function, "") if isinstance(part, Call) else ""
        return replace(part, function=own) if isinstance(part, Call) and own else None

    left, right = mapped(found.left, named), mapped(found.right, named)
    place = Found(found.said, found.said, found.place)
    name = called.get(found.name, found.name)
    return Defining(name, Equation(left, right, -1, found.said), place)


def _unit(survey: Survey, translator: Translator) -> list[Defining]:
    """A matrix I that nothing defines, and in which nothing is differentiated, is the unit."""
    if "I" in translator.own or survey.ranks.kinds.get("I") != MATRIX:
        return []
    name = Name(translator.naming.name("I"))
    at = (Name("along"), Name("across"))
    made = Equation(Indexed(name, at), Call("delta", at), -1)
    return [Defining(name.name, made, replace(survey.items[0].found, scope=0))]
