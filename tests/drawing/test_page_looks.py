"""What a reader's eyes need, measured in the browser: contrast, size, and room for every text."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from autograd import Tensor, Value, draw
from drawings import chain
from pages import Visit, in_browser, network, neuron

pytestmark = in_browser

# Every text that can be seen, with its size on the screen, its contrast to what lies under it,
# whether it sticks out of the card, the box or the window that is to hold it, and whether something
# else lies over its beginning, middle or end.
LOOKS = """() => {
  const rgba = css => {
    const [r, g, b, a = 1] = css.match(/[\\d.]+/g).map(Number)
    const most = css.startsWith('color(') ? 255 : 1  // what `color-mix` gives counts to 1
    return [r * most, g * most, b * most, a]
  }
  const light = ([r, g, b]) => [r, g, b].map(c => c / 255)
    .map(c => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)
    .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0)
  const over = (top, ground) => top.slice(0, 3).map((c, i) => c * top[3] + ground[i] * (1 - top[3]))
  const opacity = e => e ? getComputedStyle(e).opacity * opacity(e.parentElement) : 1
  const paint = e => {
    const { fill, backgroundColor } = getComputedStyle(e)
    const shape = ['rect', 'path', 'circle'].includes(e.tagName)
    const colour = shape ? fill : e instanceof SVGElement ? 'none' : backgroundColor
    return colour === 'none' ? [0, 0, 0, 0] : rgba(colour)
  }
  const outside = (inner, outer) => Math.max(outer.left - inner.left, inner.right - outer.right,
    outer.top - inner.top, inner.bottom - outer.bottom)
  const found = []
  const walk = document.createTreeWalker(document.documentElement, NodeFilter.SHOW_TEXT)
  while (walk.nextNode()) {
    const text = walk.currentNode.data.trim()
    const e = walk.currentNode.parentElement
    const range = document.createRange()
    if (!text || e.closest('script,style,title') || opacity(e) < 0.01) continue
    if (getComputedStyle(e).visibility !== 'visible' || e.closest('.skip,.unseen')) continue
    range.selectNodeContents(walk.currentNode)
    if (!range.getClientRects().length) continue
    e.scrollIntoView({ block: 'center', inline: 'center', behavior: 'instant' })
    const rect = range.getClientRects()[0]
    const [x, y] = [(rect.left + rect.right) / 2, (rect.top + rect.bottom) / 2]
    const inSvg = e instanceof SVGElement
    const stack = document.elementsFromPoint(x, y)
    const under = inSvg ? stack : stack.slice(stack.findIndex(one => one.contains(e)))
    const ground = under.map(paint).find(c => c[3] === 1) ?? [255, 255, 255]
    const style = getComputedStyle(e)
    const [r, g, b, a] = rgba(inSvg ? style.fill : style.color)
    const ink = over([r, g, b, a * opacity(e)], ground)
    const [low, high] = [light(ink), light(ground)].sort((x, y) => x - y)
    const size = parseFloat(style.fontSize) * (inSvg ? e.getScreenCTM().a : 1)
    const tops = [rect.left + 2, x, rect.right - 2].map(at => document.elementFromPoint(at, y))
    const others = tops.filter(top => top && !top.contains(e) && !e.contains(top))
    const card = e.closest('.node')?.querySelector('.card') ?? e.closest('svg')
    const frame = card ? card.getBoundingClientRect()
      : { left: 0, right: innerWidth, top: -Infinity, bottom: Infinity }
    found.push({ text, size, contrast: (high + 0.05) / (low + 0.05),
      covered: !inSvg && e.checkVisibility() && others.length > 0,
      out: outside(range.getBoundingClientRect(), frame) })
  }
  return found
}"""


def faults(page: Visit) -> list[str]:
    """What is hard to read on the page as it stands, in words."""
    seen = page.page.evaluate(LOOKS)
    assert seen
    return [
        f"{one['text']!r}: {what}"
        for one in seen
        for what in (
            f"contrast {one['contrast']:.2f}" if one["contrast"] < 4.5 else "",
            f"size {one['size']:.1f} px" if one["size"] < 10.99 else "",
            f"sticks out by {one['out']:.1f} px" if one["out"] > 1.0 else "",
            "lies under something else" if one["covered"] else "",
        )
        if what
    ]


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
