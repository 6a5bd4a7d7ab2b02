r"""A formula that could not be read, cut where readers cut it: rows, remarks, commas, equals signs.

>>> parts(r"w &= 2 \\ v &= \tanh(u) \quad \text{for all } u, u > 0")
['w   = 2 ', ' v   = \\tanh(u) ', ' ', ' u', ' u > 0']
>>> sides(r"v := \sum_{i=1} x = w")
['v ', ' \\sum_{i=1} x ', ' w']
"""

from __future__ import annotations

import re
from itertools import accumulate

_CASES = re.compile(r"\\begin\s*\{cases\*?\}.*?(\\end\s*\{cases\*?\}|$)", re.DOTALL)
_STACKED = re.compile(r"\\(stackrel|overset)\s*\{[^=]*\}\s*\{\s*=\s*\}")
_FRAME = re.compile(r"\\(begin|end)\s*\{[^{}]*\}(\s*\{[lcr|\s]*\})?|\$+|\\[\[\]]|&")
_APART = re.compile(
    r"\\\\|\\q?quad\b|[;,]|\\(?:implies|iff|Rightarrow|Leftrightarrow)\b|[⇒⇔]"
    r"|(?<![_^{])\\(?:text|mbox|textrm)\s*\{[^{}]*\s[^{}]*\}"
    r"|\\(?:text|mbox|textrm)\s*\{(?:and|or|with|where|so|then|if|for|when|let)\}"
)
_EQUAL = re.compile(
    r":=|≔|≡|←|<-|≈|\u223c|∝|↦|(?<![<>!:])={1,2}(?!>)|:(?!=)"
    r"|\\(?:equiv|triangleq|coloneqq|leftarrow|gets|approx|sim|propto|mapsto|doteq)\b"
)
_OPEN, _CLOSE = "([{", ")]}"


def parts(formula: str) -> list[str]:
    """What stands beside and below each other in a formula, without environments and cases."""
    plain = _CASES.sub(" ", _STACKED.sub("=", formula))
    return [_FRAME.sub("  ", part) for part in _cut(plain, _APART)]


def sides(part: str) -> list[str]:
    """A chain at its signs that say equal; signs that begin it are left out."""
    found = _cut(part, _EQUAL)
    if len(found) == 1:
        found = _EQUAL.split(part)
    while len(found) > 1 and not found[0].strip():
        del found[0]
    return found


def _cut(text: str, sign: re.Pattern[str]) -> list[str]:
    """A text at its signs outside brackets, or at all of them where the brackets do not match."""
    steps = ((each in _OPEN) - (each in _CLOSE) for each in text)
    depths = list(accumulate(steps, initial=0))  # before each character
    matched = min(depths) == depths[-1] == 0
    found, place = [], 0
    for match in sign.finditer(text):
        if depths[match.start()] == 0 or not matched:
            found.append(text[place : match.start()])
            place = match.end()
    return [*found, text[place:]]
