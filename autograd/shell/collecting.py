"""The claims of a page as pytest's items; `pytest_derivations` brings them in.

Collecting only reads a page with blocks. It is checked as a whole, since names carry over between
them, when the first of its claims is run; the others then look up what became of them. Which
formulas of a page as published are claims is known only when they were checked.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cached_property, partial
from typing import Any

import pytest

from ..checking import Report, check
from ..checking.claims.outline import outline
from ..checking.report.claims import RIGHT
from ..documents import Block, PageError, names_beside, read_document, read_names
from ..engine.labels import visible
from ..formulas.text.page import has_block, taken_apart
from ..published import PageReport, check_document
from ..published.modelling.outcome import Outcome
from ..published.reporting.telling import told
from ..support.textfiles import NotText, read_text
from ..testing import surprise

LONGEST_NAME = 100
MARKDOWN = (".md", ".markdown")  # blocks fenced as `derivation` stand only there


Verdict = tuple[str, str, str]  # the status, what surprises in it, and why


class Page(pytest.File):
    """A file; one without a derivation has no items."""

    def collect(self) -> Iterator[pytest.Item]:
        if self._is_closed():
            for place, claim in enumerate(outline(self.text)):
                yield self._item(
                    f"line {claim.line}", claim.claim, claim.line, self._looked_up, place
                )
            return
        report = self._as_published()
        for each in report.claims:
            found = each.item.found
            said = partial(_said, report)
            yield self._item(str(found.place), found.latex, found.place.line, said, each)

    def _is_closed(self) -> bool:
        """Whether the blocks of a page of Markdown say all, and no formula stands beside them."""
        if self.path.suffix.lower() not in MARKDOWN or names_beside(self.path) is not None:
            return False
        return has_block(self.text.splitlines()) and not taken_apart(self.text).not_read

    def _item(self, where: str, claim: str, line: int, verdict: Any, of: Any) -> pytest.Item:
        name = f"{where}: {visible(claim, LONGEST_NAME)}"
        return Item.from_parent(self, name=name, line=line, verdict=partial(verdict, of))

    @cached_property
    def text(self) -> str:
        """What stands in the file."""
        try:
            return read_text(self.path)
        except NotText as error:
            raise self.CollectError(f"{self.path.name} {error}") from None

    @cached_property
    def report(self) -> Report:
        """What became of the page's claims."""
        return check(self.text)

    def _looked_up(self, place: int) -> Verdict:
        claim = self.report.claims[place]
        why = claim.evidence[0] if claim.evidence else ""
        return claim.status, surprise(claim, self.text.splitlines()), why

    def _as_published(self) -> PageReport:
        try:
            page = read_document(self.path)
            beside = names_beside(self.path)
            return check_document(page if beside is None else read_names(page, beside))
        except PageError as error:
            raise self.CollectError(f"{self.path.name}: {error}") from None


def _said(report: PageReport, outcome: Outcome) -> Verdict:
    if outcome.is_of_block and (block := _block_of(outcome, report)) is not None:
        line = outcome.item.found.place.line - block.place.line + 1
        claim = replace(outcome.claims[0], line=line)
        found = surprise(claim, block.text.splitlines())
        told_again = "\n".join(told(outcome, report.names)) if found == str(claim) else found
        return outcome.status, told_again, outcome.why
    is_right = outcome.status in RIGHT
    return outcome.status, "" if is_right else "\n".join(told(outcome, report.names)), outcome.why


def _block_of(outcome: Outcome, report: PageReport) -> Block | None:
    """The block that a claim stands in; its comments say what its author expects."""
    where = outcome.item.found.place
    own = [x for x in report.declared if (x.place.cell, x.place.file) == (where.cell, where.file)]
    return max((x for x in own if x.place.line <= where.line), key=_first_line, default=None)


def _first_line(block: Block) -> int:
    return block.place.line


class Item(pytest.Item):
    """One claim. It fails unless it is right, or wrong where a comment says `# wrong`."""

    def __init__(self, *, line: int, verdict: Callable[[], Verdict], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.line, self.verdict = line, verdict

    def runtest(self) -> None:
        """Pass, fail with the claim's evidence, or expect what may stay open."""
        status, found, why = self.verdict()
        if found and status == "inconclusive" and self._may_stay_open():
            pytest.xfail(why)
        if found:
            raise Surprise(found, status)

    def _may_stay_open(self) -> bool:
        said = self.config.getoption("derivations_inconclusive")
        return "xfail" in (said, said or self.config.getini("derivations_inconclusive"))

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], *args: Any) -> Any:
        """The evidence, and nothing of how pytest came by it."""
        if not isinstance(excinfo.value, Surprise):
            return super().repr_failure(excinfo, *args)
        file = os.path.relpath(self.path, self.config.invocation_params.dir)
        evidence, status = excinfo.value.args
        return Evidence(evidence, status, file, self.line)

    def reportinfo(self) -> tuple[os.PathLike[str], int, str]:
        return self.path, self.line - 1, self.name


class Surprise(Exception):
    """A claim has another verdict than the page says."""


class Evidence:
    """A failure as pytest shows it: what the check has to say, and where the claim stands.

    What pytest calls `reprcrash` has the place and the one line that its summary shows.
    """

    def __init__(self, evidence: str, status: str, path: str, line: int) -> None:
        self.evidence, self.message = evidence, status
        self.path, self.lineno = path, line
        self.reprcrash = self

    def __str__(self) -> str:
        return f"{self.evidence}\n\n{self.path}:{self.lineno}: {self.message}"

    def toterminal(self, writer: Any) -> None:
        """Write it."""
        writer.line(str(self))
