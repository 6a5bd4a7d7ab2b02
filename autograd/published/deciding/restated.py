r"""A definition that is written once more: it says what it said before, and claims nothing.

>>> from autograd.published import check_text
>>> check_text(r"Let $a = x^2$. $$\frac{da}{dx} = 2x$$ Again $a = x^2$.", "p.md").summary
'3 formulas: 1 claim checked (1 right), 1 definition, 1 restated'
"""

from __future__ import annotations

from dataclasses import replace

from ...checking.report.claims import RIGHT
from ..modelling.outcome import Outcome
from ..surveying.roles import RESTATED


def with_restated(outcome: Outcome) -> Outcome:
    """The same, but restated, if all that is right in it is right by the definition it repeats."""
    if outcome.status not in RIGHT or outcome.asked is None or not outcome.asked.claims:
        return outcome
    known = {pair for each in outcome.asked.definitions for pair in (each.sides, each.sides[::-1])}
    if any(each.sides not in known for each in outcome.asked.claims):
        return outcome
    return replace(outcome, status=RESTATED, why="", asked=None)
