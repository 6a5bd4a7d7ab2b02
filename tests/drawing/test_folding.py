"""Pictures folded by calls: the chain rule in them, names, frames, tables, what is remembered."""

import copy
import gc
import pickle
import re
import shutil
import threading
import tracemalloc
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import autograd
import nn
from autograd import Tensor, Value
from autograd.drawing import Graph, draw, explore, graph_of, to_svg
from autograd.drawing.shapes.frames import table_of
from autograd.engine.groups import MOST, remembered
from autograd.errors import OperandError
from drawings import RNN, groups, read, texts
from effort import at_most


@st.composite
def models(draw: st.DrawFn) -> tuple[Value, nn.Module, list[Value]]:
    """A loss of a random network, with what it has learnt and what it was given."""
    xs = [Value(draw(st.floats(-1.0, 1.0)), f"x{i}") for i in range(draw(st.integers(1, 4)))]
    if draw(st.booleans()):
        model: Any = RNN(draw(st.integers(1, 3)))
        loss = model(xs) ** 2
    else:
        sizes = draw(st.lists(st.integers(1, 4), min_size=1, max_size=3))
        expanded = draw(st.booleans())
        seed = draw(st.integers(0, 99))
        model = nn.MLP(len(xs), sizes, activation=autograd.tanh, expanded=expanded, seed=seed)
        times = draw(st.integers(1, 2))
        outputs = [model([x * (k + 1.0) for x in xs]) for k in range(times)]
        flat = [o for out in outputs for o in (out if isinstance(out, list) else [out])]
        loss = autograd.sum([(o - 0.5) ** 2 for o in flat])
    if draw(st.booleans()):
        loss = loss + 0.01 * autograd.sum([p * p for p in model.parameters()])
    loss.backward()
    return loss, model, xs


def assert_the_chain_rule_holds(graph: Graph) -> None:
    """Every card's gradient is the sum, over its arrows, of gradient times derivative."""
    nodes = {card.id: card.node for card in graph.cards}
    origin = {card.id: card.copy_of or card.id for card in graph.cards}
    sums = dict.fromkeys(origin.values(), 0.0)
    sizes = dict(sums)
    for edge in graph.edges:
        target = nodes[edge.target]
        if edge.partial is not None and target is not None:
            term = target.grad * edge.partial
            sums[origin[edge.source]] += term
            sizes[origin[edge.source]] += abs(term)
    for card in graph.cards:
        if card.node is not None and not card.root:
            away = abs(sums[origin[card.id]] - card.node.grad)
            assert away <= 1e-12 * (1.0 + sizes[origin[card.id]]), card


@pytest.mark.board
@settings(max_examples=60)
@given(models(), st.sampled_from([None, 0, 1, 2, 3, 9]), st.sampled_from([None, 6, 20, 80]))
def test_the_chain_rule_adds_up_at_every_depth(
    made: tuple[Value, nn.Module, list[Value]], depth: int | None, limit: int | None
) -> None:
    loss, _, _ = made
    graph = graph_of(loss, depth=depth, limit=limit)
    assert_the_chain_rule_holds(graph)
    assert limit is None or len(graph.cards) <= limit
    number = {card.id: i for i, card in enumerate(graph.cards)}
    assert len(number) == len(graph.cards)
    assert all(number[edge.source] < number[edge.target] for edge in graph.edges)
    framed = [row for frame in graph.frames for row in frame.cards]
    assert len(framed) == len(set(framed))
    assert set(framed) <= set(number)
    read(to_svg(loss, depth=depth, limit=limit))


@given(models())
def test_a_model_in_one_card_has_the_derivatives_of_the_whole(
    made: tuple[Value, nn.Module, list[Value]],
) -> None:
    loss, _, xs = made
    with autograd.group("everything"):
        again = loss * 1.0  # what is computed in no call of its own is one card, too
    graph = graph_of(again, depth=0, limit=None)
    by_label: dict[str, float] = {}
    grads = {card.id: card for card in graph.cards}
    again.zero_grad()
    again.backward()
    for edge in graph.edges:
        label = grads[edge.source].label
        target = grads[edge.target].node
        assert target is not None
        by_label[label] = by_label.get(label, 0.0) + target.grad * (edge.partial or 0.0)
    for x in xs:
        wanted = autograd.gradients(again, [x])[0]
        assert by_label.get(x.name, 0.0) == pytest.approx(wanted, rel=1e-12, abs=1e-12)


