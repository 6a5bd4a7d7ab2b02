"""What all tests share: the option --full, how hard hypothesis looks, and a browser."""

import gc
import signal
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from autograd import Value, explore
from benchmarks.browser import chromium
from effort import uncounted
from pages import Visit

# On a build machine a failure has to mean the change, not the day: the same examples every time.
settings.register_profile("ci", deadline=None, derandomize=True)
settings.register_profile("dev", deadline=None)
settings.register_profile("full", deadline=None, max_examples=1000)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--full", action="store_true", help="run the heavy boards too")


def pytest_configure(config: pytest.Config) -> None:
    # A shell that starts the tests in the background has them, and what they start, ignore Ctrl-C.
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    if not config.getoption("hypothesis_profile"):
        settings.load_profile("full" if config.getoption("full") else "dev")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave the heavy boards out, in the open (as "deselected"), unless --full asks for them."""
    if config.getoption("full"):
        return
    heavy = [item for item in items if item.get_closest_marker("full")]
    config.hook.pytest_deselected(items=heavy)
    items[:] = [item for item in items if item not in heavy]


def pytest_collection_finish() -> None:
    """Let the collector pass over what was imported: thousands of tests would walk through it."""
    gc.collect()
    gc.freeze()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Iterator[None]:
    """Let coverage count no lines under a board: that triples its work, and others reach them."""
    # pytest-cov has a mark for this; in a worker of pytest-xdist it stops nothing.
    with uncounted() if item.get_closest_marker("board") else nullcontext():
        return (yield)


# Of a module and not of the session: while it runs, asyncio starts no other loop in this process.
@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """Chromium, for the modules whose mark is `pages.in_browser`."""
    with chromium() as opened:
        yield opened


@pytest.fixture
def visit(browser: Any, tmp_path: Path) -> Iterator[Any]:
    """Open the step page of a graph; in the end nothing went wrong and nothing was asked for."""
    visits: list[Visit] = []

    def open_page(root: Value, parameters: Any = (), **options: Any) -> Visit:
        path = tmp_path / "page.html"
        explore(root, path, parameters=parameters)
        visits.append(Visit(browser, path.as_uri(), **options))
        return visits[-1]

    yield open_page
    for one in visits:
        assert one.faults == []
        assert all(url.startswith(tmp_path.as_uri()) for url in one.requests)
        one.context.close()
