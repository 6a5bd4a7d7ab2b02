"""Pages as people publish them: which formulas they hold, what the names mean, what is right.

A page says little of its names. What they are is worked out of how they are used, each fact with
its evidence, and what is found wrong is only called so on evidence that is stated, forced or the
only one possible. The modules, each importing only from those above it:

    problems     why a formula is not read
    names        letters, indices and numerals: what names of a page look like
    normalizing  printed formulas without what only looks different
    functions    which names are functions, and of what
    shapes       numbers, columns, rows and matrices, and how large
    translation  printed formulas as trees of the checker
    surveying    what the formulas and names of a document are
    modelling    what the page says, as equations for the checker
    questions    what the checker is asked
    doubts       what keeps a formula from being called wrong
    deciding     each formula decided
    worded       definitions that stand in words
    lost         what passages that are not read would define
    scopes       exercises and examples that stand by themselves
    closed       a page read with only the names that its blocks declare
    combined     closely read where that says something, else openly
    proposing    what a page leaves open, as a block to paste
    reporting    what is said of all formulas, as text, data and a page
    checking     a page checked, whatever it is
"""

from __future__ import annotations

from .checking import check_document, check_page, check_text
from .reporting.report import PageReport

__all__ = ["PageReport", "check_document", "check_page", "check_text"]
