r"""Fragments of a row put together before they are taken for formulas.

>>> from .tokens import tokens
>>> [tidied(each.parts) for each in merged(list(fragments(tokens(r"a &= b, & i, j &= 1, 2"))))]
['a = b', 'i, j = 1, 2']
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from .fragments import MATH, Fragment
from .fragments import fragments as fragments
from .rows import PUNCTUATION
from .signs import DOTS, RELATIONS, relates
from .tokens import Token, written

_BOUNDS = re.compile(r"\d+ *(\\leq?(?:slant)?|<|≤) *\w+(?:, *\w+)* *\1 *\w+")
_SYMBOL = re.compile(r"\\?[A-Za-z]+(?:[_^](?:\{[^{}]*\}|\\?\w+))*'*")


def tidied(parts: Sequence[Token]) -> str:
    """Tokens as one line, without what ends a sentence."""
    text = " ".join(written(parts).split())
    return text.rstrip("".join(PUNCTUATION) + " ").removesuffix("\\").strip()


def merged(parts: Sequence[Fragment]) -> list[Fragment]:
    """Fragments of a row put together: a list goes on, symbols lead a relation."""
    found: list[Fragment] = []
    for each in _led(parts):
        if found and _goes_on(found[-1], each):
            found[-1] = _joined(found[-1], each)
        else:
            found.append(each)
    return found


def _goes_on(before: Fragment, each: Fragment) -> bool:
    if not before.kind == each.kind == MATH or each.joint not in ("wide", "comma"):
        return False
    if each.parts[0].text in RELATIONS:
        return True
    if each.joint != "comma":
        return False
    whole = f"{tidied(before.parts)}, {tidied(each.parts)}"
    return not relates(each.parts) or _BOUNDS.fullmatch(whole) is not None


def _joined(before: Fragment, each: Fragment) -> Fragment:
    sign = [each.sign] if each.sign and each.joint == "comma" else []
    parts = (*before.parts, *sign, *spaced(before.parts), *each.parts)
    return replace(before, parts=parts, notes=(*before.notes, *each.notes))


def _led(parts: Sequence[Fragment]) -> list[Fragment]:
    """Fragments with `i, j = 1` in one: symbols before a comma belong to the relation behind it."""
    found: list[Fragment] = []
    related = False  # whether the last one found relates
    for place in reversed(range(len(parts))):
        each, before = parts[place], parts[place - 1] if place else None
        if related and found[-1].joint == "comma" and _leads(each, before):
            found[-1] = _joined(each, found[-1])
        else:
            found.append(each)
            related = each.kind == MATH and relates(each.parts)
    return found[::-1]


def _leads(each: Fragment, before: Fragment | None) -> bool:
    """Whether a fragment is a symbol that begins something new, and not the end of a list."""
    in_list = before is not None and any(t.text in DOTS for t in before.parts)
    is_new = each.joint in ("wide", "cell", "word", "") or (each.joint == "comma" and not in_list)
    return each.kind == MATH and is_new and bool(_SYMBOL.fullmatch(tidied(each.parts)))


def spaced(parts: Sequence[Token]) -> list[Token]:
    """A space behind some tokens."""
    stop = parts[-1].stop
    return [Token(" ", stop, stop)]
