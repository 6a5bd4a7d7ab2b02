"""The picture of a slip says what the words say, and no words call what a page cannot call."""

import re

import pytest

from autograd.checking import check
from autograd.engine.elementwise import Elementwise
from autograd.engine.primitive import REGISTRY
from fields import written
from verdicts import last

pytestmark = pytest.mark.board
SOURCE = list(written("words.txt"))
FULL = pytest.mark.full


# What is red says no other than the words do: a doubled path is no missing 1/2, a sign no factor.
OTHER = {"the sign": "left out", "is missing": "twice", "should be": "wrong sign"}


@pytest.mark.parametrize("part", [slice(0, None, 20), pytest.param(slice(None), marks=FULL)])
def test_the_picture_of_a_slip_says_what_the_words_say(part):
    slips = [x for x in SOURCE if x.culprits][part]
    red = 0
    for each in slips:
        report = check(each.text)
        claim = report.claims[-1]
        graph = report.explain(claim.line).graph
        assert claim.note in graph.caption
        tints = graph.caption[-1]
        for words, other in OTHER.items():
            assert words not in claim.note or other not in tints or "2" in claim.note, str(claim)
        red += any(edge.mark == "wrong" for edge in graph.edges)
    assert red >= 0.75 * len(slips)


# ---- Functions that no page can call ------------------------------------------------------------

FUNCTIONS = [op for op in REGISTRY.values() if isinstance(op, Elementwise) and op.public]
INNER = ("u", "v", "t")


@pytest.mark.parametrize("part", [slice(0, None, 3), pytest.param(slice(None), marks=FULL)])
def test_no_suggestion_calls_what_a_page_cannot(part):
    """A wrong claim about each function: what is said uses the names of the page and functions."""
    inner = [op.name for op in REGISTRY.values() if not op.public and len(op.name) > 4]
    said = {}
    for op in FUNCTIONS[part]:
        args = INNER[: max(1, op.arity - len(op.defaults))]
        page = f"{', '.join(args)} in (1/8, 7/8)\ny = {op.name}({', '.join(args)})\n"
        claim = last(f"{page}dy/du = u + 7/3")
        if claim.status == "wrong":
            said[op.name] = " ".join([*claim.evidence, claim.suggestion or "", claim.note or ""])
    assert len(said) >= 0.8 * len(FUNCTIONS[part])
    for name, words in said.items():
        found = [x for x in inner if re.search(rf"\b{x}\b", words)]
        assert not found, f"{name}: {words}"
    assert sum("right is" in words for words in said.values()) >= 0.9 * len(said)
