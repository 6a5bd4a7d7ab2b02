"""The names of a page: nodes of a graph, free variables, arrays of them, and functions."""

from __future__ import annotations

import math
from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Self

from ...engine.node import Node
from ...formulas.text.tokens import DerivationError
from ...formulas.trees.tree import Name, Tree
from ...ops.arithmetic import identity
from ...values.symbol import Symbol
from ..decision.kinks import Derivative
from ..decision.ranges import Range
from ..proof.equalities import Equalities
from .awaited import Awaited, Function
from .grids import Grid, Shape, common, in_words, label, place_of, places, shape_of
from .numbers import Meaning, Rate, Variables, dotted

Key = tuple[str, ...]  # what is differentiated, and in what: ("C", "W[1,2]")

MOST_ENTRIES = 10_000
MOST_PRODUCTS = 100_000
_DEEPEST = 30  # definitions that wait for one another, where they go round in a circle


@dataclass
class Room:
    """How much the arrays of a page have cost so far."""

    entries: int = 0
    products: int = 0  # of numbers, inside matrix products

    def make(self, entries: int, products: int) -> None:
        """Count some more. Raises `DerivationError` when it is too much."""
        self.entries += entries
        self.products += products
        if self.entries > MOST_ENTRIES or self.products > MOST_PRODUCTS:
            raise DerivationError(
                f"the arrays of a page have at most {MOST_ENTRIES} entries in all; choose smaller "
                "sizes: a formula that holds for 3 by 2 is rarely wrong for 30 by 20"
            )


