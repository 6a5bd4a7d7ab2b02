"""Texts as they may be shown: every character visible, none in command, and not too many.

A name is whatever text its owner chose, and so is what a file says of itself. Shown raw it could
reverse the line it stands in, clear a terminal, or be a million characters long; `visible` is what
every drawing and every sentence shows instead. What each output format needs on top (quotes,
brackets) is the business of that format's own escape function.
"""

from __future__ import annotations

import re
from unicodedata import category

from .. import neighbours as neighbours  # first of all, before a mixed folder does harm

LONGEST = 40
LONGEST_WORD = 300  # in a sentence: a path may be as long, and is meant to be read
LONGEST_LINE = 1000
_JOINERS = "\u200c\u200d"  # letters of Persian and of emoji families depend on them
_HIDDEN = {"Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"}
_MARKS = {"Mn", "Me"}
_HIGHEST_PILE = 3
_PLAIN = frozenset(map(chr, range(32, 127))) | frozenset("−×÷∂∞·…")
_WORD = re.compile(rf"\S{{{LONGEST_WORD},}}")


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


def quoted(text: str, longest: int = 60) -> str:
    r"""`text` in quotes, as Python writes it, and cut where it is longer than `longest`.

    >>> print(quoted("a\x1b"), quoted("x" * 1_000_000, longest=5))
    'a\x1b' 'xxxx…'
    """
    return repr(text if len(text) <= longest else text[: longest - 1] + "…")


def told(sentence: str) -> str:
    """A sentence as an error may tell it: words that nobody can read are cut, lines kept.

    >>> told("no value for " + "n" * 1_000_000 + " was given")
    'no value for nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn… was given'
    """
    if len(sentence) > LONGEST_WORD:
        sentence = _WORD.sub(lambda word: visible(word[0]), sentence)
    if sentence.isprintable() and len(sentence) <= LONGEST_LINE:
        return sentence
    return "\n".join(visible(in_short(line), LONGEST_LINE) for line in sentence.split("\n"))


def in_short(line: str, longest: int = LONGEST_LINE) -> str:
    """A line without its middle where nobody would read it: both its ends say what it is about.

    >>> in_short("n" * 1_000_000, longest=9)
    'nnn…nnn'
    """
    half = longest // 2 - 1
    return line if len(line) <= longest else f"{line[:half]}…{line[-half:]}"


def _seen(character: str) -> str:
    code = ord(character)
    if code < 32:
        return chr(0x2400 + code)
    if code == 127:
        return "␡"
    if category(character) in _HIDDEN and character not in _JOINERS:
        return f"⟨{code:04X}⟩"
    return character
