"""The picture of a page: gradients of one pass, room for every number, and no number yet."""

from __future__ import annotations

import re
from dataclasses import replace

from ...engine.node import Node
from ...formulas.escape import html
from ..graph.elements import Graph
from ..shapes.cards import px
from ..shapes.lines import width_of
from ..signs.figures import summary
from ..svg import MARGIN, laid_out, shapes
from .compact import compact
from .story import Gradients, Story

WIDEST = 1280.0  # a picture wider than this shows what has a name, if that is enough to show
LINE = 1340.0  # what a page of 1280 shows of a picture beside its margins, a little reduced
ENOUGH_NAMES = 3
GAP = 12.0  # the steps below the picture want room, too
NO_PATH = "no path"
WIDEST_NUMBER = "−000000"  # sums that are not complete may be wider than the last
SWATCHES = ("input", "parameter")
# Titles would give the end of the story away; its numbers the script writes itself.
_TITLES = re.compile(r'<title>.*?</title>| data-\w+="[^"]*"')
_NUMBERS = re.compile(r'(<text class="(?:number|partial)\b[^>]*>)[^<]+')


def too_wide(graph: Graph) -> bool:
    """Whether a picture is better without what has no name, because names there are enough."""
    names = sum(card.kind == "op" and card.named for card in graph.cards)
    return not graph.frames and names >= ENOUGH_NAMES and width_of(graph) > WIDEST


def with_gradients(graph: Graph, gradients: Gradients) -> Graph:
    """The picture after one backward pass from its root."""

    def text(node: Node | None) -> str:
        if node is None:
            return ""
        found = gradients.get(node.serial)
        return NO_PATH if found is None else summary(found)

    cards = (replace(c, grad=text(c.node), room=WIDEST_NUMBER) for c in graph.cards)
    return replace(graph, cards=tuple(cards))


def drawing(graph: Graph) -> Story:
    """The drawing, for the script to bring to life; it counts cards and arrows in this order."""
    place, placed = laid_out(graph, GAP)
    body = (_NUMBERS.sub(r"\1", _TITLES.sub("", shape)) for shape in shapes(graph, place, placed))
    patterns, rows = compact(body)
    return {
        "size": [round(place.width + 2 * MARGIN, 1), round(place.height + MARGIN, 1)],
        "corner": f"{px(-MARGIN)} {px(-MARGIN / 2)}",
        "patterns": patterns,
        "shapes": rows,
    }


def legend(graph: Graph) -> str:
    """What the tints of a picture mean, and what it has to admit, as HTML."""
    kinds = {card.kind for card in graph.cards}
    items = [f'<span class="{kind}">{kind}</span>' for kind in SWATCHES if kind in kinds]
    if "copy" in kinds:
        items.append('<span class="copy">drawn again near its use</span>')
    notes = ["On each arrow: the local derivative.", *graph.notes]
    return " ".join([*items, *(html(note, 400) for note in notes)])
