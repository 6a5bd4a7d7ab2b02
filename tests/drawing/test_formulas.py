"""Formulas in pictures: what a card and an arrow say is what they are, folded or not."""

import re
from collections.abc import Callable
from math import isclose, isfinite

import pytest
from hypothesis import given
from hypothesis import strategies as st

import autograd
from autograd import Tensor, Value
from autograd.drawing import graph_of
from autograd.drawing.graph.elements import Graph
from autograd.drawing.signs.formulas import folded_rules, formula_text, pretty, rule_texts
from autograd.drawing.stepping.words import how_made, labels_in, rules_of
from autograd.engine.elementwise import Elementwise
from autograd.engine.node import Node
from autograd.engine.primitive import REGISTRY
from autograd.expression import Expression
from drawings import graphs, network
from effort import at_most

TYPED = {"·": "*", "−": "-", "²": "**2", "³": "**3", "^": "**"}


def read(text: str, graph: Graph) -> float:
    """What a formula in the labels of a picture comes to."""
    for shown, typed in TYPED.items():
        text = text.replace(shown, typed)
    names = {card.label: card.node.primal for card in graph.cards if card.node is not None}
    expression = Expression(text)
    return float(expression(**{name: names[name] for name in expression.names}).data)


def rules(graph: Graph) -> list[tuple[str | None, ...]]:
    """For each arrow its rule, "" where a number says it all."""
    return [tuple(rule) or ("",) for rule in rules_of(graph, labels_in(graph))]


def plainly_named(root: Value) -> Value:
    """The graph with a name of letters and digits for every node that has one."""
    for node in autograd.engine.walks.ancestors(root).values():
        node.name = f"n{node.serial}" if node.name else ""
    return root


def folded(root: Value) -> Graph:
    """The picture of what has a name alone."""
    from autograd.drawing.build import named_only

    return named_only(root)


@pytest.mark.parametrize("pictured", [graph_of, folded])
@given(root=graphs(12).map(plainly_named))
def test_what_is_written_is_what_it_is(pictured: Callable[[Value], Graph], root: Value) -> None:
    graph = pictured(root)
    labels = labels_in(graph)
    nodes = {card.id: card.node for card in graph.cards}
    for edge, (rule, *_) in zip(graph.edges, rules(graph), strict=True):
        if rule and "…" not in rule and nodes[edge.source] is not None:
            assert isclose(read(rule, graph), edge.partial, rel_tol=1e-9, abs_tol=1e-12)
    for card in graph.cards:
        text = how_made(card, labels)
        if card.kind == "op" and not re.search(r"…|numbers|result of|^\S+$", text):
            assert card.node is not None
            assert isclose(read(text, graph), card.node.primal, rel_tol=1e-9, abs_tol=1e-12)


SCALAR = sorted({op.name for op in REGISTRY.values() if isinstance(op, Elementwise)} - {"where"})


@pytest.mark.parametrize("name", SCALAR)
def test_the_rule_of_every_operation_is_its_slope(name: str) -> None:
    op = REGISTRY[name]
    with autograd.ieee():
        args = [Value(0.3 + 0.2 * i, "abcd"[i]) for i in range(op.arity)]
        y = op(*args)
        y.name = "y"
        partials = y.op.partials(y)
    graph = graph_of(y)
    for i, partial in enumerate(partials):
        text = rule_texts(y, labels_in(graph))[i]
        if text and "…" not in text and isfinite(partial):
            assert isclose(read(text, graph), partial, rel_tol=1e-9), text


def test_a_rule_keeps_the_brackets_that_it_needs() -> None:
    a = Value(0.5, "a")
    labels = {a.serial: "a"}
    assert rule_texts(autograd.log1p(a), labels)[0] == "1/(1 + a)"
    assert rule_texts(autograd.atanh(a), labels)[0] == "1/(1 − a²)"
    assert rule_texts(autograd.asin(a), labels)[0] == "1/sqrt(1 − a²)"
    assert rule_texts(a**2.5, labels)[0] == "2.5·a^1.5"
    assert pretty("x**20 + x**2") == "x^20 + x²"


def test_a_folded_card_says_its_formula_and_its_arrows_theirs() -> None:
    error, _ = network()
    graph = folded(error)
    labels = labels_in(graph)
    told = {card.label: how_made(card, labels) for card in graph.cards if card.kind == "op"}
    assert told["h1"] == "sigmoid(w1·x1 + w2·x2 + k1)"
    assert told["E"] == "0.5·((0.01 − O1)² + (0.99 − O2)²)"
    name = {card.id: card.label for card in graph.cards}
    told_of = {
        (name[edge.target], name[edge.source]): rule
        for edge, (rule, *_) in zip(graph.edges, rules(graph), strict=True)
    }
    assert told_of["h1", "w1"] == "h1·(1 − h1)·x1"
    assert told_of["E", "O1"] == "O1 − 0.01"


def test_operations_on_arrays_are_called_what_people_call_them() -> None:
    a = Tensor([1.0, 2.0], name="a")
    y = (a * a) ** 2.5
    graph = graph_of(y.sum())
    labels = labels_in(graph)
    told = [how_made(card, labels) for card in graph.cards if card.kind == "op"]
    assert told == ["a·a", "v1^2.5", "sum(v2)"]


def test_paths_that_are_alike_are_taken_together() -> None:
    x, k = autograd.variables("x k", 3.0, 2.0)
    labels = {x.serial: "x", k.serial: "k"}
    assert folded_rules((x * k + x * k) * k, labels)[x.serial] == "2·k²"
    assert folded_rules(autograd.log(x / k), labels)[x.serial] == "1/x"
    assert folded_rules((x + 1.0) * 3.0, labels)[x.serial] == ""  # 3, which its number is


def test_what_is_too_long_to_say_is_not_said() -> None:
    x = Value(0.5, "x")
    y: Node = x
    for _ in range(30):
        y = autograd.sin(y) * 1.1
    labels = {x.serial: "x", y.serial: "y"}
    assert formula_text(y, labels) == ""
    assert folded_rules(y, labels) == {}


@pytest.mark.parametrize("reduction", [autograd.prod, autograd.logsumexp, autograd.norm])
def test_an_operation_on_very_many_numbers_has_no_formula_and_takes_no_time(
    reduction: Callable[[list[Value]], Value],
) -> None:
    y = reduction([autograd.sin(Value(0.01 * i)) for i in range(1, 1000)])
    labels = {arg.serial: f"x{i}" for i, arg in enumerate(y.args)} | {y.serial: "y"}
    with at_most(500_000):
        assert set(rule_texts(y, labels)) == {""}
        assert formula_text(y, labels) == ""
        assert folded_rules(y, labels) == {}


def test_numbers_of_many_digits_are_cut_with_a_sign() -> None:
    x = Value(0.5, "x")
    assert formula_text(x / 2.0**0.5, {x.serial: "x"}) == "x/1.4142…"
    assert formula_text(x * 0.25, {x.serial: "x"}) == "x·0.25"


@given(st.text("0123456789. +-*/x", max_size=30))
def test_every_text_can_be_made_pretty(text: str) -> None:
    assert "**" not in pretty(text)
