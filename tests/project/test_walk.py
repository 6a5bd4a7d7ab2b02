"""The ways of one value and one claim, as the design note tells them, are those they take."""

import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import autograd
from autograd import tanh, variables
from autograd.checking import check

PACKAGE = Path(autograd.__file__).parent
STEP = re.compile(r"^- \*\*(\w+)\.\*\*(.*?)(?=^- |^\n?#)", re.MULTILINE | re.DOTALL)


def section(title: str) -> str:
    """A section of the design note."""
    said = (PACKAGE / "README.md").read_text("utf-8").partition(f"## {title}\n")[2]
    return said[: said.index("\n## ") + 4]


def steps(title: str = "The way of one value") -> dict[str, list[str]]:
    """The files that each step of the section names, in order."""
    found = STEP.findall(section(title))
    return {step: re.findall(r"`([\w/]+\.py)`", text) for step, text in found}


def entered(run: Callable[[], Any]) -> list[str]:
    """The files of the package that a call comes by, in the order of their first function."""
    found: dict[str, None] = {}

    def notice(frame: Any, event: str, _: Any) -> None:
        path = Path(frame.f_code.co_filename)
        if event == "call" and path.is_relative_to(PACKAGE):
            found.setdefault(path.relative_to(PACKAGE).as_posix())

    before = sys.getprofile()
    sys.setprofile(notice)
    try:
        run()
    finally:
        sys.setprofile(before)
    return list(found)


def formula(w: Any, x: Any, b: Any) -> Any:
    return tanh(w * x + b)


def walked(step: str) -> list[str]:
    numbers = variables("w x b", 0.5, 2.0, -1.0)
    y = formula(*numbers)
    runs: dict[str, Callable[[], Any]] = {
        "Record": lambda: formula(*numbers),
        "Backward": y.backward,
        "Compile": lambda: autograd.compile(formula, grad=True)(0.5, 2.0, -1.0),
        "Draw": lambda: autograd.draw(y).svg,
    }
    runs[step]()  # what is imported for the first time is no step
    return entered(runs[step])


@pytest.mark.parametrize("step", steps())
def test_a_step_comes_by_the_files_that_are_named_in_their_order(step):
    told = steps()[step]
    assert told == [file for file in walked(step) if file in told]


def test_all_four_steps_are_told():
    assert list(steps()) == ["Record", "Backward", "Compile", "Draw"]


def test_a_claim_comes_by_the_files_that_are_named_in_their_order():
    page = re.findall(r"```text\n(.*?)```", section("The way of one claim"), re.DOTALL)[0]
    told = steps("The way of one claim")
    assert list(told) == ["Read", "Mean", "Decide", "Diagnose", "Report"]
    homes = {path.name for path in (PACKAGE / "checking").iterdir() if path.is_dir()}
    named = [file for files in told.values() for file in files]
    whole = [f"checking/{file}" if file.partition("/")[0] in homes else file for file in named]
    str(check(page))  # what is imported for the first time is no step
    assert whole == [file for file in entered(lambda: str(check(page))) if file in whole]
