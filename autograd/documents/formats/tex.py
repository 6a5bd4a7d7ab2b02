"""LaTeX and plain TeX."""

import re
from collections.abc import Iterator

from ..passages import Passage
from ..registry import format
from ..tex.reader import passages

_LOOKS = re.compile(r"\\documentclass|\\begin\s*\{document\}|\\(?:sub)*section\*?\{")


@format("tex", ".tex", ".ltx", ".latex", ".sty", looks=lambda text: bool(_LOOKS.search(text)))
def tex(text: str) -> Iterator[Passage]:
    """What stands in a TeX file."""
    return passages(text)
