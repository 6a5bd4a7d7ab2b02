r"""How the equations of a formula begin that cannot be read, so that what they define is lost.

>>> begun(r" \begin{align} u &= k v^3 \\ v_{1} &= 2, \quad w^2")
('u =', 'v_{1} =')
"""

from __future__ import annotations

import re

from .passages import LONGEST

_ROWS = re.compile(r"\\\\(?:\[[^\[\]]*\])?|\\q?quad(?![A-Za-z])|;|\$|,(?![^()]*\))|\n")
_AROUND = re.compile(
    r"\\(?:begin|end)\s*\{[^{}]*\}(?:\{[^{}]*\})?|\\(?:label|tag)\{[^{}]*\}|\\?\\[\[(]|&"
)
_RELATION = re.compile(r":?=|\\(?:coloneqq|equiv|triangleq)(?![A-Za-z])")


def begun(source: str) -> tuple[str, ...]:
    """The left sides of the equations, each with its sign."""
    rows = _ROWS.split(source[:LONGEST])
    found = (_RELATION.split(_AROUND.sub(" ", row), maxsplit=1) for row in rows)
    return tuple(f"{sides[0].strip()} =" for sides in found if len(sides) > 1 and sides[0].strip())