def moons() -> tuple[Value, nn.MLP]:
    model = nn.MLP(2, [16, 16, 1], activation=autograd.tanh, seed=0)
    loss = (1.0 - model(list(autograd.variables("x1 x2", 0.3, -0.4)))).relu()
    loss.backward()
    return loss, model


def labels(graph: Graph, kind: str = "op") -> list[str]:
    return [card.label for card in graph.cards if card.kind == kind]


def test_above_the_limit_modules_fold_and_the_picture_says_so() -> None:
    loss, _ = moons()
    graph = graph_of(loss)
    assert len(graph.cards) == 37
    assert [(f.label, f.made_by, len(f.cards)) for f in graph.frames] == [
        ("layers.0", "Layer(2 → 16, tanh)", 16),
        ("layers.1", "Layer(16 → 16, tanh)", 16),
    ]
    assert (graph.frames[1].hidden, graph.frames[1].hidden_leaves) == (32, 272)
    assert labels(graph)[-3] == "layers.2"
    assert labels(graph, "input") == ["x1", "x2"]
    assert graph.notes[1] == (
        "3 calls of modules or groups are folded (depth=1); depth=2 opens more."
    )


def test_depth_opens_modules_one_inside_another() -> None:
    loss, _ = moons()
    assert labels(graph_of(loss, depth=0)) == ["MLP", "v66", "v67"]
    neurons = graph_of(loss, depth=2)
    assert labels(neurons)[0] == "layers.0.neurons.0"
    assert labels(neurons)[32] == "layers.2.neurons.0"
    assert not neurons.frames
    assert graph_of(loss, depth=99).cards == neurons.cards
    assert len(graph_of(loss, limit=None).cards) == graph_of(loss).total
    assert not labels(graph_of(loss, fold=False))[0].startswith("layers")


def test_what_is_small_stays_open() -> None:
    model = nn.MLP(2, [2, 1], seed=0)
    graph = graph_of(model([1.0, 2.0]))
    assert len(graph.cards) == graph.total
    assert not graph.notes


def test_parameters_of_called_modules_are_tinted_without_being_given() -> None:
    model = nn.MLP(1, [1], seed=0)
    x = Value(2.0, "x")
    kinds = {card.label: card.kind for card in graph_of(model([x])).cards}
    assert (kinds["w1"], kinds["b"], kinds["x"]) == ("parameter", "parameter", "input")


def test_a_picture_that_copies_make_too_large_is_folded_by_modules() -> None:
    model = nn.MLP(2, [3, 3, 1], activation=autograd.tanh, seed=3)
    loss = (model([Value(0.3, "x1"), Value(-0.4, "x2")]) - 1.0) ** 2.0
    loss = loss + 0.01 * autograd.sum([p * p for p in model.parameters()])
    loss.backward()
    graph = graph_of(loss)
    assert graph.total <= 80 < len(graph_of(loss, limit=None).cards)
    assert [frame.label for frame in graph.frames] == ["layers.0", "layers.1"]
    assert_the_chain_rule_holds(graph)


def test_many_results_are_capped_and_many_inputs_counted() -> None:
    layer = nn.Layer(50, 100, activation=autograd.tanh, seed=0)
    xs = [Value(0.01 * i, f"x{i}") for i in range(50)]
    loss = autograd.sum(layer(xs))
    loss.backward()
    graph = graph_of(loss, depth=0)
    assert len(graph.frames[0].cards) == 16
    assert graph.frames[0].unshown == 84
    assert labels(graph, "more") == ["… 47 more"]
    assert_the_chain_rule_holds(graph)
    assert "84 more results: folded into the arrows" in to_svg(loss, depth=0)


def test_calls_of_one_module_are_numbered() -> None:
    rnn = RNN(2)
    y = rnn([Value(0.1, "x1"), Value(0.2, "x2")])
    graph = graph_of(y, depth=1)
    assert [frame.label for frame in graph.frames] == ["cell #1", "cell #2"]
    assert graph.frames[0].made_by == "Cell"
    assert labels(graph)[:2] == ["cell #1[0]", "cell #1[1]"]
    assert not labels(graph, "parameter")  # shared by the calls, and folded into the first


def test_two_models_are_told_apart() -> None:
    class Coder(nn.MLP):
        pass

    coder, decoder = Coder(1, [2], seed=0), nn.MLP(2, [1], seed=1)
    graph = graph_of(decoder(coder([Value(1.0, "x")])), depth=1)
    assert [frame.label for frame in graph.frames] == ["Coder.layers.0"]
    assert labels(graph)[-1] == "MLP.layers.0"


