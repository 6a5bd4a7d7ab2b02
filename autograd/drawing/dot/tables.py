"""Cards and frames in DOT: each a label in the manner of HTML, a table with a port for an arrow."""

from __future__ import annotations

from ...engine.labels import LONGEST
from ...formulas.escape import dot as text_of
from ..graph.elements import Card, Frame, Graph, folds
from ..shapes.frames import Table, notes, short_name
from ..shapes.style import LIGHT


def card_table(card: Card) -> str:
    """A card as an HTML-like label: text there is data, and no backslash sequence is read."""
    tint = LIGHT.get(card.kind, LIGHT["card"])
    style = ' STYLE="ROUNDED,DASHED"' if card.kind in ("copy", "more") else ' STYLE="ROUNDED"'
    width = "2" if card.root else "1"
    name = f"<B>{text_of(card.label)}</B>" if card.named else text_of(card.label)
    rows = [f'<TR><TD ALIGN="LEFT">{name}</TD><TD ALIGN="RIGHT">{text_of(card.made_by)}</TD></TR>']
    if card.kind == "copy":
        rows = [
            f'<TR><TD ALIGN="LEFT">{name}</TD><TD ALIGN="RIGHT">{text_of(card.value)}</TD></TR>'
        ]
    elif card.value:
        rows += [_row("value", card.value), _row("grad", card.grad, LIGHT["gradient"])]
    if card.hidden:
        rows.append(f'<TR><TD COLSPAN="2" ALIGN="LEFT">folds {folds(card)}</TD></TR>')
    return (
        f'<TABLE BORDER="{width}" CELLBORDER="0" CELLSPACING="0" COLOR="{LIGHT["line"]}" '
        f'BGCOLOR="{tint}"{style}>{"".join(rows)}</TABLE>'
    )


def frame_table(graph: Graph, frame: Frame, table: Table | None) -> str:
    """A frame as an HTML-like label: a port for each result, and one for all inputs of a table."""
    cards = {card.id: card for card in graph.cards}
    keys = [f"∂/∂{text_of(key)}" for key in table.keys] if table else []
    span = 3 + len(keys)
    rows = [
        f'<TR><TD COLSPAN="{span}" ALIGN="LEFT"><B>{text_of(frame.label)}</B></TD></TR>',
        f'<TR><TD COLSPAN="{span}" ALIGN="LEFT">{text_of(frame.made_by)}</TD></TR>',
        f'<TR><TD PORT="inputs"></TD>{"".join(map(_cell, [*keys, "value", "grad"]))}</TR>',
    ]
    for place, row in enumerate(frame.cards):
        name = text_of(short_name(graph, cards[row], LONGEST))
        cells = map(text_of, [*(table.cells[place] if table else ()), cards[row].value])
        grad = f'<FONT COLOR="{LIGHT["gradient"]}">{text_of(cards[row].grad)}</FONT>'
        rows.append(
            f'<TR><TD PORT="{row}" ALIGN="LEFT">{name}</TD>{"".join(map(_cell, cells))}'
            f'<TD PORT="{row}_out" ALIGN="RIGHT">{grad}</TD></TR>'
        )
    rows += [f'<TR><TD COLSPAN="{span}" ALIGN="LEFT">{n}</TD></TR>' for n in notes(frame)]
    return (
        f'<TABLE BORDER="1" CELLBORDER="0" CELLSPACING="0" CELLPADDING="3" '
        f'COLOR="{LIGHT["line"]}" BGCOLOR="{LIGHT["card"]}" STYLE="ROUNDED">{"".join(rows)}</TABLE>'
    )


def _cell(text: str) -> str:
    return f'<TD ALIGN="RIGHT">{text}</TD>'


def _row(key: str, number: str, colour: str = "") -> str:
    shown = text_of(number)
    if colour:
        shown = f'<FONT COLOR="{colour}">{shown}</FONT>'
    return f'<TR><TD ALIGN="LEFT">{key}</TD><TD ALIGN="RIGHT">{shown}</TD></TR>'
