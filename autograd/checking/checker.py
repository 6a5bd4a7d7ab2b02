"""A page of derivations, statement by statement: what is defined, what is claimed, what is true."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from ..errors import AutogradError
from .judging import Court
from .latex_reader import read_latex
from .page import Statement, statements
from .reading import read
from .report import Claim, Report
from .scope import Function, Scope, builtin
from .sections import broken_names, defines, mentioned, sections, vocabulary
from .statements import Chain, Read, Restriction, Update, Worked, all_names, introduced
from .tokens import DerivationError
from .tree import Call, Name, Tree
from .worked import check_worked

_POWER_OF_E = re.compile(r"\be\s*(\^|\*\*)")


@dataclass
class Checker(Court):
    """Reads a page and collects a report."""

    updates: list[Update] = field(default_factory=list)
    rounds: dict[Any, Any] = field(default_factory=dict)
    known: set[str] = field(default_factory=set)

    def page(self, page: str) -> Report:
        """Check every statement of a page."""
        try:
            found = statements(page)
        except DerivationError as error:
            self._unreadable(Statement("", error.line), error)
            return self.report
        for section in sections(found):
            self._section(section)
        self.report.claims.sort(key=lambda claim: claim.line)
        return self.report

    def _section(self, section: list[Statement]) -> None:
        """One part between resets: its names first, then its statements in order."""
        self.scope, self.updates, self.rounds, self.claims = Scope(), [], {}, {}
        words = vocabulary(each for each in section if each.language != "latex")
        section = [part for each in section for part in self._in_words(each, words)]
        names = [all_names(each.text) for each in section]
        self.known = set().union(*names)
        self.lonely = {x for x in self.known if sum(x in some for some in names) == 1}
        self.raises_e = any(_POWER_OF_E.search(each.text) for each in section)
        for each in section:
            self._announce(each)
        readings = [(each, self._read(each)) for each in section]
        readings = [(each, self._taken(each, reading)) for each, reading in readings]
        broken = broken_names(section, [each for each, reading in readings if reading is None])
        for _, reading in readings:
            if isinstance(reading, Chain):
                self._await(reading)
        for source, reading in readings:
            if reading is None:
                continue
            cause = next((broken[name] for name in mentioned(source) if name in broken), None)
            if cause is None:
                self._guarded(source, reading)
            elif not isinstance(reading, Restriction) and not defines(reading, broken):
                self._open(source, cause)

    def _in_words(self, source: Statement, vocabulary: set[str]) -> list[Statement]:
        """A formula in LaTeX as statements of derivation text, which is also its echo."""
        if source.language != "latex":
            return [source]
        try:
            reading = read_latex(source.text, vocabulary)
        except DerivationError as error:
            self._unreadable(source, error)
            return []
        return [Statement(line, source.line) for line in reading.lines]

    def _open(self, source: Statement, cause: Statement) -> None:
        """A claim that cannot be judged, because of another line."""
        claim = Claim(source.line, source.said, "inconclusive")
        claim.note = f"this depends on line {cause.line}, which could not be read"
        claim.evidence = [claim.note]
        self.report.claims.append(claim)

    def _announce(self, source: Statement) -> None:
        found = introduced(source.text)
        if found is None:
            return
        kind, name, params = found
        if kind != "function":
            self.scope.announced.update(name.replace(" ", "").split(","))
        elif builtin(name) is None:
            self.scope.functions.setdefault(name, Function(params, Name("?")))

    def _read(self, source: Statement) -> Read | None:
        try:
            return read(source, self.scope, self.known)
        except DerivationError as error:
            self._unreadable(source, error)
            return None

    def _taken(self, source: Statement, reading: Read | None) -> Read | None:
        """A reading, ranges taken to heart; None if that leaves nothing."""
        if isinstance(reading, Restriction):
            try:
                self.restrict(reading)
            except DerivationError as error:
                self._unreadable(source, error)
                return None
        return reading

    def restrict(self, reading: Restriction) -> None:
        """Narrow where some variables may lie."""
        for name in reading.names:
            before = self.scope.ranges.get(name)
            found = before.both(reading.range) if before else reading.range
            if found.is_empty:
                raise DerivationError(f"no number is left that {name} could be")
            self.scope.ranges[name] = found

    def _await(self, chain: Chain) -> None:
        """Let what a chain defines be used before the line on which it stands."""
        first, second = chain.sides[:2]
        if isinstance(first, Name):
            self.scope.pending.setdefault(first.name, second)
        elif isinstance(first, Call) and self._awaits(first.function):
            self.scope.functions[first.function] = Function(_params(first), second)

    def _awaits(self, name: str) -> bool:
        function = self.scope.functions.get(name)
        return function is not None and function.body == Name("?")

    def _guarded(self, source: Statement, reading: Read) -> None:
        self.scope.swept, self.scope.stated = [], {}
        try:
            self._statement(reading)
        except DerivationError as error:
            self._unreadable(source, error)
        except AutogradError as error:
            self._unreadable(source, DerivationError(str(error)))

    def _unreadable(self, source: Statement, error: DerivationError) -> None:
        located = DerivationError(error.why, source.text, error.column, source.line)
        claim = Claim(source.line, source.said, "unreadable", note=error.why)
        claim.evidence = [f"column {error.column}: {error.why}{located.picture()}"]
        self.report.claims.append(claim)

    # ---- Statements ----

    def _statement(self, reading: Read) -> None:
        match reading:
            case Chain():
                self._chain(reading)
            case Worked():
                self.report.claims.append(check_worked(self, reading))
            case Update():
                self._update(reading)

    def _update(self, update: Update) -> None:
        if self.scope.node(update.name) is not None:
            raise DerivationError(f"{update.name} is computed from other names; update those")
        if any(update.name == before.name for before in self.updates):
            raise DerivationError(f"{update.name} is updated twice in a round")
        self.scope.variable(update.name)
        self.scope.meaning(update.value)
        self.updates.append(update)

    def _chain(self, chain: Chain) -> None:
        first, *sides = chain.sides
        if isinstance(first, Name) and self.scope.pending.get(first.name) is sides[0]:
            self.scope.node(first.name)
            del sides[0]
        elif isinstance(first, Call) and self._is_declared_by(first, sides[0]):
            del sides[0]
            first = chain.sides[1]
        if sides:
            self._claim(chain, first, sides)

    def _is_declared_by(self, first: Call, body: Tree) -> bool:
        function = self.scope.functions.get(first.function)
        return function is not None and not first.primes and function.body is body

    def _claim(self, chain: Chain, first: Tree, sides: Sequence[Tree]) -> None:
        truth = self.scope.meaning(first)
        self.scope.stated = {key: claim.stated for key, claim in self.claims.items()}
        meanings = [self.scope.meaning(side) for side in sides]
        self.judge(chain.source, first, sides, truth, meanings)


def _params(call: Call) -> tuple[str, ...]:
    return tuple(arg.name for arg in call.args if isinstance(arg, Name))
