r"""Sums, products, chains, aligned rows and cases of a LaTeX formula.

A product written partly with `\cdot` and partly without a sign is refused: in pasted text that is
how a lost `+` shows.
"""

from __future__ import annotations

from dataclasses import replace

from .latex_names import symbol
from .latex_operands import FUNCTIONS, Operands
from .latex_said import Said, is_numeric
from .scope import builtin
from .tokens import Token

_PRODUCTS = {
    r"\cdot": "mul", r"\times": "mul", "*": "mul", r"\ast": "mul",
    r"\odot": "hadamard", r"\circ": "hadamard", "/": "div", r"\div": "div",
}  # fmt: skip
RELATIONS = {
    "=": "=", r"\neq": r"\neq", r"\ne": r"\neq", "<": "<", ">": ">", r"\lt": "<", r"\gt": ">",
    r"\le": r"\leq", r"\leq": r"\leq", r"\ge": r"\geq", r"\geq": r"\geq", r"\equiv": "=",
    r"\leftarrow": r"\leftarrow", r"\gets": r"\leftarrow", ":": "=",
}  # fmt: skip
_ROWS = ("aligned", "align", "align*", "split", "gathered", "gather", "equation", "equation*")
_CONDITIONS = {"if", "for", "when", "falls"}
_OTHERWISE = {"otherwise", "else", "sonst"}
_MOST_ROWS = 100


