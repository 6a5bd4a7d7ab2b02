"""The claims of a Markdown page as pytest's items; `pytest_derivations` brings them in.

Collecting only reads a page. It is checked as a whole, since names carry over between its blocks,
when the first of its claims is run; the others then look up what became of them.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import cached_property
from typing import Any

import pytest

from ..checking import Report, check
from ..checking.claims.outline import outline
from ..engine.labels import visible
from ..formulas.text.page import has_block
from ..support.textfiles import NotText, read_text
from ..testing import surprise

LONGEST_NAME = 100


class Page(pytest.File):
    """A Markdown file; one without a block of derivations has no items."""

    def collect(self) -> Iterator[pytest.Item]:
        if has_block(self.text.splitlines()):
            for place, claim in enumerate(outline(self.text)):
                name = f"line {claim.line}: {visible(claim.claim, LONGEST_NAME)}"
                yield Item.from_parent(self, name=name, place=place, line=claim.line)

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


class Item(pytest.Item):
    """One claim. It fails unless it is right, or wrong where a comment says `# wrong`."""

    parent: Page

    def __init__(self, *, place: int, line: int, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.place, self.line = place, line

    def runtest(self) -> None:
        """Pass, fail with the claim's evidence, or expect what may stay open."""
        claim = self.parent.report.claims[self.place]
        found = surprise(claim, self.parent.text.splitlines())
        if found and claim.status == "inconclusive" and self._may_stay_open():
            pytest.xfail(claim.evidence[0])
        if found:
            raise Surprise(found, claim.status)

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
