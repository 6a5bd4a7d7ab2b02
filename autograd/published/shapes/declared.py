r"""What the blocks of a page declare: shapes, ranges, functions, definitions, what is assumed.

>>> from autograd.documents import document
>>> page = "```derivation\nW in R^(n x 2); x > 0; f(u) = u^2; y = W @ W.T\n```"
>>> found = declared(document(page))
>>> found.shapes["W"], found.functions, found.facts[0].said, found.kinds["y"]
(('n', '2'), {'f': ('u',)}, 'x > 0', 'matrix')
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property

from ...checking.claims.sizes import choices
from ...checking.pages.conditions import dependence
from ...checking.pages.section import Section, read_section
from ...checking.pages.statements import (
    Assumption,
    Chain,
    Restriction,
    all_names,
    open_sizes,
    ranges_in,
)
from ...checking.pages.unread import may_define
from ...documents import Document, Place
from ...errors import AutogradError
from ...formulas.trees.tree import Call, Indexed, Name, Tree, as_slope, names, walk
from ..names.lines import in_blocks, is_renaming
from ..names.naming import TIME, squeezed
from .kinds import COLUMN, MATRIX, NUMBER

Shape = tuple[str, ...]  # sizes as they are written, numbers or letters; () of a number
_KINDS = {0: NUMBER, 1: COLUMN, 2: MATRIX}


@dataclass(frozen=True)
class Definition:
    """A definition in a block, as it is written, and where it stands."""

    name: str
    left: Tree
    right: Tree
    said: str
    place: Place


@dataclass(frozen=True)
class Fact:
    """What holds of some names, as the checker is told."""

    said: str
    names: frozenset[str]


@dataclass(frozen=True)
class Declarations:
    """What blocks declare, with the names as they are written there."""

    shapes: Mapping[str, Shape] = field(default_factory=dict)
    kinds: Mapping[str, str] = field(default_factory=dict)  # also of what blocks define
    functions: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # with parameters
    definitions: Sequence[Definition] = ()
    facts: Sequence[Fact] = ()
    moving: frozenset[str] = frozenset()  # r = r(t)
    counts: Mapping[str, tuple[int, int]] = field(default_factory=dict)  # l in 1..3
    outer: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # L depends on y
    lost: frozenset[str] = frozenset()  # names with a definition that could not be read

    @cached_property
    def spelled(self) -> dict[str, str]:
        """How the blocks spell a name, by the name without strokes: x1 or x_1."""
        used = (names(side) for each in self.definitions for side in (each.left, each.right))
        return {squeezed(name): name for name in sorted(self.own.union(self.functions, *used))}

    @cached_property
    def own(self) -> frozenset[str]:
        """The names that the blocks declare or define."""
        return frozenset(self.kinds).union(each.name for each in self.definitions)

    @property
    def numbers(self) -> frozenset[str]:
        """The names that are said to be numbers, and so no index."""
        return frozenset(name for name, shape in self.shapes.items() if not shape)

    @property
    def words(self) -> frozenset[str]:
        """Names of several letters, without the numbers behind them."""
        bare = {name.rstrip("0123456789_") for name in self.spelled.values()}
        return frozenset(name for name in bare if len(name) > 1 and name.isalpha())

    def name(self, base: str, family: Iterable[str] = ()) -> str:
        """How the blocks call a name, of this layer, time or sample or of all; "" if they do not.

        Without numbers it is any of them.
        """
        numbers = "".join(family)
        for wanted in (f"{base}{numbers}", base):
            found = self.spelled.get(squeezed(wanted), "")
            if found in self.own:
                return found
        return ""

    def declares(self, base: str) -> bool:
        """Whether the blocks declare a name, or it with a number."""
        return bool(self.name(base) or self.numbered(base))

    def numbered(self, base: str) -> dict[int, str]:
        """The names that are a base with a number, as W1 and W2 for W."""
        found = {
            int(name[len(squeezed(base)) :]): own
            for name, own in self.spelled.items()
            if re.fullmatch(rf"{re.escape(squeezed(base))}\d+", name) and own in self.own
        }
        return dict(sorted(found.items()))


def declared(document: Document) -> Declarations:
    """What the blocks of a document declare; what cannot be read there declares nothing."""
    said = list(in_blocks(document.blocks))
    page = [each for _, each in said if each.text.strip() != "reset"]
    if not page:
        return Declarations()
    try:
        section = read_section(page, choices(open_sizes(page))[0])
    except AutogradError:
        return Declarations()
    where = {id(each): place for place, each in said}
    definitions = list(_definitions(section, where))
    ranges = [x for _, reading in section.readings for x in ranges_in(reading)]
    counts = dict(_counts(ranges))
    shapes = {name: each.shape for each in ranges for name in each.names if each.shape}
    shapes |= {name: () for each in ranges for name in each.names if name not in (*shapes, *counts)}
    functions = {
        each.left.function: tuple(x.name for x in each.left.args if isinstance(x, Name))
        for each in definitions
        if isinstance(each.left, Call)
    }
    dependent = [told for each in page if (told := dependence(each.text)) is not None]
    moving = frozenset(name for said, on in dependent for name in said if TIME in on)
    outer = {name: on for said, on in dependent for name in said if TIME not in on}
    numbers = (name for said, on in dependent for name in (*said, *(on if TIME in on else ())))
    kinds = dict.fromkeys(numbers, NUMBER)
    kinds |= {name: _KINDS[len(shape)] for name, shape in shapes.items()}
    kinds |= dict(_kinds(section, definitions))
    return Declarations(
        shapes, kinds, functions, definitions, list(_facts(section, ranges)),
        moving, counts, outer, frozenset(_lost(section)),
    )  # fmt: skip


def _lost(section: Section) -> Iterator[str]:
    """The names of which a line would have said what they are, had it been read."""
    for source, _ in section.refused:
        if "=" in source.text:
            found = may_define(source, all_names(source.text))
            yield from (name for name, is_alone in found if is_alone)


def _definitions(section: Section, where: Mapping[int, Place]) -> Iterator[Definition]:
    for source, reading in section.readings:
        if isinstance(reading, Chain) and (
            section.is_definition(source, reading) or is_renaming(source.text)
        ):
            left, right = reading.sides
            base = left.base if isinstance(left, Indexed) else left
            name = base.function if isinstance(base, Call) else getattr(base, "name", "")
            yield Definition(name, left, right, source.said, where[id(source)])


def _kinds(section: Section, definitions: Iterable[Definition]) -> Iterator[tuple[str, str]]:
    for each in definitions:
        if not isinstance(each.left, Call) and not any(map(as_slope, walk(each.right))):
            with suppress(AutogradError):  # of what means nothing there is no kind
                found = section.scope.array(each.name)
                yield each.name, _KINDS[0 if found is None else len(found.shape)]


def _counts(ranges: Iterable[Restriction]) -> Iterator[tuple[str, tuple[int, int]]]:
    """Whole numbers from one to another: layers, times, samples."""
    for each in ranges:
        if each.range.integral and each.range.low is not None and each.range.high is not None:
            yield from ((name, (int(each.range.low), int(each.range.high))) for name in each.names)


def _facts(section: Section, ranges: Sequence[Restriction]) -> Iterator[Fact]:
    for each in ranges:
        if not each.range.is_all and not each.shape:
            yield Fact(each.source.text, frozenset(each.names))
        elif not each.range.is_all and not each.range.integral:
            yield from (Fact(each.range.words(name), frozenset({name})) for name in each.names)
    for source, reading in section.readings:
        if isinstance(reading, Assumption) and reading.conditions:
            yield Fact(source.text, frozenset().union(*map(names, reading.conditions)))
