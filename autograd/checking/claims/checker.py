"""A page of derivations, statement by statement: what is defined, what is claimed, what is true."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from ...errors import AutogradError
from ...formulas.text.builtins import builtin
from ...formulas.text.page import Statement, taken_apart
from ...formulas.text.tokens import DerivationError
from ...support.deadlines import OutOfWork
from ..meaning.components import components
from ..meaning.indices import IndexOrSize
from ..meaning.scope import Scope
from ..pages.definitions import announce, await_definition, claimed, restrict
from ..pages.latex_statements import in_words
from ..pages.reading import read
from ..pages.sections import definitions, is_definition, mentioned, sections, vocabulary
from ..pages.shapes import open_sizes
from ..pages.statements import (
    Chain,
    Read,
    Restriction,
    Update,
    Worked,
    all_names,
    introduced,
)
from ..pages.unread import broken_names, may_update
from ..report.claims import Claim
from ..report.left_out import LeftOut
from ..report.reports import Report
from .budget import Budget, advise, too_deep, undecided
from .explaining import mend
from .judging import Court
from .sizes import choices, merged, open_to
from .worked import check_worked
from .worked_arrays import entry_updates

Readings = list[tuple[Statement, Read | None]]

_POWER_OF_E = re.compile(r"\be\s*(\^|\*\*)")


@dataclass
class Checker(Court):
    """Reads a page and collects a report."""

    budget: Budget = field(default_factory=lambda: Budget(1))
    updates: list[Update] = field(default_factory=list)
    rounds: dict[Any, Any] = field(default_factory=dict)
    known: set[str] = field(default_factory=set)
    defined_on: dict[str, Statement] = field(default_factory=dict)
    unread: list[Statement] = field(default_factory=list)
    missing_update: Statement | None = None  # the line for which rounds are not complete

    def page(self, page: str) -> Report:
        """Check every statement of a page."""
        try:
            found = taken_apart(page)
        except DerivationError as error:
            self._unreadable(Statement("", error.line), error)
            return self.report
        self.report.left_out = [LeftOut(x.line, x.column, x.text, x.how) for x in found.not_read]
        self.report.has_block = found.has_block
        self.report.is_empty = not found.statements and not found.not_read
        parts = sections(found.statements)
        self.budget = Budget(sum(len(part) * len(choices(open_sizes(part))) for part in parts))
        for part in parts:
            self._section(part)
        self.report.claims.sort(key=lambda claim: claim.line)
        advise(self.report)
        return self.report

    def _section(self, section: list[Statement]) -> None:
        """One part between resets, for every choice of the sizes that it leaves open."""
        names = open_sizes(section)
        if not names:
            self._run(section, {})
            return
        whole, runs = self.report, []
        try:
            for sizes in open_to(names):
                self.report = Report()
                others = [_begun(section, x) for x in open_to(names) if x != sizes]
                self._run(section, sizes, others)
                runs.append((sizes, self.report.claims))
        except DerivationError as error:
            self._unreadable(section[0], error)
            runs.append(({}, self.report.claims))
        self.report = whole
        whole.claims.extend(merged(runs))

    def _run(
        self, section: list[Statement], sizes: dict[str, int], elsewhere: Sequence[Scope] = ()
    ) -> None:
        """One part of a page: its names first, then its statements in order."""
        readings = self.begin(section, sizes)
        self.scope.elsewhere = elsewhere
        self._look_around([each for each, _ in readings])
        self._judge_in_order(readings)

    def begin(self, section: list[Statement], sizes: dict[str, int]) -> Readings:
        """Read a part of a page for these sizes: what its names mean is known then."""
        self.scope, self.updates, self.rounds, self.claims = Scope(sizes=sizes), [], {}, {}
        self.unread, self.missing_update = [], None
        plain = [each for each in section if each.language != "latex"]
        self.known = set().union(*(all_names(each.text) for each in plain))
        readings = self._readings(plain)
        if len(plain) < len(section):
            formulas = [each for each in section if each.language == "latex"]
            readings += self._readings(in_words(self.scope, formulas, plain, self._unread))
            readings.sort(key=lambda pair: pair[0].line)
        return readings

    def _readings(self, section: Sequence[Statement]) -> Readings:
        """Statements and what they say, definitions noted; None for what cannot be read."""
        for each in section:
            announce(self.scope, each.text)
        readings = [(each, self._read(each)) for each in section]
        for _, reading in readings:
            if isinstance(reading, Restriction) and reading.shape:
                self.scope.shaped.update(reading.names)
        for _, reading in readings:
            if isinstance(reading, Chain):
                await_definition(self.scope, reading)
        return [(each, self._taken(each, reading)) for each, reading in readings]

    def _look_around(self, section: Sequence[Statement]) -> None:
        """Note what looks strange if a claim is wrong."""
        counts = Counter(name for each in section for name in all_names(each.text))
        self.lonely = {name for name, count in counts.items() if count == 1}
        self.raises_e = any(_POWER_OF_E.search(each.text) for each in section)

    def _judge_in_order(self, readings: Readings) -> None:
        section = [each for each, _ in readings]
        first = definitions(section)
        self.introduced = set().union(
            *(
                all_names(source.text)
                for source, reading in readings
                if not isinstance(reading, Chain) or is_definition(source, reading, first)
            )
        )
        self.missing_update = next(filter(may_update, self.unread), None)
        named = vocabulary(section) | {x for x in self.known if builtin(x) is None}
        broken = broken_names(self.unread, first, named)
        self.defined_on = {
            found[1]: each
            for each in reversed(section)
            if (found := introduced(each.text)) is not None and found[0] == "node"
        }
        for source, reading in readings:
            if reading is None:
                continue
            cause = next((broken[name] for name in mentioned(source) if name in broken), None)
            if isinstance(reading, Worked) and reading.rounds is not None:
                cause = cause or self.missing_update
            if cause is None:
                self._guarded(source, reading)
            elif not isinstance(reading, Restriction) and not is_definition(source, reading, first):
                self._open(source, cause)
                if isinstance(reading, Update):
                    self.missing_update = cause

    def _open(self, source: Statement, cause: Statement) -> Claim:
        """A claim that cannot be judged, because of another line."""
        claim = Claim(source.line, source.said, "inconclusive")
        claim.note = f"this depends on line {cause.line}, which could not be read"
        claim.evidence = [claim.note]
        self.report.claims.append(claim)
        return claim

    def _read(self, source: Statement) -> Read | None:
        try:
            return read(source, self.scope, self.known)
        except DerivationError as error:
            self._unread(source, error)
        except RecursionError:
            self._unread(source, too_deep())
        return None

    def _taken(self, source: Statement, reading: Read | None) -> Read | None:
        """A reading, ranges taken to heart; None if that leaves nothing."""
        if isinstance(reading, Restriction):
            try:
                restrict(self.scope, reading)
            except DerivationError as error:
                self._unread(source, error)
                return None
        return reading

    def _unread(self, source: Statement, error: DerivationError) -> None:
        """Say that a statement cannot be read, and remember that its names are uncertain."""
        self.unread.append(source)
        self._unreadable(source, error)

    def _guarded(self, source: Statement, reading: Read) -> None:
        self.scope.swept, self.scope.stated = [], {}
        try:
            with self.budget.share():
                self._statement(reading)
        except DerivationError as error:
            self._refuse(source, error)
        except AutogradError as error:
            self._unreadable(source, DerivationError(str(error)))
        except OutOfWork:
            self.report.claims.append(undecided(source))
        except RecursionError:  # a program that calls us may have left next to no stack
            self._unreadable(source, too_deep())

    def _refuse(self, source: Statement, error: DerivationError) -> Claim:
        """Say what is wrong with a statement, or on which other line it is."""
        found = introduced(source.text)
        own = found is not None and error.definition.partition("[")[0] == found[1]
        cause = None if own else self.defined_on.get(error.definition.partition("[")[0])
        return self._unreadable(source, error) if cause is None else self._open(source, cause)

    def _unreadable(self, source: Statement, error: DerivationError) -> Claim:
        located = DerivationError(error.why, source.text, error.column, source.line)
        claim = Claim(source.line, source.said, "unreadable", note=error.why)
        claim.evidence = [f"column {error.column}: {error.why}{located.picture()}"]
        self.report.claims.append(claim)
        return claim

    # ---- Statements ----

    def _statement(self, reading: Read) -> None:
        match reading:
            case Chain():
                self._chain(reading)
            case Worked():
                self.work(reading)
            case Update():
                self._update(reading)

    def work(self, worked: Worked) -> None:
        """Check the numbers of `at x=1, …: L = 0.25`."""
        self.report.claims.append(check_worked(self, worked))

    def _update(self, update: Update) -> None:
        if self.scope.is_computed(update.name):
            raise DerivationError(f"{update.name} is computed from other names; update those")
        for each in entry_updates(self.scope, update):
            if any(each.name == before.name for before in self.updates):
                raise DerivationError(f"{each.name} is updated twice in a round")
            self.scope.known(each.name)
            self.scope.meaning(each.value)
            self.updates.append(each)

    def _chain(self, chain: Chain) -> None:
        first, sides = claimed(self.scope, chain)
        if not sides:
            return
        self.scope.stated = {key: stated for key, (_, stated) in self.claims.items()}
        try:
            parts = components(self.scope, first, sides)
        except IndexOrSize as error:
            self._refuse(chain.source, error)
        except DerivationError as error:
            mend(self, self._refuse(chain.source, error), first, sides)
        else:
            self.judge_all(chain.source, first, sides, parts)


def _begun(section: list[Statement], sizes: dict[str, int]) -> Scope:
    """What a part of a page means for some sizes, its entries made, nothing of it judged."""
    found = Checker()
    found.begin(section, sizes)
    for name in (*found.scope.shapes, *found.scope.pending):
        with suppress(AutogradError):  # of what means nothing there is no entry
            found.scope.array(name)
    return found.scope
