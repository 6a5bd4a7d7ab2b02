r"""The elements of MathML that a printed formula is set with.

>>> scripts("<mi>x</mi>", "", "<mn>2</mn>")
'<msup><mi>x</mi><mrow><mn>2</mn></mrow></msup>'
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from ..escape import html
from .node import Node
from .shown import LETTERS, RELATIONS, SPECIAL

THIN = '<mspace width="0.17em"/>'
_ACCENTS = {"hat": "^", "bar": "¯", "tilde": "~", "dot": "˙", "ddot": "¨", "vec": "→"}
_TALL = ("<mfrac", "<munder", "<mtable", "<mroot")
_ALPHABETS = {"bold": "BOLD", "other": "SCRIPT", "set": "DOUBLE-STRUCK"}


def symbol(node: Node) -> str:
    """A symbol in its font, with its accent."""
    base = node.text.rpartition(".")[2] or node.text
    base = SPECIAL.get(base, LETTERS.get(base, base))
    letter = _in_alphabet(base, node.font)
    upright = len(base) == 1 and node.font == "upright"
    variant = ' mathvariant="normal"' if upright else ""
    said = f"<mi{variant}>{html(letter)}</mi>"
    accent = _ACCENTS.get(node.accent)
    return f'<mover accent="true">{said}<mo>{accent}</mo></mover>' if accent else said


def _in_alphabet(letter: str, font: str) -> str:
    r"""A letter in bold, script or double strokes; itself where there is none.

    >>> ascii(_in_alphabet("R", "set")), _in_alphabet("10", "bold")
    ("'\\u211d'", '10')
    """
    alphabet = _ALPHABETS.get(font, "")
    if len(letter) != 1 or not alphabet:
        return letter
    name = unicodedata.name(letter, "").replace("LATIN ", "").replace("LETTER ", "")
    name = name.removeprefix("GREEK ")
    for known in (f"MATHEMATICAL {alphabet} {name}", f"{alphabet} {name}"):
        try:
            return unicodedata.lookup(known)
        except KeyError:
            continue
    return letter


def related(relation: str) -> str:
    """A relation; nothing where there is none."""
    said = html(RELATIONS.get(relation, relation))
    return f'<mo form="infix">{said}</mo>' if relation else ""


def separator(mark: str) -> str:
    """What divides the parts of a list."""
    return f'<mo separator="true">{html(mark)}</mo>' if mark else ""


def scripts(base: str, below: str, above: str) -> str:
    """A base with what is set behind it, below and above."""
    return _placed("msub", "msup", "msubsup", base, below, above)


def under_and_over(base: str, below: str, above: str) -> str:
    """A sign with what is set under and over it."""
    return _placed("munder", "mover", "munderover", base, below, above)


def _placed(under: str, over: str, both: str, base: str, below: str, above: str) -> str:
    set_small = [f"<mrow>{each}</mrow>" for each in (below, above) if each]
    if not set_small:
        return base
    kind = both if below and above else under if below else over
    return f"<{kind}>{base}{''.join(set_small)}</{kind}>"


def fenced(inside: str, signs: str) -> str:
    """What stands between two brackets, which grow only with what is tall.

    A font without sizes of its own for mathematics makes brackets around an accent too large.
    """
    grows = "" if any(each in inside for each in _TALL) else ' stretchy="false"'
    return (
        f'<mrow><mo form="prefix"{grows}>{html(signs[:1])}</mo>{inside}'
        f'<mo form="postfix"{grows}>{html(signs[-1:])}</mo></mrow>'
    )


def rows(side: str, cells: Iterable[Iterable[str]]) -> str:
    """The rows of a table, its cells at one side."""
    cell = f'<mtd style="text-align:{side}">'
    lines = ("".join(f"{cell}{each}</mtd>" for each in row) for row in cells)
    return "".join(f"<mtr>{line}</mtr>" for line in lines)
