"""A page of derivations checked: read, each claim decided, and what is said of all of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace

from ...errors import AutogradError
from ...formulas.text.page import Statement, taken_apart
from ...formulas.text.tokens import DerivationError
from ...support.deadlines import allowed, done
from ...support.deadlines import left as left
from ..meaning.scope import Scope
from ..pages.definitions import sections
from ..pages.section import read_section
from ..pages.statements import open_sizes
from ..report.claims import Claim
from ..report.left_out import LeftOut
from ..report.reports import Report
from .conditional import decided
from .explaining import mended
from .remarks import unreadable
from .sizes import Sizes, choices, merged, open_to
from .statements import Treatment, claims_of
from .worked import decided_numbers

PAGE = 3_000_000  # units of `deadlines`: some seconds
STATEMENT = 10_000  # more for each of them


class Budget:
    """The work that a page is allowed, divided among its `statements`.

    Each statement is sure of an equal share of one half. Of what is left beyond these shares it may
    use one half, so that a hard claim among easy ones gets more, and what one saves is there for
    the next. No statement of a long page gets more than a short page is allowed.

    >>> budget = Budget(statements=2)
    >>> with budget.share():
    ...     left() == (PAGE + 2 * STATEMENT) // 2
    True
    >>> with budget.share():
    ...     left() == PAGE
    True
    """

    def __init__(self, statements: int) -> None:
        self.waiting = max(1, statements)
        self.left = PAGE + STATEMENT * statements
        self.sure = self.left // (2 * self.waiting)

    @contextmanager
    def share(self) -> Iterator[None]:
        """A block that does the work of the next statement."""
        before = done()
        rest = max(0, self.left - self.sure * self.waiting)
        try:
            own = self.left if self.waiting <= 1 else self.sure + rest // 2
            with allowed(min(own, PAGE)):
                yield
        finally:
            self.left = max(0, self.left - (done() - before))
            self.waiting -= 1


DECIDED = Treatment(decided, decided_numbers, misfit=mended)


def check_page(page: str) -> Report:
    """Check every statement of a page."""
    try:
        found = taken_apart(page)
    except DerivationError as error:
        return Report([unreadable(Statement("", error.line), error)])
    return Report(
        check_statements(found.statements),
        left_out=[LeftOut(x.line, x.column, x.text, x.how) for x in found.not_read],
        has_block=found.has_block,
        is_empty=not found.statements and not found.not_read,
    )


def check_statements(statements: Sequence[Statement], explains: bool = True) -> list[Claim]:
    """Check statements, wherever they were read; claims carry the lines they are given.

    Without `explains` it is not looked for what is wrong with what is wrong, which takes longest.
    """
    parts = [(part, open_sizes(part)) for part in sections(statements)]
    budget = Budget(sum(len(part) * len(choices(names)) for part, names in parts))
    how = replace(DECIDED, explains=explains)
    claims = [claim for part, names in parts for claim in _checked(part, names, budget, how)]
    claims.sort(key=lambda claim: claim.line)
    _advise(claims)
    return claims


def _checked(
    section: list[Statement], names: list[str], budget: Budget, how: Treatment = DECIDED
) -> list[Claim]:
    """One part between resets, for every choice of the sizes `names` that it leaves open."""
    if not names:
        return claims_of(read_section(section), how, budget.share)
    runs: list[tuple[Sizes, list[Claim]]] = []
    try:
        for sizes in open_to(names):
            elsewhere = [_made(section, other) for other in open_to(names) if other != sizes]
            read = read_section(section, sizes, elsewhere)
            runs.append((sizes, claims_of(read, how, budget.share)))
    except DerivationError as error:
        runs.append(({}, [unreadable(section[0], error)]))
    return merged(runs)


def _made(section: list[Statement], sizes: Sizes) -> Scope:
    """What a part of a page means for some sizes, its entries made, nothing of it decided."""
    scope = read_section(section, sizes).scope
    for name in (*scope.shapes, *scope.pending):
        with suppress(AutogradError):  # of what means nothing there is no entry
            scope.array(name)
    return scope


def _advise(claims: Sequence[Claim]) -> None:
    """Say of claims that are not decided for want of work where there is more of it."""
    for claim in claims if len(claims) > 1 else ():
        if claim.unfinished:
            claim.evidence.append("put it on a page of its own, where it is allowed more work")
