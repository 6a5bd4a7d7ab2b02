r"""Whole numbers as running text has them: 3, three, drei.

>>> [whole(each) for each in ("12", "three", "Drei", "n", "many")]
['12', '3', '3', 'n', '']
"""

from __future__ import annotations

import re

_SPELLED = (
    ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    ("eins", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn"),
    ("uno", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve", "diez"),
    ("une", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix"),
    ("一", "二", "三", "四", "五", "六", "七", "八", "九", "十"),
    ("", "两"),
)
_VALUES = {word: str(k) for words in _SPELLED for k, word in enumerate(words, 1) if word}
WHOLE = rf"(?:\d+|[A-Za-z](?![a-zà-ÿ])|(?i:{'|'.join(sorted(_VALUES, key=len, reverse=True))}))"


def whole(said: str) -> str:
    """The digits of a number, or the letter that stands for one; "" for anything else."""
    if said.isdigit() or re.fullmatch("[A-Za-z]", said):
        return said
    return _VALUES.get(said.lower(), "")
