"""Reading a formula: tokens into a tree, by hand and with nothing evaluated.

    relation   expression [(= | < | <= | > | >= | !=) expression]
    expression term {(+ | -) term}
    term       factor {(* | / | @) factor}
    factor     (- | +) factor | postfix [(^ | **) factor]
    postfix    primary {[index, …] | .T}
    primary    number | name | name'…(arguments) | (expression) | |expression| | slope | sum
    slope      dy/dx | d2y/dx2 | d2y/(dx dz) | d/dx(expression)
    sum        sum(j: expression) | sum(j=1..n: expression)

A product is always written out: `2*x`, never `2x`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction

from .tokens import DerivationError, Token, tokens
from .tree import Call, Indexed, Name, Number, Op, Relation, Slope, Sum, Tree
from .tree import number as _number

DEEPEST = 60  # parentheses inside parentheses
HIGHEST = 6  # order of a derivative
LONGEST_CHAIN = 500  # tokens in one sum or product
RELATIONS = ("=", "==", "<", "<=", ">", ">=", "!=")

Known = Callable[[str], bool]


class Reader:
    """Reads formulas from the tokens of one statement.

    `is_declared(name)` tells a name of its own from a differential (`dL`), `is_known(name)` says
    whether the name occurs anywhere, and `is_function(name)` tells a call from a product whose
    sign was left out.
    """

    def __init__(
        self, source: str, is_declared: Known, is_function: Known, is_known: Known
    ) -> None:
        self.source, self.is_declared, self.is_function = source, is_declared, is_function
        self.is_known = is_known
        self.tokens = tokens(source)
        self.place = self.depth = 0

    # ---- Tokens ----

    @property
    def next(self) -> Token:
        """The token to be read next."""
        return self.tokens[self.place]

    def peek(self, ahead: int) -> Token:
        """A token further on."""
        return self.tokens[min(self.place + ahead, len(self.tokens) - 1)]

    def take(self) -> Token:
        """Read one token."""
        token = self.next
        self.place += token.kind != "end"
        return token

    def accept(self, *signs: str) -> Token | None:
        """Read one of these signs, if one comes next."""
        if self.next.kind == "sign" and self.next.text in signs:
            return self.take()
        return None

    def expect(self, sign: str, wanted: str = "") -> Token:
        """Read this sign or say what was wanted."""
        token = self.accept(sign)
        if token is None:
            raise self.error(f"wanted {wanted or repr(sign)}, found {self._found()}")
        return token

    def _close(self, opening: Token, sign: str) -> None:
        if self.next.kind == "end":
            raise self.error(f"this {opening.text!r} is never closed", opening)
        self.expect(sign)

    def error(self, why: str, token: Token | None = None) -> DerivationError:
        """A complaint about a token, by default the next one."""
        return DerivationError(why, self.source, (token or self.next).start + 1)

    def _found(self) -> str:
        return repr(self.next.text) if self.next.text else "the end of the line"

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
        left = self.term()
        start = self.place
        while token := self.accept("+", "-"):
            self._limit(start)
            right = self.term()
            left = Op(token.text, (left, right), (left.span[0], right.span[1]))
        self.depth -= 1
        return left

    def term(self) -> Tree:
        """A product of factors."""
        left = self.factor()
        start = self.place
        while True:
            self._limit(start)
            token = self.accept("*", "/", "@")
            if token is None:
                self._refuse_missing_sign(left)
                return left
            right = self.factor()
            left = Op(token.text, (left, right), (left.span[0], right.span[1]))

    def _limit(self, start: int) -> None:
        if self.place - start > LONGEST_CHAIN:
            raise self.error(f"a sum or product has more than {LONGEST_CHAIN} signs: name a part")

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
        while True:
            if self.accept("["):
                indices = self._until("]")
                found = Indexed(found, indices, (found.span[0], self._end()))
            elif self.accept(".T"):
                found = Op("T", (found,), (found.span[0], self._end()))
            else:
                return found

    def _end(self) -> int:
        return self.tokens[self.place - 1].end

    def _until(self, closing: str) -> tuple[Tree, ...]:
        opening = self.tokens[self.place - 1]
        found = [self.relation()]
        while self.accept(","):
            found.append(self.relation())
        self._close(opening, closing)
        return tuple(found)

    def primary(self) -> Tree:
        """A number, a name, a call, a slope, a sum, or something in parentheses."""
        token = self.next
        if token.kind == "number":
            self.take()
            return Number(Fraction(token.text), token.text, (token.start, token.end))
        if token.kind == "name":
            return self._slope() or self._named()
        if opening := self.accept("("):
            found = self.relation()
            self._close(opening, ")")
            if isinstance(found, Relation):  # (x > 0) counts as 1 or 0
                found = Call("where", (found, _number(1), _number(0)))
            return _spanning(found, (opening.start, self._end()))
        if opening := self.accept("|"):
            found = self.expression()
            self._close(opening, "|")
            return Call("abs", (found,), 0, (opening.start, self._end()))
        raise self.error(f"wanted a number, a name or '(', found {self._found()}")

    def _named(self) -> Tree:
        name = self.take()
        primes = len(self.take().text) if self.next.kind == "prime" else 0
        if primes and self.next.text != "(":
            raise self.error(f"a prime marks a function's derivative: write {name.text}'(…)")
        if self.next.text != "(" or not (primes or self.is_function(name.text)):
            return Name(name.text, (name.start, name.end))
        self.take()
        if name.text in ("sum", "prod") and self.next.kind == "name" and self._is_index():
            return self._sum(name)
        args = self._until(")")
        return Call(name.text, args, primes, (name.start, self._end()))

    def _is_index(self) -> bool:
        place, found = self.place, False
        while self.tokens[place].text not in ("", ")", "("):
            found = found or self.tokens[place].text == ":"
            place += 1
        return found

    def _sum(self, name: Token) -> Tree:
        index, low, high, but = self.take().text, None, None, ""
        if self.accept("="):
            low = self.expression()
            self.expect("..", "'..', as in sum(j=1..3: x[j])")
            high = self.expression()
        if self.accept("!="):
            but = self.take().text
        self.expect(":", "':', as in sum(j: x[j])")
        body = self.expression()
        self.expect(")")
        return Sum(name.text, index, body, low, high, but, (name.start, self._end()))

    # ---- Derivatives ----

    def _slope(self) -> Slope | None:
        """`dy/dx` and its relatives; None if what comes next is something else."""
        if not self._at_slope():
            return None
        start = self.next.start
        of, order = self._above()
        self.expect("/")
        wrt = self._below(order)
        if of is None:
            of = self.postfix()
        return Slope(of, wrt, (start, self._end()))

    def _at_slope(self) -> bool:
        above = self.next.text
        if not above.startswith("d") or self.is_declared(above) or self.is_function(above):
            return False
        ahead = 1
        if above == "d" and self.peek(1).text in ("^", "**"):
            ahead = 4 if self.peek(3).kind == "name" else 3
        if self.peek(ahead).text == "[":
            while self.peek(ahead).text not in ("]", ""):
                ahead += 1
            ahead += 1
        if self.peek(ahead).text != "/":
            return False
        below = self.peek(ahead + 1)
        below = self.peek(ahead + 2) if below.text == "(" else below
        if below.kind != "name" or not below.text.startswith("d") or below.text == "d":
            return False
        if self.is_declared(below.text):
            return False
        return above == "d" or any(map(self.is_known, (above[1:], above[2:], below.text[1:])))

    def _above(self) -> tuple[Tree | None, int]:
        token = self.take()
        rest = token.text[1:]
        order = 1
        if not rest and self.accept("^", "**"):
            order = self._order()
            token = self.next
            rest = self.take().text if token.kind == "name" else ""
        elif rest[:1].isdigit():
            order, rest = int(rest[0]), rest[1:]
        if not rest:
            return None, order
        of: Tree = Name(rest, (token.end - len(rest), token.end))
        if self.accept("["):
            of = Indexed(of, self._until("]"), (token.start, self._end()))
        return of, order

    def _order(self) -> int:
        """The order of a derivative, behind a ^."""
        if not self.next.text.isdigit():
            raise self.error(f"wanted the order of the derivative, found {self._found()}")
        return int(self.take().text)

    def _below(self, order: int) -> tuple[Tree, ...]:
        opening = self.accept("(")
        found: list[Tree] = []
        if not 1 <= order <= HIGHEST:
            raise self.error(f"derivatives of order 1 to {HIGHEST} can be checked")
        while len(found) < order:
            found.extend(self._differential(order - len(found)))
            if len(found) < order:
                self.accept("*")
        if opening:
            self.expect(")", f"')' after {order} differentials")
        return tuple(found)

    def _differential(self, order: int) -> list[Tree]:
        token = self.next
        if token.kind != "name" or not token.text.startswith("d") or len(token.text) < 2:
            raise self.error(f"wanted a differential such as dx, found {self._found()}")
        self.take()
        name, times = token.text[1:], 1
        if order > 1 and name.endswith(str(order)) and self.is_known(name[:-1]):
            name, times = name[:-1], order
        elif order > 1 and (joined := self._joined(name)):
            return joined
        wrt: Tree = Name(name, (token.start + 1, token.end))
        if self.accept("["):
            wrt = Indexed(wrt, self._until("]"), (token.start + 1, self._end()))
        if order > 1 and self.accept("^", "**"):
            times = self._order()
        return [wrt] * times

    def _joined(self, name: str) -> list[Tree] | None:
        """`dxdz` without a space: two differentials, if both names are known."""
        for place in range(1, len(name) - 1):
            left, right = name[:place], name[place + 1 :]
            if name[place] == "d" and self.is_known(left) and self.is_known(right):
                return [Name(left), Name(right)]
        return None


def _spanning(tree: Tree, span: tuple[int, int]) -> Tree:
    return replace(tree, span=span)
