"""Words within a display: what they do to the formulas beside them.

A word joins two formulas, opens a condition, or is a remark.

>>> role("and"), role("for all"), role("(chain rule)")
('joins', 'opens', 'remark')
"""

from __future__ import annotations

import re

from ..engine.elementwise import Elementwise
from ..engine.nary import Nary
from ..engine.primitive import REGISTRY

JOINS, OPENS, REMARK = "joins", "opens", "remark"

_JOINING = """
and | or | so | so that | then | thus | hence | therefore | where | with | while | whereas
but | also | we have | we get | it follows that | which gives | gives | since | because
as well as | similarly
let | respectively | implies | if and only if | iff | equivalently
i.e. | that is | namely
and so | and then | and hence | and therefore | and thus | where the | in which
和 | 与 | 及 | 以及 | 且 | 并且 | 则 | 那么 | 所以
因此 | 故 | 从而 | 于是 | 其中 | 即 | 也就是 | 或 | 得
und | oder | also
dann | daher | somit | wobei | mit | sowie
et | ou | donc | alors | où | avec | ainsi
y | o | entonces | luego | por tanto | donde | con | así que
e | quindi | dove | então | onde
"""
_OPENING = """
if | when | whenever | for | for all | for any | for every | for each | for some | unless
as | at
provided | provided that | given | given that | given by | assuming | assuming that
subject to | s.t.
such that | only if | by taking | on | over | for all indices
当 | 若 | 如果 | 对 | 对于 | 对所有 | 对任意 | 任意 | 设 | 假设 | 当且仅当 | 时
falls | wenn | für | für alle | sofern | bei
si | pour | pour tout | lorsque | quand | sachant
cuando | para | para todo | siempre que
se | quando | per | per ogni
"""


_ENDS = re.compile(
    r"^[\s,.;:\uff0c\u3002\uff1b\uff1a(\uff08~\\]+|[\s,.;:\uff0c\u3002\uff1b\uff1a)\uff09~\\]+$"
)


def said(text: str) -> str:
    """Words without the spaces and signs around them."""
    return _ENDS.sub("", " ".join(text.replace("\\ ", " ").split()))


def _table(text: str) -> frozenset[str]:
    words = (word for line in text.splitlines() for word in line.split(" | "))
    return frozenset(filter(None, map(said, words)))


_WORDS = {JOINS: _table(_JOINING), OPENS: _table(_OPENING)}


def role(text: str) -> str:
    """What words do: join, open a condition, or remark."""
    word = said(text).lower()
    found = next((kind for kind, words in _WORDS.items() if word in words), None)
    if found:
        return found
    last = next((" ".join(word.split()[-n:]) for n in (2, 1) if _opens(word, n)), "")
    return OPENS if last and "(" not in text else REMARK


def _opens(word: str, count: int) -> bool:
    """Whether words end in some that open a condition: "which vanishes for all"."""
    return len(word.split()) > count and " ".join(word.split()[-count:]) in _WORDS[OPENS]


def is_known(text: str) -> bool:
    """Whether it is a word that joins or opens, and so no name."""
    word = said(text).lower()
    return any(word in words for words in _WORDS.values())


def is_function(text: str) -> bool:
    """Whether it is what a function is called, upright as people set log and ReLU.

    >>> is_function("log"), is_function("ReLU"), is_function("loss")
    (True, True, False)
    """
    name = text.lower()
    ops = (op for op in REGISTRY.values() if isinstance(op, Elementwise | Nary))
    return any(name in (op.name, *op.aliases, *op.written) for op in ops)
