"""A page of derivations, statement by statement: what is defined, what is claimed, what is true."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from ..errors import AutogradError
from .components import components
from .definitions import announce, await_definition, claimed, restrict
from .judging import Court
from .latex_reader import read_latex
from .page import Statement, statements
from .reading import read
from .report import Claim, Report
from .scope import Scope
from .sections import broken_names, defines, mentioned, sections, vocabulary
from .statements import Chain, Read, Restriction, Update, Worked, all_names
from .tokens import DerivationError
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
            announce(self.scope, each.text)
        readings = [(each, self._read(each)) for each in section]
        for _, reading in readings:
            if isinstance(reading, Chain):
                await_definition(self.scope, reading)
        readings = [(each, self._taken(each, reading)) for each, reading in readings]
        broken = broken_names(section, [each for each, reading in readings if reading is None])
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
                restrict(self.scope, reading)
            except DerivationError as error:
                self._unreadable(source, error)
                return None
        return reading

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
        first, sides = claimed(self.scope, chain)
        if not sides:
            return
        self.scope.stated = {key: stated for key, (_, stated) in self.claims.items()}
        parts = components(self.scope, first, sides)
        self.judge_all(chain.source, first, sides, parts)
