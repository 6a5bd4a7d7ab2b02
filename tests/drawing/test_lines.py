"""A wide picture in lines: narrow enough to be read, and the same graph as before."""

from collections.abc import Callable

import pytest
from hypothesis import given

import autograd
from autograd import Value
from autograd.drawing import Edge, Graph, explore, graph_of, to_svg
from autograd.drawing.layout.borders import GAP, MOST_SLACK
from autograd.drawing.shapes.arranging import arranged
from autograd.drawing.shapes.cards import size_of
from autograd.drawing.shapes.lines import LINE, REPEATS, in_lines, width_of
from autograd.drawing.shapes.pills import Pill
from benchmarks.graphs import layers, recurrent, steps, tangle
from drawings import chain, graphs, network, read, unrolled
from stories import assert_adds_up, story_in

pytestmark = pytest.mark.board
PAGE = 1280.0


WIDE: dict[str, Callable[[], Value]] = {
    "the 2-2-2 network": lambda: network()[0],
    "a chain": lambda: chain(40),
    "six steps of a recurrent net": unrolled,
    "the same, written with + and *": lambda: recurrent(6),
    "eight steps of two states": lambda: steps(8),
    "layers": lambda: layers([3, 5, 1]),
}


def origins(graph: Graph) -> list[tuple[str, str, Edge]]:
    """The arrows, from original to original, in their order."""
    origin = {card.id: card.copy_of or card.id for card in graph.cards}
    return [(origin[edge.source], origin[edge.target], edge) for edge in graph.edges]


def lines_of(graph: Graph) -> dict[str, int]:
    """The line of each card, by id."""
    lines = graph.lines or (0,) * len(graph.cards)
    return dict(zip((card.id for card in graph.cards), lines, strict=True))


@given(graphs(most=60))
def test_a_picture_in_lines_is_the_same_graph(y: Value) -> None:
    graph = graph_of(y)
    lined = in_lines(graph)
    before = [(a, b, e.position, e.partial) for a, b, e in origins(graph)]
    assert [(a, b, e.position, e.partial) for a, b, e in origins(lined)] == before
    kept = [
        (card.id, card.label, card.value) for card in lined.cards if card.id in graph_ids(graph)
    ]
    assert kept == [(card.id, card.label, card.value) for card in graph.cards]


def graph_ids(graph: Graph) -> set[str]:
    return {card.id for card in graph.cards}


@given(graphs(most=60))
def test_no_arrow_leads_from_line_to_line(y: Value) -> None:
    graph = in_lines(graph_of(y))
    line = lines_of(graph)
    number = {card.id: i for i, card in enumerate(graph.cards)}
    own = {card.id: line[card.id] for card in graph.cards if card.kind != "copy"}
    for edge in graph.edges:
        assert line[edge.source] == line[edge.target]
        assert number[edge.source] < number[edge.target]
    for source, target, _ in origins(graph):
        assert own[source] <= own[target]
    assert sorted(set(line.values())) == list(range(max(line.values()) + 1))


@given(graphs(most=60))
def test_a_line_is_too_wide_by_its_first_column_at_most(y: Value) -> None:
    graph = in_lines(graph_of(y))
    if graph.lines:
        column = max(size_of(card)[0] for card in graph.cards)
        arrows = GAP + MOST_SLACK + max(Pill.width_of(edge.text) for edge in graph.edges)
        assert arranged(graph, 22.0).width <= LINE + max(0.0, column + arrows - REPEATS)


@pytest.mark.parametrize("name", WIDE)
def test_what_is_wide_fits_a_page(name: str) -> None:
    y = WIDE[name]()
    y.backward()
    assert len(set(in_lines(graph_of(y)).lines)) > 1
    assert float(read(to_svg(y)).get("width", 0)) <= PAGE


def test_a_tangle_fits_a_page_but_for_a_little() -> None:
    y = tangle(3, 50)
    y.backward()
    assert PAGE < float(read(to_svg(y)).get("width", 0)) <= 1.04 * PAGE


@given(graphs(most=60))
def test_the_width_is_known_before_the_layout(y: Value) -> None:
    graph = graph_of(y)
    assert width_of(graph) == arranged(graph, 22.0).width


def least_squares() -> Value:
    """A parabola through three points: a picture that is one card too wide for a line."""
    a, b, c = autograd.variables("a b c", 1.0, 2.0, 3.0)
    points = [(0.0, 1.0), (1.0, 2.0), (2.0, 5.0)]
    return autograd.sum([(a * x * x + b * x + c - y) ** 2.0 for x, y in points]) / 3.0


def test_no_card_is_left_alone_on_the_last_line() -> None:
    y = least_squares()
    y.backward()
    lines = [line for card, line in lines_of(in_lines(graph_of(y))).items() if "line" not in card]
    assert max(lines) == 1
    assert lines.count(1) >= 5


def test_what_fits_is_left_as_it_is() -> None:
    w, x, b = autograd.variables("w x b", 0.5, 2.0, -1.0)
    graph = graph_of((w * x + b).tanh())
    assert in_lines(graph) is graph


def test_a_chain_that_has_a_card_for_every_node_keeps_them() -> None:
    y = chain(78)
    graph = in_lines(graph_of(y))
    assert (
        len([card for card in graph.cards if card.kind != "copy"]) == len(graph_of(y).cards) == 79
    )
    assert not graph.notes


def test_layers_that_would_repeat_too_much_stay_whole() -> None:
    graph = graph_of(layers([3, 20, 20, 1]), limit=None)
    assert arranged(graph, 22.0).width > LINE
    assert in_lines(graph) is graph


def test_a_leaf_moves_to_the_line_that_uses_it_first() -> None:
    error, _ = network()
    graph = in_lines(graph_of(error))
    cards = {card.label: card for card in graph.cards if card.kind != "copy"}
    assert lines_of(graph)[cards["k2"].id] == 1
    assert [card.label for card in graph.cards if card.copy_of == cards["k2"].id] == []


def test_the_number_of_a_line_is_crowded_by_those_of_its_own_line_only() -> None:
    y = chain(300)  # far more numbers than one column has room for, one below another
    assert "label crowded" not in to_svg(y, limit=None)


@pytest.mark.parametrize("name", WIDE)
def test_the_steps_of_a_page_in_lines_add_up(name: str) -> None:
    y = WIDE[name]()
    assert_adds_up(story_in(explore(y).html), y)
