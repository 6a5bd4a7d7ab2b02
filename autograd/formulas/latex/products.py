r"""Factors, with signs or without.

A product written partly with `\cdot` and partly without a sign is refused: in pasted text that is
how a lost `+` shows. A number may stand at its factor all the same, as in `a \cdot 2b`.
"""

from __future__ import annotations

from ..text.builtins import reserved
from ..text.tokens import Token
from ..trees.tree import Call, Indexed, Name, Number, Op, Slope, text, walk
from .brackets import case_word, is_lone
from .cursor import Cursor, Part
from .names import symbol
from .operands import is_numeric, operand
from .shapes import is_gradient, operation
from .signs import BLOCKS, CALLED, PRODUCTS, is_function_command


def product(at: Cursor) -> Part:
    """One product."""
    return _Product(at).read()


def _factor(at: Cursor) -> Part:
    block = BLOCKS.get(at.environment())
    return operand(at) if block is None else block(at)


class _Product:
    """Reads one product and watches how its factors are joined."""

    def __init__(self, at: Cursor) -> None:
        self.at = at
        self.implicit: int | None = None  # where two factors meet without a sign
        self.explicit = self.slash = False

    def read(self) -> Part:
        """Factors up to what is none, from left to right, as one tree of products and quotients."""
        start = self.at.next.start
        found = last = _factor(self.at)
        while True:
            token = self.at.next
            if token.text in PRODUCTS and token.kind != "end":
                self._sign(token, last)
                last, kind = _factor(self.at), PRODUCTS[token.text]
            elif self.at.starts_operand() and not case_word(self.at):
                last, kind = self._joined(found, last), "product"
            else:
                return found
            tree = operation(self.at, kind, found.tree, last.tree, start)
            found = Part(tree, last.how if last.has_no_end else "")

    def _sign(self, token: Token, last: Part) -> None:
        if last.has_no_end:
            raise self.at.error("does this belong to the function? write brackets", token)
        self.at.take()
        if PRODUCTS[token.text] == "quotient":
            self.slash = True
            return
        self.explicit = True
        if self.implicit is not None:
            raise self._mixed(self.implicit)

    def _joined(self, found: Part, last: Part) -> Part:
        """The factor that follows without a sign."""
        token, end = self.at.next, self.at.end
        self._refuse_join(last, token)
        called = isinstance(last.tree, Call) and is_function_command(token.text)
        if last.has_no_end and not called:
            raise self.at.error("does this belong to the function before? write brackets", token)
        coefficient = is_numeric(last.tree) and (found is last or token.start == end)
        if not coefficient and token.text not in (r"\sum", r"\prod"):
            gap = token.start - (token.start > end)
            if self.explicit:
                raise self._mixed(gap)
            self.implicit = gap
        if found is last and _is_number_of_formula(found):
            raise self.at.error("a factor, or the number of the formula? write \\cdot", token)
        right = _factor(self.at)
        self._refuse_call(last, right, token)
        return right

    def _refuse_join(self, last: Part, token: Token) -> None:
        if "quad" in self.at.source[self.at.end : token.start]:
            raise self.at.error("two formulas side by side: give one at a time", token)
        if token.kind == "number":
            raise self.at.error(
                "a number behind a factor: was a sign or an exponent lost in the paste?", token
            )
        if self.slash or last.how == "slash":
            raise self.at.error("is this above or below the '/'? write \\frac or brackets", token)
        if last.how in ("open", "closed"):
            raise self.at.error("is this differentiated too? write brackets", token)
        if is_gradient(last.tree) and last.how != "bracketed" and token.text in CALLED:
            raise self.at.error("the argument of a function, or a factor? write \\cdot", token)

    def _refuse_call(self, last: Part, right: Part, token: Token) -> None:
        """A factor behind a name that may be its argument, and other look-alikes."""
        tree = last.tree
        if isinstance(tree, Number):
            self._refuse_number(tree, right, token)
        if (
            self.at.vocabulary.is_open
            and isinstance(tree, Name)
            and reserved(tree.name) is not None
        ):
            raise self.at.error(f"{tree.name} is a function: write {tree.name}(…)", token)
        if token.text in ("(", "[") and last.how != "bracketed":
            self._refuse_argument(last, right, token)
        if _is_number_of_formula(right) and self._at_end():
            raise self.at.error("a factor, or the number of the formula? write \\cdot", token)

    def _refuse_number(self, last: Number, right: Part, token: Token) -> None:
        """2 behind which 1/2 stands, or e-3."""
        fraction = isinstance(right.tree, Op) and is_numeric(right.tree)
        if fraction and last.written.isdigit():
            raise self.at.error("a mixed number or a product? write a sign", token)
        if token.text in ("e", "E") and self._goes_on():
            raise self.at.error("write 10^{-3} for a power of ten", token)

    def _at_end(self) -> bool:
        return self.at.next.kind in ("end", "row") or self.at.at(".", ",", ";", "&")

    def _refuse_argument(self, last: Part, right: Part, token: Token) -> None:
        """Refuse brackets behind a name or a derivative that may be its argument, or a point."""
        lone, tree = is_lone(right), last.tree
        if isinstance(tree, Slope) and lone:
            raise self.at.error("a value at a point, or a factor? write \\cdot", token)
        if not isinstance(tree, Name | Indexed) or text(tree) in self.at.bound:
            return
        named = isinstance(tree, Name) and self.at.vocabulary.is_doubtful(symbol(tree.name))
        if lone or (named and tree not in walk(right.tree)):
            name = tree.name if isinstance(tree, Name) else self.at.source[slice(*tree.span)]
            why = f"{name}(…) may be a product or a function: write {name} \\cdot (…)"
            raise self.at.error(f"{why}, or declare it", token)

    def _goes_on(self) -> bool:
        """Whether 2e is followed by -3 or 5 without a space."""
        follows = self.at.next
        return follows.start == self.at.end and (
            follows.kind == "number" or follows.text in ("+", "-")
        )

    def _mixed(self, place: int) -> Exception:
        return self.at.error(
            "product mixes explicit and implicit multiplication at column "
            f"{place + 1}: was a + lost in the paste?",
            place,
        )


def _is_number_of_formula(right: Part) -> bool:
    """Whether a factor is a bare (3)."""
    return right.how == "bracketed" and isinstance(right.tree, Number)
