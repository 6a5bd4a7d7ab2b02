r"""What marks a text as a formula, and comments, blanked out so that every column stays.

>>> unwrapped(r"$$ x = a $$.").strip()
'x = a'
>>> unwrapped(r"\begin{equation} x = a \end{equation}").strip()
'x = a'
"""

from __future__ import annotations

import re

_WRAPS = (
    ("$$", "$$"),
    (r"\[", r"\]"),
    (r"\(", r"\)"),
    ("$", "$"),
    *(
        (rf"\begin{{{name}}}", rf"\end{{{name}}}")
        for name in ("equation", "equation*", "displaymath", "math", "subequations")
    ),
)
_COMMENT = re.compile(r"(?<!\\)%[^\n]*")
_PUNCTUATION = re.compile(r"[.,;](?=\s*$)")


def unwrapped(source: str) -> str:
    """The formula with blanks for dollars, brackets, environments and comments around it."""
    source = re.sub(r"\s", " ", _COMMENT.sub(_blank, source))
    while (inner := _inside(source)) != source:
        source = inner
    return source


def _blank(match: re.Match[str]) -> str:
    return " " * len(match.group())


def _inside(source: str) -> str:
    bare = _PUNCTUATION.sub(" ", source)
    inner = bare.strip()
    for opening, closing in _WRAPS:
        long = len(inner) >= len(opening) + len(closing)
        if long and inner.startswith(opening) and inner.endswith(closing):
            first = bare.index(opening) + len(opening)
            last = bare.rindex(closing)
            return " " * first + bare[first:last] + " " * (len(source) - last)
    return source
