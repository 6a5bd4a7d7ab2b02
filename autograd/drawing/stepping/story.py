"""What a step page tells: every value, every gradient, and what each arrow adds to which.

A `Story` is plain data, ready to be written as JSON. The gradients are those of one backward pass
from the root, whatever `.grad` holds; for each node the contributions of its arrows add up to its
gradient, also where operations are folded away.
"""

from __future__ import annotations

from math import isfinite
from typing import Any

from ...engine.backward import sweep
from ...engine.labels import visible
from ...engine.node import Node
from ...errors import OperandError
from ..graph.elements import Card, Edge, Graph
from ..signs.figures import figure, summary
from .words import how_made, labels_in, rules_of

SHORTEST = 1e6  # 3 for 3.0: a whole number in fewer signs
LARGEST = 4  # an array of at most so many rows and columns is shown whole
FOLDED = "an array"
PRODUCT = "a product"  # of two numbers, which the page multiplies itself

# A text stands for what is no finite number; an array is a `matrix`.
Number = float | str | dict[str, Any] | None
Story = dict[str, Any]
Gradients = dict[int, Any]


def gradients_of(root: Node) -> Gradients:
    """dL/d(node) for every node under `root`, by serial; none where no derivative leads.

    Raises `OperandError` unless the root is one number.
    """
    if not isinstance(root, Node):
        raise OperandError(
            "a step page follows one Value back through its graph; got "
            + (
                f"{len(root)} of them: step through one, or through their sum"
                if isinstance(root, (list, tuple))
                else type(root).__name__
            )
        )
    if getattr(root.primal, "size", 1) != 1 or root.primal is None:
        raise OperandError(
            f"a step page follows one number back, and {root.describe()} is not one: "
            "take its sum(), or one of its elements"
        )
    nodes, adjoints = sweep(root, root.as_gradient(1.0, False))
    return {s: nodes[s].as_gradient(adjoint, False) for s, adjoint in adjoints.items()}


def story_of(graph: Graph, gradients: Gradients) -> Story:
    """The nodes and arrows of a picture in its order, and their numbers.

    A node is [name, operation], with how it was computed if it was, and the number of the card that
    it repeats if it is a copy. An arrow is [source, target, rule], with words if arrays move along
    it; a rule of None means that the local derivative is a sum over folded paths.
    """
    place = {card.id: i for i, card in enumerate(graph.cards)}
    origin = {card.id: place[card.copy_of or card.id] for card in graph.cards}
    labels = labels_in(graph)
    return {
        "root": next(i for i, card in enumerate(graph.cards) if card.root),
        "nodes": [_node(card, origin[card.id], labels) for card in graph.cards],
        "edges": [
            [origin[edge.source], origin[edge.target], *rule]
            for edge, rule in zip(graph.edges, rules_of(graph, labels), strict=True)
        ],
        **numbers_of(graph, gradients),
    }


def numbers_of(graph: Graph, gradients: Gradients) -> Story:
    """What changes in a story when a number does: values, gradients, and local derivatives.

    An arrow adds the product of its local derivative and its target's gradient. What is more than
    that stands in `adds`, by the arrow's place: arrays, infinities, None where nothing flows.
    """
    cards = {card.id: card for card in graph.cards}
    own = [card.node for card in graph.cards]
    pulled: dict[int, list[Any]] = {}
    terms = [
        _contribution(edge, cards[edge.source].node, cards[edge.target].node, gradients, pulled)
        for edge in graph.edges
    ]
    return {
        "values": [None if node is None else plain(node.primal) for node in own],
        "grads": [None if node is None else plain(gradients.get(node.serial)) for node in own],
        "partials": [
            edge.text if hasattr(edge.partial, "shape") else plain(edge.partial)
            for edge in graph.edges
        ],
        "adds": {i: term for i, term in enumerate(terms) if term is not PRODUCT},
    }


def _node(card: Card, origin: int, labels: dict[int, str]) -> list[Any]:
    row: list[Any] = [visible(card.label), visible(card.made_by)]
    if card.copy_of:
        return [*row, 0, origin]
    return [*row, how_made(card, labels)] if card.kind == "op" else row


def _contribution(
    edge: Edge,
    source: Node | None,
    target: Node | None,
    gradients: Gradients,
    pulled: dict[int, list[Any]],
) -> Number:
    """What flows along an arrow: the target's gradient times the local derivative.

    `pulled` remembers what flows out of an operation on arrays, which has it for all its arguments.
    """
    if source is None or target is None or target.op is None:
        return None
    g = gradients.get(target.serial)
    if gradients.get(source.serial) is None or g is None:
        return None
    if not target.on_arrays:
        if edge.partial is None:
            return None
        product = g * edge.partial
        return PRODUCT if isfinite(product) else plain(product)
    if edge.position is None:
        return FOLDED
    if target.serial not in pulled:
        pulled[target.serial] = target.op.pull(target, g, False)
    term = pulled[target.serial][edge.position]
    return None if term is None else plain(source.as_gradient(term, False))


def plain(x: Any) -> Number:
    """A number as JSON can hold it: a text for an infinity or a NaN, an array as a matrix."""
    if x is None:
        return None
    if getattr(x, "shape", ()):
        return matrix(x)
    if not isfinite(x):
        return figure(float(x))
    return int(x) if x == int(x) and abs(x) < SHORTEST and x else float(x)


def matrix(x: Any) -> dict[str, Any]:
    """An array for the page: in a few words, and its rows if it is small, else its mean."""
    found: dict[str, Any] = {"text": summary(x)}
    rows = x.reshape(1, -1) if len(x.shape) == 1 else x
    if len(rows.shape) == 2 and max(rows.shape) <= LARGEST and x.size:
        found["rows"] = [[plain(float(one)) for one in row] for row in rows]
    elif x.size:
        found["mean"] = plain(float(x.mean()))
    return found
