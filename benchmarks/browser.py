"""Chromium, headless and on an island: for the figures of the page, and for the tests of it.

It is Debian's `chromium`, a Chrome on PATH, or whatever CHROMIUM names, driven by Playwright. Each
start has a folder of its own for what a browser remembers, and nothing is asked of the network.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from typing import Any

PROGRAMS = ("chromium", "google-chrome")
FLAGS = [
    "--headless",
    "--no-sandbox",  # root, as build machines are, is refused a sandbox
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",  # containers have 64 MB of it, and a page that needs more dies
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PATIENCE = 120_000.0  # milliseconds: a busy machine is slow, and that is no fault of the page


def program() -> str | None:
    """The path of the browser, None where there is none."""
    asked = os.environ.get("CHROMIUM")
    found = [shutil.which(name) for name in ((asked,) if asked else PROGRAMS)]
    return next(filter(None, found), None)


def missing() -> str:
    """What stands in the way of opening a page here; empty when nothing does."""
    if find_spec("playwright") is None:
        return "needs Playwright (pip install playwright)"
    if program() is None:
        return "needs Chromium (apt install chromium, or CHROMIUM=/path/to/it)"
    return ""


@contextmanager
def chromium() -> Iterator[Any]:
    """The browser, as Playwright's synchronous API has it, closed at the end."""
    from playwright.sync_api import expect, sync_playwright

    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=program(), args=FLAGS, timeout=PATIENCE
        )
        yield browser
        browser.close()
