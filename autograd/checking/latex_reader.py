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
autograd.checking.tokens.DerivationError: line 1, column 9: unknown command \foo
    x^2 + y \foo
            ^
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from .latex_formulas import Formulas, tidy
from .latex_names import Vocabulary
from .latex_paste import original
from .latex_ranks import with_matrix_products
from .latex_said import Said
from .latex_tokens import latex_tokens, unwrapped
from .latex_tree import Line, lines
from .tokens import DerivationError
from .tree import Tree, text


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
) -> Reading:
    """Read one formula.

    `names` are the only symbols allowed, besides `functions` (declared on the page), the
    registry's functions and pi; `arrays` gives the number of indices of vectors and matrices.
    Without `names` any letters with indices are, which is for looking at formulas, not for
    checking them. Raises `DerivationError` (an `ExpressionError`) with column, caret and reason.
    """
    plain = original(unwrapped(source))
    parser = Formulas(plain, latex_tokens(plain), Vocabulary.of(names, functions, arrays))
    try:
        said = tidy(parser.whole())
        ranked = with_matrix_products(said, arrays) if arrays else said
        return Reading(source, said, tuple(lines(ranked)))
    except DerivationError as error:
        raise DerivationError(error.why, plain, error.column) from None
