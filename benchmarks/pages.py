"""The step page: its size, and how long a browser takes from a step to the frame that shows it."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from autograd import Value, explore, variables
from autograd.drawing import to_page
from autograd.shell.demo.network import forward, starting_weights

from .browser import PATIENCE, chromium, missing
from .graphs import network_of
from .measure import Effort
from .report import Goal, Table


def neuron() -> Value:
    """The neuron of the README."""
    w, x, b = variables("w x b", -0.8, 1.5, 0.6)
    return (w * x + b).tanh()


# Graph, kB and milliseconds wanted; every node has a card.
PAGES: list[tuple[str, Callable[[], Value], float, float]] = [
    ("a neuron", neuron, 25.0, 20.0),
    ("the 2-2-2 network", lambda: forward(starting_weights())["E"], 1_000.0, 20.0),
    ("100 nodes", lambda: network_of(100), 1_000.0, 20.0),
    ("1 000 nodes", lambda: network_of(1_000), 1_000.0, 50.0),
]

# From the start of a frame, so that none of the wait for the screen is counted, to the moment when
# script, style, layout and paint of the step are done. At the end of the story it begins again.
STEPS = """(most) => new Promise(done => {
  const times = [], { port1, port2 } = new MessageChannel()
  const first = Math.max(0, turn - (most >> 1))
  let began = 0
  port2.onmessage = () => {
    times.push(performance.now() - began)
    if (at === end) go(first)
    times.length < most ? requestAnimationFrame(step) : done(times)
  }
  const step = () => {
    began = performance.now()
    go(at + 1)
    port1.postMessage(0)
  }
  go(first)
  requestAnimationFrame(step)
})"""


def measure_pages(effort: Effort) -> Table:
    """Sizes, and where there is a browser the frames of steps around the turn to backward."""
    columns = ["", "kB", "step to frame, ms", "95 of 100, ms"]
    table = Table("The step page, every node with a card", columns, [])
    frames = {} if missing() else _frames(60 if effort.seconds > 0.1 else 5)
    for name, make, kilobytes, milliseconds in PAGES:
        size = len(to_page(make(), limit=None).encode()) / 1e3
        table.goals.append(Goal(f"{name}, size", size, kilobytes, "kB"))
        if name in frames:
            times, _ = frames[name]
            p95 = times[int(0.95 * len(times))]
            table.rows.append([name, size, times[len(times) // 2], p95])
            table.goals.append(Goal(f"{name}, 95 of 100 frames", p95, milliseconds, "ms"))
        else:
            table.rows.append([name, size, "-", "-"])
    if frames:
        requests = sum(requests for _, requests in frames.values())
        table.goals.append(Goal("requests of the pages for anything else", requests, 0.0))
    else:
        table.remarks.append(f"Frames are not measured: it {missing()}.")
    return table


def _frames(most: int) -> dict[str, tuple[list[float], int]]:
    """For each page the sorted milliseconds of its frames, and how often it asked for more."""
    with tempfile.TemporaryDirectory() as folder, chromium() as browser:
        path = Path(folder) / "page.html"
        return {name: visited(browser, make(), path, most) for name, make, *_ in PAGES}


def visited(browser: Any, root: Value, path: Path, most: int) -> tuple[list[float], int]:
    """A page in the browser: the sorted milliseconds of its steps, and its further requests."""
    explore(root, path, limit=None)
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    page.set_default_timeout(PATIENCE)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(path.as_uri())
    times = sorted(page.evaluate(STEPS, most))
    page.close()
    return times, len([url for url in asked if url != path.as_uri()])
