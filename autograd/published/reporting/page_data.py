"""What is said of one formula, as plain data."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ...documents import Block, Place, Unread
from ...formulas.printed import Node
from ..modelling.outcome import Outcome
from ..surveying.roles import CLAIM, DEFINITION, NOT_READ, RESTATED
from .left_out import UNKNOWN
from .telling import reasons, slip_of


def data_of(outcome: Outcome, names: Mapping[str, Node]) -> dict[str, Any]:
    """A formula: where it stands, what is said of it, and what that rests on."""
    found = outcome.item.found
    kind = DEFINITION if outcome.status == RESTATED else outcome.status
    data = _located(found.place) | {
        "latex": found.latex, "status": outcome.status,
        "kind": CLAIM if outcome.is_judged else kind,
    }  # fmt: skip
    if found.number:
        data["number"] = found.number
    if said := [str(each) for each in reasons(outcome, names)]:
        data["reason"] = "; ".join(said)
    elif outcome.status == NOT_READ:
        data["reason"] = UNKNOWN
    if outcome.claims:
        data["read"] = [claim.claim for claim in outcome.claims]
    if (slip := slip_of(outcome)) is not None:
        data |= {
            "culprit": slip.culprit, "note": slip.note, "suggestion": slip.suggestion,
            "counterexample": slip.counterexample, "true_value": slip.true_value,
            "claimed_value": slip.claimed_value,
        }  # fmt: skip
    basis = outcome.basis
    if basis.facts or basis.definitions:
        data["names"] = [each.to_dict() for each in basis.facts]
        data["definitions"] = [_located(each) for each in basis.definitions]
    return data


def lost_data(each: Unread) -> dict[str, Any]:
    """A passage in which no formula could be told apart."""
    return {**_located(each.place), "status": NOT_READ, "reason": each.reason}


def declared_data(block: Block) -> dict[str, Any]:
    """What a block declares."""
    return {**_located(block.place), "text": block.text}


def _located(place: Place) -> dict[str, Any]:
    cell = {} if place.cell is None else {"cell": place.cell}
    file = {"beside": place.file} if place.file else {}
    return {"line": place.line, **cell, **file}
