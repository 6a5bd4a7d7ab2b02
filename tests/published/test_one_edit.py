"""What CONTRIBUTING shows of published pages is how it works."""

import re
from pathlib import Path

from autograd.published.doubts import guards

from .pages import statuses

PAGE = r"Let $$a = \tanh(z)$$ Some say “$$\frac{da}{dz} = 1 - a$$”."


def test_a_reason_to_hold_back_is_one_edit():
    text = (Path(__file__).parents[2] / "CONTRIBUTING.md").read_text("utf-8")
    section = text.partition("## Adding a reason to hold back")[2]
    shown = re.search(r"^```py\n(.*?)^```", section, re.MULTILINE | re.DOTALL)
    before = list(guards.GUARDS)
    assert statuses(PAGE) == ["definition", "wrong"]
    exec(shown[1], vars(guards))  # noqa: S102  # our own page
    try:
        assert statuses(PAGE) == ["definition", "inconclusive"]
    finally:
        guards.GUARDS[:] = before
