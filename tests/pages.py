"""A page open in the browser, and graphs that are good to open there."""

import re
from textwrap import dedent
from typing import Any

import pytest

from autograd import Value, variables
from autograd.shell.demo.network import forward, starting_weights
from benchmarks.browser import PATIENCE, missing

# The mark of a module whose tests open pages: without a browser all are skipped, in one line.
in_browser = [pytest.mark.browser]
if reason := missing():
    in_browser.append(pytest.mark.skip(reason))


class Visit:
    """A page that is open in the browser, and what went wrong with it."""

    def __init__(self, browser: Any, url: str, **options: Any) -> None:
        self.context = browser.new_context(**{"viewport": {"width": 1280, "height": 800}} | options)
        self.context.set_default_timeout(PATIENCE)
        self.page = self.context.new_page()
        self.faults: list[str] = []
        self.requests: list[str] = []
        self.page.on("pageerror", lambda error: self.faults.append(str(error)))
        self.page.on("console", lambda message: self.faults.append(message.text))
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.goto(url)

    def text(self, selector: str) -> str:
        return str(self.page.locator(selector).first.text_content())

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def card(self, name: str) -> Any:
        pattern = re.compile(f"^{re.escape(name)}")
        return self.page.locator(".node:not(.copy)").filter(has_text=pattern).first

    def label(self, name: str) -> str:
        return str(self.card(name).get_attribute("aria-label"))

    def steps(self) -> tuple[int, int]:
        at, end = re.findall(r"\d+", self.text("#count"))
        return int(at), int(end)


def heard(page: Visit, wanted: str) -> None:
    """What a screen reader has of the page is at least this, in this order."""
    from playwright.sync_api import expect

    expect(page.page.locator("body")).to_match_aria_snapshot(dedent(wanted))


def neuron() -> Value:
    w, x, b, t = variables("w x b t", -0.8, 1.5, 0.6, 1.0)
    wx = w * x
    y = (wx + b).tanh()
    loss = (y - t) ** 2.0 + 0.1 * w * w
    wx.name, y.name, loss.name = "wx", "y", "L"
    return loss


def network() -> tuple[Value, list[Value]]:
    named = forward(starting_weights())
    return named["E"], [node for name, node in named.items() if name[0] in "wk"]


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