def test_groups_nest_and_decorate() -> None:
    @autograd.group("inner")
    def inner(x: Value) -> Value:
        return (x * 2.0).sin() + 1.0

    x = Value(0.5, "x")
    with autograd.group("outer"):
        y = inner(x) * inner(x * x)
    graph = graph_of(y, depth=1)
    assert labels(graph) == ["inner #1", "v3", "inner #2", "outer"]
    assert labels(graph_of(y, depth=0)) == ["outer"]
    assert graph_of(y, depth=0).cards[-1].made_by == "group"


def test_results_are_called_after_the_outermost_call_that_they_came_from() -> None:
    x1, x2 = autograd.variables("x1 x2", 0.3, -0.4)
    model = nn.MLP(2, [2, 1], activation=autograd.tanh, seed=3)
    hidden = model.layers[0]
    y = model([x1, x2]) ** 2
    said = autograd.drawing.tree(y)
    assert "MLP = " in said
    assert "layers.0[0] = " in said
    assert "layers.0[1] = " in said
    assert "∂MLP/∂" in str(autograd.drawing.explain(y, x1))
    h1, _ = outputs = hidden([x1, x2])
    h1.name = "h1"
    said = autograd.drawing.tree(outputs)
    assert "h1 = " in said  # a name of its own goes first
    assert "Layer[1] = " in said


def test_a_group_is_named_by_a_text() -> None:
    with pytest.raises(OperandError, match="a group is named by a text; got the int 3"):
        autograd.group(3).__enter__()  # type: ignore[arg-type]  # what the test is about


@pytest.mark.parametrize("draws", [graph_of, draw, to_svg, explore])
def test_every_drawing_takes_a_depth_and_refuses_a_negative_one(draws: Callable[..., Any]) -> None:
    loss, _ = moons()
    draws(loss, depth=0)
    draws(loss, fold=False)
    with pytest.raises(OperandError, match=r"depth tells which calls to fold.*got -1"):
        draws(loss, depth=-1)


def test_a_table_has_the_derivative_of_every_result_by_every_input() -> None:
    layer = nn.Layer(2, 3, activation=autograd.tanh, seed=0)
    a, b = autograd.variables("a b", 0.5, -0.2)
    out = layer([a, b])
    graph = graph_of(out, depth=0)
    (frame,) = graph.frames
    table = table_of(graph, frame)
    assert table is not None
    assert table.keys == ("a", "b")
    true = [autograd.gradients(o, [a, b]) for o in out]
    for line, slopes in zip(table.cells, true, strict=True):
        for text, slope in zip(line, slopes, strict=True):
            assert float(text.replace("−", "-")) == pytest.approx(slope, rel=2e-3)
    drawing = read(to_svg(out, depth=0))
    (shown,) = groups(drawing, "frame")
    assert texts(shown)[:4] == ["Layer", "Layer(2 → 3, tanh)", "∂/∂a", "∂/∂b"]
    routes = {path.get("d") for edge in groups(drawing, "edge") for path in edge[1:2]}
    assert len(groups(drawing, "edge")) == 6
    assert len(routes) == 2  # one line for each input


def test_one_result_computed_from_another_has_an_arrow_of_its_own() -> None:
    x = Value(0.5, "x")
    with autograd.group("steps"):
        a = (x * 2.0).sin()
        b = (a * 3.0).cos()
    y = a * b
    y.backward()
    graph = graph_of(y, depth=0)
    assert_the_chain_rule_holds(graph)
    (frame,) = graph.frames
    assert any({edge.source, edge.target} <= set(frame.cards) for edge in graph.edges)
    read(to_svg(y, depth=0))
    assert explore(y, depth=0).html


def test_rows_stand_inside_their_frame_and_arrows_end_at_them() -> None:
    loss, _ = moons()
    drawing = read(to_svg(loss))
    tops = {}
    for frame in groups(drawing, "frame"):
        top = float(re.findall(r"[\d.]+", frame.get("transform", ""))[1])
        tops[frame.get("data-id")] = top
        assert float(frame[-1].get("y", 0)) > 0
    rows = groups(drawing, "row")
    assert len(rows) == 32
    levels = {
        row.get("data-id"): float(re.findall(r"[\d.]+", row.get("transform", ""))[1]) + 9.5
        for row in rows
    }
    for edge in groups(drawing, "edge"):
        if edge.get("data-source") in levels:
            start = re.match(r"M[\d.]+ ([\d.]+)", edge[1].get("d", ""))
            assert start is not None
            assert float(start[1]) == pytest.approx(levels[edge.get("data-source")], abs=0.2)


