r"""What stands around a formula, blanked out so that every column stays.

That is what marks a text as a formula, comments, and what a browser copies: pages print a formula
three times, as shown, as LaTeX, as shown again.

>>> unwrapped(r"$$ x = a $$.").strip(), unwrapped(r"\begin{equation} x = a \end{equation}").strip()
('x = a', 'x = a')
>>> original(r"z=w1x z = w_1 x z=w1x").strip()
'z = w_1 x'
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from ..text.tokens import DerivationError, Token
from .groups import BARS
from .notation import ARGUMENTS
from .scanner import latex_tokens
from .signs import GREEK, RELATIONS, UPRIGHT, WRAPS, is_function_command

_MARKS = (("$$", "$$"), (r"\[", r"\]"), (r"\(", r"\)"), ("$", "$"))
_COMMENT = re.compile(r"(?<!\\)%[^\n]*")
_PUNCTUATION = re.compile(r"[.,;](?=\s*$)")


def unwrapped(source: str) -> str:
    """The formula with blanks for dollars, brackets, environments and comments around it."""
    source = re.sub(r"\s", " ", _COMMENT.sub(_blank, source))
    while (inner := _inside(source)) != source:
        source = inner
    return source


def _around() -> list[tuple[str, str]]:
    return [*_MARKS, *((rf"\begin{{{name}}}", rf"\end{{{name}}}") for name in WRAPS)]


def _blank(match: re.Match[str]) -> str:
    return " " * len(match.group())


def _inside(source: str) -> str:
    bare = _PUNCTUATION.sub(" ", source)
    inner = bare.strip()
    for opening, closing in _around():
        long = len(inner) >= len(opening) + len(closing)
        if long and inner.startswith(opening) and inner.endswith(closing):
            first = bare.index(opening) + len(opening)
            last = bare.rindex(closing)
            return " " * first + bare[first:last] + " " * (len(source) - last)
    return source


# ---- Renderings before and behind ---------------------------------------------------------------

_UNSEEN = {*"{}^_&~", r"\{", r"\}"}
_LEAST = 3  # signs in a formula
_BARS = {side: bar for bar, sides in BARS.items() for side in sides}


def original(source: str) -> str:
    """The formula, with blanks for its renderings before and behind."""
    if "=" not in source:
        return source
    try:
        seen = _visible(source)
    except DerivationError:
        return source
    _refuse_twice(seen)
    count, rest = divmod(len(seen), 3)
    if rest or count < _LEAST:
        return source
    first, middle, last = (seen[k * count : (k + 1) * count] for k in range(3))
    start = first[-1][1].end
    stop = start + len(source[start : last[0][1].start].rstrip())
    outside = source[:start] + source[stop:]
    if not _same(first, middle, last) or re.search(r"[\\_{}]", outside):
        return source
    if not re.search(r"[\\_^]", source[start:stop]):
        raise DerivationError("the formula stands here three times: keep one", column=start + 1)
    return " " * start + source[start:stop] + " " * (len(source) - stop)


Seen = tuple[str, Token]


def _visible(source: str) -> list[Seen]:
    """The signs of a formula that a reader sees."""
    tokens = latex_tokens(source)[:-1]
    return [(sign, token) for token in tokens for sign in _signs(token)]


def _signs(token: Token) -> Iterable[str]:
    """What a reader sees of a token: functions letter by letter, numbers digit by digit."""
    text = token.text
    if text in UPRIGHT or text in ARGUMENTS or text in _UNSEEN:
        return ()
    if token.kind == "number" or is_function_command(text):
        return text.removeprefix("\\")
    return (GREEK.get(text) or RELATIONS.get(text) or _BARS.get(text, text),)


def _refuse_twice(seen: list[Seen]) -> None:
    half, rest = divmod(len(seen), 2)
    signs = [sign for sign, _ in seen]
    if not rest and half >= _LEAST and "=" in signs[:half] and signs[:half] == signs[half:]:
        raise DerivationError(
            "the formula stands here twice: keep one", column=seen[half][1].start + 1
        )


def _same(first: list[Seen], middle: list[Seen], last: list[Seen]) -> bool:
    signs = [[sign for sign, _ in part] for part in (first, middle, last)]
    return signs[0] == signs[1] and Counter(signs[1]) == Counter(signs[2]) and "=" in signs[1]
