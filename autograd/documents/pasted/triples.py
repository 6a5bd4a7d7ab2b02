r"""Where a formula stands as shown, as LaTeX, and as shown again.

>>> text = r"权重是whjw_{hj}whj 令Γ=2b\Gamma = \frac{b}{2}Γ=2b。"
>>> [text[each.first : each.last] for each in triples(text)[0]]
['w_{hj}', '\\Gamma = \\frac{b}{2}']
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from random import Random

from .letters import Letter, letters

LONGEST = 500  # letters of a formula
MOST = 2_000_000  # comparisons on a line
_LATEX = r"\\[A-Za-z]|_|\\[{}|,;]|\^[{\\]"  # never in what is shown
_DISPLAYSTYLE = re.compile(r"\{\\(?:displaystyle|textstyle)(?![A-Za-z])")
_HAT = re.compile(r"\^(?=\w)")  # in LaTeX an exponent; in what is shown an accent
_SIGNS = frozenset("∂∇∑∏∫√−-(|\u2223∥‖[{¬±∀∃ ")
_REACH = 14  # signs at an end of a formula that are no letters
_BRACKETS = {"(": ")", "[": "]", "{": "}"}


@dataclass(frozen=True, slots=True)
class Triple:
    """From `start` to `stop` a formula stands three times, as LaTeX from `first` to `last`."""

    start: int
    first: int
    last: int
    stop: int


def triples(text: str) -> tuple[list[Triple], list[int]]:
    """The triples of a line, and where LaTeX begins that stands in none."""
    line = _Line(text)
    found, alone = line.through(line.marks, 0, len(text))
    found, alone = _with_doubles(line, found, alone)
    place = 0
    for triple in [*found, Triple(len(text), 0, 0, 0)]:
        hats = [mark.start() for mark in _HAT.finditer(text, place, triple.start)]
        found += [x for x in line.through(hats, place, triple.start)[0] if not line.shows(x, "^")]
        place = triple.stop
    return sorted(found, key=lambda each: each.start), alone


def _with_doubles(
    line: _Line, found: list[Triple], alone: list[int]
) -> tuple[list[Triple], list[int]]:
    r"""Those of encyclopedias, too: what is shown, and `{\displaystyle …}` behind it."""
    doubles = [line.double(match.start()) for match in _DISPLAYSTYLE.finditer(line.text)]
    stretches = [(each.start, each.stop) for each in doubles]
    found = [x for x in found if not any(a < x.stop and x.start < b for a, b in stretches)]
    alone = [mark for mark in alone if not any(a <= mark < b for a, b in stretches)]
    return sorted([*found, *doubles], key=lambda each: each.start), alone


class _Line:
    """A line with sums of its letters, so that two stretches are compared at once."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.letters: list[Letter] = letters(text)
        self.starts = [letter.start for letter in self.letters]
        self.marks = [match.start() for match in re.finditer(_LATEX, text)]
        values = _Values()
        self.sums = list(accumulate((values[x.sign] for x in self.letters), initial=0))
        self.left = MOST

    def through(self, marks: Sequence[int], place: int, end: int) -> tuple[list[Triple], list[int]]:
        """The triples around some marks in a stretch of the line, and the marks in none."""
        found: list[Triple] = []
        alone: list[int] = []
        for mark in marks:
            if mark < place:
                continue
            triple = self.around(mark, place)
            if triple is not None and triple.stop <= end:
                found.append(triple)
                place = triple.stop
            else:
                alone.append(mark)
                place = self.end_of_latex(mark)
        return found, alone

    def double(self, brace: int) -> Triple:
        """The LaTeX in a brace, and from where on it is shown before it."""
        depth, stop = 0, brace
        for match in re.finditer(r"\\.|[{}]", self.text[brace:]):
            depth += (match[0] == "{") - (match[0] == "}")
            stop = brace + match.end()
            if not depth:
                break
        first, last = bisect_left(self.starts, brace), bisect_left(self.starts, stop)
        start, low = brace, 2 * first - last
        if low >= 0 and self.sums[first] * 2 == self.sums[low] + self.sums[last]:
            start = self.letters[low].start if first > low else brace
            while start and self.text[start - 1] in _SIGNS - {" "}:
                start -= 1
        inner = brace + len(r"{\displaystyle")
        return Triple(start, inner, max(inner, stop - 1), stop)

    def shows(self, triple: Triple, sign: str) -> bool:
        """Whether a sign is in what is shown."""
        return sign in self.text[triple.start : triple.first] + self.text[triple.last : triple.stop]

    def around(self, mark: int, place: int) -> Triple | None:
        """The shortest triple whose LaTeX has a mark in it; it begins at `place` or after it."""
        low, at = bisect_left(self.starts, place), bisect_left(self.starts, mark)
        for size in range(1, min(LONGEST, len(self.letters) - low) + 1):
            for first in range(max(low, at - 2 * size + 1), at - size + 1):
                self.left -= 1
                if self.left < 0:
                    return None
                if self._is_same(first, size) and (found := self._cut(first, size, place)):
                    return found
        return None

    def end_of_latex(self, mark: int) -> int:
        """Where signs end that could be LaTeX."""
        match = re.compile(r"[\x20-\x7e]*").match(self.text, mark)
        return match.end() if match else mark + 1

    def _is_same(self, first: int, size: int) -> bool:
        """Whether three stretches of letters are the same, and only the middle one is LaTeX."""
        sums = self.sums
        if first + 3 * size > len(self.letters):
            return False
        shown = sums[first + size] - sums[first]
        if shown != sums[first + 2 * size] - sums[first + size]:
            return False
        if shown != sums[first + 3 * size] - sums[first + 2 * size]:
            return False
        again, end = self.letters[first + 2 * size], self.letters[first + 3 * size - 1]
        return bisect_left(self.marks, again.start) == bisect_left(self.marks, end.stop)

    def _cut(self, first: int, size: int, place: int) -> Triple | None:
        """Where the three begin and end: between their letters stand signs of either."""
        letter = self.letters
        begins = [letter[first + k * size].start for k in range(3)]
        ends = [letter[first + (k + 1) * size - 1].stop for k in range(3)]
        low = max(place, letter[first - 1].stop if first else 0, begins[0] - _REACH)
        marks = [mark for mark in self.marks if ends[0] <= mark < begins[1]]
        limit = min([begins[1], *marks])
        options = [
            (self._fit(low, begins[0], s, e, ends), s - e, s, e)
            for s in range(ends[0], limit + 1)
            for e in range(ends[1], min(begins[2], ends[1] + _REACH * 3) + 1)
            if _is_whole(self.text[s:e])
        ]
        if not options:
            return None
        (_, start, stop), _, s, e = max(options, key=lambda each: (each[0][0], each[1]))
        found = Triple(start, s, e, stop)
        has_brace = re.search(r"\\\{|cases|\\l?brace", self.text[s:e])
        return found if has_brace or not self.shows(found, "{") else None

    def _fit(
        self, low: int, begin: int, s: int, e: int, ends: Sequence[int]
    ) -> tuple[int, int, int]:
        """How well two cuts fit, and where the whole then begins and ends."""
        text = self.text
        same = [start for start in range(low, begin + 1) if text.startswith(text[start:s], e)]
        if same:
            tight = not text[same[0]].isspace() or len(same) > 1
            start = next(x for x in same if not text[x].isspace()) if tight else same[0]
            return 3 + _is_balanced(text[start:s]), start, e + s - start
        start = begin
        while start > low and text[start - 1] in _SIGNS:
            start -= 1
        stop = ends[2]
        while stop < len(text) and text[stop] in ")]}|\u2032" and not _is_balanced(text[e:stop]):
            stop += 1
        blank = text[s - 1 : s].isspace() + text[e : e + 1].isspace() + text[e - 1 : e].isspace()
        return blank + _is_balanced(text[start:s]) - 2, start, stop


class _Values(dict[str, int]):
    """A large number for each letter, always the same in a line."""

    def __missing__(self, sign: str) -> int:
        self[sign] = Random(ord(sign)).getrandbits(60)
        return self[sign]


def _is_whole(text: str) -> bool:
    """Whether LaTeX could begin and end here."""
    bare = text.strip()
    if text.count(r"\begin{") != text.count(r"\end{"):
        return False
    return bare[:1] not in "^_}" and bare[-1:] not in "^_\\{" and _is_balanced(text)


def _is_balanced(text: str) -> bool:
    stack: list[str] = []
    for sign in text:
        if sign in _BRACKETS:
            stack.append(_BRACKETS[sign])
        elif sign in ")]}" and (not stack or stack.pop() != sign):
            return False
    return not stack
