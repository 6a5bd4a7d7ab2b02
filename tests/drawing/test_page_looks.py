"""What a reader's eyes need, measured in the browser: contrast, size, and room for every text."""

from pathlib import Path
from typing import Any

import pytest

from autograd import Tensor, Value, draw
from drawings import chain
from pages import Visit, faults, in_browser, network, neuron

pytestmark = in_browser


def folded() -> tuple[Value, list[Value]]:
    return chain(400), []


def arrays() -> tuple[Tensor, list[Tensor]]:
    w = Tensor([[1.0, 2.0], [3.0, 4.0]], name="weights_of_the_first_layer")
    return (w @ w + 1.0).tanh().sum(), [w]


def wordy() -> tuple[Value, list[Value]]:
    x = Value(-1.2345678e-200, "a name that is longer than any card would be wide " * 3)
    y = (x * 3.0 + Value(float("nan"), "W" * 40)) * Value(float("-inf"), "₀" * 30)
    y.name = "i" * 90
    return y, [x]


GRAPHS = {
    "neuron": lambda: (neuron(), []),
    "network": network,
    "folded": folded,
    "arrays": arrays,
    "wordy": wordy,
}


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("graph", GRAPHS)
def test_every_text_of_the_page_can_be_read(
    visit: Any, graph: str, scheme: str, width: int
) -> None:
    root, parameters = GRAPHS[graph]()
    page = visit(root, parameters, color_scheme=scheme, viewport={"width": width, "height": 800})
    page.page.click("#turn")
    for key in ("ArrowRight", "End"):
        page.press(key)
        assert faults(page) == [], key
    page.page.locator(".node:not(.copy)").first.press("Enter")
    page.page.evaluate("document.activeElement.blur()")  # what has focus dims all that is unrelated
    assert faults(page) == []
    assert page.page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("graph", GRAPHS)
def test_every_text_of_the_picture_can_be_read(
    browser: Any, tmp_path: Path, graph: str, scheme: str
) -> None:
    root, parameters = GRAPHS[graph]()
    draw(root, tmp_path / "graph.svg", parameters=parameters)
    page = Visit(browser, (tmp_path / "graph.svg").as_uri(), color_scheme=scheme)
    assert faults(page) == []
    page.context.close()


def test_on_a_projector_the_words_grow_with_the_picture(visit: Any) -> None:
    root, parameters = network()
    heights = []
    for width, height in ((1280, 800), (1920, 1080)):
        page = visit(root, parameters, viewport={"width": width, "height": height})
        page.press("End")
        page.page.locator(".node:not(.copy)").first.press("Enter")
        page.page.evaluate("document.activeElement.blur()")
        assert faults(page) == []
        assert page.page.evaluate("document.documentElement.scrollHeight") <= height
        heights.append(page.page.locator("h2").first.bounding_box()["height"])
    assert heights[1] == pytest.approx(1.25 * heights[0], rel=0.02)
