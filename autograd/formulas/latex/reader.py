r"""Reading LaTeX with the names of a graph as the only legal symbols: read, or refused, never bent.

>>> names = ["L", "b1", "a2", "y", "w2", "Z1"]
>>> reading = read_latex(r"\frac{\partial L}{\partial b_1} = (a_2 - y) w_2 \sigma'(Z_1)", names)
>>> print(reading)
dL/db1 = (a2 - y)*w2*sigma'(Z1)
>>> reading.canonical
"chain(d(L,b_1),mul(mul(sub(a_2,y),w_2),call(sigma',Z_1)))"
>>> read_latex(r"x^2 + y \foo", ["x", "y"])
Traceback (most recent call last):
...
autograd.formulas.text.tokens.DerivationError: line 1, column 9: unknown command \foo
    x^2 + y \foo
            ^
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ..text.tokens import DerivationError
from ..trees.tree import Tree, text
from .cursor import Cursor, Shared
from .formulas import expression, refuse_both, tidy
from .operands import operand, symbol
from .paste import original
from .products import product
from .rows import whole
from .said import Said
from .scanner import latex_tokens
from .shapes import with_matrix_products
from .spelling import spelled
from .trees import Line, lines
from .vocabulary import Vocabulary
from .wrapping import unwrapped


@dataclass(frozen=True)
class Reading:
    """What a formula says: `statements` for the checker, `str()` for the eye.

    Each statement is its sides with the relations between them: (left, "=", right, …).
    """

    source: str
    said: Said
    statements: tuple[Line, ...]

    @property
    def canonical(self) -> str:
        """The formula with every operation written as a function, for comparing readings."""
        return str(self.said)

    @property
    def sides(self) -> tuple[Tree, ...]:
        """All sides of all statements."""
        return tuple(x for line in self.statements for x in line if not isinstance(x, str))

    @property
    def lines(self) -> tuple[str, ...]:
        """The statements as derivation text."""
        return tuple(
            " ".join(x if isinstance(x, str) else text(x) for x in line) for line in self.statements
        )

    def __str__(self) -> str:
        return "\n".join(self.lines)


def read_latex(
    source: str,
    names: Iterable[str] | None = None,
    functions: Iterable[str] = (),
    arrays: Mapping[str, int] | None = None,
    fonts: dict[str, str] | None = None,
) -> Reading:
    """Read one formula.

    `names` are the only symbols allowed, besides `functions` (declared on the page), the
    registry's functions and pi; `arrays` gives the number of indices of vectors and matrices.
    `fonts` is given the font of each letter, also of a formula that is refused.
    Without `names` any letters with indices are, which is for looking at formulas, not for
    checking them. Raises `DerivationError` (an `ExpressionError`) with column, caret and reason.
    """
    plain = unwrapped(source)
    words = Vocabulary.of(names, functions, arrays)
    try:
        plain = original(plain)
        said = tidy(whole(_cursor(plain, words, {} if fonts is None else fonts)))
        refuse_both(said)
        ranked = said if words.is_open else with_matrix_products(said, words.arrays)
        return Reading(source, said, tuple(lines(ranked)))
    except DerivationError as error:
        raise DerivationError(error.why, plain, error.column) from None


def _cursor(source: str, words: Vocabulary, fonts: dict[str, str]) -> Cursor:
    *tokens, end = latex_tokens(source)
    shared = Shared(words, expression, product, operand, symbol, fonts)
    return Cursor(source, [*spelled(tokens), end], shared)
