"""The lines under a drawing: its caption, what the tints mean, and what was folded."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from ...formulas.escape import svg as text_of
from ..graph.elements import Graph
from ..signs.figures import NOT_RUN
from ..signs.measure import text_width

LINE = 17.0
SIZE = 11.0
CAPTION_LINE, CAPTION_SIZE = 20.0, 13.0
NARROWEST = 300.0
SWATCHES = {
    "input": "input",
    "parameter": "parameter",
    "copy": "drawn again near its use",
}


class Footer(NamedTuple):
    """SVG elements from the origin downwards, and the space they take."""

    parts: list[str]
    width: float
    height: float


def footer(graph: Graph, width: float, crowded: int = 0, tables: bool = False) -> Footer:
    """Caption, legend and notes of a graph, wrapped at `width`; `crowded` pills are not shown."""
    kinds = {card.kind for card in graph.cards}
    width = max(width, NARROWEST)
    parts, widest, y = _caption(graph.caption, width)
    legend, legend_width = _legend([kind for kind in SWATCHES if kind in kinds], y)
    parts, widest, y = [*parts, *legend], max(widest, legend_width), y + LINE * bool(legend)
    for line in (line for note in _notes(graph, crowded, tables) for line in wrapped(note, width)):
        y += LINE
        parts.append(f'<text class="note" y="{y - 4:.0f}">{text_of(line, 400)}</text>')
        widest = max(widest, text_width(line, SIZE))
    return Footer(parts, widest, y)


def _caption(caption: Sequence[str], width: float) -> tuple[list[str], float, float]:
    """The caption's lines, the width and the height that they take; the first stands out."""
    parts, widest, y = [], 0.0, 0.0
    for place, sentence in enumerate(caption):
        kind = "caption first" if place == 0 else "caption"
        for line in wrapped(sentence, width, CAPTION_SIZE):
            y += CAPTION_LINE
            parts.append(f'<text class="{kind}" y="{y - 8:.0f}">{text_of(line, 400)}</text>')
            widest = max(widest, text_width(line, CAPTION_SIZE, bold=place == 0))
    return parts, widest, y + 6.0 * bool(parts)


def _notes(graph: Graph, crowded: int, tables: bool) -> list[str]:
    where = "On each arrow, and in the tables" if tables else "On each arrow"
    notes = [f"{where}: the local derivative."] if graph.edges else []
    if crowded:
        notes.append(f"Where arrows are dense, point at one of those {crowded} to see its own.")
    if any(card.root and card.grad == NOT_RUN for card in graph.cards):
        notes.append("Gradients appear once backward() has run.")
    return [" ".join(notes), *graph.notes] if notes else list(graph.notes)


def _legend(kinds: list[str], y: float) -> tuple[list[str], float]:
    parts, x = [], 0.0
    for kind in kinds:
        parts.append(
            f'<g class="{kind}" transform="translate({x:.0f} {y:.0f})">'
            f'<rect class="card" y="1" width="16" height="11" rx="3"/>'
            f'<text class="note" x="22" y="11">{SWATCHES[kind]}</text></g>'
        )
        x += 22.0 + text_width(SWATCHES[kind], SIZE) + 18.0
    return parts, x


def wrapped(text: str, width: float, size: float = SIZE) -> list[str]:
    """`text` in lines that fit into `width`, broken between words.

    >>> wrapped("one two three", 60.0)
    ['one two', 'three']
    """
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and text_width(longer, size) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines
