r"""A page read closely: only names that its blocks declare, as `autograd.check` reads a text.

>>> from autograd.documents import document
>>> page = document("```derivation\nx in R\ny = x^2\ndy/dx = 3*x\n```\n$$\\frac{dy}{dx} = 2x$$")
>>> found = closely_read(page)
>>> [(f"{place}", claim.status) for place, claim in found.own]
[('line 4', 'wrong')]
>>> found.formulas[0].status
'proved'
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from ..checking.claims.checker import check_statements
from ..checking.report.claims import Claim
from ..documents import Document, Found, Place
from ..formulas.text.page import Statement
from .modelling.provisos import unquantified
from .names.lines import Line, in_blocks, is_declaring

SILENT = ("inconclusive", "proved")  # of a declaration: nothing is to be said of it


@dataclass(frozen=True)
class Closed:
    """Claims: of formulas by their places among those of the document, and those of blocks."""

    formulas: Mapping[int, Claim]
    own: Sequence[tuple[Place, Claim]]


def closely_read(document: Document) -> Closed:
    """What is said of the statements of blocks, and of displays with the names of the blocks."""
    shown = [
        (each.place, place, Statement(_written(each), 1, "latex"))
        for place, each in enumerate(document.formulas)
        if each.has_relation and not each.inline
    ]
    own = [(place, None, said) for place, said in in_blocks(document.blocks)]
    found = sorted([*own, *shown], key=lambda each: each[0].order)
    page = [replace(said, line=Line(order, place)) for order, (place, _, said) in enumerate(found)]
    formulas: dict[int, Claim] = {}
    claims: list[tuple[Place, Claim]] = []
    for claim in check_statements(page):
        place, which, said = found[claim.line]
        if which is None and not (is_declaring(said) and claim.status in SILENT):
            claims.append((place, claim))
        elif which is not None:
            formulas[which] = claim
    return Closed(formulas, claims)


def _written(found: Found) -> str:
    """A formula with the conditions that stand behind it."""
    behind = "".join(rf" \quad \text{{if }} {unquantified(each)}" for each in found.conditions)
    return f"{found.latex}{behind}"
