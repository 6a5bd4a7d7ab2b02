"""A page checked, whatever it is: plain derivations, pages with blocks, pages as published."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

from ..checking import Report, check
from ..documents import Document, PageError, document, names_beside, read_document, read_names
from ..documents.signs import has_relation
from ..formulas.printed import Node
from ..support.textfiles import read_text
from ..support.visible import visible
from .closed import closely_read
from .combined import combined
from .deciding.deciding import outcomes
from .deciding.one_sample import in_one_sample
from .deciding.sections import by_sections
from .lost import with_lost
from .modelling.model import Model, modelled
from .modelling.outcome import Outcome
from .proposing.asking import asked
from .proposing.proposal import proposal
from .proposing.proposed import Proposed
from .proposing.strange import in_vain
from .reporting.as_read import as_read
from .reporting.report import PageReport
from .scopes import divided
from .shapes.spelling import symbols
from .surveying.survey import surveyed
from .worded import with_words

_PLAIN = ("md", "txt")  # where derivations may also stand as plain lines


def check_document(page: Document) -> PageReport:
    """Check all that a document claims; parts with names of their own apart."""
    page = with_words(with_lost(page))
    found: dict[int, Outcome] = {}
    said: dict[str, None] = {}
    names: dict[str, Node] = {}
    questions: list[list[Proposed]] = []
    models: list[Model] = []
    for part in divided(page):
        survey = surveyed(replace(page, formulas=tuple(formula for _, formula in part)))
        model = modelled(survey)
        models.append(model)
        found |= {place: each for (place, _), each in zip(part, outcomes(model), strict=True)}
        questions.append(asked(model))
        said |= dict.fromkeys(as_read(model, model.measured).sentences)
        called = survey.called.conventional
        names = {**symbols(model.translator.naming, survey.letters, called), **names}
    said |= dict.fromkeys(in_vain(page, models) if page.blocks else ())
    together = by_sections(page, [found[place] for place in sorted(found)])
    together, names = in_one_sample(page, together, names)
    if page.blocks:
        together = combined(closely_read(page), together, page.blocks)
    together = [x for x in together if not (x.item.found.worded or x.item.found.is_begun)]
    return PageReport(
        page.name, together, tuple(said), names, page.unread, proposal(questions), page.format,
        page.blocks,
    )  # fmt: skip


def check_page(
    path: str | os.PathLike[str], form: str = "", names: str | os.PathLike[str] = ""
) -> Report | PageReport:
    r"""Check a file: derivations in plain text, Markdown, TeX, a notebook, reStructuredText.

    `form` names the format (md, tex, ipynb, rst, txt) where no ending says so, `names` a file that
    declares what the names of the page are; notes.names beside notes.tex is found by itself. Plain
    derivations and pages of which blocks say all give a `Report`, other pages a `PageReport`; both
    have `text`, `ok`, `status` and `to_dict()`. Raises `PageError` for what is no page, or
    `OSError`.

    >>> import pathlib, tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     file = pathlib.Path(folder, "notes.md")
    ...     _ = file.write_text("Let $y = x^2$. Then $$\\frac{dy}{dx} = 2x$$")
    ...     check_page(file).summary
    '2 formulas: 1 claim checked (1 right), 1 definition'
    """
    page = read_document(path, form)
    if (beside := names_beside(path, names)) is not None:
        return _with_names(page, path, beside)
    if page.format == "ipynb":
        return check_document(page)
    return _checked(page, read_text(path))


def _with_names(page: Document, path: str | os.PathLike[str], beside: Path) -> PageReport:
    """What is said of a page by the names beside it. Raises `PageError` for plain derivations."""
    declared = read_names(page, beside)
    is_formula = page.blocks or any(each.has_relation for each in page.formulas)
    if (
        page.format in _PLAIN
        and not is_formula
        and isinstance(_checked(page, read_text(path)), Report)
    ):
        raise PageError(
            "this is a derivation in plain text, which declares its names itself: write what"
            f" {visible(beside.name, 60)} says into it"
        )
    return check_document(declared)


def check_text(text: str, name: str = "", form: str = "") -> Report | PageReport:
    """Check a page that is given as text."""
    page = document(text, name, form)
    return check_document(page) if page.format == "ipynb" else _checked(page, text)


def _checked(page: Document, text: str) -> Report | PageReport:
    if page.format not in _PLAIN or page.unread:
        return check_document(page)
    if not any(each.has_relation for each in page.formulas):
        report = check(text)
        return check_document(page) if _is_prose(page, report) else report
    if page.blocks and page.format == "md":
        report = check(text)
        if not report.left_out and all(each.status != "unreadable" for each in report.claims):
            return report
    return check_document(page)


def _is_prose(page: Document, report: Report) -> bool:
    """Whether a file of Markdown without a block relates nothing to anything in any line."""
    is_markdown = page.format == "md" and page.name not in ("", "-") and not page.blocks
    return is_markdown and not any(
        each.status != "unreadable" or has_relation(each.claim) for each in report.claims
    )
