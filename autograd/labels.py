"""Names as they may be shown: every character visible, none in command, and not too many.

A name is whatever text its owner chose. Shown raw it could reverse the line it stands in, clear a
terminal, or be a million characters long; `visible` is what every drawing shows instead. What each
output format needs on top (quotes, brackets) is the business of that format's own escape function.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import count
from types import MappingProxyType
from unicodedata import category

from .node import Node

LONGEST = 40
EMPTY: Mapping[int, str] = MappingProxyType({})
_JOINERS = "\u200c\u200d"  # letters of Persian and of emoji families depend on them
_HIDDEN = {"Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"}
_MARKS = {"Mn", "Me"}
_HIGHEST_PILE = 3
NUMBERED = re.compile("(.+)⁽([⁰¹²³⁴⁵⁶⁷⁸⁹]+)⁾", re.DOTALL)  # what `labels_of` makes of a name
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
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
    are left out. A label means one node, so where several have the same name each is numbered.

    >>> from autograd.value import Value
    >>> v1, x = Value(1.0, "v1"), Value(2.0, "x")
    >>> list(labels_of([v1, x, v1 * x, Value(3.0, "x")]).values())
    ['v1', 'x⁽¹⁾', 'v2', 'x⁽²⁾']
    """
    nodes = list(nodes)
    names = {node.serial: known.get(node.serial) or node.name for node in nodes}
    taken = set(names.values())
    unnamed = (label for i in count(1) if (label := f"v{i}") not in taken)
    labels = {serial: name or next(unnamed) for serial, name in names.items()}
    return labels | numbered(names)


def numbered(names: Mapping[int, str]) -> dict[int, str]:
    """Labels for those whose name others have too: `w⁽¹⁾`, `b⁽¹⁾`, `w⁽²⁾`, `b⁽²⁾`.

    A name that comes again begins the next number, so what was made together has the same one: the
    weights of a neuron, or the values of a step in time. Once no name met so far will come again,
    those that follow have to do with others, and count from 1.
    """
    ahead = Counter(names.values())
    shared = {name: times for name, times in ahead.items() if name and times > 1}
    labels: dict[int, str] = {}
    number, expected, met = 1, 0, set[str]()
    for serial in sorted(serial for serial, name in names.items() if name in shared):
        name = names[serial]
        if name in met or not expected:
            number, met = (number + 1 if expected else 1), set()
        while (label := f"{name}⁽{str(number).translate(_RAISED)}⁾") in ahead:
            number += 1
        met.add(name)
        expected += (ahead[name] == shared[name]) - (ahead[name] == 1)
        ahead[name] -= 1
        labels[serial] = label
    return labels
