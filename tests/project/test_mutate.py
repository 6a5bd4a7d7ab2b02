"""The mutation tester: which changes it makes, and that it tells noticed ones from missed ones."""

import ast
import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from mutants import mutants
from mutate import PUBLISHED, Result, publish

ROOT = Path(__file__).resolve().parents[2]

CHANGES = {
    "x + 1": ["x - 1", "x + 2"],
    "f(a, b)": ["f(b, a)"],
    "f(a, a)": [],
    "zip(a, a, strict=True)": [],
    "f(a, key=True)": ["f(a)", "f(a, key=False)"],
    "a <= b < c": ["a < b < c", "a <= b <= c"],
    "a and b": ["a or b", "b", "a"],
    "not a": ["a"],
    "-a": ["a"],
    "a if b else c": ["a if not b else c"],
    "a if b is c else d": ["a if b is not c else d"],
    "isinstance(a, int | str)": [],
    "any(a)": ["all(a)"],
    "m.add(a, b)": ["m.sub(a, b)"],
    "m.sub(a, b)": ["m.sub(b, a)", "m.add(a, b)"],
    "'word'": ["'word?'"],
    "f'{a} is {b:.3f}'": ["f'{a} is ?{b:.3f}'"],
    "{a, b}": ["{b}", "{a}"],
    "{a: b, c: d}": ["{c: d}", "{a: b}"],
    "a in (b, c)": ["a not in (b, c)", "a in (c,)", "a in (b,)"],
    "[a for a in b if c]": ["[a for a in b]"],
    "lambda a: a": ["lambda a: None"],
}


STATEMENTS = {
    "return a": ["return None"],
    "a.b = c": ["pass"],
    "a += b": ["pass"],
    "raise a": ["pass"],
    "with a: return": ["if True:\n    return"],
    "if a: return": ["if not a:\n    return"],
    "a: int = b": [],
    "if TYPE_CHECKING:\n    a = 1\nelse:\n    a = b.c": [],
    "if TYPE_CHECKING:\n    a = 1\nelse:\n    a = 2": [
        "if TYPE_CHECKING:\n    a = 1\nelse:\n    a = 3"
    ],
    "'Says what it does.'": [],
    "@a(1)\ndef f(x: int = b) -> 3: return": [],
}


def after_each_change(text: str) -> list[str]:
    """The text after each of its changes (a change stays, so each has a tree of its own)."""
    return [ast.unparse(mutants(text)[i].source()) for i in range(len(mutants(text)))]


@pytest.mark.parametrize("expression", CHANGES)
def test_the_changes_of_an_expression(expression):
    after = [text.removeprefix("x = ") for text in after_each_change(f"x = {expression}")]
    assert sorted(after) == sorted(CHANGES[expression])


@pytest.mark.parametrize("statement", STATEMENTS)
def test_the_changes_of_a_statement(statement):
    assert after_each_change(statement) == STATEMENTS[statement]


def test_a_change_is_named_by_where_it_stands_and_never_twice_alike():
    text = "class A:\n    def f(self):\n        return 1\n    x = lambda: {2, 2}\ny = 3"
    assert [(each.name, each.function) for each in mutants(text)] == [
        ("A.f: return 1 -> return None", 2),
        ("A.f: return 1 -> return 2", 2),
        ("A: x = lambda: {2, 2} -> x = lambda: None", None),
        ("A: lambda: {2, 2} -> lambda: {2}", 4),
        ("A: lambda: {2, 2} -> lambda: {2} (2)", 4),
        ("A: {2, 2} -> {3, 2}", 4),
        ("A: {2, 2} -> {2, 3}", 4),
        ("module: y = 3 -> y = 4", None),
    ]


SOURCE = "def half(x): return x / 2 if x else x"
TESTS = "import source\ndef test_half(): assert source.half(8) in (4, 8 / 3)"
NAME = "half: return x / 2 if x else x -> return x / 2 if not x else x"
PLAN = f"""
["source.py"]
tests = ["test_source.py"]
["source.py".equivalent]
"{NAME}" = "not so: tests of the gate leave it out"
["source.py".missed]
"half: x / 2 -> x / 3" = "on purpose"
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="each change has a forked process")
def test_a_change_that_no_test_notices_is_printed_and_fails_the_gate(tmp_path):
    (tmp_path / "tests" / "data").mkdir(parents=True)
    (tmp_path / "docs").mkdir()
    (tmp_path / "source.py").write_text(SOURCE)
    (tmp_path / "test_source.py").write_text(TESTS)
    (tmp_path / "tests" / "data" / "mutants.toml").write_text(PLAN)
    (tmp_path / "docs" / "mutation.md").write_text("| `source.py` | 1 | 1 | 0 | 0 | 66.7 |")
    program = "import sys, pathlib, mutate; sys.exit(mutate.main([], pathlib.Path()))"
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": f"{ROOT / 'tests'}{os.pathsep}{tmp_path}"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout.splitlines() == [
        "source.py:1: no test notices half: x / 2 -> x / 3 on purpose",
        "| `source.py` | 4 | 4 | 1 | 1 | 66.6 |",
        "source.py has the score 66.6; published is 66.7",
    ], done.stderr
    assert done.returncode == 1


def test_a_score_is_published_in_its_row(tmp_path):
    table = tmp_path / "table.md"
    table.write_text("# Scores\n| `a.py` | old |\n| `b.py` | old |\nend\n")
    publish(table, Result("b.py", changes=9, tried=7, equivalent=1, survived=1))
    assert (
        table.read_text() == "# Scores\n| `a.py` | old |\n| `b.py` | 9 | 7 | 1 | 1 | 83.3 |\nend\n"
    )
    assert PUBLISHED.findall(table.read_text()) == [("b.py", "83.3")]


def test_every_file_of_the_plan_has_tests_and_a_published_score():
    plans = tomllib.loads((ROOT / "tests/data/mutants.toml").read_text("utf-8"))
    for file, plan in plans.items():
        assert all((ROOT / each).is_file() for each in [file, *plan["tests"]]), file
    published = PUBLISHED.findall((ROOT / "docs/mutation.md").read_text("utf-8"))
    assert [file for file, _ in published] == list(plans)