class Formulas(Operands):
    """Reads whole formulas."""

    def whole(self) -> Said:
        """The formula, to its end."""
        if self.next.kind == "end":
            raise self.error("unexpected end, wanted a formula")
        found = self.rows() if self._environment() in _ROWS else self.chain()
        self._punctuation()
        if self.next.kind != "end":
            raise self.unexpected()
        return found

    def _punctuation(self) -> None:
        if self.at(".", ",", ";") and self.peek().kind in ("end", "row"):
            self.take()

    def chain(self) -> Said:
        """Sides joined by relations."""
        first = self.expression()
        rest = list(self._relations())
        span = (first.span[0], self.end)
        return Said("chain", (first, *rest), span=span) if rest else first

    def _relations(self) -> list[Said]:
        found = []
        while self.next.text in RELATIONS and self.next.kind != "end":
            token = self.take()
            if token.text == ":":
                self.expect("=", "'=' after ':'")
            side = self.expression()
            relation = RELATIONS[token.text]
            found.append(Said("rel", (side,), relation, span=(token.start, self.end)))
        return found

    # ---- Sums and products ----

    def expression(self) -> Said:
        """Terms with signs between them."""
        self.deeper()
        start = self.next.start
        sign = self.accept("-", "+")
        found = self.product()
        terms = [found]
        if sign and sign.text == "-":
            found = Said("neg", (found,), span=(start, self.end), bare=found.bare)
        while token := self.accept("+", "-"):
            self._refuse_open_operator(terms[-1], token)
            term = self.product()
            self._refuse_free_index(terms, term, token)
            terms.append(term)
            head = "add" if token.text == "+" else "sub"
            found = Said(head, (found, term), span=(start, self.end))
        self.depth -= 1
        return found

    def _refuse_open_operator(self, term: Said, token: Token) -> None:
        last = term.args[-1] if term.head == "mul" else term
        if last.head == "ddx" and last.bare:
            raise self.error("how much is differentiated? write brackets behind d/dx", token)

    def _refuse_free_index(self, terms: list[Said], term: Said, token: Token) -> None:
        r"""`\sum_j a_j + b_j`: the index is used where the sum seems to have ended."""
        for earlier in terms:
            last = earlier.args[-1] if earlier.head == "mul" else earlier
            if last.head in ("sum", "prod") and not last.graph:
                index = last.text.partition("!=")[0]
                own = {
                    letter
                    for part in term.parts()
                    if part.head == "name"
                    for letter in (part.text, *symbol(part.text).below)
                }
                if index in own - {x.text[0] for x in term.parts() if x.head == "sum"}:
                    raise self.error("does this belong to the sum? write brackets", token)

    def product(self) -> Said:
        """Factors, with signs or without."""
        return _Product(self).read()

    def factor(self) -> Said:
        if self._environment() == "cases":
            return self.cases()
        return self.operand()

    # ---- Environments ----

    def _environment(self) -> str:
        if not self.at(r"\begin"):
            return ""
        letters, ahead = "", 2
        while self.peek(ahead).text not in ("}", ""):
            letters += self.peek(ahead).text
            ahead += 1
        return letters

    def _begin(self) -> str:
        name = self._environment()
        self.take()
        self.group_tokens()
        return name

    def _end(self, name: str) -> None:
        if self.next.kind == "end":
            raise self.error(f"unexpected end, wanted \\end{{{name}}}")
        self.expect(r"\end")
        closed = "".join(token.text for token in self.group_tokens())
        if closed != name:
            raise self.error(f"\\begin{{{name}}} is ended by \\end{{{closed}}}")

    def rows(self) -> Said:
        """Aligned rows, each a list of cells."""
        start = self.next.start
        name = self._begin()
        rows = self._rows(continued=True)
        self._end(name)
        return Said("aligned", tuple(rows), span=(start, self.end))

    def cases(self) -> Said:
        start = self.next.start
        self._begin()
        rows = self._rows()
        self._end("cases")
        return Said("cases", tuple(rows), span=(start, self.end))

    def _rows(self, continued: bool = False) -> list[Said]:
        """Rows; with `continued` one that begins with a sign goes on with the one before."""
        found: list[Said] = []
        while not self.at(r"\end") and self.next.kind != "end":
            while self.accept("&"):
                pass
            if continued and found and found[-1].args and self.at("+", "-"):
                found[-1] = self._longer(found[-1])
            else:
                found.append(self._row())
            if len(found) > _MOST_ROWS:
                raise self.error(f"at most {_MOST_ROWS} rows are read")
            if self.next.kind != "row":
                break
            self.take()
        return [row for row in found if row.args]

    def _longer(self, row: Said) -> Said:
        """The row before, its last side continued by `+ …`."""
        *items, last = row.args
        side = last.args[0] if last.head == "rel" else last
        while token := self.accept("+", "-"):
            term = self.product()
            self._refuse_free_index([side], term, token)
            side = Said("add" if token.text == "+" else "sub", (side, term), span=side.span)
        whole = replace(last, args=(side,)) if last.head == "rel" else side
        more = self._row().args
        if more and more[0].head != "rel":
            raise self.error("a row that goes on with + goes on in one cell")
        return replace(row, args=(*items, whole, *more))

    def _row(self) -> Said:
        start, items = self.next.start, []
        while self.next.kind not in ("row", "end") and not self.at(r"\end"):
            if self.accept("&"):
                continue
            before = self.place
            items += self._cell()
            if self.at(",", ".", ";") and self.peek().text in ("&", r"\end", r"\\"):
                self.take()
            if self.place == before:
                raise self.unexpected()
            if self.next.kind not in ("row", "end") and not self.at("&", r"\end"):
                raise self.unexpected()
        return Said("row", tuple(items), span=(start, self.end))

    def _cell(self) -> list[Said]:
        if self.at(r"\text", r"\mathrm", r"\textrm") and self._said_word() in _CONDITIONS:
            self.take()
            self.group_tokens()
        elif self.at(r"\text", r"\mathrm", r"\textrm") and self._said_word() in _OTHERWISE:
            self.take()
            self.group_tokens()
            return [Said("word", text="otherwise")]
        found = [] if self.next.text in RELATIONS else [self.expression()]
        return found + self._relations()

    def _said_word(self) -> str:
        letters, ahead = "", 2
        while self.peek(ahead).kind == "letter":
            letters += self.peek(ahead).text
            ahead += 1
        return letters.lower() if self.peek(ahead).text == "}" else ""


