"""One frame of a drawing as SVG: a folded call, its results, and a table of their derivatives.

A result is a row with its value and gradient. Where there are few results and few inputs, the row
also has the derivative by each input, and one arrow for an input is enough; where there are more,
every row has arrows of its own.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from ...engine.labels import LONGEST, visible
from ...formulas.escape import svg as text_of
from ..graph.elements import Card, Frame, Graph, folds
from ..graph.folding import plus
from ..graph.recorded import partial_text
from ..layout.borders import Point
from ..signs.measure import text_width
from .cards import LONGEST_TITLE, PAD, card_title, name_class, number_class, px

HEAD, KEYS, ROW, NOTE = 41.0, 18.0, 19.0, 17.0
COLUMN_GAP = 14.0
LARGEST_TABLE = 8
LONGEST_KEY = 12


class Table(NamedTuple):
    """The derivatives of the results by what goes in: ids of cards, and a text for each pair."""

    sources: tuple[str, ...]
    keys: tuple[str, ...]
    cells: tuple[tuple[str, ...], ...]


class Shape(NamedTuple):
    """A frame with its rows, and how wide its columns are: names, derivatives, value, gradient."""

    frame: Frame
    rows: tuple[Card, ...]
    table: Table | None
    columns: tuple[float, ...]
    width: float

    @property
    def height(self) -> float:
        """The height of the whole frame."""
        return HEAD + KEYS + ROW * len(self.rows) + NOTE * len(notes(self.frame)) + 6.0

    def level(self, row: int) -> float:
        """How far below the middle of the frame the middle of a row is."""
        return HEAD + KEYS + ROW * (row + 0.5) - self.height / 2.0

    def ends(self) -> list[float]:
        """Where each column ends, from the left border."""
        ends, x = [], PAD
        for width in self.columns:
            x += width
            ends.append(x)
            x += COLUMN_GAP
        return ends


def table_of(graph: Graph, frame: Frame) -> Table | None:
    """The table of a frame, if it is small enough to be read; a source's copies count as one."""
    cards = {card.id: card for card in graph.cards}
    sums: dict[tuple[str, str], Any] = {}
    for edge in graph.edges:
        if edge.target in frame.cards:
            key = cards[edge.source].copy_of or edge.source, edge.target
            sums[key] = plus(sums.get(key), edge.partial)
    sources = tuple(dict.fromkeys(source for source, _ in sums))
    if max(len(sources), len(frame.cards)) > LARGEST_TABLE:
        return None
    cells = tuple(
        tuple(partial_text(sums.get((source, row))) for source in sources) for row in frame.cards
    )
    return Table(sources, tuple(short_name(graph, cards[s], LONGEST_KEY) for s in sources), cells)


def short_name(graph: Graph, card: Card, longest: int) -> str:
    """The name of a card; of a result in a frame, the part that the frame's own does not say."""
    frame = next((frame for frame in graph.frames if card.id in frame.cards), None)
    label = card.label.removeprefix(frame.label) if frame else card.label
    return visible(label, longest)


def shape_of(graph: Graph, frame: Frame) -> Shape:
    """A frame measured: as wide as its widest line."""
    cards = {card.id: card for card in graph.cards}
    rows = tuple(cards[row] for row in frame.cards)
    table = table_of(graph, frame)
    columns = [max(text_width(short_name(graph, row, LONGEST), 12.0) for row in rows)]
    for place, key in enumerate(table.keys if table else ()):
        texts = [line[place] for line in table.cells] if table else []
        columns.append(max([_key_width(f"∂/∂{key}"), *(text_width(t, 11.0) for t in texts)]))
    columns.append(max([_key_width("value"), *(text_width(row.value, 12.0) for row in rows)]))
    texts = [text for row in rows for text in (row.grad, row.room)]
    columns.append(max([_key_width("grad"), *(text_width(t, 12.0, bold=True) for t in texts)]))
    inner = sum(columns) + COLUMN_GAP * (len(columns) - 1)
    head = text_width(visible(frame.label), 13.0, bold=True)
    lines = [text_width(line, 11.0) for line in (visible(frame.made_by), *notes(frame))]
    wanted = max([inner, head, *lines])
    columns[0] += wanted - inner
    return Shape(frame, rows, table, tuple(columns), round(wanted + 2 * PAD, 1))


