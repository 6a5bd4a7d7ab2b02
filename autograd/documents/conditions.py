r"""What says when the formula before it holds: `i \ne j`, `k = 1, \dots, n`, `x > 0`.

>>> from .tokens import tokens
>>> [is_condition(tokens(each), tokens("y = x")) for each in (r"(i \ne j)", "x > 0", "z = 2")]
[True, True, False]
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from .signs import DOTS, RELATIONS, at_top, open_brackets, relates
from .tokens import Token, written

_LISTED = re.compile(r"\d+\s*(?:\.\.\.?|:|\u2013)\s*\w+")
FOR_ALL = r"\forall"
_EQUALITIES = frozenset(
    ("=", ":=", r"\equiv", r"\approx", r"\coloneqq", r"\triangleq", r"\leftarrow", "≔", "←")
)


def is_condition(parts: Sequence[Token], claim: Sequence[Token]) -> bool:
    """Whether what stands behind a claim says when it holds."""
    bare = unbracketed(parts)
    if not relates(claim) or not relates(bare):
        return False
    return len(bare) < len(parts) or _runs(parts) or _restricts(parts, claim)


def unbracketed(parts: Sequence[Token]) -> list[Token]:
    """A fragment without the brackets around all of it."""
    if len(parts) > 2 and parts[0].text in ("(", r"\left(", "[", r"\left["):
        inside = list(parts[1:-1])
        if parts[-1].text in (")", r"\right)", "]", r"\right]") and not open_brackets(inside):
            return inside
    return list(parts)


def quantifies(parts: Sequence[Token]) -> bool:
    """Whether it says for which names something holds."""
    return any(token.text == FOR_ALL for token in parts)


def before_colon(parts: Sequence[Token]) -> int:
    r"""Where `\forall x > 0:` ends that a formula begins with; 0 if it does not."""
    tops = (place for place, token in at_top(parts) if token.text in (":", r"\colon"))
    return next(tops, 0) if parts and parts[0].text == FOR_ALL else 0


def _runs(parts: Sequence[Token]) -> bool:
    r"""Whether it lists what an index runs over: `k = 1, \dots, n`."""
    return any(t.text in DOTS for _, t in at_top(parts)) or bool(_LISTED.search(written(parts)))


def _restricts(parts: Sequence[Token], claim: Sequence[Token]) -> bool:
    """Whether it is an inequality or a membership behind an equation."""
    signs = {t.text for _, t in at_top(parts) if t.text in RELATIONS}
    claims = {t.text for _, t in at_top(claim) if t.text in RELATIONS}
    return not signs & _EQUALITIES and bool(claims & _EQUALITIES)
