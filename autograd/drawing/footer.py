"""The lines under a drawing: what the tints mean, and what was folded."""

from __future__ import annotations

from dataclasses import dataclass

from .escape import svg as text_of
from .figures import NOT_RUN
from .graph import Graph
from .measure import text_width

LINE = 17.0
SIZE = 11.0
NARROWEST = 300.0
SWATCHES = {
    "input": "input",
    "parameter": "parameter",
    "copy": "drawn again near its use",
}


@dataclass(frozen=True, slots=True)
class Footer:
    """SVG elements from the origin downwards, and the space they take."""

    parts: list[str]
    width: float
    height: float


def footer(graph: Graph, width: float, crowded: int = 0, tables: bool = False) -> Footer:
    """The legend and the notes of a graph, wrapped at `width`; `crowded` pills are not shown."""
    kinds = {card.kind for card in graph.cards}
    width = max(width, NARROWEST)
    parts, widest = _legend([kind for kind in SWATCHES if kind in kinds])
    y = LINE if parts else 0.0
    for line in (line for note in _notes(graph, crowded, tables) for line in wrapped(note, width)):
        y += LINE
        parts.append(f'<text class="note" y="{y - 4:.0f}">{text_of(line, 400)}</text>')
        widest = max(widest, text_width(line, SIZE))
    return Footer(parts, widest, y)


def _notes(graph: Graph, crowded: int, tables: bool) -> list[str]:
    where = "On each arrow, and in the tables" if tables else "On each arrow"
    notes = [f"{where}: the local derivative."] if graph.edges else []
    if crowded:
        notes.append(f"Where arrows are dense, point at one of those {crowded} to see its own.")
    if any(card.root and card.grad == NOT_RUN for card in graph.cards):
        notes.append("Gradients appear once backward() has run.")
    return [" ".join(notes), *graph.notes] if notes else list(graph.notes)


def _legend(kinds: list[str]) -> tuple[list[str], float]:
    parts, x = [], 0.0
    for kind in kinds:
        parts.append(
            f'<g class="{kind}" transform="translate({x:.0f} 0)">'
            f'<rect class="card" y="1" width="16" height="11" rx="3"/>'
            f'<text class="note" x="22" y="11">{SWATCHES[kind]}</text></g>'
        )
        x += 22.0 + text_width(SWATCHES[kind], SIZE) + 18.0
    return parts, x


def wrapped(text: str, width: float) -> list[str]:
    """`text` in lines that fit into `width`, broken between words.

    >>> wrapped("one two three", 60.0)
    ['one two', 'three']
    """
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and text_width(longer, SIZE) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines
