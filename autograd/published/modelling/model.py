"""What a page says, as equations for the checker: its definitions, and claims when asked for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import islice

from ..names.naming import Naming, sort_of
from ..names.references import varied
from ..problems import Unread
from ..shapes.kinds import COLUMN, MATRIX, NUMBER, ROW
from ..shapes.sizes import Measured, Sizes, Sizing
from ..surveying.defining import signatures
from ..surveying.introducing import introduced, own_names
from ..surveying.roles import NOT_CHECKED, NOT_READ, Item
from ..surveying.survey import Survey
from ..translation import Translator
from ..translation import name as name_rule
from ..translation.readings import Picks
from .asserted import Defining, defining, equation, put_together
from .holding import Holding, holding
from .instances import environments
from .judging import Equation
from .moving import moving
from .provisos import is_false, is_true, relations
from .stacks import Stack, stacks
from .stand_ins import stand_in
from .supplied import of_block, of_stacks, unit


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
    _arrays: dict[str, bool] = field(default_factory=dict, init=False, repr=False)
    _held: dict[object, Holding] = field(default_factory=dict, init=False, repr=False)

    def visible(self, item: Item) -> Mapping[str, Equation]:
        """For each name the definition that holds where a formula stands."""
        return self.holding(item).equations

    def holding(self, item: Item) -> Holding:
        """The definitions that hold where a formula stands, and the names left out."""
        where = item.place, item.found.scope, item.found.heading
        found = self._held.get(where)
        if found is None:
            in_ = set(varied(item.printed.sides, self.survey.letters))
            free = {x.name for x in self.definitions if self._base(x.name) in in_} if in_ else in_
            found = holding(self.definitions, item, self.moving, free)
            found = replace(found, equations={**found.equations, **self.stand_ins})
            self._held.clear()  # a formula is asked for several times, and then the next one
            self._held[where] = found
        return found

    def _base(self, name: str) -> str:
        """One of the checker's names as the page has it, without its layer."""
        return (self.translator.naming.key(name) or (name, ()))[0]

    @cached_property
    def stand_ins(self) -> dict[str, Equation]:
        """What stands for each function of which nothing is said."""
        return {name: stand_in(name, self.known) for name in self.unknown}

    @cached_property
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
        if (met := self._arrays_met()) not in self._measured:
            self._measured[met] = self.sizes({})
        return self._measured[met]

    def _arrays_met(self) -> int:
        """How many arrays were met so far; numbers have no sizes, and change none."""
        for name in islice(self.translator.naming.taken, len(self._arrays), None):
            self._arrays[name] = self.kind(name) in (COLUMN, MATRIX)
        return sum(self._arrays.values())

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
        for letter, number in {**self.survey.counts, **self.survey.ends}.items():
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
        told = frozenset(x for x in {*named} - {*self.survey.ends} if sizes.is_said(f"size {x}"))
        return Measured({name: size for name, size in arrays.items() if size}, named, open_, told)


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
    definitions = [of_block(each, called) for each in survey.declared.definitions]
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
    definitions += of_stacks(survey, translator, piles, definitions)
    definitions = put_together([*definitions, *unit(survey, translator)])
    moves = frozenset(map(translator.naming.name, moving(survey.items, survey.letters)))
    moves |= survey.declared.moving
    return Model(survey, translator, tuple(definitions), problems, moves, lost, tuple(piles))
