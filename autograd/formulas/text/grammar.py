"""Reading a formula: tokens into a tree, by hand and with nothing evaluated.

    relation   expression [(= | == | < | <= | > | >= | !=) expression]
    expression factor {(+ | - | * | / | // | % | @) factor}, by how tightly they bind
    factor     (- | +) factor | postfix [(^ | **) factor]
    postfix    primary {[index, …] | .T}
    primary    number | name | name'…(arguments) | (relation) | |expression| | √primary
               | slope | sum | list
    slope      dy/dx | d2y/dx2 | d2y/(dx dz) | d/dx(expression) | dz[i]/dW[j,k]
    sum        sum(index, …: expression), also prod, mean, max, min, logsumexp
    index      j | j=1..n | j!=k
    list       [expression, …]: a column; a list of lists is a matrix, row by row

A product is always written out: `2*x`, never `2x`.
"""

from __future__ import annotations

from dataclasses import replace

from ..trees.tree import Call, Indexed, Listing, Name, Number, Op, Relation, Span, Tree
from ..trees.tree import number as _number
from .binders import binder, is_binder
from .characters import ARROW, ROOTS, plain
from .differentials import slope
from .missing import refuse_missing_sign
from .stream import Formulas
from .tokens import DerivationError, Token, value_of

DEEPEST = 60  # parentheses inside parentheses
LONGEST_CHAIN = 400  # signs in one sum or product
POWER, SIGN, PRODUCT, SUM = 4, 3, 2, 1
LEVELS = {
    "+": SUM, "-": SUM, "*": PRODUCT, "/": PRODUCT, "@": PRODUCT, "//": PRODUCT, "%": PRODUCT,
    "**": POWER, "^": POWER,
}  # fmt: skip
WHOLE = {"//": "floor_divide", "%": "mod"}
RELATIONS = ("=", "==", "<", "<=", ">", ">=", "!=")
_HINTS = {"{": ": group with ( and )", ",": ": a comma parts the arguments of a function"}


