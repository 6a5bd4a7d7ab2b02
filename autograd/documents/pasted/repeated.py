r"""What stands three times and has no LaTeX in it: `ddd` for d, `x>0x > 0x>0` for x > 0.

>>> [formula for _, _, formula in repeated("with ddd, L L L and x>0x > 0x>0, but 1000")]
['d', 'L', 'x > 0']
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_SIGNS = "A-Za-z0-9\\u0391-\\u03c9\\u03f5"
_THRICE = re.compile(rf"([{_SIGNS}(][{_SIGNS},=+<>()\u2212-]{{0,20}}?)\1\1")
_LETTER = re.compile(rf"[{_SIGNS}]")


def repeated(text: str) -> Iterator[tuple[int, int, str]]:
    """From where to where each stands, and what it is."""
    places = [place for place, sign in enumerate(text) if not sign.isspace()]
    tight = "".join(text[place] for place in places)
    for match in _THRICE.finditer(tight):
        size = len(match[1])
        cuts = [places[match.start() + k * size] for k in range(3)]
        start, stop = cuts[0], places[match.end() - 1] + 1
        middle = text[cuts[1] : cuts[2]].strip()
        if _is_formula(match[1]) and not _is_word(text, start, stop):
            yield start, stop, middle


def _is_formula(signs: str) -> bool:
    if len(signs) == 1:
        return signs.isalpha()
    return any(sign.isalpha() for sign in signs) and not signs.isalpha()


def _is_word(text: str, start: int, stop: int) -> bool:
    """Whether letters go on at an end, as in `1000`."""
    around = text[start - 1 : start] + text[stop : stop + 1]
    return _LETTER.search(around) is not None
