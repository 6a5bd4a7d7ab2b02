r"""Printed formulas as trees of the checker, for one layer, time or sample at a time."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction

from ..formulas.printed import Node
from ..formulas.printed.node import NOTHING, walk
from ..formulas.trees.tree import (
    Call,
    Indexed,
    Listing,
    Name,
    Number,
    Op,
    Relation,
    Slope,
    Sum,
    Tree,
)
from ..formulas.trees.tree import number as whole
from .kinds import COLUMN, MATRIX, NUMBER, ROW, chained
from .letters import Letters, items, limits, shifted
from .naming import Naming
from .problems import Misfit, Unread
from .references import Reference, reference

Made = tuple[Tree, str]  # a tree and its kind
LARGEST = 40  # terms of a sum that is written out
_INVERSE = Node("neg", "", (Node("number", "1"),))
_INVERSES = {
    "sin": "asin",
    "cos": "acos",
    "tan": "atan",
    "sinh": "asinh",
    "cosh": "acosh",
    "tanh": "atanh",
}


@dataclass(frozen=True)
class Translator:
    """Makes trees of printed formulas.

    `at` has the number that a letter of a layer, time or sample stands for, and `ends` the numbers
    behind T, L and m; `pick` is asked where two readings are possible, with the readings.
    """

    letters: Letters
    kinds: Mapping[str, str]
    aliases: Mapping[str, str]
    functions: frozenset[str]
    naming: Naming
    pick: Callable[[str, Sequence[str]], str]
    ends: Mapping[str, int] = field(default_factory=dict)
    at: Mapping[str, int] = field(default_factory=dict)
    bound: frozenset[str] = frozenset()

    def tree(self, node: Node) -> Tree:
        """The tree of a formula."""
        return self.made(node)[0]

    def made(self, node: Node) -> Made:
        """The tree of a formula, and its kind. Raises `Unread`."""
        if (found := reference(node, self.letters)) is not None:
            return self._reference(found, node)
        rule = getattr(self, f"_{_RULES.get(node.kind, 'unread')}")
        made: Made = rule(node)
        return replace(made[0], span=node.span), made[1]

    def _unread(self, node: Node) -> Made:
        words = {
            "dots": "dots hide a pattern that cannot be checked",
            "words": "words stand in the formula",
        }
        raise Unread(words.get(node.kind, f"{node.text or node.kind} is not read"))

    # ---- Names ----

    def _reference(self, found: Reference, node: Node) -> Made:
        span = node.span
        special = self._special(found, node)
        made = special or self._named(found, node)
        tree, kind = made
        if found.power != NOTHING:
            tree, kind = self._power(tree, kind, found.power)
        if found.transposed:
            tree, kind = self._transposed(tree, kind)
        return replace(tree, span=span), kind

    def _special(self, found: Reference, node: Node) -> Made | None:
        name = found.name
        if found.family == () and not found.entries:
            if name in self.at:
                return whole(self.at[name]), NUMBER
            if name in self.bound:
                return Name(name), NUMBER
            if name in self.ends and name not in self.kinds_defined:
                return whole(self.ends[name]), NUMBER
            if name == "e" and name not in self.kinds_defined:
                return self._e(found)
            if name == "infinity":
                raise Unread("infinity is no number to calculate with")
        if found.base == "delta" and len(found.entries) == 2 and "delta" not in self.kinds_defined:
            return Call("delta", tuple(self._index(x) for x in found.entries)), NUMBER
        del node
        return None

    @property
    def kinds_defined(self) -> frozenset[str]:
        """Names that the page defines."""
        return frozenset(self.functions)

    def _e(self, found: Reference) -> Made:
        return Call("exp", (whole(1),)), NUMBER

    def _named(self, found: Reference, node: Node) -> Made:
        key = self.aliases.get(found.name, found.name)
        kind = self.kinds.get(self.aliases.get(found.name, found.sort), NUMBER)
        family = tuple(self._value(x) for x in found.family)
        tree: Tree = Name(self.naming.name(key, family), node.span)
        if found.primes:
            raise Unread(f"{found.name} has a prime, and is no function")
        if found.entries:
            indices = tuple(self._index(x) for x in found.entries)
            if (kind, len(indices)) not in ((COLUMN, 1), (MATRIX, 2)):
                raise Misfit(f"{found.name} is a {kind} and has {len(indices)} indices")
            return Indexed(tree, indices, node.span), NUMBER
        return (Op("T", (tree,), node.span) if kind == ROW else tree), kind

    def _value(self, index: Node) -> int:
        """The number of a layer, time or sample."""
        if index.kind == "number" and index.text.isdigit():
            return int(index.text)
        if index.kind == "symbol":
            for known in (self.at, self.ends):
                if index.text in known:
                    return known[index.text]
        if (letter := shifted(index)) and (letter in self.at or letter in self.ends):
            by = int(next(part.text for part in index.parts if part.kind == "number"))
            start = self.at.get(letter, self.ends.get(letter, 0))
            return start - by if index.kind == "-" else start + by
        raise Unread(f"which one is meant by the index {_plain(index)}?")

    def _index(self, index: Node) -> Tree:
        if index.kind == "number" and index.text.isdigit():
            return whole(int(index.text))
        if index.kind == "symbol":
            if index.text in self.at:
                return whole(self.at[index.text])
            return Name(index.text)
        if index.kind in "+-" and len(index.parts) == 2:
            return Op(index.kind, (self._index(index.parts[0]), self._index(index.parts[1])))
        raise Unread(f"the index {_plain(index)} is not understood")

    # ---- Operations ----

    def _number(self, node: Node) -> Made:
        return Number(Fraction(node.text), node.text), NUMBER

    def _sum(self, node: Node) -> Made:
        left, right = (self.made(part) for part in node.parts)
        kind = left[1] if right[1] == NUMBER else right[1] if left[1] == NUMBER else ""
        if not kind and left[1] == right[1]:
            kind = left[1]
        if not kind:
            raise Misfit(f"a sum of a {left[1]} and a {right[1]}")
        return Op(node.kind, (left[0], right[0])), kind

    def _neg(self, node: Node) -> Made:
        tree, kind = self.made(node.parts[0])
        return Op("neg", (tree,)), kind

    def _product(self, node: Node) -> Made:
        found = self.made(node.parts[0])
        for sign, before, part in zip(node.signs, node.parts, node.parts[1:], strict=False):
            found = self._multiplied(sign, before, part, found, self.made(part))
        return found

    def _multiplied(self, sign: str, before: Node, part: Node, one: Made, other: Made) -> Made:
        kinds = one[1], other[1]
        if sign in ("odot", "circ") or NUMBER in kinds:
            if NUMBER not in kinds and one[1] != other[1]:
                raise Misfit(f"a product entry by entry of a {one[1]} and a {other[1]}")
            return Op("*", (one[0], other[0])), one[1] if one[1] != NUMBER else other[1]
        if sign in ("otimes", "oplus", "wedge"):
            raise Unread(f"the sign \\{sign} is not read")
        if chained(before, part):
            return self._chained(before, part, one, other)
        if kinds == (COLUMN, COLUMN):
            return self._two_columns(sign, one[0], other[0])
        kind = _MATRIX.get(kinds)
        if kind is None:
            raise Misfit(f"a product of a {one[1]} and a {other[1]}")
        return Op("@", (one[0], other[0])), kind

    def _two_columns(self, sign: str, one: Tree, other: Tree) -> Made:
        if sign not in ("cdot", "times"):
            raise Misfit("two columns side by side: entry by entry, inner or outer?")
        if (
            self.pick("a dot between two columns", ("inner product", "entry by entry"))
            == "inner product"
        ):
            return Op("@", (Op("T", (one,)), other)), NUMBER
        return Op("*", (one, other)), COLUMN

    def _chained(self, before: Node, part: Node, one: Made, other: Made) -> Made:
        """∂L/∂a beside ∂a/∂z, put together along a, in whichever order they stand."""
        if before.parts[1] != part.parts[0]:
            one, other = other, one
        if (one[1], other[1]) == (COLUMN, MATRIX):
            return Op("@", (Op("T", (other[0],)), one[0])), COLUMN
        if (one[1], other[1]) == (COLUMN, COLUMN):
            return Op("@", (Op("T", (one[0],)), other[0])), NUMBER
        if (one[1], other[1]) == (MATRIX, MATRIX) or (one[1], other[1]) == (MATRIX, COLUMN):
            return Op("@", (one[0], other[0])), other[1]
        raise Misfit("a product of derivatives that do not fit")

    def _quotient(self, node: Node) -> Made:
        above, below = (self.made(part) for part in node.parts)
        if below[1] == ROW or (below[1] != NUMBER and above[1] not in (NUMBER, below[1])):
            raise Misfit(f"a {above[1]} over a {below[1]}")
        return Op("/", (above[0], below[0])), above[1] if above[1] != NUMBER else below[1]

    def _root(self, node: Node) -> Made:
        body, kind = self.made(node.parts[0])
        if node.parts[1] == NOTHING or node.parts[1].text == "2":
            return Call("sqrt", (body,)), kind
        return Op("^", (body, Op("/", (whole(1), self.tree(node.parts[1]))))), kind

    def _transposed(self, tree: Tree, kind: str) -> Made:
        turned = {NUMBER: NUMBER, COLUMN: ROW, ROW: COLUMN, MATRIX: MATRIX}[kind]
        return (tree if kind == NUMBER else Op("T", (tree,))), turned

    def _power(self, tree: Tree, kind: str, power: Node) -> Made:
        if kind == MATRIX:
            raise Unread(
                "a power of a matrix" if power != _INVERSE else "an inverse is not read yet"
            )
        if isinstance(tree, Call) and tree.function == "exp" and tree.args == (whole(1),):
            body, kind = self.made(power)
            return Call("exp", (body,)), kind
        body, other = self.made(power)
        if other != NUMBER:
            raise Misfit("an exponent is a number")
        return Op("^", (tree, body)), kind

    def _scripted(self, node: Node) -> Made:
        base, below, above = node.parts
        if base.kind == "bracket" and base.text in (r"\|", r"\lVert"):
            return self._norm(base.parts[0], below, above)
        tree, kind = self.made(base)
        if below != NOTHING:
            indices = tuple(self._index(x) for x in items(below))
            if (kind, len(indices)) not in ((COLUMN, 1), (MATRIX, 2)):
                raise Misfit(f"{len(indices)} indices on a {kind}")
            tree, kind = Indexed(tree, indices), NUMBER
        if node.text:
            raise Unread("a prime on brackets")
        if above == NOTHING:
            return tree, kind
        if above.kind == "symbol" and above.text in ("T", "top") and kind != NUMBER:
            return self._transposed(tree, kind)
        return self._power(tree, kind, above)

    def _norm(self, inside: Node, below: Node, above: Node) -> Made:
        tree, kind = self.made(inside)
        of = below.text if below != NOTHING else "2"
        if of == "1":
            return self._raised(Call("sum", (Call("abs", (tree,)),)), above)
        if of not in ("2", "F") or (kind == MATRIX and of == "2" and below != NOTHING):
            raise Unread(f"the norm with the index {of} is not read")
        if above.kind == "number" and above.text == "2":
            return Call("sum", (Op("^", (tree, whole(2))),)) if kind != NUMBER else Op(
                "^", (tree, whole(2))
            ), NUMBER
        return self._raised(Call("sqrt", (Call("sum", (Op("^", (tree, whole(2))),)),)), above)

    def _raised(self, tree: Tree, above: Node) -> Made:
        return (tree, NUMBER) if above == NOTHING else self._power(tree, NUMBER, above)

    def _bracket(self, node: Node) -> Made:
        inside = node.parts[0]
        if node.text in ("|", r"\lvert"):
            tree, kind = self.made(inside)
            if kind != NUMBER:
                raise Unread("bars around an array: a norm, or a determinant?")
            return Call("abs", (tree,)), NUMBER
        if node.text in (r"\|", r"\lVert"):
            return self._norm(inside, NOTHING, NOTHING)
        if inside.kind == "list":
            if "|" in inside.text or node.text not in ("(", "["):
                raise Unread("a list in brackets is not understood here")
            return Listing(tuple(self.tree(part) for part in inside.parts)), COLUMN
        if node.text == r"\lfloor" or node.text == r"\lceil":
            return Call({"\\lfloor": "floor"}.get(node.text, "ceil"), (self.tree(inside),)), NUMBER
        if inside.kind == "relation" or inside == NOTHING:
            raise Unread("a relation in brackets is not understood here")
        return self.made(inside)

    # ---- Functions ----

    def _call(self, node: Node) -> Made:
        argument, above, below = node.parts
        name = node.text.rstrip("'")
        primes = len(node.text) - len(name)
        inside = (
            argument.parts[0]
            if argument.kind == "bracket" and argument.text in ("(", "[", "{", r"\{")
            else argument
        )
        args = inside.parts if inside.kind == "list" else (inside,)
        if inside == NOTHING:
            raise Unread(f"{name} has no argument")
        made = [self.made(arg) for arg in args]
        if below != NOTHING and name == "log":
            name = {"2": "log2", "10": "log10", "e": "log"}.get(below.text, "")
            if not name:
                raise Unread("a logarithm to another base")
        elif below != NOTHING:
            raise Unread(f"{name} with an index")
        if above == _INVERSE and name in _INVERSES:
            name, above = _INVERSES[name], NOTHING
        shown = self.naming.name(name) if name in self.functions else {"ln": "log"}.get(name, name)
        tree: Tree = Call(shown, tuple(each[0] for each in made), primes)
        kind = self._kind_of_call(name, [each[1] for each in made])
        if above != NOTHING:
            return self._power(tree, kind, above)
        return tree, kind

    def _kind_of_call(self, name: str, given: list[str]) -> str:
        from .kinds import _GIVES

        gives = _GIVES.get(name, "same")
        if gives in (NUMBER, MATRIX):
            return gives
        if name in self.functions:
            return (
                self.kinds.get(f"{name}()", given[0])
                if len(given) > 1 or COLUMN in given
                else given[0]
            )
        return next((kind for kind in given if kind != NUMBER), NUMBER)

    def _slope(self, node: Node) -> Made:
        of, *wrt = node.parts
        if of == NOTHING:
            raise Unread("a derivative without what it is of")
        tree, kind = self.made(of)
        variables = []
        for each in wrt:
            variable, other = self.made(each)
            if other == ROW and isinstance(variable, Op) and variable.symbol == "T":
                return self._by_row(tree, kind, variable.args[0], len(wrt))
            if kind == NUMBER:
                kind = other
            elif other != NUMBER:
                if (kind, other) != (COLUMN, COLUMN):
                    raise Unread(
                        f"the derivative of a {kind} in a {other} has more than two indices"
                    )
                kind = MATRIX
            variables.append(variable)
        if kind == ROW:
            raise Unread("a derivative of or in a row")
        return Slope(tree, tuple(variables)), kind

    def _by_row(self, tree: Tree, kind: str, variable: Tree, order: int) -> Made:
        """The derivative in a row is a row."""
        if kind != NUMBER or order > 1:
            raise Unread("a derivative in a row, of what is no number")
        return Op("T", (Slope(tree, (variable,)),)), ROW

    def _nabla(self, node: Node) -> Made:
        of, wrt = node.parts
        if wrt == NOTHING or of == NOTHING:
            raise Unread("∇ does not say in what: write ∇_w")
        tree, kind = self.made(of)
        if kind != NUMBER:
            raise Misfit("∇ is of a number")
        variable, own = self.made(wrt)
        if node.text == "2":
            return Slope(tree, (variable, variable)), MATRIX
        return Slope(tree, (variable,)), own

    # ---- Sums ----

    def _large(self, node: Node) -> Made:
        body, below, above = node.parts
        if node.text not in ("sum", "prod"):
            what = {"int": "an integral", "lim": "a limit"}.get(node.text, node.text)
            raise Unread(f"{what} cannot be checked")
        letters = limits(below)
        if not letters:
            letters = [(self._only_index(body), None)] if below == NOTHING else []
        if not letters or not letters[0][0]:
            raise Unread("over which index does this sum run?")
        return self._over(node.text, letters, body, below, above)

    def _only_index(self, body: Node) -> str:
        """The one index in what a sum without one is over."""
        found = {
            index.text
            for part in walk(body)
            if (name := reference(part, self.letters)) is not None
            for index in (*name.entries, *name.family)
            if index.kind == "symbol" and index.text not in self.bound | set(self.at)
        }
        return found.pop() if len(found) == 1 else ""

    def _over(
        self, kind: str, letters: list[tuple[str, int | None]], body: Node, below: Node, above: Node
    ) -> Made:
        (letter, first), *rest = letters
        if self._counts(letter, body):
            return self._written_out(kind, letter, first, rest, body, below, above)
        inner = replace(self, bound=self.bound | {letter})
        tree, own = inner._over(kind, rest, body, below, above) if rest else inner.made(body)
        low, high = self._bounds(first, above)
        but = self._but(below, letter)
        return Sum(kind, letter, tree, low, high, but), own

    def _bounds(self, first: int | None, above: Node) -> tuple[Tree | None, Tree | None]:
        """The bounds of a sum over entries, left out where it is over all of them."""
        if first is None or above == NOTHING:
            return None, None
        if above.kind == "symbol" and above.text not in self.ends and first == 1:
            return None, None
        return whole(first), self.tree(above)

    def _but(self, below: Node, letter: str) -> str:
        if below.kind == "relation" and below.text == "!=" and below.parts[0].text == letter:
            return below.parts[1].text
        return ""

    def _counts(self, letter: str, body: Node) -> bool:
        """Whether a sum runs over layers, times or samples, which are written out."""
        return any(
            letter in (index.text, shifted(index))
            for part in walk(body)
            if (name := reference(part, self.letters)) is not None
            for index in name.family
        )

    def _written_out(
        self, kind: str, letter: str, first: int | None, rest: list[tuple[str, int | None]],
        body: Node, below: Node, above: Node,
    ) -> Made:  # fmt: skip
        low = 1 if first is None else first
        high = (
            self._value(above)
            if above != NOTHING
            else self.ends.get(self.letters.ends.get(letter, ""), 0)
        )
        if not high:
            high = self.ends.get(letter, 3)
        avoided = self._but(below, letter)
        values = [n for n in range(low, high + 1) if n != self.at.get(avoided)]
        if not values or len(values) > LARGEST:
            raise Unread("a sum without terms" if not values else "a sum of very many terms")
        terms = []
        for value in values:
            inner = replace(self, at={**self.at, letter: value})
            terms.append(inner._over(kind, rest, body, below, above) if rest else inner.made(body))
        found, own = terms[0]
        for tree, _ in terms[1:]:
            found = Op("+" if kind == "sum" else "*", (found, tree))
        return found, own

    # ---- Cases, matrices, points ----

    def _cases(self, node: Node) -> Made:
        pairs = list(zip(node.parts[::2], node.parts[1::2], strict=True))
        value, kind = self.made(pairs[-1][0])
        for body, condition in reversed(pairs[:-1]):
            tree, kind = self.made(body)
            value = Call("where", (self.condition(condition), tree, value))
        return value, kind

    def condition(self, node: Node) -> Tree:
        """A condition of cases."""
        found = node
        while found.kind == "relation" and found.parts[0].kind == "relation":
            found = found.parts[0]
        if found.kind != "relation" or found.text not in ("=", "<", ">", "<=", ">=", "!="):
            raise Unread("a case without a condition that is understood")
        left, right = (self.tree(_without_words(part)) for part in found.parts)
        return Relation(found.text, left, right)

    def _matrix(self, node: Node) -> Made:
        rows = [tuple(self.tree(cell) for cell in row.parts) for row in node.parts]
        if all(len(row) == 1 for row in rows):
            return Listing(tuple(row[0] for row in rows)), COLUMN
        return Listing(tuple(Listing(row) for row in rows)), MATRIX


def _without_words(node: Node) -> Node:
    """`if x` without the if."""
    if (
        node.kind == "product"
        and node.parts[0].kind in ("symbol", "words")
        and node.parts[0].font == "upright"
    ):
        rest = node.parts[1:]
        return (
            rest[0] if len(rest) == 1 else replace(node, text="|".join(node.signs[1:]), parts=rest)
        )
    return node


def _plain(node: Node) -> str:
    return node.text or "".join(map(_plain, node.parts))


_MATRIX = {
    (MATRIX, MATRIX): MATRIX, (MATRIX, COLUMN): COLUMN, (ROW, MATRIX): ROW,
    (ROW, COLUMN): NUMBER, (COLUMN, ROW): MATRIX,
}  # fmt: skip
_RULES = {
    "number": "number", "+": "sum", "-": "sum", "neg": "neg", "product": "product",
    "quotient": "quotient", "root": "root", "scripted": "scripted", "bracket": "bracket",
    "call": "call", "slope": "slope", "nabla": "nabla", "large": "large", "cases": "cases",
    "matrix": "matrix",
}  # fmt: skip
