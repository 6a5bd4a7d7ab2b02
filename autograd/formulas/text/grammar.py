"""Reading a formula: tokens into a tree, by hand and with nothing evaluated.

    relation   expression [(= | < | <= | > | >= | !=) expression]
    expression term {(+ | -) term}
    term       factor {(* | / | // | % | @) factor}
    factor     (- | +) factor | postfix [(^ | **) factor]
    postfix    primary {[index, …] | .T}
    primary    number | name | name'…(arguments) | (expression) | |expression| | slope | sum | list
    slope      dy/dx | d2y/dx2 | d2y/(dx dz) | d/dx(expression) | dz[i]/dW[j,k]
    sum        sum(index, …: expression), also prod, mean, max, min, logsumexp
    index      j | j=1..n | j!=k
    list       [expression, …]: a column; a list of lists is a matrix, row by row

A product is always written out: `2*x`, never `2x`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction

from ..trees.tree import Call, Indexed, Listing, Name, Number, Op, Relation, Tree
from ..trees.tree import number as _number
from .binders import binder, is_binder
from .differentials import slope
from .stream import Stream
from .tokens import Token

DEEPEST = 60  # parentheses inside parentheses
LONGEST_CHAIN = 400  # signs in one sum or product
WHOLE = {"//": "floor_divide", "%": "mod"}
RELATIONS = ("=", "==", "<", "<=", ">", ">=", "!=")

Known = Callable[[str], bool]


class Reader(Stream):
    """Reads formulas from the tokens of one statement.

    `is_declared(name)` tells a name of its own from a differential (`dL`), `is_known(name)` says
    whether the name occurs anywhere, and `is_function(name)` tells a call from a product whose
    sign was left out.
    """

    def __init__(
        self, source: str, is_declared: Known, is_function: Known, is_known: Known
    ) -> None:
        super().__init__(source)
        self.is_declared, self.is_function, self.is_known = is_declared, is_function, is_known
        self.depth = 0

    # ---- Formulas ----

    def relation(self) -> Tree:
        """A comparison, or an expression by itself."""
        left = self.expression()
        token = self.accept(*RELATIONS)
        if token is None:
            return left
        right = self.expression()
        symbol = "=" if token.text == "==" else token.text
        return Relation(symbol, left, right, (left.span[0], right.span[1]))

    def expression(self) -> Tree:
        """A sum of terms."""
        self.depth += 1
        if self.depth > DEEPEST:
            raise self.error(f"parentheses are nested more than {DEEPEST} deep")
        left, signs = self.term(), 0
        while token := self.accept("+", "-"):
            signs = self._one_more(signs)
            right = self.term()
            left = Op(token.text, (left, right), (left.span[0], right.span[1]))
        self.depth -= 1
        return left

    def term(self) -> Tree:
        """A product of factors."""
        left, signs = self.factor(), 0
        while True:
            token = self.accept("*", "/", "@", *WHOLE)
            if token is None:
                self._refuse_missing_sign(left)
                return left
            signs = self._one_more(signs)
            left = self._divided(left, token) if token.text in WHOLE else self._joined(left, token)

    def _joined(self, left: Tree, token: Token) -> Tree:
        right = self.factor()
        return Op(token.text, (left, right), (left.span[0], right.span[1]))

    def _divided(self, left: Tree, token: Token) -> Tree:
        """A division into whole parts, or what it leaves; after a number % may mean per cent."""
        if token.text == "%" and self.tokens[self.place - 2].kind == "number":
            raise self.error("write mod(…, …) for a remainder, or /100 for per cent", token)
        right = self.factor()
        return Call(WHOLE[token.text], (left, right), 0, (left.span[0], right.span[1]))

    def _one_more(self, signs: int) -> int:
        if signs == LONGEST_CHAIN:
            raise self.error(f"a sum or product has more than {LONGEST_CHAIN} signs: name a part")
        return signs + 1

    def _refuse_missing_sign(self, left: Tree) -> None:
        token = self.next
        starts = token.kind in ("name", "number") and token.text != "in"
        if not starts and token.text != "(":
            return
        written = self.source[left.span[0] : left.span[1]]
        last = written.split("*")[-1].split("/")[-1].strip()
        what = f"write {last}*{token.text}… for a product"
        if token.text == "(" and isinstance(left, Name):
            what = f"{left.name} is not a function here: write {left.name}*(…) for a product"
        raise self.error(f"an operator is missing: {what}")

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
        opening = self.tokens[self.place - 1]
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
            return Number(Fraction(token.text), token.text, (token.start, token.end))
        if token.kind == "name":
            return slope(self) or self._named()
        if opening := self.accept("("):
            found = self.relation()
            self.close(opening, ")")
            if isinstance(found, Relation):  # (x > 0) counts as 1 or 0
                found = Call("where", (found, _number(1), _number(0)))
            return replace(found, span=(opening.start, self.end()))
        if opening := self.accept("|"):
            found = self.expression()
            self.close(opening, "|")
            return Call("abs", (found,), 0, (opening.start, self.end()))
        if opening := self.accept("["):
            items = self.until("]")
            return Listing(items, (opening.start, self.end()))
        raise self.error(f"wanted a number, a name or '(', found {self.found()}")

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
