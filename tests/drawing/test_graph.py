"""The graph as data: every edge with its derivative, topological ids, copies, folding."""

import sys

import numpy as np
import pytest
from hypothesis import given

import autograd
from autograd import Symbol, Tensor, Value
from autograd.drawing import graph_of
from autograd.drawing.signs.figures import figure, summary
from autograd.engine.node import Node
from autograd.engine.walks import ancestors
from autograd.errors import OperandError, StaleDataError
from drawings import chain, graphs, network
from effort import at_most


def edges_of(root: Node) -> list[tuple[int, int, int, float]]:
    """Every edge of a graph by topological numbers: source, target, position, derivative."""
    nodes = ancestors(root)
    number = {serial: i for i, serial in enumerate(sorted(nodes))}
    return sorted(
        (number[arg.serial], number[node.serial], position, d)
        for node in nodes.values()
        for position, (arg, d) in enumerate(zip(node.args, node.partials, strict=True))
        if isinstance(arg, Node)
    )


@given(graphs())
def test_every_edge_is_there_with_its_position_and_derivative(y: Value) -> None:
    graph = graph_of(y, limit=None)
    original = {card.id: card.copy_of or card.id for card in graph.cards}
    drawn = [
        (int(original[e.source][1:]), int(e.target[1:]), e.position, e.partial) for e in graph.edges
    ]
    assert sorted(drawn) == edges_of(y)


@given(graphs())
def test_ids_are_topological_and_the_same_every_time(y: Value) -> None:
    graph = graph_of(y)
    assert graph == graph_of(y)
    number = {card.id: i for i, card in enumerate(graph.cards)}
    assert all(number[edge.source] < number[edge.target] for edge in graph.edges)
    assert len(number) == len(graph.cards)


@pytest.mark.board
@given(graphs(most=60))
def test_a_folded_graph_still_obeys_the_chain_rule(y: Value) -> None:
    y.backward()
    for limit in (4, 7, 12):
        graph = graph_of(y, limit=limit)
        grads = {card.id: card.node.grad for card in graph.cards if card.node is not None}
        total = dict.fromkeys(grads, 0.0)
        bare = {edge.target for edge in graph.edges if edge.source.endswith("_more")}
        for edge in graph.edges:
            if edge.partial is not None:
                total[edge.source] += (grads[edge.target] or 0.0) * edge.partial
        sums: dict[str, float] = {}
        for card in graph.cards:
            if card.node is not None:
                origin = card.copy_of or card.id
                sums[origin] = sums.get(origin, 0.0) + total[card.id]
        for card in graph.cards:
            if card.node is not None and not card.root and not card.copy_of and card.id not in bare:
                wanted = card.node.grad or 0.0
                assert sums[card.id] == pytest.approx(wanted, rel=1e-12, abs=1e-12)


def test_x_times_x_is_two_arrows() -> None:
    x = Value(3.0, "x")
    first, second = graph_of(x * x).edges
    assert (first.source, first.target) == (second.source, second.target)
    assert (first.position, second.position) == (0, 1)


def test_a_gradient_is_not_run_before_backward_and_zero_is_zero_after() -> None:
    x = Value(3.0, "x")
    y = x * 0.0
    assert {card.grad for card in graph_of(y).cards} == {"not run"}
    y.backward()
    assert [card.grad for card in graph_of(y).cards] == ["0", "1"]


def test_constants_fold_into_the_card_of_the_operation() -> None:
    x = Value(2.0, "x")
    made = [
        graph_of(y).cards[-1].made_by
        for y in (x * 0.1, 0.1 * x, x**2, 1.0 - x, x / 4, -x, autograd.maximum(x, 0.0), 2.0**x)
    ]
    assert made == ["× 0.1", "0.1 ×", "^ 2", "1 −", "÷ 4", "−", "maximum 0", "2 ^"]
    assert all(len(graph_of(x * c).cards) == 2 for c in (0.1, 2.0))


def test_parameters_are_told_apart_from_inputs() -> None:
    class Owner:
        def parameters(self) -> list[Value]:
            return [w]

    w, x = autograd.variables("w x", 1.0, 2.0)
    for owner in ([w], Owner(), {"w": w}):
        assert [card.kind for card in graph_of(w * x, parameters=owner).cards] == [
            "parameter",
            "input",
            "op",
        ]


def test_unnamed_nodes_are_numbered_around_taken_names() -> None:
    v1 = Value(1.0, "v1")
    y = (v1 + 1.0) * 2.0
    assert [card.label for card in graph_of(y).cards] == ["v1", "v2", "v3"]


def test_a_leaf_that_a_chain_reuses_is_copied_beside_distant_uses() -> None:
    w, h = Value(0.5, "w"), Value(1.0, "h")
    for _ in range(10):
        h = (h * w).tanh()
    graph = graph_of(h)
    copies = [card for card in graph.cards if card.kind == "copy"]
    assert copies
    assert {card.copy_of for card in copies} == {graph.cards[len(copies)].id}
    assert len(graph.edges) == len(edges_of(h))


