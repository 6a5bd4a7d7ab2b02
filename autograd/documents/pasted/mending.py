r"""LaTeX that lost its = and + in copying, with those put back that can be only one.

Where a sign is gone, two blanks stand (`a  b`), or three where `& =` was. Within brackets only +
can have stood, at the beginning of a row only =, and behind the name that a formula begins with
only =. Whatever else is gone stays lost.

>>> mended(r"z  \frac{1}{1  e^{-x}}"), mended(r"y_j  \sum_{i1}^n w_{ij} x_i"), mended("z  a  b")
('z = \\frac{1}{1 + e^{-x}}', 'y_j = \\sum_{i=1}^n w_{ij} x_i', '')
"""

from __future__ import annotations

import re
from collections.abc import Iterator

MENDED = "signs that were lost in copying were put back"
_BOUND = re.compile(r"(\\(?:sum|prod)(?:\\limits)?\s*_\{\s*[a-z])\s*(\d+\s*\})")
_NEXT = re.compile(r"(\^\{?\(\s*[a-z])(\d\s*\))")
_ROWS = re.compile(r"(\\\\(?:\[[^\]]*\])?|\\(?:begin|end)\{[a-z]+\*?\}(?:\{[lcr]+\})?)")
_RELATION = re.compile(r"=|\\(?:Leftarrow|leftarrow|gets|in|to|approx|le|ge|Rightarrow)\b|[<>]")
_GAP = re.compile(r" {2,}")
# What may stand before the first = : a name with its scripts and arguments, or a derivative.
_GROUP = r"\{(?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*\}"
_SYMBOL = r"(?:\\(?:hat|bar|tilde|mathcal|mathbf|mathbb|bm)\s*)*(?:\{?\\?[A-Za-z]+\}?)"
_NAME = rf"(?:\\(?:triangle|Delta|nabla)\s*)?{_SYMBOL}(?:\s*[_^]\s*(?:{_GROUP}|\\?\w))*"
_SLOPE = rf"\\[dt]?frac\s*(?=\{{\s*(?:\\partial|d)\b){_GROUP}\s*{_GROUP}"
_LEFT = re.compile(rf"\s*(?:{_NAME}(?:\s*\([a-z]\))?|{_SLOPE})\s*")


def mended(source: str) -> str:
    """The LaTeX with its signs put back; "" if some can be one or the other."""
    source = _NEXT.sub(r"\1+\2", _BOUND.sub(r"\1=\2", source))
    found: list[str] = []
    is_new, in_cases, is_aligned = True, False, False
    for part in _ROWS.split(source):
        if _ROWS.fullmatch(part):
            in_cases = "cases" in part if part.startswith("\\begin") else in_cases
            is_aligned = is_aligned or "align" in part or "split" in part
        elif part.strip():
            goes_on = not (is_new or in_cases) and is_aligned and _GAP.match(part) is not None
            if (row := _row(part, goes_on)) is None:
                return ""
            is_new = False
            found.append(row)
            continue
        found.append(part)
    return "".join(found)


def _row(text: str, goes_on: bool) -> str | None:
    """A row with its signs; None if one could be = or +."""
    is_related = goes_on or _RELATION.search(_outside(text)) is not None
    written = ["& = "] if goes_on else []
    place = len(text) - len(text.lstrip())
    for start, stop, depth in _gaps(text.rstrip(), place):
        written.append(text[place:start])
        near_dots = text[:start].endswith("dots") or re.match(r"\\[cl]?dots", text[stop:])
        if depth or near_dots:
            written.append(" + ")
        elif stop - start > 2 and not is_related:
            written.append(" & = ")
            is_related = True
        elif not is_related and _LEFT.fullmatch(text[:start]):
            written.append(" = ")
            is_related = True
        else:
            return None
        place = stop
    return "".join([*written, text[place:]]) if is_related or not written else None


def _gaps(text: str, place: int) -> Iterator[tuple[int, int, int]]:
    """Where signs are gone, and how deep in brackets."""
    depth = 0
    while place < len(text):
        if match := _GAP.match(text, place):
            if not text.startswith((r"\quad", r"\right"), match.end()):
                yield match.start(), match.end(), depth
            place = match.end()
            continue
        if text[place] == "\\":
            place += 1
            word = re.compile(r"[A-Za-z]+|.").match(text, place)
            depth += {"{": 1, "}": -1}.get(word[0], 0) if word else 0
            place = word.end() if word else place + 1
            continue
        depth += (text[place] in "([{") - (text[place] in ")]}")
        place += 1


def _outside(text: str) -> str:
    """What stands outside all brackets."""
    while (other := re.sub(r"[\[({][^\[\](){}]*[\])}]", "", text)) != text:
        text = other
    return text
