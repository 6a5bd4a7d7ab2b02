"""A page of derivations, statement by statement: what is defined, what is claimed, what is true."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from fractions import Fraction
from math import isfinite
from typing import Any

from ..errors import AutogradError
from ..node import Node
from .algebra import tidy
from .coordinates import coordinates
from .decision import Question, Verdict, decide
from .diagnosis import Diagnosis, Finding
from .latex_reader import read_latex
from .page import Statement, statements
from .points import Point
from .remarks import InFloats, remarks
from .report import Claim, Link, Report, point, worst
from .scope import Function, Scope, builtin
from .statements import Chain, Read, Restriction, Update, Worked, all_names, introduced, read
from .tokens import DerivationError
from .tree import Call, Name, Slope, Tree, names, text, walk
from .worked import check_worked
from .writer import TooLarge, Writer

MOST_LANDMARKS = 8
_POWER_OF_E = re.compile(r"\be\s*(\^|\*\*)")


@dataclass
class Checker:
    """Reads a page and collects a report."""

    report: Report = field(default_factory=Report)
    scope: Scope = field(default_factory=Scope)
    updates: list[Update] = field(default_factory=list)
    rounds: dict[Any, Any] = field(default_factory=dict)
    claims: dict[str, Claim] = field(default_factory=dict)  # by the derivative they state
    known: set[str] = field(default_factory=set)
    raises_e: bool = False  # whether e^… stands on the page
    lonely: set[str] = field(default_factory=set)  # names that one statement mentions

    def page(self, page: str) -> Report:
        """Check every statement of a page."""
        try:
            found = statements(page)
        except DerivationError as error:
            self._unreadable(Statement("", error.line), error)
            return self.report
        for section in _sections(found):
            self._section(section)
        self.report.claims.sort(key=lambda claim: claim.line)
        return self.report

    def _section(self, section: list[Statement]) -> None:
        """One part between resets: its names first, then its statements in order."""
        self.scope, self.updates, self.rounds, self.claims = Scope(), [], {}, {}
        vocabulary = _vocabulary(each for each in section if each.language != "latex")
        section = [part for each in section for part in self._in_words(each, vocabulary)]
        mentioned = [all_names(each.text) for each in section]
        self.known = set().union(*mentioned)
        self.lonely = {x for x in self.known if sum(x in some for some in mentioned) == 1}
        self.raises_e = any(_POWER_OF_E.search(each.text) for each in section)
        for each in section:
            self._announce(each)
        readings = [(each, self._read(each)) for each in section]
        readings = [(each, self._taken(each, reading)) for each, reading in readings]
        broken = self._broken(section, [each for each, reading in readings if reading is None])
        for _, reading in readings:
            if isinstance(reading, Chain):
                self._await(reading)
        for source, reading in readings:
            if reading is None:
                continue
            cause = next((broken[name] for name in _mentioned(source) if name in broken), None)
            if cause is None:
                self._guarded(source, reading)
            elif not isinstance(reading, Restriction) and not _defines(reading, broken):
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

    def _broken(
        self, section: Sequence[Statement], unread: Sequence[Statement]
    ) -> dict[str, Statement]:
        """The names that mean nothing certain, because a line could not be read, and that line."""
        broken: dict[str, Statement] = {}
        first: dict[str, Statement] = {}
        for each in section:
            if (found := introduced(each.text)) is not None and found[0] != "range":
                first.setdefault(found[1], each)
        for each in unread:
            found = introduced(each.text)
            if found is not None and first.get(found[1], each) is each:
                broken.update(dict.fromkeys(found[1].replace(" ", "").split(","), each))
        before = -1
        while len(broken) > before:
            before = len(broken)
            for each in section:
                found = introduced(each.text)
                cause = next((broken[x] for x in _mentioned(each) if x in broken), None)
                if cause is not None and found is not None and found[0] != "range":
                    broken.setdefault(found[1], cause)
        return broken

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

    def judge(
        self,
        source: Statement,
        first: Tree,
        sides: Sequence[Tree],
        truth: Any,
        meanings: Sequence[Any],
    ) -> None:
        """Decide `first = side = side …`, given what each of them means."""
        claim = Claim(source.line, source.said, "agrees")
        verdicts = [self.compare(truth, meanings[0])]
        claim.links.append(_link(first, sides[0], verdicts[0]))
        for left, right, a, b in zip(sides, sides[1:], meanings, meanings[1:], strict=False):
            verdicts.append(self.compare(a, b))
            claim.links.append(_link(left, right, verdicts[-1]))
        if len(sides) > 1 and any(v.status == "wrong" for v in verdicts):
            verdicts.append(self.compare(truth, meanings[-1]))
            claim.links.append(_link(first, sides[-1], verdicts[-1]))
        self._conclude(claim, verdicts, first, sides)
        if claim.status == "wrong":
            self._diagnose(claim, truth, first, sides, meanings, verdicts)
            self._wonder(claim, sides)
        elif claim.status in ("proved", "agrees"):
            self._warn(claim, truth, meanings[-1])
        if isinstance(first, Slope) and text(first) not in self.claims:
            claim.stated = meanings[-1]
            self.claims[text(first)] = claim
        self.report.claims.append(claim)

    def _diagnose(
        self,
        claim: Claim,
        truth: Any,
        first: Tree,
        sides: Sequence[Tree],
        meanings: Sequence[Any],
        verdicts: Sequence[Verdict],
    ) -> None:
        """Name the culprit of a wrong claim, and what would be right."""
        stated, self.scope.stated = self.scope.stated, {}
        try:
            k = next(k for k, verdict in enumerate(verdicts) if verdict.status == "wrong")
            if self._blame_factor(claim, stated, sides):
                return
            side, meaning = (sides[k], meanings[k]) if k < len(sides) else (sides[-1], meanings[-1])
            found = Diagnosis(self, first, side, truth, meaning).finding()
            self._report(claim, first, found)
        except AutogradError:
            pass
        finally:
            self.scope.stated = stated

    def _wonder(self, claim: Claim, sides: Sequence[Tree]) -> None:
        """Point out names in a wrong claim that nothing else on the page mentions."""
        written = all_names(claim.claim)  # dL/db1 mentions L, but not as a word of its own
        found = {x: None for side in sides for x in sorted(names(side) & self.lonely & written)}
        for name in found:
            others = [x for x in (*self.scope.nodes, *self.scope.variables) if x != name]
            close = get_close_matches(name, others, 1, 0.5)
            hint = f"; is {close[0]} meant?" if close else ""
            claim.evidence.append(f"{name} occurs nowhere else on the page{hint}")
        if "e" in self.scope.variables and self.raises_e:
            claim.evidence.append("e is an ordinary name here: write exp(x) for e^x")

    def _blame_factor(self, claim: Claim, stated: dict[str, Any], sides: Sequence[Tree]) -> bool:
        """A factor whose value was stated wrongly further up is the culprit."""
        for side in sides:
            for part in walk(side):
                earlier = self.claims.get(text(part)) if isinstance(part, Slope) else None
                if earlier is not None and earlier.status == "wrong":
                    claim.culprit, claim.suggestion = text(part), earlier.suggestion
                    claim.note = (
                        f"the factor {text(part)} is wrong as stated on line {earlier.line}"
                    )
                    claim.evidence.append(claim.note)
                    return True
        return False

    def _report(self, claim: Claim, first: Tree, found: Finding) -> None:
        claim.culprit = (
            text(first) if isinstance(first, Slope) and found.culprit is None else found.culprit
        )
        claim.note = found.note
        if found.note:
            claim.evidence.append(found.note)
        if found.suggestion is not None:
            claim.suggestion = f"{text(first)} = {text(found.suggestion)}"
            claim.evidence.append(f"right is {claim.suggestion}")

    def compare(self, truth: Any, claim: Any) -> Verdict:
        """Decide whether two meanings are equal."""
        return decide(self.question(truth, claim))

    def question(self, truth: Any, claim: Any) -> Question:
        """Whether two meanings are equal, in the simplest coordinates they allow."""
        scope = self.scope
        truth, claim = scope.as_symbol(truth), scope.as_symbol(claim)
        context = list({y.serial: y for y in scope.swept}.values())
        roots = [truth, claim, *context]
        return Question(
            truth,
            claim,
            coordinates(roots, scope.nodes, scope.variables, scope.ranges),
            scope.constants,
            landmarks(roots, scope.exact),
            scope.exact,
            slopes=bool(scope.swept),
            context=context,
        )

    def _warn(self, claim: Claim, truth: Any, meaning: Any) -> None:
        """Say so if a right formula is no good for computing, and which one is."""
        question = self.question(truth, meaning)
        floats = InFloats(question)
        unsafe = floats.unsafe()
        if unsafe is None:
            return
        where, digits = unsafe
        shown = point({k: float(x) for k, x in zip(question.coordinates, where, strict=True)})
        claim.note = f"right, but numerically unsafe at {shown}: {digits} of 16 digits are lost"
        better = self._stable(truth, floats, where)
        if better is not None:
            claim.note += f"; use {better}"
        claim.evidence.append(claim.note)

    def _stable(self, truth: Any, floats: InFloats, where: Point) -> str | None:
        """The true formula as the engine computes it, if it keeps its digits."""
        scope = self.scope
        named = {**scope.variables, **scope.nodes}
        writer = Writer({node.serial: name for name, node in named.items()}, scope.exact)
        try:
            tree = tidy(writer.tree(truth, itself=True))
            root = scope.as_symbol(scope.meaning(tree))
        except (AutogradError, TooLarge):
            return None
        return text(tree) if floats.keeps(root, where) else None

    def _conclude(
        self, claim: Claim, verdicts: list[Verdict], first: Tree, sides: Sequence[Tree]
    ) -> None:
        claim.status = worst([verdict.status for verdict in verdicts])
        for link, verdict in zip(claim.links, verdicts, strict=True):
            if link.status == "wrong" and claim.counterexample is None:
                claim.counterexample = link.counterexample
                claim.true_value, claim.claimed_value = link.true_value, link.claimed_value
            if len(verdicts) > 1 or verdict.status == "wrong":
                claim.evidence.extend(_sentences(link, verdict, len(verdicts) > 1))
            elif verdict.status == "inconclusive":
                claim.evidence.append(verdict.reason)
            else:
                claim.evidence.extend(remarks(verdict))


def landmarks(roots: Sequence[Any], exact: dict[int, Fraction | str]) -> list[Fraction]:
    """The numbers in the formulas, as places where something may change."""
    found: dict[Fraction, None] = {}
    waiting, seen = list(roots), set()
    for node in waiting:
        if not isinstance(node, Node):
            if isfinite(node):
                found[Fraction(node)] = None
        elif node.serial not in seen:
            seen.add(node.serial)
            number = exact.get(node.serial)
            if isinstance(number, Fraction):
                found[number] = None
            waiting.extend(node.args)
    return [x for x in found if x not in (0, 1, -1)][:MOST_LANDMARKS]


def _vocabulary(section: Iterable[Statement]) -> set[str]:
    """The names a derivation uses: the only ones its formulas in LaTeX may use."""
    found = set().union(*(all_names(each.text) for each in section))
    slopes = {x for x in found if x[:1] == "d" and x[1:] in found}
    return {x for x in found - slopes if builtin(x) is None}


def _mentioned(source: Statement) -> set[str]:
    """The names in a statement, and those behind its differentials."""
    found = all_names(source.text)
    return found | {name.lstrip("d∂0123456789") for name in found if name.startswith("d")}


def _defines(reading: Read, broken: dict[str, Statement]) -> bool:
    """Whether a statement is nothing but the definition of a name that means nothing certain."""
    if not isinstance(reading, Chain) or len(reading.sides) != 2:
        return False
    first = reading.sides[0]
    return isinstance(first, Name | Call) and not getattr(first, "primes", 0)


def _sections(found: Sequence[Statement]) -> list[list[Statement]]:
    sections: list[list[Statement]] = [[]]
    for each in found:
        if each.text.strip() == "reset":
            sections.append([])
        else:
            sections[-1].append(each)
    return [section for section in sections if section]


def _params(call: Call) -> tuple[str, ...]:
    return tuple(arg.name for arg in call.args if isinstance(arg, Name))


def _link(left: Tree, right: Tree, verdict: Verdict) -> Link:
    return Link(
        f"{text(left)} = {text(right)}",
        verdict.status,
        verdict.counterexample,
        verdict.true_value,
        verdict.claimed_value,
        verdict.ratio,
        verdict.difference,
        verdict.reason or None,
        verdict.points,
    )


def _sentences(link: Link, verdict: Verdict, several: bool) -> list[str]:
    words = {"proved": "proved", "agrees": f"agrees at {verdict.points} points"}
    found = []
    if several:
        found.append(f"{link.claim}: {words.get(verdict.status, verdict.status)}")
    if verdict.status == "wrong":
        found.append(f"at {point(verdict.counterexample)}:")
        found.append(f"    left   {verdict.true_value}\n    right  {verdict.claimed_value}")
    return found
