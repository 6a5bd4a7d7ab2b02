"""What the page shows of an expression at some numbers: the whole picture, or only new numbers.

A slider that moves changes numbers and nothing else, so the page says which picture it has, and
gets a new one only where the graph is another: another text, or another branch of `where`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from hashlib import sha256
from math import isfinite, nan
from typing import Any

from ...drawing.build import LIMIT, graph_of, named_only
from ...drawing.graph.elements import Edge, Graph
from ...drawing.shapes.lines import in_lines
from ...drawing.stepping.pictured import (
    LINE,
    SWATCHES,
    WIDEST_NUMBER,
    drawing,
    too_wide,
    with_gradients,
)
from ...drawing.stepping.story import Gradients, gradients_of, numbers_of, plain, story_of
from ...engine.labels import visible
from ...engine.node import Node
from ...errors import ExpressionError
from ...expression import Lines
from ...ops.axes import shape_of
from ...values.value import Value
from .ranges import Range, ranges_of, starting_values

Answer = dict[str, Any]

MOST_NAMES = 60  # sliders on one page


@lru_cache(maxsize=16)
def lines_of(text: str) -> Lines:
    """The lines of a text; raises `ExpressionError` for what is none, or has too many names."""
    found = Lines(text)
    if len(found.names) > MOST_NAMES:
        raise ExpressionError(
            f"a page has room for {MOST_NAMES} names; this text has {len(found.names)}"
        )
    return found


def look(text: str, values: Mapping[str, Any], shape: str = "") -> Answer:
    """The numbers of an expression at `values`, and the picture unless it has the given `shape`.

    Names without a number get one at which the expression has a value. Raises `ExpressionError`
    for a wrong text, `DomainError` where the expression has no value.
    """
    lines = lines_of(text)
    chosen = chosen_values(lines, values)
    root, leaves = evaluated(lines, chosen)
    gradients = gradients_of(root)
    graph, found = _pictured(root, shape)
    answer: Answer = {
        "shape": found,
        "values": chosen,
        "slopes": {name: plain(gradients.get(leaf.serial)) for name, leaf in leaves.items()},
        "numbers": numbers_of(graph, gradients),
        "result": [lines.result, plain(root.primal)],
    }
    if found != shape:
        answer |= _picture(graph, gradients)
    return answer


def moved(text: str, values: Mapping[str, Any]) -> dict[str, Range]:
    """For each name the numbers that a slider offers around its value."""
    lines = lines_of(text)
    return ranges_of(lines, chosen_values(lines, values))


def chosen_values(lines: Lines, values: Mapping[str, Any]) -> dict[str, float]:
    """A number for each name: those given, and where none is, one that the expression can take."""
    given = {name: _number(name, values[name]) for name in lines.names if name in values}
    missing = [name for name in lines.names if name not in given]
    lines.refuse_euler(missing)
    return starting_values(lines, given) if missing else given


def _number(name: str, x: Any) -> float:
    try:
        number = float(x) if type(x) in (int, float) else nan
    except OverflowError:
        number = nan
    if isinstance(x, (list, tuple)) or shape_of(x):
        raise ExpressionError(
            f"play moves numbers, and {visible(name)} is an array: give each of its entries a name "
            "of its own, as in a*b + c*d"
        )
    if not isfinite(number):
        raise ExpressionError(f"the value of {visible(name)} is to be a number")
    return number


def evaluated(lines: Lines, values: Mapping[str, float]) -> tuple[Value, dict[str, Value]]:
    """The result as a node, and the leaf for each name."""
    leaves = {name: Value(x, name) for name, x in values.items()}
    return lines(**leaves), leaves


def _pictured(root: Node, shape: str) -> tuple[Graph, str]:
    """The picture, as it was chosen for this shape or else as is best now; and its own shape."""
    known = shape.partition(" ")[0]
    graph = in_lines(_roomy(named_only(root) if known == "named" else graph_of(root)), LINE)
    found = _shape(known, graph)
    if found == shape:
        return graph, found
    whole = _roomy(graph_of(root))
    by_name = _roomy(named_only(root)) if too_wide(whole) else None
    kind, graph = (
        ("named", by_name) if by_name and len(by_name.cards) <= LIMIT else ("whole", whole)
    )
    graph = in_lines(graph, LINE)
    return graph, _shape(kind, graph)


def _shape(kind: str, graph: Graph) -> str:
    """All of a picture but its numbers, in a few signs."""
    cards = [(card.id, card.label, card.kind, card.made_by, card.hidden) for card in graph.cards]
    edges = [(e.source, e.target, e.position, e.partial is None) for e in graph.edges]
    return f"{kind} {sha256(repr((cards, edges)).encode()).hexdigest()[:16]}"


def _picture(graph: Graph, gradients: Gradients) -> Answer:
    kinds = {card.kind for card in graph.cards}
    return {
        "story": {
            "picture": drawing(with_gradients(graph, gradients)),
            **story_of(graph, gradients),
        },
        "legend": [kind for kind in (*SWATCHES, "copy") if kind in kinds],
        "notes": list(graph.notes[:1]),  # what follows tells how to draw it otherwise
    }


def _roomy(graph: Graph) -> Graph:
    """The picture with room for every number that may come."""
    targets = {card.id: card.node for card in graph.cards}
    cards = tuple(replace(card, room=WIDEST_NUMBER) for card in graph.cards)
    edges = tuple(
        replace(edge, text=WIDEST_NUMBER) if _varies(edge, targets[edge.target]) else edge
        for edge in graph.edges
    )
    return replace(graph, cards=cards, edges=edges)


def _varies(edge: Edge, target: Node | None) -> bool:
    """Whether an arrow's number can change: that of a sum is 1 for ever."""
    op = target.op if target is not None and edge.position is not None else None
    return bool(edge.text) and not (op is not None and op.is_linear)
