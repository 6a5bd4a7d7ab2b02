"""A page open in the browser, and graphs that are good to open there."""

from __future__ import annotations

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
