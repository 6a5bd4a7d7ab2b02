r"""Reading LaTeX with the names of a graph as the only legal symbols: read, or refused, never bent.

>>> names = ["L", "b1", "a2", "y", "w2", "Z1"]
>>> reading = read_latex(r"\frac{\partial L}{\partial b_1} = (a_2 - y) w_2 \sigma'(Z_1)", names)
>>> print(reading)
dL/db1 = (a2 - y)*w2*sigma'(Z1)
>>> left, sign, right = reading.statements[0]
>>> sign, left.span
('=', (0, 31))
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
from .formulas import Line, expression, refuse_both, whole
from .names import Vocabulary
from .operands import operand, symbol
from .paste import original, unwrapped
from .products import product
from .scanner import latex_tokens
from .spelling import spelled


@dataclass(frozen=True)
class Reading:
    """What a formula says: `statements` for the checker, `str()` for the eye.

    Each statement is its sides with the relations between them: (left, "=", right, …). The spans of
    the trees are places in `source`.
    """

    source: str
    statements: tuple[Line, ...]

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
        lines = whole(_cursor(plain, words, {} if fonts is None else fonts))
        found = Reading(source, tuple(lines))
        refuse_both(found.sides)
    except DerivationError as error:
        raise DerivationError(error.why, plain, error.column) from None
    return found


def _cursor(source: str, words: Vocabulary, fonts: dict[str, str]) -> Cursor:
    *tokens, end = latex_tokens(source)
    shared = Shared(words, expression, product, operand, symbol, fonts)
    return Cursor(source, [*spelled(tokens), end], shared)
