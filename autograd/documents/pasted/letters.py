r"""Letters and digits of a text, the same in LaTeX and in what a browser shows of it.

>>> "".join(letter.sign for letter in letters(r"βh = \frac{\beta_h}{\max x}"))
'βhβhmaxx'
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from unicodedata import category, normalize

_GREEK = (
    "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho"
    " varsigma sigma tau upsilon phi chi psi omega"
)
_VARIANTS = {"varepsilon": "epsilon", "vartheta": "theta", "varrho": "rho", "varphi": "phi"}
_WORDS = (
    "sin cos tan cot sec csc sinh cosh tanh arcsin arccos arctan log ln exp lg max min sup inf"
    " lim det dim ker Pr arg gcd deg hom mod"
)
_SHOWN = {name: chr(0x3B1 + k) for k, name in enumerate(_GREEK.split())}
_SHOWN |= {name.capitalize(): sign.upper() for name, sign in _SHOWN.items()}
_SHOWN |= {name: _SHOWN[other] for name, other in _VARIANTS.items()}
_SHOWN |= {"ell": "l", "Re": "R", "Im": "I", **{name: name for name in _WORDS.split()}}
# Behind \beta what is shown may follow at once: u + \betau+β.
_GREEK_FIRST = "|".join(sorted((each for each in _SHOWN if len(_SHOWN[each]) == 1), key=len)[::-1])
_PIECE = re.compile(
    r"\\(?:begin|end)\s*\{[^{}]*\}(?:\{[lcr|]+\})?|\\\\\[[^\]]*\]"
    rf"|\\({_GREEK_FIRST}|[A-Za-z]+)|\\.|.",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter or digit that is shown, and where what stands for it begins and ends."""

    sign: str
    start: int
    stop: int


def letters(text: str) -> list[Letter]:
    """The letters and digits of a text in order, those that commands stand for among them."""
    found: list[Letter] = []
    for piece in _PIECE.finditer(text):
        shown = _SHOWN.get(piece[1], "") if piece[1] else piece[0]
        if len(shown) == 1 or piece[1]:
            signs = filter(_is_letter, normalize("NFKC", shown))
            found += [Letter(sign, piece.start(), piece.end()) for sign in signs]
    return found


def _is_letter(sign: str) -> bool:
    return category(sign)[0] in "LN" and category(sign) != "Lm"  # Lm: accents by themselves
