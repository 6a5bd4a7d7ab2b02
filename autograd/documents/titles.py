"""Titles of sections whose names are their own: exercises, examples, the case of numbers.

>>> stands_by_itself("Exercise 3"), stands_by_itself("A scalar toy"), stands_by_itself("The model")
(True, True, False)
"""

from __future__ import annotations

import re

_BY_ITSELF = re.compile(
    r"(?i)\b(?:exercises?|problem|question|quiz|examples?|worked|toy|scalar|warm-?up|sanity|appendix"
    r"|aufgabe|beispiel|übung|skalar|exercice|exemple|ejercicio|ejemplo|problema|esercizio|esempio"
    r"|solution|illustration|digression|aside|one (?:column|weight|neuron|unit|number))\b"
    r"|练习|习题|例题|例子|举例|^例|标量|附录|思考题"
)


def stands_by_itself(title: str) -> bool:
    """Whether a section of this title defines names of its own."""
    return _BY_ITSELF.search(title) is not None