def _key_width(key: str) -> float:
    return text_width(key, 11.0)


def notes(frame: Frame) -> list[str]:
    """The lines below the rows."""
    unshown = f"{frame.unshown} more results: folded into the arrows" if frame.unshown else ""
    return [line for line in (unshown, f"folds {folds(frame)}" if frame.hidden else "") if line]


def frame_of(shape: Shape, x: float, y: float) -> str:
    """A frame with its middle at x, y, without its rows."""
    left, top = x - shape.width / 2.0, y - shape.height / 2.0
    size = f'width="{px(shape.width)}" height="{px(shape.height)}" rx="8"'
    title = f"{visible(shape.frame.label)}: {visible(shape.frame.made_by)}"
    behind = f'<rect class="card" x="5" y="5" {size}/>' if shape.frame.hidden else ""
    return (
        f'<g class="frame" data-id="{shape.frame.id}" '
        f'transform="translate({px(left)} {px(top)})">'
        f"<title>{text_of(title, LONGEST_TITLE)}</title>"
        f'{behind}<rect class="card" {size}/>{"".join(_inside(shape))}</g>'
    )


def _inside(shape: Shape) -> list[str]:
    parts = [
        f'<text class="name" x="{px(PAD)}" y="17.5">{text_of(shape.frame.label)}</text>',
        f'<text class="note" x="{px(PAD)}" y="33.5">{text_of(shape.frame.made_by)}</text>',
        f'<path class="rule" d="M0 {px(HEAD)}H{px(shape.width)}"/>',
    ]
    ends = shape.ends()
    keys = [f"∂/∂{key}" for key in shape.table.keys] if shape.table else []
    for end, key in zip(ends[1:], [*keys, "value", "grad"], strict=True):
        parts.append(_right("key", end, HEAD + 13.5, key))
    if shape.table:
        x, bottom = ends[-2] - shape.columns[-2] - COLUMN_GAP / 2.0, len(shape.rows) * ROW
        parts.append(f'<path class="rule" d="M{px(x)} {px(HEAD + 5)}v{px(KEYS + bottom - 5)}"/>')
        for row, line in enumerate(shape.table.cells):
            base = HEAD + KEYS + ROW * row + 13.5
            parts += [_right("cell", x, base, t) for x, t in zip(ends[1:], line, strict=False)]
    base = HEAD + KEYS + ROW * len(shape.rows) + 13.0
    for number, note in enumerate(notes(shape.frame)):
        parts.append(
            f'<text class="note" x="{px(PAD)}" y="{px(base + NOTE * number)}">{note}</text>'
        )
    return parts


def _right(role: str, x: float, y: float, text: str) -> str:
    return f'<text class="{role} right" x="{px(x)}" y="{px(y)}">{text_of(text)}</text>'


def row_of(graph: Graph, shape: Shape, row: int, centre: Point) -> str:
    """A result as a row of its frame, with its middle there."""
    card = shape.rows[row]
    left, top = centre[0] - shape.width / 2.0, centre[1] - ROW / 2.0
    name = text_of(short_name(graph, card, LONGEST))
    *_, value, grad = shape.ends()
    return (
        f'<g class="node {card.kind} row{" root" if card.root else ""}" data-id="{card.id}" '
        f'transform="translate({px(left)} {px(top)})">'
        f"<title>{text_of(card_title(card), LONGEST_TITLE)}</title>"
        f'<rect class="card" x="2" width="{px(shape.width - 4)}" height="{px(ROW)}" rx="4"/>'
        f'<text class="{name_class(card)}" x="{px(PAD)}" y="13.5">{name}</text>'
        f'<text class="{number_class(card.value)}" x="{px(value)}" y="13.5">'
        f"{text_of(card.value)}</text>"
        f'<text class="{number_class(card.grad, "gradient")}" x="{px(grad)}" y="13.5">'
        f"{text_of(card.grad)}</text></g>"
    )
