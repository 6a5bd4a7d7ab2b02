"""What is said of a slip is what a careful reader would say, and leaves the rest to its author.

Every sixth slip of `data/words.txt` is checked each time, with --full all of them.
"""

from __future__ import annotations

import pytest

from autograd.checking import check
from fields import same, written

pytestmark = pytest.mark.board
RIGHT = ("proved", "agrees")
SOURCE = list(written("words.txt"))
PARTS = [slice(0, None, 6), pytest.param(slice(None), marks=pytest.mark.full)]


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
