"""What a step page says of a picture: how each card was computed, and the rule of each arrow.

All of it in the labels of the cards. What is folded away is written out where that is short.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from ...engine.labels import visible
from ...engine.nary import Nary
from ...engine.node import Node
from ...engine.structural import Structural
from ..graph.elements import Card, Edge, Graph
from ..graph.recorded import made_by
from ..signs.figures import figure
from ..signs.formulas import LONGEST_FORMULA, folded_rules, formula_text, pretty, rule_texts

Rule = list[str | None]


def labels_in(graph: Graph) -> dict[int, str]:
    """What the nodes that have a card are called, by serial."""
    return {card.node.serial: card.label for card in graph.cards if card.node is not None}


def header_text(graph: Graph) -> str:
    """The whole computation in its inputs, in one short line; "" if it is longer, or of arrays."""
    card = next(card for card in graph.cards if card.root)
    if card.node is None or card.node.op is None or card.node.on_arrays:
        return ""
    leaves = {s: label for s, label in labels_in(graph).items() if s in _named_leaves(graph)}
    text = formula_text(card.node, leaves)
    return f"{visible(card.label)} = {text}" if text else ""


def _named_leaves(graph: Graph) -> set[int]:
    nodes = (card.node for card in graph.cards)
    return {node.serial for node in nodes if node is not None and node.op is None and node.name}


def how_made(card: Card, labels: Mapping[int, str]) -> str:
    """The formula of a card in the labels of those that lead to it, or some words on it."""
    node = card.node
    if node is None or node.op is None:
        return visible(card.made_by)
    text = _of_arrays(node, labels) if node.on_arrays else formula_text(node, labels)
    return text or _in_words(card, node)


def _in_words(card: Card, node: Node) -> str:
    name = visible(card.made_by)
    if card.hidden and card.made_by != made_by(node):  # it stands for a call
        return f"a result of {name if ' ' in name else f'the {name}'}, whose steps are folded away"
    if card.hidden:
        return f"the result of {card.hidden + 1} operations, the last of them {name}"
    if isinstance(node.op, Nary) and node.op.columns == 1:
        return f"{name} of {len(node.args)} numbers"
    return name


def _of_arrays(node: Node, labels: Mapping[int, str]) -> str:
    """An operation on arrays, in the labels of its operands."""
    if node.op is None:
        return ""
    told = [x for x in node.args if x is not None and x is not False]
    operands = [_operand(x, labels, node.op.setting) for x in told]
    if None in operands:
        return ""
    text = node.op.sketch(*(operand or "" for operand in operands))
    if "" in operands or len(text) > LONGEST_FORMULA:
        return ""
    for spaced in (" ** ", " * ", " / "):
        text = text.replace(spaced, spaced.strip())
    text = pretty(text)
    return visible(text, LONGEST_FORMULA)


def _operand(arg: Any, labels: Mapping[int, str], setting: str) -> str | None:
    if isinstance(arg, Node):
        return labels.get(arg.serial)
    return figure(arg) if isinstance(arg, float) else f"{setting} {arg}".strip()


def rules_of(graph: Graph, labels: Mapping[int, str]) -> list[Rule]:
    """The formula of each arrow's local derivative, and words if arrays move along it.

    None instead of a formula: a sum over folded paths that has no short one.
    """
    node_of = {card.id: card.node for card in graph.cards}
    direct = cache(lambda target: rule_texts(target, labels))  # of all arrows into a card
    folded = cache(lambda target: folded_rules(target, labels))

    def rule(edge: Edge) -> Rule:
        source, target = node_of[edge.source], node_of[edge.target]
        if source is None or target is None:
            return [None]
        if edge.position is None:
            return [None if target.on_arrays else folded(target).get(source.serial)]
        text = direct(target)[edge.position]
        if not target.on_arrays:
            return [text] if text else []
        return [text, target.op.back if isinstance(target.op, Structural) else "entry by entry"]

    return [rule(edge) for edge in graph.edges]