def test_dot_has_ports() -> None:
    layer = nn.Layer(2, 2, activation=autograd.tanh, seed=0)
    out = layer(list(autograd.variables("a b", 0.5, -0.2)))
    picture = draw((out[0] * out[1]) ** 2, depth=0)
    source = picture.dot.source
    assert source.count("-> f0:inputs:w") == 2
    assert source.count("_out:e ->") == 2
    assert "∂/∂a" in source
    if shutil.which("dot"):
        assert b"layer" in picture.dot.pipe("svg").lower()


def test_dense_arrows_do_not_tear_the_picture_of_dot_apart() -> None:
    source = draw(moons()[0]).dot.source
    assert "[label=" not in re.sub(r"label=<<TABLE", "", source)


def test_a_module_that_is_gone_is_still_one_card() -> None:
    y = nn.MLP(2, [16, 16, 1], seed=0)(list(autograd.variables("x1 x2", 0.3, -0.4)))
    gc.collect()
    graph = graph_of(y)
    assert len(graph.cards) <= 80
    assert labels(graph, "input") == ["x1", "x2"]
    assert [frame.made_by for frame in graph.frames] == ["module", "module"]


def test_a_copy_of_a_module_is_a_module_of_its_own() -> None:
    model = nn.MLP(2, [3, 1], seed=0)
    model([1.0, 2.0])
    for other in (copy.deepcopy(model), copy.copy(model), pickle.loads(pickle.dumps(model))):  # noqa: S301  # our own bytes
        assert "_part" not in vars(other)
        graph = graph_of(other([1.0, 2.0]), depth=1)
        assert graph.frames[0].label == "layers.0"


def test_calls_keep_nothing_alive_and_their_number_is_bounded() -> None:
    layer = nn.Neuron(1, seed=0)
    for _ in range(MOST + 10):
        layer([1.0])
    gc.collect()
    tracemalloc.start()
    for _ in range(MOST):
        layer([1.0])
    gc.collect()
    grown, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert len(remembered()) == MOST
    assert grown < 4_000_000  # the spans themselves, instead of those before
    latest = remembered()[-1]
    part = latest.part
    assert remembered(latest.start, latest.stop) == [latest]  # a small drawing reads no others
    assert part.module is layer
    del layer
    gc.collect()
    assert part.module is None
    assert part.forgotten


def test_calls_in_threads_give_a_right_picture_whatever_they_are_taken_for() -> None:
    model = nn.MLP(2, [8, 1], activation=autograd.tanh, seed=0)
    outs: list[Value] = []
    threads = [
        threading.Thread(target=lambda: outs.extend(model([0.1, 0.2]) for _ in range(20)))
        for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    loss = autograd.sum(outs)
    loss.backward()
    for depth in (0, 1, 2):
        assert_the_chain_rule_holds(graph_of(loss, depth=depth, limit=None))


def test_a_classifier_of_twenty_thousand_values_is_drawn_at_once() -> None:
    model = nn.MLP(784, [32, 10], seed=0)
    scores = model([0.001 * i for i in range(784)])
    loss = autograd.logsumexp(scores) - scores[3]
    loss.backward()
    with at_most(4_000_000):
        picture = draw(loss)
        assert picture.svg
    assert picture.graph.total > 25_000
    assert len(picture.graph.cards) == 44


def test_layers_over_tensors_fold_too() -> None:
    model = nn.Sequential(nn.Linear(3, 4, seed=0), nn.Tanh(), nn.Linear(4, 1, seed=1))
    loss = (model(Tensor([[1.0, 2.0, 3.0]], name="x")) ** 2).sum()
    loss.backward()
    assert labels(graph_of(loss, depth=0))[0] == "Sequential"
    graph = graph_of(loss, depth=1)
    assert labels(graph)[:3] == ["layers.0", "layers.1", "layers.2"]
    assert labels(graph, "input") == ["x"]


def test_hostile_names_are_text_in_frames() -> None:
    x = Value(1.0, '"><script>alert(1)</script>')
    with autograd.group("</svg><b>&\\N{x}|"):
        a, b = x.sin(), x.cos() * 2.0
    y = a * b
    svg = to_svg(y, depth=0)
    assert "<script>" not in svg
    assert "<b>" not in svg
    assert "</svg><b>&\\N{x}|" in texts(groups(read(svg), "frame")[0])[0]
    source = draw(y, depth=0).dot.source
    assert "<b>&" not in source
    assert "<script>" not in source
