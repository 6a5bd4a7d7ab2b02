"""How wide a text will be: card and pill sizes without a font at hand.

Widths are those of DejaVu Sans and Verdana, the widest of the usual sans-serif fonts, so a text
fits in whichever font a reader's machine has.
"""

from __future__ import annotations

from functools import lru_cache
from unicodedata import combining, east_asian_width

BOLD = 1.1
_NARROW = dict.fromkeys("ijlI|!.,:;'()[]{}ftr- /\\⁽⁾⁰¹²³⁴⁵⁶⁷⁸⁹", 0.41)
_WIDE = dict.fromkeys("mwMW%@…—", 1.0) | dict.fromkeys("−+×÷=<>^~QGOD∂&", 0.84)


@lru_cache(4096)
def text_width(text: str, size: float, bold: bool = False) -> float:
    """The width in pixels of `text` set at `size` pixels.

    >>> text_width("0.5", 10.0)
    16.8
    """
    width = sum(map(_em, text)) * size * (BOLD if bold else 1.0)
    return round(width, 1)


@lru_cache(2048)
def _em(character: str) -> float:
    if combining(character):
        return 0.0
    if character in _NARROW:
        return _NARROW[character]
    if character in _WIDE:
        return _WIDE[character]
    if ord(character) > 0x7F and east_asian_width(character) in "WF":
        return 1.35
    return 0.72 if character.isupper() or ord(character) > 0x24F else 0.635
