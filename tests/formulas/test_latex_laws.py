"""Laws of the LaTeX reader: a setting of a formula is read as that formula, or refused.

And what is read of a damaged string still has every letter, digit and prime that stands in it.
"""
# ruff: noqa: RUF001 -- the strings are what people paste, look-alikes included

import random
import re
import unicodedata
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograd.checking.meaning.scope import Scope
from autograd.errors import ExpressionError
from autograd.formulas.latex import Reading, read_latex
from autograd.formulas.latex.characters import LETTERS
from autograd.formulas.text.grammar import Reader
from autograd.formulas.trees.tree import Call, Name, Number, Slope, Sum, Tree, text, walk
from effort import at_most
from typesetting import NAMES, Typesetter, formula

pytestmark = pytest.mark.board
KNOWN = [*NAMES]
SEEDS = st.integers(0, 2**40)


def written(seed: int) -> tuple[list[Tree], str]:
    """The sides of a statement, and one setting of it."""
    rng = random.Random(seed)
    sides = [formula(rng, rng.randint(1, 4)) for _ in range(rng.choice([1, 1, 2, 3]))]
    return sides, Typesetter(rng).whole(sides)


def read(latex: str) -> Reading | None:
    """The reading; None where it is refused, which must point into the string and say why."""
    reading, refusal = None, None
    with at_most(100_000):
        try:
            reading = read_latex(latex, KNOWN)
        except ExpressionError as error:
            refusal = error
    if refusal is not None:
        assert 1 <= refusal.column <= len(latex) + 1, refusal
        assert len(refusal.why) > 10, refusal
    return reading


def derivation(said: str) -> Tree:
    """Derivation text as the grammar reads it."""
    reader = Reader(said, KNOWN.__contains__, Scope().is_function, {*KNOWN, "k"}.__contains__)
    found = reader.expression()
    assert reader.next.kind == "end"
    return found


@given(SEEDS)
def test_a_setting_is_read_as_the_formula_or_refused(seed):
    sides, latex = written(seed)
    reading = read(latex)
    if reading is not None:
        assert list(reading.sides) == sides, (latex, str(reading))
        assert len(reading.statements) == 1


@given(SEEDS)
def test_the_echo_means_what_was_read(seed):
    sides, latex = written(seed)
    reading = read(latex)
    if reading is not None:
        echoes = str(reading).split(" = ")
        assert [text(derivation(echo)) for echo in echoes] == [text(side) for side in sides]


def test_nearly_all_settings_are_read():
    settings = [written(seed)[1] for seed in range(1000)]
    refused = [latex for latex in settings if read(latex) is None]
    assert len(refused) <= 0.02 * len(settings), refused[:20]


# ---- Damage -------------------------------------------------------------------------------------

TOKENS = re.findall(
    r"\S+",
    r"x y _ ^ { } ( ) [ ] + - * / = , . ' | & 1 2 \\ \frac \cdot \, \sqrt \hat \left( \right) "
    r"\sigma \partial d e \tanh \sum_{k=1}^{3} k \over \text{if} \mathrm \log ² ₁ ′ · − ŷ 𝑥 ½ √ :",
)
_SILENT = re.compile(
    r"\\(tag\*?|label|begin|end)\{[^}]*\}|\\\\\[[\d.]+(?:pt|em|ex|mm|cm|in|mu|bp)\]"
    r"|\\(displaystyle|left|right|bigl|bigr|big|frac|dfrac|tfrac|over|cdot|times|"
    r"text|mathrm|nonumber|operatorname|mathit|rm|lvert|rvert|limits)(?![A-Za-z])"
)
_SAID = {"½": "12", "ŷ": "hat" + "y", "√": "sqrt", "∂": ""}


def damaged(latex: str, rng: random.Random) -> str:
    place = rng.randrange(len(latex) + 1)
    match rng.randrange(3):
        case 0:
            return latex[:place] + latex[place + 1 :]
        case 1:
            return latex[:place] + rng.choice(TOKENS) + latex[place:]
    return latex[:place] + rng.choice(TOKENS) + latex[place + 1 :]


def shown(latex: str) -> Counter[str]:
    """The letters, digits and primes that stand in a formula, commands letter by letter."""
    latex = _SILENT.sub(" ", latex.replace(r"\prime", "'").replace(r"\widehat", r"\hat"))
    for mark, said in {"\u0302": "hat", "\u2032": "'", r"\partial": " ", **_SAID}.items():
        latex = latex.replace(mark, said)
    letters = "".join(LETTERS.get(sign, unicodedata.normalize("NFKD", sign)) for sign in latex)
    found = Counter(sign for sign in letters if sign.isalnum() or sign == "'")
    return Counter({sign: count for sign, count in found.items() if sign not in "edxp0"})


def meant(reading: Reading) -> Counter[str]:
    """The letters, digits and primes of the trees."""
    found: Counter[str] = Counter()
    for side in reading.sides:
        for part in walk(side):
            found.update(_own(part))
    return Counter(
        {sign: n for sign, n in found.items() if sign.isalnum() or sign == "'"}
    ) - Counter({sign: found[sign] for sign in "edxp0"})


def _own(part: Tree) -> str:
    match part:
        case Name(name=name):
            return name
        case Number(written=digits):
            return digits
        case Call(function="abs" | "where"):
            return ""
        case Call(function=function, primes=primes):
            return function + "'" * primes
        case Sum(kind=kind, index=index):
            return kind + index
    return ""


@given(SEEDS)
def test_nothing_that_stands_in_a_formula_is_dropped(seed):
    _, latex = written(seed)
    reading = read(latex)
    if reading is not None:
        assert meant(reading) == shown(latex), latex


@given(SEEDS)
def test_of_a_damaged_formula_nothing_is_dropped(seed):
    rng = random.Random(seed)
    _, latex = written(seed)
    for _ in range(4):
        latex = damaged(latex, rng)
        reading = read(latex)
        if reading is not None and not any(
            isinstance(x, Slope) and len(x.wrt) > 1 for side in reading.sides for x in walk(side)
        ):
            assert meant(reading) == shown(latex), (latex, str(reading))
