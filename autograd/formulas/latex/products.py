r"""Factors, with signs or without.

A product written partly with `\cdot` and partly without a sign is refused: in pasted text that is
how a lost `+` shows. A number may stand at its factor all the same, as in `a \cdot 2b`.
"""

from __future__ import annotations

from ..text.builtins import builtin
from ..text.tokens import Token
from .brackets import is_lone
from .cases import case_word, cases
from .commands import CALLED, FUNCTIONS
from .cursor import Cursor
from .environments import environment
from .groups import PRODUCTS
from .names import symbol
from .operands import operand
from .said import Said, is_numeric


def product(at: Cursor) -> Said:
    """One product."""
    return _Product(at).read()


def _factor(at: Cursor) -> Said:
    return cases(at) if environment(at) in ("cases", "dcases") else operand(at)


class _Product:
    """Reads one product and watches how its factors are joined."""

    def __init__(self, at: Cursor) -> None:
        self.at = at
        self.implicit: int | None = None  # where two factors meet without a sign
        self.explicit = self.slash = False

    def read(self) -> Said:
        """Factors up to what is none, from left to right, as one tree of products and quotients."""
        start = self.at.next.start
        found = last = _factor(self.at)
        while True:
            token = self.at.next
            if token.text in PRODUCTS and token.kind != "end":
                self._sign(token, last)
                last, head = _factor(self.at), PRODUCTS[token.text]
            elif self.at.starts_operand() and not case_word(self.at):
                last, head = self._joined(found, last), "mul"
            else:
                return found
            how = "bare" if last.how == "bare" else ""
            found = Said(head, (found, last), span=(start, self.at.end), how=how)

    def _sign(self, token: Token, last: Said) -> None:
        if last.how == "bare":
            raise self.at.error("does this belong to the function? write brackets", token)
        self.at.take()
        if PRODUCTS[token.text] == "div":
            self.slash = True
            return
        self.explicit = True
        if self.implicit is not None:
            raise self._mixed(self.implicit)

    def _joined(self, found: Said, last: Said) -> Said:
        """The factor that follows without a sign."""
        token, end = self.at.next, self.at.end
        self._refuse_join(last, token)
        called = last.head == "call" and token.text in FUNCTIONS
        if last.how == "bare" and not called:
            raise self.at.error("does this belong to the function before? write brackets", token)
        coefficient = is_numeric(last) and (found is last or token.start == end)
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

    def _refuse_join(self, last: Said, token: Token) -> None:
        if "quad" in self.at.source[self.at.end : token.start]:
            raise self.at.error("two formulas side by side: give one at a time", token)
        if token.kind == "number":
            raise self.at.error(
                "a number behind a factor: was a sign or an exponent lost in the paste?", token
            )
        if self.slash or last.how == "slash":
            raise self.at.error("is this above or below the '/'? write \\frac or brackets", token)
        if last.head == "ddx":
            raise self.at.error("is this differentiated too? write brackets", token)
        if last.head == "grad" and last.how != "bracketed" and token.text in CALLED:
            raise self.at.error("the argument of a function, or a factor? write \\cdot", token)

    def _refuse_call(self, last: Said, right: Said, token: Token) -> None:
        """A factor behind a name that may be its argument, and other look-alikes."""
        words = self.at.vocabulary
        if last.text.isdigit() and right.head == "div" and is_numeric(right):
            raise self.at.error("a mixed number or a product? write a sign", token)
        if last.head == "number" and token.text in ("e", "E") and self._goes_on():
            raise self.at.error("write 10^{-3} for a power of ten", token)
        if words.is_open and last.head == "name" and builtin(last.text) is not None:
            raise self.at.error(f"{last.text} is a function: write {last.text}(…)", token)
        if token.text in ("(", "[") and last.how != "bracketed":
            self._refuse_argument(last, right, token)
        if _is_number_of_formula(right) and self._at_end():
            raise self.at.error("a factor, or the number of the formula? write \\cdot", token)

    def _at_end(self) -> bool:
        return self.at.next.kind in ("end", "row") or self.at.at(".", ",", ";", "&")

    def _refuse_argument(self, last: Said, right: Said, token: Token) -> None:
        """Refuse brackets behind a name or a derivative that may be its argument, or a point."""
        lone = is_lone(right)
        if last.head == "d" and lone:
            raise self.at.error("a value at a point, or a factor? write \\cdot", token)
        if last.head not in ("name", "element") or last.text in self.at.bound:
            return
        named = last.head == "name" and symbol(last.text)
        again = any(part.text == last.text for part in right.parts())
        if lone or (named and self.at.vocabulary.is_doubtful(named) and not again):
            name = last.text
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


def _is_number_of_formula(right: Said) -> bool:
    """Whether a factor is a bare (3)."""
    return right.head == "number" and right.how == "bracketed"
