"""Derivations on pages as tests: `pytest --derivations` checks every claim of every page.

pytest reads this file in each of its runs, also where nobody asks for derivations. So it stands
outside the package and imports nothing of it: autograd comes with the first page that is wanted,
which also lets coverage see the package being imported.
"""

from __future__ import annotations

from pathlib import Path

import pytest

PAGES = (".md", ".markdown", ".tex", ".ipynb", ".rst")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Enter `--derivations`, `--derivations-inconclusive`, and both for the configuration file."""
    group = parser.getgroup("derivations", "formulas derived by hand")
    group.addoption(
        "--derivations",
        action="store_true",
        help="check the formulas of Markdown, TeX, notebooks and .rst, each claim as a test",
    )
    group.addoption(
        "--derivations-inconclusive",
        choices=("fail", "xfail"),
        help="what becomes of a claim that cannot be decided (default: fail)",
    )
    parser.addini("derivations", "the same as --derivations", type="bool", default=False)
    parser.addini("derivations_inconclusive", "the same as --derivations-inconclusive")


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    """A page for each file that may hold one, if derivations are wanted."""
    options = parent.config
    wanted = options.getoption("derivations") or options.getini("derivations")
    if not wanted or file_path.suffix.lower() not in PAGES:
        return None
    from autograd.shell.collecting import Page

    page: pytest.Collector = Page.from_parent(parent, path=file_path)
    return page
