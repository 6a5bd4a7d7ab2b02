"""The strings of tests/data/latex-own.jsonl: each has its one reading, or is refused.

An entry says its names (none: any letters), functions and arrays, and either `reads`, the
derivation text that it means, or `refuse`, why no careful reader would take it for certain. The
readings were written down before the reader was run on them.
"""

import json
import re
from pathlib import Path
from typing import NotRequired, TypedDict

import pytest

from autograd.errors import ExpressionError
from autograd.formulas.latex import read_latex
from autograd.formulas.text.grammar import Reader
from autograd.formulas.trees.tree import Tree

pytestmark = pytest.mark.board


class Case(TypedDict):
    """One line of the file; either `reads` or `refuse` is there."""

    id: str
    about: str
    latex: str
    names: NotRequired[str]
    functions: NotRequired[str]
    arrays: NotRequired[dict[str, int]]
    reads: NotRequired[str]
    refuse: NotRequired[str]


DATA = Path(__file__).parents[1] / "data" / "latex-own.jsonl"
CASES: list[Case] = [json.loads(line) for line in DATA.read_text(encoding="utf-8").splitlines()]


def reading(case: Case) -> str:
    names = case["names"].split() if "names" in case else None
    functions = case.get("functions", "").split()
    return str(read_latex(case["latex"], names, functions, case.get("arrays")))


def same(said: str, wanted: str, case: Case) -> bool:
    """Whether two derivation texts are the same formula, be the brackets as they may."""
    return said == wanted or trees(said, case) == trees(wanted, case)


def trees(said: str, case: Case) -> list[Tree | str]:
    known = {*case.get("names", "").split(), *case.get("arrays", {})}
    found: list[Tree | str] = []
    for line in said.splitlines():
        for part in re.split(r" (=|<-|<=|>=|!=|<|>) (?![^()]*\))", line):
            reader = Reader(part, known.__contains__, lambda name: name not in known, bool)
            found.append(part if part.strip("=<>!-") == "" else reader.expression())
            assert found[-1] == part or reader.next.kind == "end", part
    return found


def label(case: Case) -> str:
    return f"{case['id']}-{case['about']}"


@pytest.mark.parametrize("case", [x for x in CASES if "reads" in x], ids=label)
def test_what_is_certain_is_read(case):
    assert same(reading(case), str(case["reads"]), case)


@pytest.mark.parametrize("case", [x for x in CASES if "refuse" in x], ids=label)
def test_what_is_doubtful_is_refused(case):
    with pytest.raises(ExpressionError) as caught:
        reading(case)
    assert 1 <= caught.value.column <= len(case["latex"]) + 1


def test_the_strings_are_many_and_differ():
    kinds = {(case["about"], case["latex"]) for case in CASES}
    assert len(kinds) == len(CASES) >= 400
