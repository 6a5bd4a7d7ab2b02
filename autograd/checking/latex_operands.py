r"""Operands of a LaTeX formula: names, calls, fractions, derivatives, roots, brackets, sums.

`Operands` knows everything that can stand between two signs; how signs join it is `Formulas`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from .latex_names import Symbol, is_counted
from .latex_said import Said, is_numeric
from .latex_symbols import Shifted, Symbols
from .scope import builtin
from .tokens import Token

_FUNCTIONS = "sin cos tan cot sec csc sinh cosh tanh coth arcsin arccos arctan log ln exp max min"
FUNCTIONS = {rf"\{name}" for name in re.findall(r"\w+", _FUNCTIONS)}
FRACTIONS = (r"\frac", r"\dfrac", r"\tfrac", r"\cfrac")
_BRACKETS = {"(": ")", "[": "]", r"\{": r"\}", "|open": "|close", "|": "|", "{": "}"}
_LOGARITHMS = {("log", "2"): "log2", ("log", "10"): "log10", ("log", "e"): "log"}
_UPRIGHT_D = ("\\mathrm", "\\operatorname", "\\text")
_DOUBLE = (r"\log", r"\ln")
MOST = 160  # operands in a formula
HIGHEST = 6  # order of a derivative
_MOST_TERMS = 32  # of a sum that is written out


class Operands(Symbols):
    """Reads one operand; `expression` and `product` come from `Formulas`."""

    expression: Callable[[], Said]
    product: Callable[[], Said]
    lone = False  # the operand read last was a single name in brackets
    budget = 256  # terms of sums written out
    count = 0  # operands read, those of attempts that failed included

    # ---- Groups of tokens ----

    @contextmanager
    def inside(self, tokens: tuple[Token, ...], end: int) -> Iterator[None]:
        """Read these tokens as if they were all; they must be read to the end."""
        outer = self.tokens, self.place
        last = tokens[-1].end if tokens else end
        self.tokens, self.place = [*tokens, Token("end", "", last, last)], 0
        self.deeper()
        yield
        if self.next.kind != "end":
            raise self.unexpected()
        self.depth -= 1
        self.tokens, self.place = outer

    def within(self, shifted: Shifted) -> Said:
        """An exponent as a formula."""
        with self.inside(shifted.tokens, shifted.start):
            return self.expression()

    def unexpected(self) -> Exception:
        """A complaint about a token with which nothing can go on."""
        token = self.next
        if token.kind == "command" and not self.starts_operand():
            return self.error(f"unknown command {token.text}")
        if token.text in (")", "]", "}"):
            return self.error(f"this {token.text} was never opened")
        if token.text == ",":
            return self.error("a comma: give one formula at a time, and 0.5 with a point")
        return self.error(f"{self._found()}, wanted an operator or the end")

    def argument(self) -> tuple[Token, ...]:
        r"""What \frac and \sqrt take: a group, or one character."""
        if self.at("{"):
            return self.group_tokens()
        if self.next.kind == "number":
            return (self.digit(),)
        if self.next.kind == "letter" or self.starts_symbol():
            simple = self.next.kind == "letter" or self.peek().text != "{"
            if simple:
                return (self.take(),)
        raise self.error(f"{self._found()}, wanted {{…}}")

    def formula_in(self, tokens: tuple[Token, ...]) -> Said:
        with self.inside(tokens, self.end):
            return self.expression()

    # ---- Operands ----

    def starts_operand(self) -> bool:
        token = self.next
        known = (r"\sqrt", r"\sum", r"\prod", r"\partial", r"\nabla", r"\begin", *FRACTIONS)
        return (
            token.kind == "number"
            or self.starts_symbol()
            or token.text in FUNCTIONS
            or token.text in known
            or token.text in ("(", "[", "{", r"\{", "|open")
        )

    def operand(self) -> Said:
        """A primary with its exponent."""
        start, token = self.next.start, self.next
        self.count += 1
        if self.count > MOST:
            raise self.error(f"a formula has at most {MOST} operands")
        self.lone = False
        found = self.primary()
        lone = self.lone
        if not self.at("^", "_") and self.next.kind != "prime":
            return found
        if self.at("_"):
            raise self.error("an index stands on a symbol, not on a bracket or a call")
        if self.next.kind == "prime" or self._only_primes() or self.peek().kind == "prime":
            raise self.error("a prime marks the derivative of a function, as in f'(x)")
        if token.text in _DOUBLE or found.bare:
            raise self.error("is this power inside the function? write brackets around one or all")
        above = self.shifted()
        if self.at("^"):
            raise self.error("two superscripts: write braces")
        if self.is_transpose(above):
            return Said("transpose", (found,), span=(start, self.end))
        self._refuse_counted(above)
        exponent = self.within(above)
        self.lone = lone
        return Said("pow", (found, exponent), span=(start, self.end))

    def _refuse_counted(self, above: Shifted) -> None:
        if is_counted(above.raw):
            raise self.error("(k) above a bracket is no power: write ^{k}", above.start)
        if above.raw in ("*", "+", "-", r"\dagger"):
            raise self.error(f"the superscript {above.raw} is not read", above.start)

    def primary(self) -> Said:
        token = self.next
        if token.kind == "number":
            self.take()
            return Said("number", text=token.text, span=(token.start, token.end))
        if token.text in FUNCTIONS:
            return self.named_call()
        if token.text in FRACTIONS:
            return self.fraction()
        if token.text == r"\sqrt":
            return self.root()
        if token.text in (r"\sum", r"\prod"):
            return self.sum()
        if token.text == r"\partial":
            return self.inline_slope()
        if token.text == r"\nabla":
            return self.gradient()
        if token.text in _BRACKETS:
            return self.bracket()
        if self.starts_symbol():
            return self._differential_quotient() or self.symbol()
        raise self._no_operand()

    def _no_operand(self) -> Exception:
        if self.next.kind == "end":
            return self.error("unexpected end, wanted a number, a name or a bracket")
        if self.next.kind == "command" and self.next.text[1:] not in ("cdot", "times", "odot"):
            return self.error(f"unknown command {self.next.text}")
        if self.at("-", "+"):
            return self.error("two signs in a row: write brackets")
        return self.error(f"{self._found()}, wanted a number, a name or a bracket")

    def bracket(self) -> Said:
        opening = self.take()
        self.deeper()
        found = self.expression()
        if self.next.kind == "end":
            wanted = "}" if opening.text == "{" else _BRACKETS[opening.text].removesuffix("close")
            raise self.error(f"unexpected end, wanted {wanted}")
        if self.at(","):
            raise self.error("a comma in brackets: nothing here is a function of several arguments")
        self.expect(_BRACKETS[opening.text])
        self.depth -= 1
        span = (opening.start, self.end)
        if opening.text.startswith("|"):
            return Said("call", (found,), text="abs", span=span)
        simple = found.args[0] if found.head == "neg" else found
        self.lone = opening.text != "{" and simple.head in ("name", "number", "element")
        return replace(found, span=span, bare=False)

    # ---- Names and calls ----

    def symbol(self) -> Said:
        """A name, a power of it, or a call."""
        first = self.next
        upright = first.text in ("\\operatorname", "\\text", "\\mathrm", "\\textrm")
        base = self.word_base()
        wanted, above, primes = self.decorated(base)
        function = self._function(wanted)
        called = function is not None and (self.at("(", "[", r"\{") or primes)
        if called or (function is not None and upright and not self.vocabulary.find(wanted)):
            return self.call(str(function), above, primes, first, upright)
        if primes:
            why = "is a name, no function: its prime would be dropped"
            raise self.error(f"{wanted} {why}", first)
        if function is not None and not self.vocabulary.is_open:
            raise self.error(f"{wanted} is a function: write {wanted}(…)", first)
        return self._name(wanted, above, first.start)

    def _function(self, wanted: Symbol) -> str | None:
        if wanted.above or wanted.accent or self.vocabulary.find(wanted):
            return None
        declared = self.vocabulary.function(wanted)
        if declared is not None or wanted.below or wanted.base in self.bound:
            return declared
        word = len(wanted.base) > 1
        known = word and wanted.base not in self.vocabulary.bases
        return wanted.base if known and builtin(wanted.base) is not None else None

    def _name(self, wanted: Symbol, above: Shifted | None, start: int) -> Said:
        if above is None:
            return self.resolved(wanted, start)
        if self.is_transpose(above):
            return Said("transpose", (self.resolved(wanted, start),), span=(start, self.end))
        layer = replace(wanted, above=above.raw)
        if is_counted(above.raw):
            return self.resolved(layer, start)
        if above.raw in ("*", "+", "-"):
            self._refuse_counted(above)
        if self.vocabulary.is_layer(layer):
            if not self.vocabulary.is_open and self.vocabulary.find(wanted):
                raise self.error(f"{layer} is a name, and may be a power of {wanted}", start)
            return self.resolved(layer, start)
        if wanted == Symbol("e"):
            return self._exponential(above, start)
        base = self.resolved(wanted, start)
        return Said("pow", (base, self.within(above)), span=(start, self.end))

    def _exponential(self, above: Shifted, start: int) -> Said:
        exponent = self.within(above)
        if not self.vocabulary.has("e"):
            return Said("call", (exponent,), text="exp", span=(start, self.end))
        if not is_numeric(exponent):
            raise self.error(r"e is a name here: write \exp(…) for the exponential", start)
        return Said("pow", (self.resolved(Symbol("e"), start), exponent), span=(start, self.end))

    def call(
        self, name: str, above: Shifted | None, primes: int, first: Token, upright: bool
    ) -> Said:
        """A function at its arguments."""
        if not self.at("(", "[", r"\{"):
            if upright and not primes:
                return self._bare_call(name, above, first)
            raise self.error(f"{name} is a function: write {name}{chr(39) * primes}(…)", first)
        args = self.arguments()
        found = Said("call", args, text=name, primes=primes, span=(first.start, self.end))
        if above is None:
            return found
        if not upright or primes:
            why = f"{name}^{{{above.raw}}} may be a power, a derivative or a layer"
            raise self.error(f"{why}: write the power behind the bracket", above.start)
        return self._raised(found, above)

    def _raised(self, found: Said, above: Shifted) -> Said:
        """tanh^2(x): the square of tanh(x)."""
        if not re.fullmatch(r"[1-9]\d*", above.raw):
            why = f"{found.text}^{{{above.raw}}} may be a power or an inverse"
            raise self.error(f"{why}: write the power behind the bracket", above.start)
        span = (found.span[0], self.end)
        return Said(
            "pow", (replace(found, bare=False), self.within(above)), span=span, bare=found.bare
        )

    def arguments(self) -> tuple[Said, ...]:
        opening = self.take()
        self.deeper()
        found = [self.expression()]
        while self.accept(","):
            found.append(self.expression())
        if self.next.kind == "end":
            raise self.error(f"unexpected end, wanted {_BRACKETS[opening.text]}")
        self.expect(_BRACKETS[opening.text])
        self.depth -= 1
        return tuple(found)

    def named_call(self) -> Said:
        r"""\tanh^2 x, \log_2(x), \max(0, x)."""
        first = self.take()
        name = first.text[1:]
        wanted, above, primes = self.decorated(Symbol(name))
        if wanted.below:
            name = _LOGARITHMS.get((name, wanted.below), "")
            if not name:
                raise self.error(f"{wanted} is no function that is known here", first)
        if self.at("(", "[", r"\{"):
            found = Said("call", self.arguments(), text=name, primes=primes)
            found = replace(found, span=(first.start, self.end))
        elif primes:
            raise self.error(f"write \\{name}'(…) with brackets", first)
        else:
            return self._bare_call(name, above, first)
        if above is not None and primes:
            raise self.error("a prime and a power on one function: write brackets", first)
        return self._raised(found, above) if above is not None else found

    def _bare_call(self, name: str, above: Shifted | None, first: Token) -> Said:
        if not self.starts_operand() or self.at(r"\sum", r"\prod"):
            raise self.error(f"wanted an argument in brackets after {name}")
        group = self.next
        arg = self.operand()
        if arg.head == "pow" or (group.text == "{" and arg.head not in ("name", "number", "call")):
            raise self.error(f"how far does the argument of {name} go? write brackets", group)
        found = Said("call", (arg,), text=name, span=(first.start, self.end), bare=True)
        return self._raised(found, above) if above is not None else found

    # ---- Fractions and roots ----

    def fraction(self) -> Said:
        start = self.take().start
        above, below = self.argument(), self.argument()
        span = (start, self.end)
        if kind := self._is_slope(above, below):
            return self.slope(kind, above, below, span)
        return Said("div", (self.formula_in(above), self.formula_in(below)), span=span)

    def root(self) -> Said:
        start = self.take().start
        name = "sqrt"
        if self.accept("["):
            if self.take().text != "3":
                raise self.error("of roots, the square root and \\sqrt[3]{…} are read")
            self.expect("]")
            name = "cbrt"
        return Said("call", (self.formula_in(self.argument()),), text=name, span=(start, self.end))

    # ---- Derivatives ----

    def _is_slope(self, above: tuple[Token, ...], below: tuple[Token, ...]) -> str:
        """The sign of the differentials of a fraction, if it is a derivative."""
        kinds = [_differential(tokens) for tokens in (above, below)]
        if not kinds[0] or not kinds[1] or len(below) < 2:
            if r"\partial" in (*kinds, *(token.text for token in above[:1])):
                raise self.error("∂ stands above and below in a derivative", above[0])
            return ""
        if kinds[0] != kinds[1]:
            raise self.error("d and ∂ in one derivative", above[0])
        if kinds[0] == "d":
            self._refuse_declared(above, below)
        return kinds[0]

    def _refuse_declared(self, above: tuple[Token, ...], below: tuple[Token, ...]) -> None:
        for tokens in (above, below):
            run = "".join(token.text for token in tokens if token.kind == "letter")
            for name in ("d", run):
                if name in self.vocabulary.bases or name in self.vocabulary.functions:
                    raise self.error(f"{name} is a name here: write ∂ for a derivative", tokens[0])

    def slope(
        self, kind: str, above: tuple[Token, ...], below: tuple[Token, ...], span: tuple[int, int]
    ) -> Said:
        with self.inside(above, span[0]):
            self._take_sign(kind)
            order = self._order()
            of = None if self.next.kind == "end" else self.operand()
        with self.inside(below, span[0]):
            wrt = self._below(kind, order)
            if self.next.kind != "end":
                raise self.error(f"wanted {order} differentials below")
        if of is not None:
            if of.head == "number":
                raise self.error("the derivative of a number", span[0])
            return Said("d", (of, *wrt), span=span)
        return self._operator(wrt, span)

    def _operator(self, wrt: tuple[Said, ...], span: tuple[int, int]) -> Said:
        if not self.starts_operand():
            raise self.error("wanted what is differentiated, in brackets")
        bracketed = self.at("(", "[", r"\{")
        of = self.operand()
        return Said("ddx", (*wrt, of), span=(span[0], self.end), bare=not bracketed)

    def _take_sign(self, kind: str) -> None:
        if self.at(*_UPRIGHT_D):
            self.take()
            self.group_tokens()
        elif not self.accept(kind):
            raise self.error(f"wanted {kind} and a name")

    def _order(self) -> int:
        if not self.at("^"):
            return 1
        above = self.shifted()
        if not re.fullmatch(rf"[2-{HIGHEST}]", above.raw):
            raise self.error(f"derivatives of order 1 to {HIGHEST} are read", above.start)
        return int(above.raw)

    def _below(self, kind: str, order: int) -> tuple[Said, ...]:
        found: list[Said] = []
        while len(found) < order:
            start = self.next.start
            self._take_sign(kind)
            if not self.starts_symbol():
                raise self.error(f"{self._found()}, wanted a name behind {kind}")
            wanted, above, primes = self.decorated(self.word_base())
            if primes:
                raise self.error("a prime on a variable", start)
            found += self._differentiated(wanted, above, order - len(found), start)
        return tuple(found)

    def _differentiated(
        self, wanted: Symbol, above: Shifted | None, most: int, start: int
    ) -> list[Said]:
        if above is None:
            return [self.resolved(wanted, start)]
        layer = replace(wanted, above=above.raw)
        counts = re.fullmatch(r"[2-9]", above.raw) is not None and most > 1
        if counts and not self.vocabulary.find(layer):
            if int(above.raw) > most:
                raise self.error("more differentials below than above", above.start)
            return [self.resolved(wanted, start)] * int(above.raw)
        if counts:
            raise self.error(f"{layer} is a name, and may be the order", above.start)
        return [self.resolved(layer, start)]

    def inline_slope(self) -> Said:
        """∂L/∂b on one line."""
        start = self.next.start
        kind = self.next.text if self.at(r"\partial") else "d"
        self._take_sign(kind)
        order = self._order()
        if not self.starts_symbol():
            raise self.error(f"{self._found()}, wanted a name behind {kind}")
        of = self.symbol()
        if not self.accept("/"):
            raise self.error("∂ has a meaning only in a derivative such as ∂y/∂x", start)
        wrt = self._below(kind, order)
        return Said("d", (of, *wrt), graph="/", span=(start, self.end))

    def _differential_quotient(self) -> Said | None:
        """dL/db on one line, where d is no name."""
        words = self.vocabulary
        upright = self.at(*_UPRIGHT_D) and [self.peek(k).text for k in (1, 2, 3)] == ["{", "d", "}"]
        if not (self.at("d") or upright) or "d" in words.bases or self.letters() in words.bases:
            return None
        if self.peek().text in ("_", "'"):
            return None
        saved = self.place, list(self.tokens), self.depth
        try:
            return self.inline_slope()
        except ValueError:
            self.place, self.tokens, self.depth = saved
        return None

    def gradient(self) -> Said:
        start = self.take().start
        if not self.at("_"):
            raise self.error(r"with regard to what? write \nabla_{x}", start)
        below = self.shifted()
        with self.inside(below.tokens, below.start):
            wrt = self.symbol()
        if wrt.head != "name":
            raise self.error("a gradient is taken with regard to a name", below.start)
        of = self.operand()
        nabla = replace(wrt, text=f"nabla_{wrt.text}")
        return Said("grad", (nabla, of), span=(start, self.end), bare=False)

    # ---- Sums ----

    def sum(self) -> Said:
        first = self.take()
        below: Shifted | None = None
        above: Shifted | None = None
        while self.at("_", "^"):
            if self.at("_"):
                below = self.shifted()
            else:
                above = self.shifted()
        if below is None:
            raise self.error(f"which index does {first.text} run over?", first)
        index, low, but = self._index_of(below)
        high = self.within(above) if above else None
        if (low is None) != (high is None):
            raise self.error("a sum has a start and an end, or neither", first)
        if not self.starts_operand():
            raise self.error(f"{self._found()}, wanted what is added up")
        return self._summed(first, index, low, high, but)

    def _index_of(self, below: Shifted) -> tuple[str, Said | None, str]:
        index, *rest = below.tokens
        if index.kind == "letter" and not rest:
            return index.text, None, ""
        sign = rest[0].text if rest else ""
        if index.kind == "letter" and sign == "=":
            return index.text, self.formula_in(tuple(rest[1:])), ""
        unequal = sign in (r"\neq", r"\ne") and len(rest) == 2
        if index.kind == "letter" and unequal and rest[1].kind == "letter":
            return index.text, None, rest[1].text
        raise self.error("an index is read as j, j=1 or j \\neq i", below.start)

    def _summed(
        self, first: Token, index: str, low: Said | None, high: Said | None, but: str
    ) -> Said:
        kind = first.text[1:]
        outer = dict(self.bound)
        saved = self.place, list(self.tokens), self.depth
        self.bound[index] = None
        try:
            body = self.product()
        except ValueError:
            self.place, self.tokens, self.depth = saved
            return self._written_out(kind, index, low, high)
        finally:
            self.bound = outer
        self._refuse_long(kind, body, first)
        ends = (low, high) if low is not None and high is not None else ()
        said = f"{index}!={but}" if but else index
        return Said(kind, (*ends[:1], *ends[1:], body), said, span=(first.start, self.end))

    def _refuse_long(self, kind: str, body: Said, first: Token) -> None:
        bracketed = self.tokens[self.place - 1].text in (")", "]", r"\}")
        if kind == "prod" and body.head in ("mul", "div", "neg") and not bracketed:
            raise self.error("how far does the product go? write brackets", first)

    def _written_out(self, kind: str, index: str, low: Said | None, high: Said | None) -> Said:
        """A sum over names such as w1, w2: each term read with the index put in."""
        ends = [int(end.text) if end and end.text.isdigit() else None for end in (low, high)]
        place, outer = self.place, dict(self.bound)
        saved = list(self.tokens)
        if ends[0] is None or ends[1] is None or self.vocabulary.is_open:
            self.bound[index] = None
            return self.product()  # says again what is wrong
        count = ends[1] - ends[0] + 1
        self.budget -= max(count, 1)
        if not 1 <= count <= _MOST_TERMS or self.budget < 0:
            raise self.error(f"a sum of 1 to {_MOST_TERMS} terms is written out")
        found: Said | None = None
        for value in range(ends[0], ends[1] + 1):
            self.place, self.tokens, self.bound = place, list(saved), {**outer, index: value}
            term = self.product()
            joined = "add" if kind == "sum" else "mul"
            found = term if found is None else Said(joined, (found, term), span=term.span)
        self.bound = outer
        assert found is not None
        return found


def _differential(tokens: tuple[Token, ...]) -> str:
    """The sign with which a differential begins, if these tokens are one."""
    texts: list[Any] = [token.text for token in tokens[:4]]
    if texts[:1] == [r"\partial"]:
        return r"\partial"
    if len(texts) == 4 and texts[0] in _UPRIGHT_D and texts[1:] == ["{", "d", "}"]:
        return "d"
    return "d" if texts[:1] == ["d"] and texts[1:2] not in (["_"], ["'"]) else ""
