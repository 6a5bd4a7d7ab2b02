"""The examples of CONTRIBUTING, entered for the time of a test where they say that they belong."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType
from typing import Any

PAGE = Path(__file__).resolve().parents[1] / "CONTRIBUTING.md"


def example(section: str) -> str:
    """The first block of code of a section."""
    text = PAGE.read_text("utf-8").partition(f"## {section}")[2].partition("\n## ")[0]
    shown = re.search(r"^```py\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    assert shown is not None, section
    return shown[1]


@contextmanager
def entered(code: str, module: ModuleType, table: dict[str, Any]) -> Iterator[str]:
    """The name of what code written at the end of a module enters in a table."""
    names, entries = set(vars(module)), dict(table)
    try:
        exec(code, vars(module))  # noqa: S102  # what the page tells to write
        (new,) = table.keys() - entries.keys()
        yield new
    finally:
        for name in set(vars(module)) - names:
            delattr(module, name)
        table.clear()
        table.update(entries)
