"""Names as they may be shown: every character visible, none in command, and not too many.

A name is whatever text its owner chose. Shown raw it could reverse the line it stands in, clear a
terminal, or be a million characters long; `visible` is what every drawing shows instead. What each
output format needs on top (quotes, brackets) is the business of that format's own escape function.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from unicodedata import category

from .node import Node

LONGEST = 40
EMPTY: Mapping[int, str] = MappingProxyType({})
_JOINERS = "\u200c\u200d"  # letters of Persian and of emoji families depend on them
_HIDDEN = {"Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"}
_MARKS = {"Mn", "Me"}
_HIGHEST_PILE = 3
_PLAIN = frozenset(map(chr, range(32, 127))) | frozenset("−×÷∂∞·…")


def visible(text: str, longest: int = LONGEST) -> str:
    r"""`text` in at most `longest` characters, with what cannot be seen spelled out.

    Control characters become their pictures, other invisible ones their code in ⟨⟩, and of a pile
    of combining marks the first few stay.

    >>> visible("a\x1b[2Jb"), visible("x" * 1_000_000, longest=5)
    ('a␛[2Jb', 'xxxx…')
    """
    if len(text) <= longest and _PLAIN.issuperset(text):
        return text
    shown: list[str] = []
    pile = 0
    for character in text[: longest + 1]:
        pile = pile + 1 if category(character) in _MARKS else 0
        if pile <= _HIGHEST_PILE:
            shown.append(_seen(character))
    whole = "".join(shown)
    too_long = len(text) > longest or len(whole) > longest
    return whole[: longest - 1] + "…" if too_long else whole


def _seen(character: str) -> str:
    code = ord(character)
    if code < 32:
        return chr(0x2400 + code)
    if code == 127:
        return "␡"
    if category(character) in _HIDDEN and character not in _JOINERS:
        return f"⟨{code:04X}⟩"
    return character


def labels_of(nodes: Iterable[Node], known: Mapping[int, str] = EMPTY) -> dict[int, str]:
    """What to call each node, by serial: its name, or v1, v2, … in the order given.

    A name that is `known` for a serial goes before the node's own. Numbers whose name somebody took
    are left out.

    >>> from autograd.value import Value
    >>> v1, x = Value(1.0, "v1"), Value(2.0, "x")
    >>> list(labels_of([v1, x, v1 * x]).values())
    ['v1', 'x', 'v2']
    """
    nodes = list(nodes)
    taken = {node.name for node in nodes} | set(known.values())
    labels: dict[int, str] = {}
    number = 0
    for node in nodes:
        if name := known.get(node.serial) or node.name:
            labels[node.serial] = name
            continue
        number += 1
        while f"v{number}" in taken:
            number += 1
        labels[node.serial] = f"v{number}"
    return labels