class Reader(Formulas):
    """Reads formulas from the tokens of one statement; what is declared is asked of the page."""

    depth, bars = 0, False  # inside what was opened last, a bar closes
    longest_chain = LONGEST_CHAIN

    def relation(self) -> Tree:
        """A comparison, or an expression by itself."""
        left = self.expression()
        token = self.accept(*RELATIONS)
        if token is None:
            return left
        right = self.expression()
        if self.next.text in RELATIONS:
            raise self.error("a chain of comparisons is not read here: compare two")
        symbol = "=" if token.text == "==" else token.text
        return Relation(symbol, left, right, (left.span[0], right.span[1]))

    def expression(self, floor: int = 0) -> Tree:
        """Factors joined by the signs that bind more tightly than `floor`."""
        self.depth += floor == 0
        if self.depth > DEEPEST:
            raise self.error(f"parentheses are nested more than {DEEPEST} deep")
        left, signs = self.factor(), 0
        while floor < LEVELS.get(self.next.text, 0) < POWER:
            if signs == self.longest_chain:
                raise self.error(f"a sum or product has more than {signs} signs: name a part")
            signs += 1
            left = self._joined(left, self.take())
        refuse_missing_sign(self, left, within_bars=self.bars)
        self.depth -= floor == 0
        return left

    def _joined(self, left: Tree, token: Token) -> Tree:
        if token.text == "%" and self.tokens[self.place - 2].kind == "number":
            raise self.error("write mod(…, …) for a remainder, or /100 for per cent", token)
        right = self.expression(LEVELS[token.text])
        span = (left.span[0], right.span[1])
        if token.text in WHOLE:
            return Call(WHOLE[token.text], (left, right), 0, span)
        return Op(token.text, (left, right), span)

    def factor(self) -> Tree:
        """A signed power."""
        signs = []
        while token := self.accept("-", "+"):
            signs.append(token)
            if len(signs) > DEEPEST:
                raise self.error(f"more than {DEEPEST} signs stand one before the other")
        base = self.postfix()
        if token := self.accept("^", "**"):
            self.depth += 1
            if self.depth > DEEPEST:
                raise self.error(f"powers are nested more than {DEEPEST} deep", token)
            exponent = self.factor()
            self.depth -= 1
            base = Op("^", (base, exponent), (base.span[0], exponent.span[1]))
        for token in reversed(signs):
            if token.text == "-":
                base = Op("neg", (base,), (token.start, base.span[1]))
        return base

    def postfix(self) -> Tree:
        """A primary with indices or a transpose."""
        found = self.primary()
        for _ in range(DEEPEST):
            if self.accept("["):
                indices = self.until("]")
                found = Indexed(found, indices, (found.span[0], self.end()))
            elif self.accept(".T"):
                found = Op("T", (found,), (found.span[0], self.end()))
            else:
                return found
        raise self.error(f"more than {DEEPEST} indices and transposes follow one another")

    def until(self, closing: str) -> tuple[Tree, ...]:
        """Read expressions, commas between them, up to a closing sign."""
        opening = self.last
        read = self.relation if closing == ")" else self._entry
        found = [read()]
        while self.accept(","):
            found.append(read())
        self.close(opening, closing)
        return tuple(found)

    def _entry(self) -> Tree:
        """An entry of a list, or an index: no comparison, [x > 0]."""
        start, found = self.next, self.relation()
        if isinstance(found, Relation):
            why = "a comparison counts as 1 or 0 in parentheses: write (x > 0)"
            raise self.error(why, start)
        return found

    def primary(self) -> Tree:
        """A number, a name, a call, a slope, a sum, or something in parentheses."""
        token = self.next
        if token.kind == "number":
            self.take()
            return Number(value_of(token.text), token.text, (token.start, token.end))
        if token.kind == "name":
            return slope(self) or self._named()
        if opening := self.accept("(", "|", "[", *ROOTS):
            return self._opened(opening)
        raise self._wanted()

    def _opened(self, opening: Token) -> Tree:
        """What stands in brackets or between bars, or under a root."""
        if opening.text == "[":
            return Listing(self.until("]"), (opening.start, self.end()))
        if opening.text in ROOTS:
            return self._root(opening)
        is_bar = opening.text == "|"
        outside, self.bars = self.bars, is_bar
        found = self.expression() if is_bar else self.relation()
        self.close(opening, "|" if is_bar else ")")
        self.bars = outside
        span = (opening.start, self.end())
        if is_bar:
            self._refuse_double_bars(found, span)
            return Call("abs", (found,), 0, span)
        if isinstance(found, Relation):  # (x > 0) counts as 1 or 0
            found = Call("where", (found, _number(1), _number(0)))
        return replace(found, span=span)

    def _refuse_double_bars(self, inner: Tree, span: Span) -> None:
        """Refuse ||x||, which is a length on paper and would be |x|, entry by entry."""
        start, stop = inner.span
        signs = plain(self.source[span[0] : start + 1] + self.source[stop - 1 : span[1]])
        if isinstance(inner, Call) and inner.function == "abs" and signs == "||||":
            within = self.source[start + 1 : stop - 1]
            why = f"write norm({within}) for a length, or |{within}| for a number without its sign"
            raise self.error(why, Token("sign", "||", *span))

    def _root(self, sign: Token) -> Tree:
        """√x, √2, √(x + 1), and nothing of which a reader may doubt how far the root goes."""
        name = ROOTS[sign.text]
        if self.next.kind not in ("name", "number") and self.next.text not in ("(", "|"):
            raise self.error(f"wanted what the root is of, found {self.found()}")
        under = self.primary()
        if self.next.text in ("^", "**", "["):
            raise self.error(f"how far does the root go? write {name}(…) with brackets", sign)
        return Call(name, (under,), 0, (sign.start, self.end()))

    def _wanted(self) -> DerivationError:
        """What to say where a number, a name or a ( is wanted."""
        before = self.last
        if self.next.kind == "end" and before.text in ("(", "["):
            return self.error(f"this {before.text!r} is never closed", before)
        if self.next.kind == "prime":
            return self.error("a text in quotes means nothing in a formula")
        if before.text == "-" and self.next.text == ">":
            return self.error(ARROW, before)
        after = f" after {before.text!r}" if self.place else ""
        starred = self.next.text in ("*", "**") and before.text in ("(", ",")
        hint = ": write every argument out" if starred else _HINTS.get(self.next.text, "")
        return self.error(f"wanted a number, a name or '('{after}, found {self.found()}{hint}")

    def _named(self) -> Tree:
        name = self.take()
        primes = len(self.take().text) if self.next.kind == "prime" else 0
        if primes and self.next.text != "(":
            raise self.error(f"a prime marks a function's derivative: write {name.text}'(…)")
        if self.next.text != "(" or not (primes or self.is_function(name.text)):
            return Name(name.text, (name.start, name.end))
        self.take()
        if not primes and is_binder(self):
            return binder(self, name)
        args = self.until(")")
        return Call(name.text, args, primes, (name.start, self.end()))

    def finish(self) -> None:
        """Complain unless the statement ends here."""
        if self.next.kind == "end":
            return
        if self.next.text in (")", "]"):
            raise self.error(f"this {self.next.text!r} closes nothing")
        hint = _HINTS.get(self.next.text, "")
        if hint and self.last.kind == self.peek(1).kind == "number":
            hint = f": write {self.last.text}.{self.peek(1).text} for a decimal number"
        raise self.error(f"wanted an operator or the end of the line, found {self.found()}{hint}")