def test_many_arguments_fold() -> None:
    graph = graph_of(autograd.sum([Value(float(i)) for i in range(1000)]))
    assert [card.label for card in graph.cards if card.kind == "more"] == ["… 997 more"]
    assert len(graph.cards) == 5
    assert "997 of 1001" in graph.notes[0]


def test_a_long_chain_folds_without_recursion() -> None:
    y = chain(100_000)
    y.backward()
    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(120)
    try:
        with at_most(12_000_000):
            graph = graph_of(y)
    finally:
        sys.setrecursionlimit(limit)
    assert len(graph.cards) <= 8
    (folded,) = (edge for edge in graph.edges if edge.position is None)
    first = next(card for card in graph.cards if card.id == folded.source)
    last = next(card for card in graph.cards if card.id == folded.target)
    assert last.hidden == 99_996
    assert last.node is not None
    assert first.node is not None
    assert folded.partial * last.node.grad == pytest.approx(first.node.grad, rel=1e-12)


def test_never_more_cards_than_the_limit() -> None:
    y = wide_network([3, 20, 20, 1])
    for limit in (8, 20, 80):
        graph = graph_of(y, limit=limit)
        assert len(graph.cards) <= limit
        assert graph.notes
    assert not graph_of(y, limit=None).notes


def wide_network(sizes: list[int]) -> Value:
    layer = [Value(0.1 * i, f"x{i}") for i in range(sizes[0])]
    for n in sizes[1:]:
        weights = [[Value(0.1 * (i - j) / n) for i in range(len(layer))] for j in range(n)]
        layer = [autograd.tanh(autograd.dot(row, layer) + Value(0.1)) for row in weights]
    return autograd.sum(layer)


def test_tensors_show_shape_and_range() -> None:
    w = Tensor([[1.0, 2.0], [3.0, -4.0]], name="w")
    y = (w * 2.0).sum()
    y.backward()
    graph = graph_of(y)
    assert [card.value for card in graph.cards] == ["2×2: −4…3", "2×2: −8…6", "4"]
    assert [card.grad for card in graph.cards] == ["2×2: 2", "2×2: 1", "1"]
    assert [edge.text for edge in graph.edges] == ["2", ""]


def test_several_roots_share_what_they_share() -> None:
    x = Value(2.0, "x")
    graph = graph_of([x * 2.0, x * 3.0])
    assert [card.root for card in graph.cards] == [False, True, True]


@pytest.mark.parametrize("wrong", [3.0, None, [], "x", [1.0]])
def test_what_is_no_node_is_refused(wrong: object) -> None:
    with pytest.raises(OperandError, match="a drawing starts from a Value or Tensor"):
        graph_of(wrong)


def test_a_tiny_limit_is_refused() -> None:
    with pytest.raises(OperandError, match="at least 4; got 1"):
        graph_of(Value(1.0), limit=1)


def test_a_stale_graph_is_refused_by_name() -> None:
    x = Value(1.0, "x")
    y = x * 2.0
    x.data = 5.0
    with pytest.raises(StaleDataError, match="the data of x changed"):
        graph_of(y)


def test_numbers_fit_into_seven_characters() -> None:
    samples = [
        s * m * 10.0**e
        for s in (1, -1)
        for m in (1.0, 1.23456789, 9.9999)
        for e in range(-300, 300)
    ]
    texts = [figure(x) for x in samples]
    assert max(map(len, texts)) <= 7
    for x, text in zip(samples, texts, strict=True):
        assert float(text.replace("−", "-")) == pytest.approx(x, rel=0.5)
    assert [figure(x) for x in (0.0, -0.0, float("inf"), float("-inf"))] == ["0", "0", "∞", "−∞"]
    assert figure(float("nan")) == "NaN"
    assert summary(np.zeros((0, 3))) == "0×3: empty"


def test_the_network_shows_the_golden_gradient() -> None:
    error, parameters = network()
    error.backward()
    graph = graph_of(error, parameters=parameters)
    assert 30 <= len(graph.cards) <= 40
    w1 = next(card for card in graph.cards if card.label == "w1")
    assert (w1.value, w1.grad, w1.kind) == ("0.15", "4.39e-4", "parameter")


def test_symbols_have_formulas_on_their_arrows_and_no_numbers() -> None:
    w, x, t = (Symbol(name) for name in ("w", "x", "t"))
    y = autograd.tanh(w * x)
    y.name = "y"
    graph = graph_of((y - t) ** 2.0 / w)
    assert {(card.value, card.grad) for card in graph.cards} == {("", "")}
    texts = {edge.text for edge in graph.edges}
    assert texts == {"x", "w", "1 − y²", "1", "−1", "2·v2", "1/w", "−v4/w"}
    assert graph.results == "v4"


def test_a_formula_too_long_for_an_arrow_is_left_out() -> None:
    x, long = Symbol("x"), Symbol("a_name_as_long_as_an_arrow")
    assert [edge.text for edge in graph_of(x * long).edges] == ["a_name_as_long_as…", "x"]
    assert [edge.text for edge in graph_of(autograd.sin(long)).edges] == [""]


def test_symbols_fold() -> None:
    x = y = Symbol("x")
    for _ in range(500):
        y = autograd.sin(y) * x
    assert len(graph_of(y).cards) <= 80
