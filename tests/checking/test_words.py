"""What is said of a slip is what a careful reader would say, and leaves the rest to its author.

Every sixth slip of `data/words.txt` is checked each time, with --full all of them.
"""

import re

import pytest

from autograd.checking import check
from autograd.engine.elementwise import Elementwise
from autograd.engine.primitive import REGISTRY
from fields import same, written

pytestmark = pytest.mark.board
RIGHT = ("proved", "agrees")
SOURCE = list(written("words.txt"))
FULL = pytest.mark.full
PARTS = [slice(0, None, 6), pytest.param(slice(None), marks=FULL)]


def last(page):
    return check(page).claims[-1]


@pytest.mark.parametrize("part", PARTS)
def test_no_right_claim_is_accused(part):
    for each in [x for x in SOURCE if not x.culprits][part]:
        assert last(each.text).status in RIGHT, f"{each.field}: {each.right}"


@pytest.mark.parametrize("part", PARTS)
def test_the_slip_is_named_and_the_rest_is_left_as_it_was_written(part):
    slips = [x for x in SOURCE if x.culprits][part]
    assert len(slips) >= 40
    unnamed, rewritten = [], []
    for each in slips:
        claim = last(each.text)
        assert claim.status == "wrong", f"{each.field}: {claim}"
        said = [x for x in claim.evidence[2:] if not x.startswith("right is ")]
        if not each.names(" ".join([claim.culprit or "", *said])):
            unnamed.append(f"{each.field}: {claim}")
        shown = (claim.suggestion or "").partition(" = ")[2]
        if not shown or not any(same(shown, x) for x in each.mended):
            rewritten.append(f"{each.field}: {claim}")
    assert len(unnamed) <= 0.01 * len(slips), "\n".join(unnamed)
    assert len(rewritten) <= 0.01 * len(slips), "\n".join(rewritten)


LOGIT = "y in {0, 1}\np = sigmoid(z)\nL = -(y*log(p) + (1 - y)*log(1 - p))\n"
HUBER = "d > 0\nL = where(abs(r) <= d, r^2/2, d*(abs(r) - d/2))\n"
PINBALL = "q in (0, 1)\nL = where(r >= 0, q*r, (q - 1)*r)\n"
HILL = "x, k, n > 0\ny = x^n/(k^n + x^n)\n"
POWER = "v > 0\ny = v^2.5\n"
RADIATION = "R = 2.26814960002e-7*S^4\n"
DECAY = "y = x^2*exp(-x/5)\n"


@pytest.mark.parametrize(
    ("page", "claim", "said", "suggestion"),
    [
        # What is 0 at one of the values a name may take is looked at between them.
        (LOGIT, "dL/dp = y/p + (1 - y)/(1 - p)", "the sign of y/p is wrong", None),
        (LOGIT, "dL/dp = -y/p + (1 + y)/(1 - p)", "the sign of y is wrong in 1 + y", None),
        (LOGIT, "dL/dp = -y/p + y/(1 - p)", "y should be 1 - y in y/(1 - p)", None),
        # A suggestion has a value where the truth has one, and a branch is mended by itself.
        (HUBER, "dL/dr = min(r, d)", None, "dL/dr = where(abs(r) <= d, r, d*sign(r))"),
        (
            HUBER,
            "dL/dr = where(abs(r) <= d, r, d)",
            "the factor sign(r) is missing in the second d",
            "dL/dr = where(abs(r) <= d, r, d*sign(r))",
        ),
        (PINBALL, "dL/dr = where(r >= 0, q, 1 - q)", "the sign of 1 - q is wrong", None),
        (
            PINBALL,
            "dL/dr = where(r >= 0, q, q)",
            "the term -1 is missing in the second q",
            "dL/dr = where(r >= 0, q, q - 1)",
        ),
        # One letter for another, and exponents that are not whole.
        (HILL, "dy/dx = n*v^n*x^(n - 1)/(k^n + x^n)^2", "v should be k", None),
        (HILL, "dy/dx = n*k^n*x^n/(k^n + x^n)^2", "the third n should be n - 1", None),
        (POWER, "dy/dv = 2.5*v^0.5", "the exponent of v should be 1.5, not 0.5", None),
        (POWER, "dy/dv = 1.5*v^1.5", "the first 1.5 should be 2.5", "dy/dv = 2.5*v^1.5"),
        # Numerals stay as they are written.
        (
            RADIATION,
            "dR/dS = 2.26814960002e-7*S^3",
            "the factor 4 is missing in 2.26814960002e-7*S^3",
            "dR/dS = 4*2.26814960002e-7*S^3",
        ),
        (
            DECAY,
            "dy/dx = 0.5*x*exp(-x/5) - x^2*exp(-x/5)/5",
            "0.5 should be 2",
            "dy/dx = 2*x*exp(-x/5) - x^2*exp(-x/5)/5",
        ),
    ],
)
def test_the_kinds_of_slips_that_misled(page, claim, said, suggestion):
    found = last(f"{page}{claim}")
    assert said is None or said in found.evidence, str(found)
    assert suggestion is None or found.suggestion == suggestion
    assert last(f"{page}{found.suggestion}").status in RIGHT


# ---- The picture --------------------------------------------------------------------------------

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


def test_a_wrong_claim_without_variables_is_wrong_everywhere():
    (claim,) = check("f = pi\nf = 3.14").claims
    assert claim.evidence[0] == "everywhere:"
