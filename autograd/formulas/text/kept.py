"""A formula that changes another one, with what is the same in both as its author wrote it.

>>> kept("dy/dx = 2*x + (a*b) @ c", "dy/dx=x+a*b @ c", lambda text: True)
'dy/dx=2*x+a*b @ c'
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from difflib import SequenceMatcher

_TOKEN = re.compile(r"(\s*)(\*\*|[^\W\d][\w']*|\d[\d.]*(?:[eE][+-]?\d+)?|\S)")
_NEEDLESS = re.compile(r"(?<![\w'])\([\w.]+\)")  # (k), where (k - 1) was
_BRACKETS = {"(", ")"}
_BEFORE_SIGNS = {*"([=,:*/^@<>", "**"}
_SAME = {"**": "^", "∂": "d"}
LONGEST = 400  # tokens that are compared
MOST_PAIRS = 12  # of brackets that may be needless
OPENING = 4  # characters by which a bracket of the source is known

Token = tuple[str, str]  # the spaces before it, and what is written


def kept(written: str, source: str, says_the_same: Callable[[str], bool]) -> str:
    """The formula `written` with the spaces, and if it can be the brackets, that `source` has.

    Brackets that one of them has are as in the source if the formula then still says the same;
    where nothing of that kind does, it is returned as it is.
    """
    theirs, ours = _tokens(source), _tokens(written)
    if len(theirs) + len(ours) > LONGEST:
        return written
    for brackets in (True, False):
        found = "".join(_joined(theirs, ours, brackets)).strip()
        needless = set(_NEEDLESS.findall(found)) - set(_NEEDLESS.findall(source))
        doubled = _doubled(found) > _doubled(source)
        if found == written:
            break
        if not (needless or doubled) and says_the_same(found):
            return found
    return _without_brackets(written, source, says_the_same)


def _without_brackets(written: str, source: str, says_the_same: Callable[[str], bool]) -> str:
    """The formula without brackets that only it has, where none are needed."""
    pairs, theirs = _pairs(written), "".join(source.split())
    for start, stop in pairs[:MOST_PAIRS] if len(pairs) > len(_pairs(source)) else ():
        inside, after = "".join(written[start + 1 : stop].split()), written[stop + 1 :].lstrip()[:1]
        # Beside @ and ^ a reader would ask what binds first, unless the source is written so.
        beside = {written[:start].rstrip()[-1:], after} & {"@", "^"}
        if f"({inside}"[:OPENING] in theirs or (beside and f"{inside}{after}" not in theirs):
            continue
        found = f"{written[:start]}{written[start + 1 : stop]}{written[stop + 1 :]}"
        if says_the_same(found):
            return _without_brackets(found, source, says_the_same)
    return written


def _doubled(text: str) -> int:
    """How many brackets stand directly in others."""
    found = set(_pairs(text))
    return sum((start - 1, stop + 1) in found for start, stop in found)


def _pairs(text: str) -> list[tuple[int, int]]:
    """Where brackets open and close."""
    opened: list[int] = []
    found = []
    for place, sign in enumerate(text):
        if sign == "(":
            opened.append(place)
        elif sign == ")" and opened:
            found.append((opened.pop(), place))
    return found


def _tokens(text: str) -> list[Token]:
    return [(spaces, token) for spaces, token in _TOKEN.findall(text)]


def _joined(theirs: list[Token], ours: list[Token], brackets: bool) -> Iterator[str]:
    """The tokens of ours, those that both have with the spaces of theirs."""
    before, after = _compared(theirs), _compared(ours)
    neighbours = ours  # whose spaces stand before the next piece
    for kind, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        only_brackets = brackets and _BRACKETS.issuperset(before[a:b] + after[c:d])
        if kind == "equal":
            yield (ours[c] if neighbours is ours else theirs[a])[0] + theirs[a][1]
        if kind == "equal" or only_brackets:
            first = a + (kind == "equal")
            yield from (spaces + token for spaces, token in theirs[first:b])
        else:
            start, stop = _inside(after, c, d) if brackets else (c, d)
            if start < stop:  # what is new has the space that was there
                new, token = ours[start]
                begins = token[0].isalnum() or token == "("  # a sign is spaced as in ours
                yield (theirs[a][0] if begins and a < len(theirs) else new) + token
            yield from (spaces + token for spaces, token in ours[start + 1 : stop])
        neighbours = theirs if only_brackets else ours


def _compared(tokens: list[Token]) -> list[str]:
    """What tokens are compared by: a sign is another thing than a sum."""
    found: list[str] = []
    for _, token in tokens:
        is_sign = token in ("+", "-") and (not found or found[-1] in _BEFORE_SIGNS)
        found.append(f"{token}1" if is_sign else _SAME.get(token, token))
    return found


def _inside(tokens: list[str], start: int, stop: int) -> tuple[int, int]:
    """A piece without the brackets that close or open at its ends what lies beyond it."""
    while start < stop and tokens[start] == ")":
        start += 1
    while start < stop and tokens[stop - 1] == "(":
        stop -= 1
    return start, stop
