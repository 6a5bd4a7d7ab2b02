r"""A formula without what only sets its looks: boxes, colours, old commands, dressed signs.

>>> from .tokens import tokens
>>> written(plain(tokens(r"\boxed{{\bf x} = {1 \over 2}}")))
'{\\mathbf{x}} = \\frac{1 }{ 2}'
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from .packages import DERIVATIVES, derivative
from .signs import RELATIONS, commands
from .tokens import Token, group_end, inner, written

# How many arguments are left out; the one after them stays, without its braces.
WRAPPING = {
    r"\boxed": 0, r"\fbox": 0, r"\bbox": 0, r"\ensuremath": 0, r"\textcolor": 1, r"\colorbox": 1,
    r"\class": 1, r"\cssId": 1, r"\htmlClass": 1, r"\href": 1, r"\mathstrut": 0, r"\cancel": 0,
}  # fmt: skip
DROPPED = commands(
    "displaystyle textstyle scriptstyle limits nolimits nonumber notag qedhere hline strut"
    " allowbreak nobreak small normalsize large noindent centering null newline relax"
    " displaylimits bigskip medskip smallskip qty quantity ds"
)
WITH_ARGUMENT = commands("color vspace phantom hphantom vphantom")
OLD = {rf"\{name}": rf"\math{name}" for name in ("bf", "cal", "rm", "it", "sf", "tt", "frak")}
RENAMED = {
    r"\bold": r"\mathbf",
    r"\Bbb": r"\mathbb",
    r"\cr": "\\\\",
    **dict.fromkeys(commands("dd diff dif differential"), "d"),
    **dict.fromkeys(commands("grad gradient"), r"\nabla"),
    **dict.fromkeys(commands("vb vectorbold"), r"\mathbf"),
    **dict.fromkeys(commands("va vectorarrow"), r"\vec"),
    **dict.fromkeys(commands("mbox hbox textrm textnormal textup textsf"), r"\text"),
}
NOTED = {r"\tag": "tag", r"\label": "label", r"\eqno": "tag", r"\leqno": "tag"}
_NOTE = re.compile(r"\\(tag|label|remark)\{(.*)\}", re.DOTALL)
BRACED = frozenset((r"\underbrace", r"\overbrace", r"\underbracket"))
DRESSED = frozenset((r"\stackrel", r"\overset", r"\underset"))


def plain(parts: Sequence[Token]) -> list[Token]:
    """A formula without its looks; numbers, labels and remarks become a token each."""
    found: list[Token] = []
    place = 0
    while place < len(parts):
        place = _step(parts, place, found)
    return _over(found)


def note(token: Token) -> tuple[str, str]:
    r"""("tag", "3.1") for the token `\tag{3.1}` that `plain` makes, or empty texts."""
    match = _NOTE.fullmatch(token.text)
    return (match[1], match[2].strip()) if match else ("", "")


def _said(text: str) -> str:
    return text.removeprefix(r"\text{").removesuffix("}") if text.startswith(r"\text{") else text


def _noted(kind: str, parts: Sequence[Token], token: Token) -> Token:
    return replace(token, text=f"\\{kind}{{{_said(written(inner(parts)))}}}")


def _step(parts: Sequence[Token], place: int, found: list[Token]) -> int:
    """Take what stands at a place; the place after it comes back."""
    token = parts[place]
    text = token.text.rstrip("*") if token.text[:1] == "\\" else token.text
    after = place + 1
    if text in DROPPED:
        found.append(replace(token, text=" "))
    elif text in DERIVATIVES:
        made, after = derivative(parts, place)
        found += plain(made) if len(made) > 1 else made
    elif text in WITH_ARGUMENT:
        after = group_end(parts, after)
    elif text in NOTED:
        after = group_end(parts, after)
        found.append(_noted(NOTED[text], parts[place + 1 : after], token))
    elif text in WRAPPING:
        after = _unwrapped(parts, after, WRAPPING[text], found)
    elif text in DRESSED:
        after = _undressed(parts, place, found)
    elif text in BRACED:
        after = _unbraced(parts, after, found)
    elif text in OLD and parts[place - 1 : place] and _opens(parts, place):
        after = _old(parts, place, OLD[text], found)
    else:
        new = RENAMED.get(text) or OLD.get(text) or token.text
        found.append(replace(token, text=new))
    return after


def _unwrapped(parts: Sequence[Token], place: int, left_out: int, found: list[Token]) -> int:
    if place < len(parts) and parts[place].text == "[":  # \bbox[5px]{…}
        while place < len(parts) and parts[place].text != "]":
            place += 1
        place += 1
    for _ in range(left_out):
        place = group_end(parts, place)
    after = group_end(parts, place)
    found += plain(inner(parts[place:after]))
    return after


def _undressed(parts: Sequence[Token], place: int, found: list[Token]) -> int:
    r"""`\stackrel{def}{=}` is `=` with a remark; over anything else it stays what it is."""
    middle = group_end(parts, place + 1)
    after = group_end(parts, middle)
    signs = inner(parts[middle:after])
    if len(signs) != 1 or signs[0].text not in RELATIONS:
        found.append(parts[place])
        return place + 1
    found.append(signs[0])
    found.append(_noted("remark", parts[place + 1 : middle], parts[place]))
    return after


def _unbraced(parts: Sequence[Token], place: int, found: list[Token]) -> int:
    r"""`\underbrace{a}_{\text{the error}}` is a in its braces, with a remark."""
    after = group_end(parts, place)
    found += plain(parts[place:after])
    mark = after
    while mark < len(parts) and parts[mark].is_space:
        mark += 1
    if mark < len(parts) and parts[mark].text in "_^":
        after = group_end(parts, mark + 1)
        found.append(_noted("remark", parts[mark + 1 : after], parts[mark]))
    return after


def _opens(parts: Sequence[Token], place: int) -> bool:
    before = [token for token in parts[:place][-2:] if not token.is_space]
    return bool(before) and before[-1].text == "{"


def _old(parts: Sequence[Token], place: int, new: str, found: list[Token]) -> int:
    r"""`{\bf x}` as `{\mathbf{x}}`: such a command holds up to the end of the group."""
    stop = group_end(parts, place - 1) if parts[place - 1].text == "{" else place + 1
    inside = parts[place + 1 : max(place + 1, stop - 1)]
    first = parts[place]
    found += [replace(first, text=new), replace(first, text="{")]
    found += plain([token for token in inside if not token.is_space])
    found.append(replace(first, text="}"))
    return max(place + 1, stop - 1)


def _over(parts: list[Token]) -> list[Token]:
    r"""`{a \over b}` as `\frac{a}{b}`."""
    while (place := next((k for k, t in enumerate(parts) if t.text == r"\over"), None)) is not None:
        first, last = _around(parts, place)
        sign = parts[place]
        above, below = parts[first + 1 : place], parts[place + 1 : last]
        opening = replace(sign, text="{")
        closing = replace(parts[min(last, len(parts) - 1)], text="}")
        fraction = [
            replace(sign, text=r"\frac"),
            opening,
            *above,
            closing,
            opening,
            *below,
            closing,
        ]
        parts = [*parts[: max(first, 0)], *fraction, *parts[last + 1 :]]
    return parts


def _around(parts: Sequence[Token], place: int) -> tuple[int, int]:
    """The braces around a place, or the ends of the formula."""
    depth, first = 0, place - 1
    while first >= 0:
        depth += (parts[first].text == "}") - (parts[first].text == "{")
        if depth < 0:
            break
        first -= 1
    return first, group_end(parts, first) - 1 if first >= 0 else len(parts)
