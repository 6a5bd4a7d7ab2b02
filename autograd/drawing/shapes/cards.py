"""One card of a drawing as SVG: name and operation, value, gradient."""

from __future__ import annotations

from functools import lru_cache

from ...engine.labels import visible
from ...formulas.escape import svg as text_of
from ..graph.elements import Card, folds
from ..layout.borders import Point
from ..signs.figures import NOT_RUN, UNKNOWN
from ..signs.measure import text_width

PAD = 10.0
FULL, FOLDED, SMALL = 60.0, 76.0, 26.0
LONGEST_TITLE = 200


@lru_cache(8192)  # borders, bends and rows of a picture share theirs
def px(x: float) -> str:
    """A coordinate, to a tenth of a pixel."""
    text = f"{x:.1f}"
    return text[:-2] if text[-1] == "0" else text


def size_of(card: Card) -> Point:
    """Width and height of a card: as wide as its widest line."""
    name = text_width(visible(card.label), 13.0, bold=True)
    if aside := _aside(card):
        number = max(text_width(text, 12.0) for text in (aside, card.room))
        return _wide(name + 12.0 + number), SMALL
    if card.kind == "more":
        return _wide(name), SMALL
    head = name + 14.0 + text_width(card.made_by, 12.0)
    values = [_row("value", text) for text in (card.value, card.room)]
    grads = [_row("grad", text, bold=True) for text in (card.grad, card.room)]
    rows = [*values, *grads, head]
    if card.hidden:
        rows.append(text_width(_folds(card), 11.0))
    return _wide(max(rows)), FOLDED if card.hidden else FULL


def _aside(card: Card) -> str:
    """What stands beside the name on a card of one line; nothing where a card has more lines."""
    if card.kind == "copy":
        return card.value or card.made_by
    if card.value or card.kind == "more":
        return ""
    return f"{card.made_by}, {_folds(card)}" if card.hidden else card.made_by


def _wide(content: float) -> float:
    return round(max(content + 2 * PAD, 48.0), 1)


def _row(key: str, number: str, bold: bool = False) -> float:
    return text_width(key, 11.0) + 12.0 + text_width(number, 12.0, bold)


def _folds(card: Card) -> str:
    return f"folds {folds(card)}"


def card_of(card: Card, centre: Point, size: Point) -> str:
    """A card of this size with its middle there."""
    width, height = size
    left, top = centre[0] - width / 2.0, centre[1] - height / 2.0
    inner = _small(card, width) if height == SMALL else _rows(card, width)
    kinds = f"node {card.kind}{' root' if card.root else ''}"
    behind = f'<rect class="card" x="5" y="5" width="{px(width)}" height="{px(height)}" rx="8"/>'
    return (
        f'<g class="{kinds}" data-id="{card.id}" transform="translate({px(left)} {px(top)})">'
        f"<title>{text_of(card_title(card), LONGEST_TITLE)}</title>"
        f"{behind if card.hidden else ''}"
        f'<rect class="card" width="{px(width)}" height="{px(height)}" rx="8"/>{inner}</g>'
    )


def card_title(card: Card) -> str:
    """A card in one sentence, with all digits."""
    if card.kind == "more":
        return f"{card.label} arguments"
    primal, grad = getattr(card.node, "primal", None), getattr(card.node, "grad", None)
    value = repr(primal) if isinstance(primal, float) else card.value
    slope = repr(grad) if isinstance(grad, float) else card.grad
    numbers = f": value {value}, gradient {slope}" if card.value else ""
    copied = ", drawn again near its use" if card.copy_of else ""
    return f"{visible(card.label)} ({card.made_by}{copied}){numbers}"


def _small(card: Card, width: float) -> str:
    name = f'<text class="{name_class(card)}" x="{px(PAD)}" y="17.5">{text_of(card.label)}</text>'
    kind, aside = "number" if card.value else "made", _aside(card)
    if not aside:
        return name
    return f'{name}<text class="{kind}" x="{px(width - PAD)}" y="17.5">{text_of(aside)}</text>'


def name_class(card: Card) -> str:
    """The classes of a card's name: numbered ones stay back."""
    return "name" if card.named and card.kind != "more" else "name auto"


def _rows(card: Card, width: float) -> str:
    right = px(width - PAD)
    parts = [
        f'<text class="{name_class(card)}" x="{px(PAD)}" y="17.5">{text_of(card.label)}</text>',
        f'<text class="made" x="{right}" y="17.5">{text_of(card.made_by)}</text>',
        f'<path class="rule" d="M0 25H{px(width)}"/>',
        _fact("value", card.value, "", right, 39.5),
        _fact("grad", card.grad, "gradient", right, 54.0),
    ]
    if card.hidden:
        parts.append(f'<text class="note" x="{px(PAD)}" y="69.5">{_folds(card)}</text>')
    return "".join(parts)


def _fact(key: str, number: str, role: str, right: str, y: float) -> str:
    kinds = number_class(number, role)
    return (
        f'<text class="key" x="{px(PAD)}" y="{px(y)}">{key}</text>'
        f'<text class="{kinds}" x="{right}" y="{px(y)}">{text_of(number)}</text>'
    )


def number_class(text: str, role: str = "") -> str:
    """The classes of a number: one that is not known yet looks like it."""
    if text in (NOT_RUN, UNKNOWN):
        return "number waiting"
    return f"number {role}".strip()