class _Product:
    """Reads one product and watches how its factors are joined."""

    def __init__(self, formulas: Formulas) -> None:
        self.of = formulas
        self.implicit: int | None = None  # where two factors meet without a sign
        self.explicit = self.slash = False
        self.starred = False  # a product of elements

    def read(self) -> Said:
        self.start = self.of.next.start
        found = last = self.of.factor()
        while True:
            token = self.of.next
            if token.text in _PRODUCTS and token.kind != "end":
                self._sign(token, last)
                last = self.of.factor()
                head = _PRODUCTS[token.text]
            elif self.of.starts_operand():
                last = self._joined(found, last)
                head = "mul"
            else:
                return found
            found = Said(head, (found, last), span=(self.start, self.of.end), bare=last.bare)

    def _sign(self, token: Token, last: Said) -> None:
        self.of.take()
        if last.bare:
            raise self.of.error("does this belong to the function? write brackets", token)
        if _PRODUCTS[token.text] == "div":
            self.slash = True
            return
        self.explicit = True
        if self.implicit is not None:
            raise self._mixed(self.implicit)

    def _joined(self, found: Said, last: Said) -> Said:
        token = self.of.next
        gap = token.start - (token.start > self.of.end)
        self._refuse_join(found, last, token)
        coefficient = found is last and is_numeric(found)
        called = last.head == "call" and token.text in FUNCTIONS
        if last.bare and not called:
            raise self.of.error("does this belong to the function before? write brackets", token)
        if not coefficient and token.text not in (r"\sum", r"\prod"):
            if self.explicit:
                raise self._mixed(gap)
            self.implicit = gap
        right = self.of.factor()
        self._refuse_call(last, right, token)
        return right

    def _refuse_join(self, found: Said, last: Said, token: Token) -> None:
        if "quad" in self.of.source[self.of.end : token.start]:
            raise self.of.error("two formulas side by side: give one at a time", token)
        if token.kind == "number":
            raise self.of.error(
                "a number behind a factor: was a sign or an exponent lost in the paste?", token
            )
        if self.slash or (last.head == "d" and last.graph == "/"):
            raise self.of.error("is this above or below the '/'? write \\frac or brackets", token)
        if last.head == "ddx":
            raise self.of.error("is this differentiated too? write brackets", token)

    def _refuse_call(self, last: Said, right: Said, token: Token) -> None:
        if is_numeric(last) and right.head == "div" and is_numeric(right):
            raise self.of.error("a mixed number or a product? write a sign", token)
        if last.head == "number" and token.text in ("e", "E") and self._goes_on():
            raise self.of.error("write 10^{-3} for a power of ten", token)
        words = self.of.vocabulary
        if words.is_open and last.head == "name" and builtin(last.text) is not None:
            raise self.of.error(f"{last.text} is a function: write {last.text}(…)", token)
        if token.text not in ("(", "[") or last.head not in ("name", "element"):
            return
        base = symbol(last.text)
        again = any(part.text == last.text for part in right.parts())
        if self.of.lone or (self.of.vocabulary.is_doubtful(base) and not again):
            name = last.text
            why = (
                f"{name}(…) may be a product or a function: write {name} \\cdot (…), or declare it"
            )
            raise self.of.error(why, token)

    def _goes_on(self) -> bool:
        """Whether 2e is followed by -3 or 5 without a space."""
        follows = self.of.next
        return follows.start == self.of.end and (
            follows.kind == "number" or follows.text in ("+", "-")
        )

    def _mixed(self, place: int) -> Exception:
        return self.of.error(
            "product mixes explicit and implicit multiplication at column "
            f"{place + 1}: was a + lost in the paste?",
            place,
        )


def tidy(said: Said) -> Said:
    """The formula without the marks of reading."""
    return replace(said, args=tuple(map(tidy, said.args)), bare=False)
