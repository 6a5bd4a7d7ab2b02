r"""Numbers as they are set: 2{,}5 with a decimal comma, 12\,500 in groups of three digits.

>>> from ..latex.scanner import latex_tokens
>>> source = r"x = 2{,}006 + 12\,500"
>>> [token.text for token in joined(latex_tokens(source), source)]
['x', '=', '2.006', '+', '12500', '']
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from ..text.tokens import Token

_POINT = re.compile(r"\{[.,]\}")
_GROUPED = re.compile(r"(?:\\[,;: ] ?|~|\{\\,\}|\{\}|\\thinspace)")
_SEPARATORS = frozenset(("{", "}", ",", "."))


def joined(tokens: Iterable[Token], source: str) -> list[Token]:
    """The tokens with one for each number."""
    found: list[Token] = []
    for token in tokens:
        found.append(token)
        if token.kind == "number":
            _join(found, source)
    return found


def _join(found: list[Token], source: str) -> None:
    """Put the last number together with one right before it."""
    place = len(found) - 2
    while place >= 0 and found[place].text in _SEPARATORS and place > len(found) - 5:
        place -= 1
    first, last = found[place], found[-1]
    if place < 0 or first.kind != "number" or _is_below(found, place):
        return
    between = source[first.end : last.start]
    if _POINT.fullmatch(between) and first.text.isdigit():
        text = f"{first.text}.{last.text}"
    elif _GROUPED.fullmatch(between) and first.text.isdigit() and len(last.text.split(".")[0]) == 3:
        text = first.text + last.text
    else:
        return
    found[place:] = [replace(first, text=text, end=last.end)]


def _is_below(found: list[Token], place: int) -> bool:
    """Whether it is the first of two indices."""
    return place > 1 and found[place - 1].text == "{" and found[place - 2].text == "_"


def comma_is_decimal(page: Iterable[str]) -> bool:
    r"""Whether a comma in numbers is the decimal sign of a page, and none between thousands.

    >>> comma_is_decimal(["2{,}006", "9{,}81"]), comma_is_decimal(["10{,}000", "0.5"])
    (True, False)
    """
    text = " ".join(page)
    return re.search(r"\d\{,\}(?!\d{3}(?!\d))\d", text) is not None or not re.search(
        r"\d\.\d", text
    )


def with_groups(source: str) -> str:
    r"""A formula whose commas in numbers divide thousands, with spaces for them, as long as it was.

    >>> with_groups("10{,}000")
    '10\\, 000'
    """
    return re.sub(r"(?<=\d)\{,\}(?=\d{3}(?!\d))", r"\, ", source)
