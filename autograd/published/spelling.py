"""The checker's names as the page prints them: z2 as z⁽²⁾, hat_y as ŷ, theta as θ."""

from __future__ import annotations

import re
from collections.abc import Mapping

from ..formulas.latex.characters import RAISED
from ..formulas.latex.signs import ACCENTS
from ..formulas.printed import Node
from ..formulas.printed.node import NOTHING
from ..formulas.printed.shown import text
from .letters import Letters
from .naming import Naming
from .references import EACH

RAISED_DIGITS = {said: sign for sign, said in RAISED.items()}
_POWER = re.compile(r"\^(\d)(?!\d)")
_SLOPE = re.compile(r"\bd([A-Za-z_]\w*)(\[[^\]]*\])?/d([A-Za-z_]\w*)")
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")


def spelled(base: str, family: tuple[int, ...] = (), known: Letters | None = None) -> str:
    r"""A name with its layer or time as it is printed.

    >>> spelled("hat_y"), spelled("J_softmax"), spelled("theta"), spelled("a", (2,))
    ('ŷ', 'J_softmax', 'θ', 'a⁽²⁾')
    """
    accent, _, rest = base.partition("_")
    if not rest or accent not in ACCENTS.values():
        accent, rest = "", base
    letter, _, label = rest.rpartition(".")[2].partition("_")
    symbol = Node("symbol", letter, accent=accent)
    numbers = [Node("number", str(each)) for each in family]
    is_below = known is not None and letter in known.below_bases
    below = Node("symbol", label) if label and label not in (EACH, "bold") else NOTHING
    above = NOTHING
    if numbers and is_below:
        below = numbers[0]
    elif numbers:
        above = Node("bracket", "(", (numbers[0],))
    if below == NOTHING and above == NOTHING:
        return text(symbol)
    return text(Node("scripted", "", (symbol, below, above)))


def spellings(naming: Naming, known: Letters) -> dict[str, str]:
    """What each of the checker's names is on the page."""
    return {name: spelled(*key, known) for name, key in naming.taken.items()}


def in_the_words_of_the_page(sentence: str, names: Mapping[str, str]) -> str:
    """A sentence of the checker with the names and signs of the page.

    >>> in_the_words_of_the_page("right is dL/dz2 = W2.T @ a2^2", {"z2": "z⁽²⁾", "L": "L"})
    'right is ∂L/∂z⁽²⁾ = W2ᵀ a2²'
    """
    if not names:
        return sentence

    def name(match: re.Match[str]) -> str:
        return names.get(match.group(), match.group())

    def slope(match: re.Match[str]) -> str:
        of, entry, wrt = match.groups()
        known = of in names and wrt in names
        return f"∂{names[of]}{entry or ''}/∂{names[wrt]}" if known else match.group()

    said = _SLOPE.sub(slope, sentence.replace(".T", "ᵀ").replace(" @ ", " "))
    return _POWER.sub(lambda match: RAISED_DIGITS[match[1]], _NAME.sub(name, said))
