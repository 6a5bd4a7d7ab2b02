r"""A part of a page between resets, read: what its names mean, and what stands in it.

>>> section = read_section(statements("y = x^2\ndy/dx = 2*x\ndy/dx = ("))
>>> [source.text for source, reading in section.readings if reading], len(section.refused)
(['y = x^2', 'dy/dx = 2*x'], 1)
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from ...formulas.text.builtins import POWER_OF_E, bare_letters, reserved
from ...formulas.text.page import Statement
from ...formulas.text.page import statements as statements
from ...formulas.text.tokens import DerivationError
from ...formulas.trees.tree import Name, Op, Relation, is_op
from ..meaning.scope import Scope
from .definitions import (
    announce,
    await_definition,
    definitions,
    is_definition,
    mentioned,
    restrict,
    vocabulary,
)
from .latex_statements import formulas_read
from .reading import read
from .statements import Assumption, Chain, Read, Restriction, all_names, introduced, ranges_in
from .unread import broken_names, may_update

_IN_PARTS = "this defines a name in one case only: write y = where(condition, one, other)"
_BOTH = 2  # sides
TOO_DEEP = "is nested deeper than the stack that is left here"

Readings = list[tuple[Statement, Read | None]]  # None: it cannot be read
Refused = list[tuple[Statement, DerivationError]]


@dataclass(frozen=True)
class Section:
    """What a part of a page says; one without readings is a scope that some function is made of."""

    scope: Scope = field(default_factory=Scope)
    readings: Sequence[tuple[Statement, Read | None]] = ()
    refused: Sequence[tuple[Statement, DerivationError]] = ()
    known: frozenset[str] = frozenset()  # the names in its plain statements

    @cached_property
    def sources(self) -> list[Statement]:
        """The statements as they stand."""
        return [source for source, _ in self.readings]

    @cached_property
    def lonely(self) -> set[str]:
        """The names that one statement mentions: they look strange if a claim is wrong."""
        counts = Counter(name for each in self.sources for name in all_names(each.text))
        return {name for name, count in counts.items() if count == 1}

    @cached_property
    def raises_e(self) -> bool:
        """Whether e^… stands in it."""
        return any(POWER_OF_E.search(each.text) for each in self.sources)

    def is_introduced(self, name: str) -> bool:
        """Whether a statement that is no claim mentions a name."""
        return not self.readings or name in self._introduced

    @cached_property
    def _introduced(self) -> set[str]:
        return set().union(
            *(
                all_names(source.text)
                for source, reading in self.readings
                if not isinstance(reading, Chain) or self.is_definition(source, reading)
            )
        )

    def is_definition(self, source: Statement, reading: Read) -> bool:
        """Whether a statement does nothing but introduce a name."""
        return is_definition(source, reading, self._first)

    @cached_property
    def _first(self) -> dict[str, Statement]:
        return definitions(self.sources)

    @cached_property
    def assumed(self) -> list[Assumption]:
        """What is assumed of the names."""
        return [each for _, each in self.readings if isinstance(each, Assumption)]

    # ---- What hangs on other lines ----

    def broken(self, source: Statement) -> Statement | None:
        """The line that could not be read and that leaves open what a statement means."""
        if not self.refused:
            return None
        broken = self._broken
        return next((broken[name] for name in mentioned(source) if name in broken), None)

    @cached_property
    def _broken(self) -> Mapping[str, Statement]:
        named = vocabulary(self.sources) | {x for x in self.known if reserved(x) is None}
        return broken_names([source for source, _ in self.refused], self._first, named)

    def broken_update(self) -> Statement | None:
        """The first line that could not be read and may be a step of the rounds."""
        return next((source for source, _ in self.refused if may_update(source)), None)

    def cause(self, source: Statement, error: DerivationError) -> Statement | None:
        """The other line whose definition is what is wrong with a statement."""
        name = error.definition.partition("[")[0]
        found = introduced(source.text)
        return None if found is not None and found[1] == name else self._defined_on.get(name)

    @cached_property
    def _defined_on(self) -> dict[str, Statement]:
        return {
            found[1]: each
            for each in reversed(self.sources)
            if (found := introduced(each.text)) is not None and found[0] == "node"
        }


def read_section(
    section: Sequence[Statement],
    sizes: Mapping[str, int] | None = None,
    elsewhere: Sequence[Scope] = (),
) -> Section:
    """Read statements for these sizes; `elsewhere` is the same read for others."""
    scope = Scope(sizes=dict(sizes or {}), elsewhere=elsewhere)
    refused: Refused = []
    plain = [each for each in section if each.language != "latex"]
    known = frozenset[str]().union(*(all_names(each.text) for each in plain))
    scope.announced.update(*(bare_letters(each.text) for each in plain))
    readings = _readings(scope, plain, known, refused)
    if len(plain) < len(section):
        formulas = [each for each in section if each.language == "latex"]

        def refuse(source: Statement, error: DerivationError) -> None:
            refused.append((source, error))

        readings += _readings(scope, formulas_read(scope, formulas, plain, refuse), known, refused)
        readings.sort(key=lambda pair: pair[0].line)
    return Section(scope, readings, refused, known)


def _readings(
    scope: Scope, section: Iterable[Statement], known: frozenset[str], refused: Refused
) -> Readings:
    """Statements and what they say, definitions and ranges noted."""
    section = list(section)
    for each in section:
        announce(scope, each.text)
    readings = [(each, _read(scope, each, known, refused)) for each in section]
    for _, reading in readings:
        for where in ranges_in(reading):
            scope.shaped.update(where.names if where.shape else ())
    readings = _everywhere(scope, readings, refused)
    for _, reading in readings:
        if isinstance(reading, Chain):
            await_definition(scope, reading)
    return [(each, _restricted(scope, each, reading, refused)) for each, reading in readings]


def _everywhere(scope: Scope, readings: Readings, refused: Refused) -> Readings:
    """The statements; where a definition says where it holds, its names lie nowhere else."""
    first = definitions([source for source, _ in readings])
    starts = Counter(introduced(each.text) for each, reading in readings if _has_place(reading))
    found: Readings = []
    for each, reading in readings:
        is_first = any(each is source for source in first.values())
        if (name := _turned(reading)) in scope.shaped and (is_first or name not in first):
            found.append((each, _symmetry(reading)))
        elif _has_place(reading) and is_first:
            in_parts = starts[introduced(each.text)] > 1
            found.append((each, _defining(scope, each, reading, refused, in_parts)))
        else:
            found.append((each, reading))
    return found


def _symmetry(reading: Read | None) -> Assumption:
    assert isinstance(reading, Chain)
    left, right = reading.sides
    return Assumption(reading.source, (Relation("=", left, right),))


def _turned(reading: Read | None) -> str:
    """The matrix that `A = A.T` is about, or `A = -A.T`: no definition of A."""
    if not isinstance(reading, Chain) or len(reading.sides) != _BOTH:
        return ""
    bare = [x.args[0] if is_op(x, "neg") else x for x in reading.sides]
    plain, other = sorted(bare, key=lambda side: not isinstance(side, Name))
    is_turned = isinstance(plain, Name) and other == Op("T", (plain,))
    return plain.name if isinstance(plain, Name) and is_turned else ""


def _has_place(reading: Read | None) -> bool:
    return isinstance(reading, Chain) and bool(reading.where)


def _defining(
    scope: Scope, source: Statement, reading: Read | None, refused: Refused, in_parts: bool
) -> Read | None:
    """A definition that holds on a range; one of several, or on indices, is refused."""
    assert isinstance(reading, Chain)
    if in_parts or not all(isinstance(each, Restriction) for each in reading.where):
        refused.append((source, DerivationError(_IN_PARTS)))
        return None
    ranges = Assumption(source, (), tuple(x for x in reading.where if isinstance(x, Restriction)))
    if _restricted(scope, source, ranges, refused) is None:
        return None
    return replace(reading, where=())


def _read(scope: Scope, source: Statement, known: frozenset[str], refused: Refused) -> Read | None:
    try:
        return read(source, scope, known)
    except DerivationError as error:
        refused.append((source, error))
    except RecursionError:
        refused.append((source, too_deep()))
    return None


def _restricted(
    scope: Scope, source: Statement, reading: Read | None, refused: Refused
) -> Read | None:
    """A reading, ranges taken to heart; None if that leaves nothing."""
    try:
        for each in ranges_in(reading):
            restrict(scope, each)
    except DerivationError as error:
        refused.append((source, error))
        return None
    return reading


def too_deep() -> DerivationError:
    """What is said of a statement for which a program that calls us has left too little stack."""
    return DerivationError(f"this {TOO_DEEP}: name a part of it")
