"""LaTeX and plain TeX."""

import re
from collections.abc import Iterator, Sequence

from ..passages import Passage
from ..registry import format
from ..tex.reader import passages

_LOOKS = re.compile(r"\\documentclass|\\begin\s*\{document\}|\\(?:sub)*section\*?\{")


EXAMPLE = r"""\section{Cost}

With $w > 0$ it is

\[
J = w^2
\]

\verb|$y = 3$|
"""


def _looks(text: str) -> bool:
    return _LOOKS.search(text) is not None


def hidden(lines: Sequence[str]) -> list[str]:
    """Lines for the checker as comments."""
    return [f"% derivation: {line}" for line in lines]


@format("tex", ".tex", ".ltx", ".latex", looks=_looks, example=EXAMPLE, hidden=hidden)
def tex(text: str) -> Iterator[Passage]:
    """What stands in a TeX file."""
    return passages(text)
