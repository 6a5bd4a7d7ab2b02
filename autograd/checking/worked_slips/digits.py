"""Slips of the pen: digits exchanged; and how many digits there are.

>>> significant("-0.10575"), significant("6.0"), significant("100"), significant("1/3")
(5, 2, 1, 2)
>>> exchanged("0.73160", "0.73106")
'the digits 0 and 6 are exchanged'
"""

from __future__ import annotations

import re


def significant(shown: str) -> int:
    """How many digits a number shows; the zeros at the end of a whole number count for nothing."""
    number = re.split("[eE]", shown)[0]
    digits = re.sub(r"\D", "", number).lstrip("0")
    return len(digits if "." in number else digits.rstrip("0"))


def exchanged(shown: str, right: str) -> str | None:
    """Which two neighbouring digits are exchanged in what is shown, in words."""
    if len(shown) != len(right) or significant(shown) < 3:
        return None
    apart = [k for k, (a, b) in enumerate(zip(shown, right, strict=True)) if a != b]
    if len(apart) != 2:
        return None
    first, last = apart
    between = shown[first + 1 : last]
    if between not in ("", ".") or shown[first] + shown[last] != right[last] + right[first]:
        return None
    return f"the digits {right[first]} and {right[last]} are exchanged"
