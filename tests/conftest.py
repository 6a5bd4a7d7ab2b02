"""What all tests share: the option --full and how hard hypothesis looks."""

from __future__ import annotations

import pytest
from hypothesis import settings

# On a build machine a failure has to mean the change, not the day: the same examples every time.
settings.register_profile("ci", deadline=None, derandomize=True)
settings.register_profile("dev", deadline=None)
settings.register_profile("full", deadline=None, max_examples=1000)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--full", action="store_true", help="run the heavy boards too")


def pytest_configure(config: pytest.Config) -> None:
    if not config.getoption("hypothesis_profile"):
        settings.load_profile("full" if config.getoption("full") else "dev")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave the heavy boards out, in the open (as "deselected"), unless --full asks for them."""
    if config.getoption("full"):
        return
    heavy = [item for item in items if item.get_closest_marker("full")]
    config.hook.pytest_deselected(items=heavy)
    items[:] = [item for item in items if item not in heavy]
