"""The checker's names as the page prints them: z2 as z⁽²⁾, hat_y as ŷ, theta as θ."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from ...formulas.latex.characters import LOWERED, RAISED
from ...formulas.latex.signs import ACCENTS
from ...formulas.printed import Node
from ...formulas.printed.node import NOTHING
from ...formulas.printed.shown import text
from ...formulas.text.builtins import builtin
from ..functions.calls import CONVENTIONAL
from ..names.letters import Letters
from ..names.naming import Naming
from ..names.references import EACH

RAISED_DIGITS = {said: sign for sign, said in RAISED.items()}
LOWERED_SIGNS = {said: sign for sign, said in LOWERED.items()}
_POWER = re.compile(r"\^(\d)(?!\d)")
_SLOPE = re.compile(r"\bd([A-Za-z_]\w*)(\[[^\]]*\])?/d([A-Za-z_]\w*)")
_SUM = re.compile(r"\bsum\((\w): ([^()+]*)\)")
_BEING = re.compile(r"\b(one_hot|symmetric|diagonal)\((\w+)\)")
_ENTRY = re.compile(r"(?<=[^\W\d_₀-₉])\[(\w)\]")
_MINUS = re.compile(r"(?<![^\s(\[/·])-(?=[\s\w(])")
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")


def spelled(base: str, family: tuple[int, ...] = (), known: Letters | None = None) -> str:
    r"""A name with its layer or time as it is printed.

    >>> spelled("hat_y"), spelled("J_softmax"), spelled("theta"), spelled("a", (2,))
    ('ŷ', 'J_softmax', 'θ', 'a⁽²⁾')
    """
    return text(symbol(base, family, known))


def symbol(base: str, family: tuple[int, ...] = (), known: Letters | None = None) -> Node:
    """The same as a printed symbol."""
    accent, _, rest = base.partition("_")
    if not rest or accent not in ACCENTS.values():
        accent, rest = "", base
    letter, _, label = rest.rpartition(".")[2].partition("_")
    alone = Node("symbol", letter, accent=accent)
    numbers = [Node("number", str(each)) for each in family]
    is_below = known is not None and letter in known.below_bases
    below = Node("symbol", label) if label and label not in (EACH, "bold") else NOTHING
    above = NOTHING
    if numbers and is_below:
        below = numbers[0]
    elif numbers:
        above = Node("bracket", "(", (numbers[0],))
    if below == NOTHING and above == NOTHING:
        return alone
    return Node("scripted", "", (alone, below, above))


def usual(name: str) -> str:
    """What a letter is usually a function for, in the words of the registry.

    >>> usual("sigma"), usual("Phi")
    ('the sigmoid', 'the normal cdf')
    """
    function = CONVENTIONAL.get(name, name)
    known = builtin(function)
    return f"the {(known.name if known is not None else function).replace('_', ' ')}"


def symbols(naming: Naming, known: Letters, functions: Iterable[str] = ()) -> dict[str, Node]:
    """What each of the checker's names is on the page, with the usual `functions` of the page."""
    conventional = {CONVENTIONAL[each]: symbol(each) for each in functions if each in CONVENTIONAL}
    return conventional | {name: symbol(*key, known) for name, key in naming.taken.items()}


def in_the_words_of_the_page(sentence: str, symbols: Mapping[str, Node]) -> str:
    """A sentence of the checker with the names and signs of the page.

    >>> names = {"z2": symbol("z", (2,)), "L": symbol("L")}
    >>> in_the_words_of_the_page("the sign of dL/dz2 - W2.T @ a2^2*L is wrong", names)
    'the sign of ∂L/∂z⁽²⁾ − W2ᵀ a2²·L is wrong'
    >>> in_the_words_of_the_page("at z2[1,2] = -1: sum(k: t[k]) = x[1]", {"t": symbol("t")})
    'at z2[1,2] = −1: Σₖ tₖ = x₁'
    """
    if not symbols:
        return sentence
    names = {name: text(node) for name, node in symbols.items()}

    def name(match: re.Match[str]) -> str:
        return names.get(match.group(), match.group())

    def slope(match: re.Match[str]) -> str:
        of, entry, wrt = match.groups()
        known = of in names and wrt in names
        return f"∂{names[of]}{entry or ''}/∂{names[wrt]}" if known else match.group()

    said = _SUM.sub(_summed, _BEING.sub(_is, sentence))
    said = _SLOPE.sub(slope, _signs(said))
    said = _POWER.sub(lambda match: RAISED_DIGITS[match[1]], _NAME.sub(name, said))
    return _ENTRY.sub(lambda match: LOWERED_SIGNS.get(match[1], match[0]), said)


def _is(match: re.Match[str]) -> str:
    what, name = match.groups()
    return f"{name} is {what.replace('_', '-')}"


def _summed(match: re.Match[str]) -> str:
    index, inside = match.groups()
    return f"Σ{LOWERED_SIGNS.get(index, f'_{index}')} {inside}"


def _signs(sentence: str) -> str:
    """The checker's signs as they are printed.

    >>> _signs("-x*y.T - 2 is at x = -1, not semi-definite")
    '−x·yᵀ − 2 is at x = −1, not semi-definite'
    """
    said = sentence.replace(".T", "ᵀ").replace(" @ ", " ").replace("*", "·").replace("->", "→")
    return _MINUS.sub("−", said)
