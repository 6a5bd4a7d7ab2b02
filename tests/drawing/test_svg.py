"""The drawing itself: complete, legible, inside its frame, the same bytes every time."""

import re

import pytest
from hypothesis import given

from autograd import Tensor, Value
from autograd.drawing import graph_of, to_svg
from autograd.drawing.shapes.lines import in_lines
from autograd.drawing.shapes.style import DARK, LIGHT
from drawings import SVG, Box, boxes, chain, graphs, groups, luminance, network, read, shift, texts
from effort import at_most


@given(graphs())
def test_cards_are_apart_and_inside_the_frame(y: Value) -> None:
    drawing = read(to_svg(y))
    cards = boxes(drawing)
    for i, card in enumerate(cards):
        assert not any(card.overlaps(other) for other in cards[:i])
    frame = Box(0, 0, float(drawing.get("width", 0)), float(drawing.get("height", 0)))
    origin = shift(drawing.findall(f"{SVG}g")[0])
    for card in cards:
        assert frame.holds(Box(card.x + origin[0], card.y + origin[1], card.width, card.height))
    assert drawing.get("viewBox") == f"0 0 {drawing.get('width')} {drawing.get('height')}"


@given(graphs())
def test_every_arrow_is_drawn_and_says_its_derivative(y: Value) -> None:
    graph = in_lines(graph_of(y))
    drawn = groups(read(to_svg(y)), "edge")
    assert len(drawn) == len(graph.edges)
    for edge, group in zip(graph.edges, drawn, strict=True):
        assert (group.get("data-source"), group.get("data-target")) == (edge.source, edge.target)
        assert group.get("data-position") == (None if edge.position is None else str(edge.position))
        title = group.find(f"{SVG}title")
        assert title is not None
        assert (title.text or "").endswith(f"= {edge.partial!r}")


@given(graphs())
def test_the_bytes_are_the_same_twice(y: Value) -> None:
    assert to_svg(y) == to_svg(y)


def test_the_same_graph_built_twice_gives_the_same_bytes() -> None:
    (first, p), (second, q) = network(), network()
    first.backward(), second.backward()
    assert to_svg(first, parameters=p) == to_svg(second, parameters=q)


def test_every_card_shows_name_value_gradient_and_every_arrow_its_derivative() -> None:
    error, parameters = network()
    error.backward()
    graph = graph_of(error, parameters=parameters)
    drawing = read(to_svg(error, parameters=parameters))
    cards = [card for card in groups(drawing, "node") if "copy" not in card.get("class", "")]
    for card, group in zip(graph.cards, cards, strict=True):
        assert texts(group) == [card.label, card.made_by, "value", card.value, "grad", card.grad]
    pills = [texts(group)[0] for group in groups(drawing, "label")]
    assert sorted(pills) == sorted(edge.text for edge in graph.edges)
    assert not groups(drawing, "crowded")


def test_pills_do_not_cover_one_another() -> None:
    error, _ = network()
    pills = []
    for group in groups(read(to_svg(error)), "label"):
        rect = group.find(f"{SVG}rect")
        assert rect is not None
        pills.append(Box(*(float(rect.get(key, 0)) for key in ("x", "y", "width", "height"))))
    assert not any(a.overlaps(b) for i, a in enumerate(pills) for b in pills[:i])


def test_text_is_never_smaller_than_eleven_pixels() -> None:
    sizes = re.findall(r"font-size:(\d+)px", to_svg(Value(1.0) * 2.0))
    assert min(map(int, sizes)) >= 11


def test_the_drawing_needs_nothing_from_outside() -> None:
    error, _ = network()
    svg = to_svg(error).replace('xmlns="http://www.w3.org/2000/svg"', "")
    assert not re.search(r"https?:|url\(|@import|href|<script|<image", svg)
    assert "prefers-color-scheme:dark" in svg


@pytest.mark.parametrize("colours", [LIGHT, DARK])
@pytest.mark.parametrize("ink", ["ink", "quiet", "gradient"])
@pytest.mark.parametrize("ground", ["paper", "card", "input", "parameter"])
def test_contrast(colours: dict[str, str], ink: str, ground: str) -> None:
    """WCAG 2.2, success criterion 1.4.3: at least 4.5 : 1."""
    dark, light = sorted(luminance(colours[role]) for role in (ink, ground))
    assert (light + 0.05) / (dark + 0.05) >= 4.5


def test_what_is_folded_is_said() -> None:
    svg = to_svg(chain(1000))
    assert "996 of 1001 nodes are folded into arrows" in " ".join(texts(read(svg)))
    assert "folds 996 ops" in svg


def test_not_run_is_said_in_words() -> None:
    shown = texts(read(to_svg(Value(1.0, "x") * 2.0)))
    assert shown.count("not run") == 2
    assert any("once backward() has run" in text for text in shown)


def test_a_single_leaf_and_a_tensor_draw() -> None:
    assert len(boxes(read(to_svg(Value(1.0, "x"))))) == 1
    assert "2×2: 1…4" in texts(read(to_svg(Tensor([[1.0, 2.0], [3.0, 4.0]]).sum())))


def test_a_thousand_nodes_are_drawn_quickly() -> None:
    y = chain(1000)
    with at_most(1_500_000):
        svg = to_svg(y, limit=None)
    drawn = groups(read(svg), "node")
    assert len([card for card in drawn if "copy" not in card.get("class", "")]) == 1001