@dataclass(frozen=True)
class Names(Variables, ABC):
    """What is known of the names of a page; `meaning` is what a tree of them stands for.

    Entries of arrays have names of their own, such as "W[1,2]", among `nodes` and `variables`.
    What a page says is shared by all scopes made `within` one, and grows; no field is ever set.
    """

    nodes: dict[str, Symbol] = field(default_factory=dict)
    arrays: dict[str, Grid] = field(default_factory=dict)
    functions: dict[str, Function] = field(default_factory=dict)
    ranges: dict[str, Range] = field(default_factory=dict)
    shapes: dict[str, Shape] = field(default_factory=dict)  # as declared
    shaped: set[str] = field(default_factory=set)  # names that are declared as arrays somewhere
    sizes: dict[str, int] = field(default_factory=dict)  # left open by the page, for now these
    elsewhere: Sequence[Any] = ()  # the same page for other sizes
    announced: set[str] = field(default_factory=set)
    pending: Awaited = field(default_factory=Awaited)
    derived: dict[int, Derivative] = field(default_factory=dict)  # by the serial of the slope
    room: Room = field(default_factory=Room)
    proved: dict[bool, Equalities] = field(default_factory=dict)
    slopes: dict[tuple[int, int], Meaning] = field(default_factory=dict)

    # Here, at this place of a statement:
    local: Mapping[str, Meaning] = field(default_factory=dict)  # indices and parameters
    stated: Mapping[Key, Meaning] = field(default_factory=dict)  # derivatives, as claimed above
    swept: list[Node] = field(default_factory=list)  # what is differentiated is added
    making: tuple[str, ...] = ()  # definitions that wait for this one
    calling: tuple[str, ...] = ()  # functions of the page in whose bodies this stands

    # ---- Narrower scopes ----

    def within(self, **changes: Any) -> Self:
        """The same page with these changes: other `local` names, `stated`, `swept`."""
        found = object.__new__(type(self))
        found.__dict__.update(self.__dict__, **changes)
        return found

    def bound(self, values: Mapping[str, Meaning]) -> Self:
        """The same where some more names mean this."""
        return self.within(local={**self.local, **values})

    def apart(self, names: Mapping[str, Meaning]) -> Self:
        """The same where these names mean this, and what is differentiated leaves no trace."""
        return self.within(local=dict(names), swept=list(self.swept))

    def unclaimed(self) -> Self:
        """The same where derivatives are what they are, not what was claimed."""
        return self.within(stated={})

    # ---- Names ----

    def is_declared(self, name: str) -> bool:
        """Whether the page introduces this very name."""
        return name in self.announced or name in self.nodes or name in self.local

    def node(self, name: str) -> Symbol | None:
        """The node of this name; made now if its definition stands further down."""
        if self._waits(name):
            # Those that it hangs on come first: a page may be written from the result to the data.
            earlier = [] if self.making else self.pending.before(name, self.functions, self._waits)
            for each in filter(self._waits, [*earlier, name]):
                self._define_pending(each, self.pending[each])
        return self.nodes.get(name)

    def _waits(self, name: str) -> bool:
        return name in self.pending and name not in self.nodes and name not in self.arrays

    def _define_pending(self, name: str, tree: Tree) -> None:
        if name in self.making or len(self.making) > _DEEPEST:
            way = _shown([*self.making, name])
            why = "is defined in terms of itself" if name in self.making else "hangs on a circle"
            error = self.refuse(f"{name} {why}: {way}", tree)
            error.definition = next(iter(self.making), name)  # all of them are; name the first
            raise error
        # A definition knows nothing of the indices, parameters and claims where it is needed first.
        alone = self.within(local={}, stated={}, making=(*self.making, name))
        try:
            self.define(name, alone.meaning(tree))
        except DerivationError as error:
            error.definition = error.definition or name
            raise

    def is_index(self, name: str) -> bool:
        """Whether a name means something that can be an index."""
        return name in self.local or name in self.pending

    def is_computed(self, name: str) -> bool:
        """Whether a name, or the array of that name, is defined by a formula."""
        self.array(name)
        return self.is_defined(name)

    def is_defined(self, name: str) -> bool:
        """The same of a definition that is not made yet, and is not made by this."""
        return name in self.pending or bool(self.pending.pieces(name))

    def array(self, name: str) -> Grid | None:
        """The array of this name, its entries made now if they are needed first; None if none."""
        self.node(name)
        if name not in self.arrays:
            if pieces := self.pending.pieces(name):
                self._gather(name, pieces)
            elif name in self.shapes and name not in self.nodes:
                self._free(name, self.shapes[name])
            elif (rate := dotted(name, self.moving)) is not None and name not in self.nodes:
                self._dotted(name, rate)
        return self.arrays.get(name)

    def _free(self, name: str, shape: Shape) -> None:
        """An array of free variables."""
        self.make_room(math.prod(shape))
        labels = [label(name, place) for place in places(shape)]
        for entry in labels:
            self.ranges[entry] = self.ranges.get(entry, self.ranges.get(name, Range()))
        self.arrays[name] = Grid(shape, tuple(map(self.variable, labels)))

    def _dotted(self, name: str, rate: Rate) -> None:
        """The derivative of an array that is an unknown function, entry by entry."""
        array = self.array(rate.of)
        if array is not None:
            labels = [label(rate.of, place) for place in places(array.shape)]
            entries = [self.rate(replace(rate, of=entry)) for entry in labels]
            self.arrays[name] = Grid(array.shape, tuple(entries))

    def _gather(self, name: str, pieces: list[str]) -> None:
        """An array whose entries are defined one by one: z[1] = …, z[2] = …."""
        found = {place_of(entry) for entry in pieces}
        shape = tuple(map(max, zip(*found, strict=False)))
        missing = next((place for place in places(shape) if place not in found), None)
        if missing is not None:
            why = f"{label(name, missing)} is not defined, but {pieces[-1]} is"
            raise self.refuse(why, self.pending[pieces[-1]])
        self._check_declared(name, shape, self.pending[pieces[0]])
        self.make_room(len(found))
        entries = [self.node(label(name, place)) for place in places(shape)]
        self.arrays[name] = Grid(shape, tuple(entries))

    def _check_declared(self, name: str, shape: Shape, tree: Tree | None) -> None:
        declared = self.shapes.get(name, shape)
        if common([declared, shape]) is None or len(declared) < len(shape) or not shape:
            why = f"{name} is declared as {in_words(declared)}, and this is {in_words(shape)}"
            raise self.refuse(why, tree or Name(name))

    def make_room(self, entries: int, products: int = 0) -> None:
        """Count what arrays are about to cost; refuse when a page asks for too much."""
        self.room.make(entries, products)

    def held(self, clock: str) -> Self:
        """The page where what depends on this variable alone does not move with it."""
        moving = {name: on for name, on in self.moving.items() if on != (clock,)}
        return self if moving == self.moving else self.within(moving=moving, slopes={})

    def known(self, name: str) -> Symbol:
        """The node of this name, or else the variable."""
        self.array(name.partition("[")[0])
        node = self.node(name)
        return node if node is not None else self.variable(name)

    def define(self, name: str, meaning: Meaning) -> None:
        """Enter a node, or an array of nodes."""
        if name in self.shapes:
            self._check_declared(name, shape_of(meaning), self.pending.get(name))
        if isinstance(meaning, Grid):
            self.make_room(len(meaning.entries))
            labels = [label(name, place) for place in places(meaning.shape)]
            nodes = tuple(map(self._entered, labels, meaning.entries))
            self.arrays[name] = Grid(meaning.shape, nodes)
        else:
            self._entered(name, meaning)

    def _entered(self, name: str, meaning: Meaning) -> Symbol:
        node: Symbol = identity(self.as_symbol(meaning))
        node.name = name
        self.nodes[name] = node
        return node

    @abstractmethod
    def meaning(self, tree: Tree) -> Meaning:
        """What a tree stands for."""

    def refuse(self, why: str, tree: Tree) -> DerivationError:
        """A complaint about a tree; the statement is added by the caller."""
        return DerivationError(why, column=tree.span[0] + 1)


def _shown(way: Sequence[str]) -> str:
    """A way from name to name, the middle of a long one left out."""
    return " -> ".join(way if len(way) <= 12 else [*way[:8], "…", *way[-3:]])
