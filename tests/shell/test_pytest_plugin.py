"""`pytest --derivations`: each claim of a page as a test."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

pytest_plugins = ["pytester"]

ROOT = Path(__file__).resolve().parents[2]
NOTES = """\
# Notes

```derivation
y = x^2
dy/dx = 2*x
```

Names carry over from block to block.

```derivation
dy/dx = x
dy/dx = 3*x       # wrong: the exponent is 2
d2y/dx2 = 2x
N = sqrt(-x^2 - 1)
dN/dx = x
```

$$ \\frac{\\partial y}{\\partial x} = 2 x $$
"""
NAMES = [
    "line 5: dy/dx = 2*x",
    "line 11: dy/dx = x",
    "line 12: dy/dx = 3*x",
    "line 13: d2y/dx2 = 2x",
    "line 15: dN/dx = x",
    "line 18: dy/dx = 2*x",
]


@pytest.fixture
def page(pytester):
    pytester.makefile(".md", notes=NOTES)
    pytester.makefile(".md", readme="No derivation stands here.\n\n```python\nx = 1\n```\n")
    return lambda *options: pytester.runpytest(
        "-p", "pytest_derivations", "-p", "no:cacheprovider", "--derivations", *options
    )


def test_each_claim_is_an_item_with_its_line(page):
    page("--collect-only", "-q").stdout.fnmatch_lines([f"notes.md::{name}" for name in NAMES])


def test_what_is_wrong_unreadable_or_open_fails_with_the_evidence(page):
    result = page()
    result.assert_outcomes(passed=3, failed=3)
    result.stdout.fnmatch_lines(
        [
            "*_ line 11: dy/dx = x _*",
            "✗ wrong        line 11: dy/dx = x",
            "    at x = 1:",
            "    right is dy/dx = 2*x",
            "",
            "notes.md:11: wrong",
            "! unreadable   line 13: d2y/dx2 = 2x",
            "    column 12: an operator is missing*",
            "notes.md:13: unreadable",
            "notes.md:15: inconclusive",
            "FAILED notes.md::line 11: dy/dx = x - wrong",
        ]
    )
    result.stdout.no_fnmatch_line("*Traceback*")
    result.stdout.no_fnmatch_line("*collecting.py*")


def test_what_cannot_be_decided_may_be_expected_to_fail(page, pytester):
    page("--derivations-inconclusive=xfail").assert_outcomes(passed=3, failed=2, xfailed=1)
    pytester.makeini("[pytest]\nderivations_inconclusive = xfail\n")
    page().assert_outcomes(passed=3, failed=2, xfailed=1)


def test_a_claim_that_only_its_comment_calls_wrong_fails(pytester):
    pytester.makefile(".md", notes="```derivation\ny = x^2\ndy/dx = 2*x  # wrong\n```\n")
    result = pytester.runpytest("-p", "pytest_derivations", "--derivations")
    result.stdout.fnmatch_lines(["*but its comment calls it wrong", "notes.md:3: proved"])


def test_the_configuration_file_can_ask_for_them(pytester):
    pytester.makefile(".md", notes=NOTES)
    pytester.makeini("[pytest]\nderivations = true\n")
    pytester.runpytest("-p", "pytest_derivations").assert_outcomes(passed=3, failed=3)


def test_nothing_is_collected_unasked(pytester):
    pytester.makefile(".md", notes=NOTES)
    pytester.runpytest("-p", "pytest_derivations").assert_outcomes()


def test_claims_are_chosen_by_name_and_run_in_parallel(page):
    page("-k", "dN or 5").assert_outcomes(passed=1, failed=1)
    page("-n", "2").assert_outcomes(passed=3, failed=3)


def test_the_last_failures_run_again(pytester):
    pytester.makefile(".md", notes=NOTES)
    again = ["-p", "pytest_derivations", "--derivations", "--lf"]
    pytester.runpytest(*again).assert_outcomes(passed=3, failed=3)
    pytester.runpytest(*again).assert_outcomes(failed=3)


def test_a_file_that_is_no_text_is_named(pytester):
    pytester.path.joinpath("notes.md").write_bytes(b"```derivation\n\xff\n```\n")
    result = pytester.runpytest("-p", "pytest_derivations", "--derivations")
    result.stdout.fnmatch_lines(["*notes.md is not text in UTF-8 (byte 0xFF at line 2, column 1)*"])
    result.assert_outcomes(errors=1)


CLAIMS = r"$$ y = x^2 $$ has $$ \frac{dy}{dx} = 2x $$ and $$ \frac{dy}{dx} = 3x. $$"
PUBLISHED = {
    ".md": CLAIMS,
    ".tex": CLAIMS,
    ".rst": r":math:`y = x^2` has :math:`\frac{dy}{dx} = 2x` and :math:`\frac{dy}{dx} = 3x`.",
    ".ipynb": json.dumps({"cells": [{"cell_type": "markdown", "source": [CLAIMS]}]}),
}


@pytest.mark.parametrize("ending", PUBLISHED)
def test_a_page_as_published_has_its_claims_as_items(pytester, ending):
    pytester.makefile(ending, page=PUBLISHED[ending])
    result = pytester.runpytest("-p", "pytest_derivations", "--derivations")
    result.assert_outcomes(passed=1, failed=1)
    result.stdout.fnmatch_lines(["✗ wrong *3x*", f"page{ending}:1: wrong"])


def test_a_notebook_that_is_none_is_named(pytester):
    pytester.makefile(".ipynb", page='{"cells": [')
    result = pytester.runpytest("-p", "pytest_derivations", "--derivations")
    result.stdout.fnmatch_lines(["*page.ipynb: this is no notebook*"])
    result.assert_outcomes(errors=1)


UNUSED = """
import sys, pytest
assert pytest.main(["-q", "-p", "pytest_derivations", "--collect-only"]) == 5
heavy = {"autograd", "numpy", "flint"} & set(sys.modules)
assert not heavy, heavy
"""


def test_unused_it_imports_nothing(tmp_path):
    tmp_path.joinpath("notes.md").write_text(NOTES, "utf-8")
    alone = {"PYTHONPATH": str(ROOT), "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
    done = subprocess.run(
        [sys.executable, "-c", UNUSED],
        cwd=tmp_path,
        env=os.environ | alone,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


MIXED = r"""$z = x^2$ has $$ \frac{dz}{dx} = 2x $$

```derivation
y = x^2
dy/dx = 2*x
dy/dx = 3*x  # wrong
dy/dx = 4*x
```
"""


def test_formulas_beside_blocks_are_items_too(pytester):
    pytester.makefile(".md", notes=MIXED)
    result = pytester.runpytest("-p", "pytest_derivations", "--derivations")
    result.assert_outcomes(passed=3, failed=1)
    result.stdout.fnmatch_lines(["FAILED notes.md::line 7: dy/dx = 4*x - wrong"])


def test_names_beside_a_page_are_known(pytester):
    pytester.makefile(".md", notes=r"$z = W x$, $L = z^T z$, $u = 3 v$: $$ \frac{du}{dv} = 1. $$")
    pytester.runpytest("-p", "pytest_derivations", "--derivations").stdout.fnmatch_lines(
        ["FAILED notes.md::* - inconclusive"]
    )
    pytester.makefile(".names", notes="v in R")
    pytester.runpytest("-p", "pytest_derivations", "--derivations").stdout.fnmatch_lines(
        ["FAILED notes.md::* - wrong"]
    )
