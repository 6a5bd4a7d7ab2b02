"""Several pages at once: one line for each, with what was found on it.

>>> from ...published import check_text
>>> said = {"a.md": "$y = x^2$, $dy/dx = x$", "b.md": "Hi."}
>>> pages = {name: check_text(text, name) for name, text in said.items()}
>>> print(overview(pages))
page     right  wrong  open  not read
a.md         0      1     0         0
b.md     there is no derivation on this page
2 pages      0      1     0         0
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from ...checking import Report
from ...checking.report.claims import RIGHT
from ...engine.labels import visible
from ...published import PageReport
from ...published.modelling.outcome import OPEN
from ...published.surveying.roles import NOT_READ
from ...support.visible import in_short

COLUMNS = ("right", "wrong", "open", "not read")
NOTHING = "there is no derivation on this page"
FAILED = "this page could not be read"
WIDEST = 44  # columns for the name of a page


def overview(pages: Mapping[str, Report | PageReport | None]) -> str:
    """The table; None stands for what could not be read at all."""
    counts = {name: counted(report) for name, report in pages.items() if report is not None}
    total = sum(counts.values(), Counter[str]())
    last = f"{len(pages)} pages"
    shown = {name: in_short(visible(name, 300), WIDEST) for name in pages}
    width = max(map(len, [*shown.values(), "page", last]))
    rows = [_row("page", COLUMNS, width)]
    for name, report in pages.items():
        if report is None:
            rows.append(f"{shown[name]:<{width}}  {FAILED}")
        elif not derives(report):
            rows.append(f"{shown[name]:<{width}}  {NOTHING}")
        else:
            rows.append(_numbers(shown[name], counts[name], width))
    return "\n".join([*rows, _numbers(last, total, width)])


def _numbers(name: str, counts: Counter[str], width: int) -> str:
    return _row(name, [str(counts[each]) for each in COLUMNS], width)


def _row(name: str, cells: tuple[str, ...] | list[str], width: int) -> str:
    numbers = (f"{cell:>{len(head)}}" for cell, head in zip(cells, COLUMNS, strict=True))
    return f"{name:<{width}}  {'  '.join(numbers)}"


def counted(report: Report | PageReport) -> Counter[str]:
    """How many claims of a page are right, wrong and open, and how much was not read."""
    if isinstance(report, PageReport):
        found = Counter(_column(each.status) for each in report.formulas)
        found["not read"] += len(report.unread)
        return found
    found = Counter(_column(each.status) for each in report.claims)
    found["not read"] += len(report.left_out)
    return found


def _column(status: str) -> str:
    if status in RIGHT:
        return "right"
    if status in ("unreadable", NOT_READ):
        return "not read"
    return "open" if status in OPEN else status


def derives(report: Report | PageReport) -> bool:
    """Whether there is anything on a page that was checked or should have been."""
    return any(counted(report)[each] for each in COLUMNS)
