"""What is drawn, as data: cards and arrows, read by every carrier.

A `Graph` is the whole picture. A card is a node: its label, what made it, its value and gradient.
An arrow leads from an argument to its use, says which operand it is and carries the local
derivative. Ids count in topological order, so the same graph gives the same picture, to the byte.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

from ...engine.node import Node

Kind = Literal["input", "parameter", "op", "copy", "more"]

Mark = Literal["", "way", "wrong"]


@dataclass(frozen=True, slots=True)
class Card:
    """A node as drawn; `value` and `grad` are empty where there are no numbers yet.

    `copy_of` is the id of the card that a copy repeats; `hidden` operations and `hidden_leaves` are
    folded into the card; `room` is a text that would fit, too, where the gradient stands.
    """

    id: str
    label: str
    kind: Kind
    made_by: str
    value: str
    grad: str
    named: bool = True
    root: bool = False
    hidden: int = 0
    hidden_leaves: int = 0
    copy_of: str = ""
    room: str = ""
    node: Node | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Edge:
    """An arrow: `source` is operand `position` of `target`.

    `partial` is the local derivative, None where no path of derivatives runs or where it is no
    number; `text` is how it is shown. An arrow without a position stands for every path through
    hidden operations, and its `partial` is the sum over them. `mark` tints it: "way" lies on the
    path that is spoken of, "wrong" is what a claim has wrong there.
    """

    source: str
    target: str
    position: int | None
    partial: Any
    text: str
    mark: Mark = ""


@dataclass(frozen=True, slots=True)
class Frame:
    """A folded call with several results: their cards stand in it, one below another.

    `cards` are the ids of the results; `unshown` further ones have no card. `hidden` operations and
    `hidden_leaves` are folded into the frame.
    """

    id: str
    label: str
    made_by: str
    cards: tuple[str, ...]
    unshown: int = 0
    hidden: int = 0
    hidden_leaves: int = 0


@dataclass(frozen=True, slots=True)
class Graph:
    """A picture as data: cards in topological order, arrows, and what the picture must admit.

    The `caption` says what the picture is of; its first line stands out. `lines` tells for each
    card on which line of a wide picture it stands; where it is empty, all stand on one.
    """

    cards: tuple[Card, ...]
    edges: tuple[Edge, ...]
    total: int
    notes: tuple[str, ...] = ()
    frames: tuple[Frame, ...] = ()
    caption: tuple[str, ...] = ()
    lines: tuple[int, ...] = ()

    def card(self, card_id: str) -> Card:
        """The card with this id."""
        return next(card for card in self.cards if card.id == card_id)

    @property
    def results(self) -> str:
        """What the picture starts from, in words: `y = 3`."""
        roots = [card for card in self.cards if card.root]
        return ", ".join(f"{card.label} = {card.value}".removesuffix(" = ") for card in roots)


def folds(card: Card | Frame) -> str:
    """What is folded into a card or frame, in words; empty when nothing is."""
    if not card.hidden:
        return ""
    return " and ".join(
        f"{count} {thing}{'s' if count > 1 else ''}"
        for count, thing in ((card.hidden, "op"), (card.hidden_leaves, "leaf"))
        if count
    ).replace("leafs", "leaves")
