r"""Symbols with their indices, layers, primes and accents; and the tokens they are made of.

The rule of this reader is that every token either has one meaning or is refused with its column.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from difflib import get_close_matches

from .latex_names import ACCENTS, Symbol, Vocabulary, is_counted, symbol
from .latex_said import Said
from .latex_tokens import GREEK
from .scope import builtin
from .tokens import DerivationError, Token

_TALK = {"if", "and", "or", "where", "for", "with", "so", "then", "otherwise", "when", "else"}
_LONGEST_RUN = 40
DEEPEST = 40  # groups inside groups
_GREEK = {rf"\{name}" for name in GREEK.values()} | {r"\ell"}
_FONTS = {r"\mathcal", r"\mathbf", r"\boldsymbol", r"\bm", r"\mathbb", r"\mathscr"} | {
    r"\mathfrak",
    r"\mathit",
    r"\mathsf",
}
_UPRIGHT = {r"\text", r"\mathrm", r"\operatorname", r"\textrm", r"\mathop", r"\textit", r"\mathtt"}
_ACCENTS = {rf"\{accent}": accent for accent in ACCENTS} | {
    r"\widehat": "hat",
    r"\overline": "bar",
    r"\widetilde": "tilde",
}
_TRANSPOSES = ("T", r"\top", r"\intercal", r"\mathsfT", r"\mathrmT", r"\textT")


@dataclass(frozen=True)
class Shifted:
    """What stands below or above a symbol: its tokens, and where."""

    tokens: tuple[Token, ...]
    raw: str
    start: int

    @property
    def is_group(self) -> bool:
        return bool(self.tokens)


class Symbols:
    """Reads symbols; `Formulas` builds on it."""

    def __init__(self, source: str, tokens: list[Token], vocabulary: Vocabulary) -> None:
        self.source, self.tokens, self.vocabulary = source, tokens, vocabulary
        self.place = self.depth = 0
        self.bound: dict[str, int | None] = {}  # indices of sums, with their value when written out
        self.fonts: dict[str, str] = {}

    # ---- Tokens ----

    @property
    def next(self) -> Token:
        return self.tokens[self.place]

    def peek(self, ahead: int = 1) -> Token:
        return self.tokens[min(self.place + ahead, len(self.tokens) - 1)]

    def take(self) -> Token:
        token = self.next
        self.place += token.kind != "end"
        return token

    def at(self, *texts: str) -> bool:
        return self.next.text in texts and self.next.kind != "end"

    def accept(self, *texts: str) -> Token | None:
        return self.take() if self.at(*texts) else None

    def expect(self, text: str, wanted: str = "") -> Token:
        token = self.accept(text)
        if token is None:
            raise self.error(f"{self._found()}, wanted {wanted or text}")
        return token

    def error(self, why: str, token: Token | int | None = None) -> DerivationError:
        place = token if isinstance(token, int) else (token or self.next).start
        return DerivationError(why, self.source, place + 1)

    def _found(self) -> str:
        return "unexpected end" if self.next.kind == "end" else f"found {self.next.text}"

    @property
    def end(self) -> int:
        """Where the token read last ends."""
        return self.tokens[self.place - 1].end if self.place else 0

    def deeper(self) -> None:
        self.depth += 1
        if self.depth > DEEPEST:
            raise self.error(f"groups are nested more than {DEEPEST} deep")

    def group_tokens(self) -> tuple[Token, ...]:
        """The tokens inside {…}."""
        self.expect("{")
        found: list[Token] = []
        open_ = 1
        while True:
            token = self.take()
            if token.kind == "end":
                raise self.error("unexpected end, wanted }")
            open_ += (token.text == "{") - (token.text == "}")
            if not open_:
                return tuple(found)
            found.append(token)

    def digit(self) -> Token:
        r"""The first digit of a number, as \frac12 and x^2 take it."""
        token = self.take()
        if len(token.text) > 1:
            first = replace(token, text=token.text[0], end=token.start + 1)
            rest = replace(token, text=token.text[1:], start=token.start + 1)
            self.tokens[self.place - 1 : self.place] = [first, rest]
            return first
        return token

    def shifted(self) -> Shifted:
        """What follows _ or ^."""
        self.take()
        start = self.next
        if start.text == "{":
            tokens = self.group_tokens()
            if not tokens:
                raise self.error("nothing stands in this index or exponent", start)
            return Shifted(tokens, self.raw(tokens), start.start)
        if start.kind in ("letter", "number") or start.text in _GREEK | {r"\top", r"\intercal"}:
            token = self.take()
            follows = self.next.kind in ("letter", "number") and self.next.start == token.end
            if (token.kind == "number" and len(token.text) > 1) or (
                follows and token.kind == "letter"
            ):
                raise self.error("only the first character is shifted here: write {…}", token)
            return Shifted((token,), self.raw((token,)), token.start)
        if start.text in _FONTS | _UPRIGHT:
            tokens = (self.take(), *self.group_tokens())
            return Shifted(tokens, self.raw(tokens), start.start)
        raise self.error(f"{self._found()}, wanted an index or exponent: write {{…}}")

    def raw(self, tokens: tuple[Token, ...]) -> str:
        """The tokens of an index as one word: `l+1`, `out`, `hj`."""
        found = []
        for token in tokens:
            if token.text in _UPRIGHT | _FONTS or token.text in ("{", "}"):
                continue
            known = token.text in _GREEK
            value = self.bound.get(token.text)
            found.append(token.text[1:] if known else token.text if value is None else str(value))
        return "".join(found)

    # ---- Symbols ----

    def starts_symbol(self) -> bool:
        """Whether a name or function can begin here."""
        token = self.next
        return token.kind == "letter" or token.text in (
            _GREEK | _FONTS | _UPRIGHT | _ACCENTS.keys() | {"\\imath", "\\jmath"}
        )

    def base(self) -> Symbol:
        """A letter, a word, or either with an accent; indices not yet read."""
        token = self.take()
        if token.text in _ACCENTS:
            inner = self._braced(self._accented)
            if inner.accent:
                raise self.error("two accents on one symbol are not read", token)
            return replace(inner, accent=_ACCENTS[token.text])
        if token.text in _FONTS:
            inner = self._braced(lambda: self._word(token))
            self._font(inner.base, token)
            return inner
        if token.text in _UPRIGHT:
            return self._braced(lambda: self._word(token))
        if token.text in _GREEK:
            return Symbol(token.text[1:])
        self._font(token.text, token)
        return Symbol(token.text)

    def _accented(self) -> Symbol:
        """What stands under an accent: a letter, and in braces also its index."""
        found = self.base()
        inside = self.tokens[self.place - 2].text == "{"
        if inside and self.at("_"):
            return replace(found, below=self._index(self.shifted()))
        return found

    def _font(self, base: str, token: Token) -> None:
        """The same letter in two fonts is two symbols, and the graph has only one."""
        font = token.text if token.kind == "command" else ""
        if self.fonts.setdefault(base, font) != font:
            raise self.error(f"{base} is set in two fonts: are these two different symbols?", token)

    def _braced(self, inside) -> Symbol:  # type: ignore[no-untyped-def]
        if not self.accept("{"):
            return inside()  # type: ignore[no-any-return]
        found = inside()
        if self.at("_", "^") or self.next.kind == "prime":
            raise self.error("indices stand after the accent or font: write \\hat{y}_j")
        self.expect("}")
        return found  # type: ignore[no-any-return]

    def _word(self, opening: Token) -> Symbol:
        first = self.take()
        if first.text in _GREEK:
            return Symbol(first.text[1:])
        if first.kind != "letter":
            raise self.error(f"wanted a letter or a word after {opening.text}", first)
        word = first.text
        while self.next.kind in ("letter", "number") and self.next.start == self.end:
            word += self.take().text
        if word.lower() in _TALK and not self.vocabulary.find(symbol(word)):
            raise self.error(f"'{word}' is talk between formulas: give one formula", first)
        if len(word) > 1 and word[-1].isdigit():
            return symbol(word)
        return Symbol(word)

    def letters(self) -> str:
        """The letters that follow each other without a space."""
        ahead, found = 0, ""
        while self.peek(ahead).kind == "letter":
            if ahead and self.peek(ahead).start != self.peek(ahead - 1).end:
                break
            found += self.peek(ahead).text
            ahead += 1
        return found

    def word_base(self) -> Symbol:
        """Like `base`; several letters in a row may be one name, if they can be nothing else."""
        run = self.letters()
        if len(run) < 2:
            return self.base()
        token = self.next
        if len(run) > _LONGEST_RUN:
            raise self.error(f"more than {_LONGEST_RUN} letters without a sign", token)
        split = self._is_split(run)
        whole = self._is_whole(run)
        if split and whole:
            raise self.error(f"{run} may be one name or a product: write \\mathrm{{{run}}}", token)
        if whole:
            self.place += len(run)
            return Symbol(run)
        if not split:
            raise self.error(self._not_split(run), token)
        return self.base()

    def _is_whole(self, run: str) -> bool:
        if run in self.vocabulary.bases or run in self.vocabulary.functions:
            return True
        after = self.peek(len(run))
        called = after.text in ("(", "^") or after.kind == "prime"
        return len(run) > 1 and called and builtin(run) is not None

    def _is_split(self, run: str) -> bool:
        words = self.vocabulary
        if words.is_open:
            return len(run) == 2 and run not in ("ln", "lg") and run[0] != "d"
        last = run[-1]
        bare = all(words.has(letter) or letter in self.bound for letter in run[:-1])
        return bare and (last in words.bases or last in words.functions or last == "e")

    def _not_split(self, run: str) -> str:
        if run[0] == "d" and (self.vocabulary.is_open or run[1:] in self.vocabulary.bases):
            return f"{run} is a differential, which has a meaning only in dy/dx"
        if self.vocabulary.is_open:
            return f"{run} may be a name or a product: write \\mathrm{{{run}}} or put signs between"
        return f"{run} is no name of the graph, nor a product of such{self._close(run)}"

    def decorated(self, base: Symbol) -> tuple[Symbol, Shifted | None, int]:
        """Indices, superscript and primes after a base, in any order."""
        below: Shifted | None = None
        above: Shifted | None = None
        primes = 0
        while self.at("_", "^") or self.next.kind == "prime":
            token = self.next
            if token.kind == "prime":
                primes += len(self.take().text)
            elif token.text == "_":
                if below is not None:
                    raise self.error("two subscripts on one symbol", token)
                below = self.shifted()
            elif self.peek().text == "{" and self._only_primes():
                self.take()
                primes += len(self.group_tokens())
            elif self.peek().kind == "prime":
                self.take()
            else:
                if above is not None or primes:
                    raise self.error("two superscripts on one symbol", token)
                above = self.shifted()
        index = self._index(below) if below else ""
        return replace(base, below=f"{base.below}{index}"), above, primes

    def _only_primes(self) -> bool:
        ahead = 2
        while self.peek(ahead).kind == "prime":
            ahead += 1
        return ahead > 2 and self.peek(ahead).text == "}"

    def _index(self, below: Shifted) -> str:
        if not re.fullmatch(r"[\w+\-,()]+", below.raw):
            raise self.error(
                f"an index is made of letters and numbers; got {below.raw}", below.start
            )
        return below.raw

    # ---- Names ----

    def is_transpose(self, above: Shifted) -> bool:
        """Whether a superscript is the sign of the transpose."""
        said = "".join(token.text for token in above.tokens if token.text not in "{}")
        if said == "T" and not self.vocabulary.is_open and self.vocabulary.has("T"):
            raise self.error("T is a name here: write \\top for the transpose", above.start)
        return said in _TRANSPOSES

    def resolved(self, wanted: Symbol, start: int) -> Said:
        """The name that a symbol stands for; refused unless it is exactly one."""
        span = (start, self.end)
        if not wanted.accent and not wanted.below and wanted.base in self.bound:
            value = self.bound[wanted.base]
            if value is not None:
                return Said("number", text=str(value), span=span)
            return Said("name", text=wanted.base, graph=wanted.base, span=span)
        layered = is_counted(wanted.above)
        found = self.vocabulary.layered(wanted) if layered else self.vocabulary.find(wanted)
        if len(found) > 1:
            raise self.error(f"{wanted} may be {' or '.join(found)}", start)
        if found:
            return Said("name", text=str(wanted), graph=found[0], span=span)
        if element := self._element(wanted, span):
            return element
        if wanted.base == "pi" and wanted == Symbol("pi"):
            return Said("name", text="pi", graph="pi", span=span)
        if not self.vocabulary.is_open or wanted in (Symbol("d"), Symbol("Delta"), Symbol("e")):
            raise self.error(self._unknown(wanted), start)
        return Said("name", text=str(wanted), graph=str(wanted), span=span)

    def _element(self, wanted: Symbol, span: tuple[int, int]) -> Said | None:
        """W_{hj} as an element of the matrix W."""
        found = self.vocabulary.find(replace(wanted, below=""))
        rank = self.vocabulary.arrays.get(found[0], 0) if len(found) == 1 else 0
        if not rank or not wanted.below:
            return None
        many = "," in wanted.below or rank == 1
        indices = wanted.below.split(",") if many else list(wanted.below)
        plain = all(re.fullmatch(r"\d+|[A-Za-z]", index) for index in indices)
        if len(indices) != rank or not plain:
            raise self.error(f"{found[0]} takes {rank} indices; got {wanted.below}", span[0])
        array = Said("name", text=found[0], graph=found[0], span=span)
        items = tuple(_index_item(index, span) for index in indices)
        return Said("element", (array, *items), text=str(wanted), span=span)

    def _unknown(self, wanted: Symbol) -> str:
        if wanted == Symbol("e"):
            return r"e is no name of the graph: write e^{…} or \exp(1) for the number"
        if wanted.base in ("d", "Delta"):
            return f"{wanted.base} may belong to the name behind it: is this a difference?"
        if is_counted(wanted.above):
            return f"{wanted}: no name of the graph has this layer{self._close(str(wanted))}"
        return f"{wanted} is no name of the graph{self._close(str(wanted))}"

    def _close(self, wanted: str) -> str:
        names = [name for some in self.vocabulary.names.values() for name in some]
        close = get_close_matches(wanted.replace("_", ""), names, 1, 0.5)
        return f"; is {close[0]} meant?" if close else ""


def _index_item(index: str, span: tuple[int, int]) -> Said:
    return Said("number" if index.isdigit() else "name", text=index, graph=index, span=span)
