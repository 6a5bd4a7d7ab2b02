r"""A display that begins with a relation goes on with the last side of the formula before it.

>>> continued("= c", "a = b"), continued("c = d", "a = b")
('b = c', 'c = d')
"""

from .signs import RELATIONS, at_top
from .tokens import tokens, written


def continued(latex: str, before: str) -> str:
    """A formula with its left side, which stands in the display before."""
    parts = tokens(latex)
    if not parts or parts[0].text not in RELATIONS:
        return latex
    above = tokens(before)
    last = max((k for k, token in at_top(above) if token.text in RELATIONS), default=-1)
    return f"{written(above[last + 1 :]).strip()} {latex}"
