"""A place in the tokens of a formula, what was read there, and what all readers share."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from ..text.tokens import DerivationError, Token
from ..trees.tree import Span, Tree
from .names import Vocabulary
from .refused import NOT_READ
from .scanner import DEEPEST
from .signs import PRODUCTS, RELATIONS, closes, is_operand, is_symbol

MOST = 160  # operands in a formula, those of attempts that failed included
MOST_TERMS = 256  # of all sums that are written out


@dataclass(frozen=True)
class Part:
    """A tree, and how it was set, which decides what may stand beside it.

    "bracketed"; "lone" for the power of a single name or number in brackets; "bare" for a function,
    "open" for d/dx without brackets around what it is of, "closed" for d/dx with brackets; "slash"
    for dy/dx on one line.
    """

    tree: Tree
    how: str = ""

    @property
    def has_no_end(self) -> bool:
        """Whether what follows may belong to the function before."""
        return self.how in ("bare", "open")


@dataclass
class Shared:
    """What is known in all of a formula: the names, the fonts seen, what may still be read.

    `expression`, `product`, `operand` and `symbol` are the readers that those of parts call for
    what stands inside their own part.
    """

    vocabulary: Vocabulary
    expression: Callable[[Cursor], Tree]
    product: Callable[[Cursor], Part]
    operand: Callable[[Cursor], Part]
    symbol: Callable[[Cursor], Part]
    fonts: dict[str, str] = field(default_factory=dict)
    operands: int = MOST
    terms: int = MOST_TERMS


class Unknown(DerivationError):
    """A symbol that is no name of the page, though it may be one with an index put in."""


class Cursor:
    """Reads tokens one by one; `inner` gives one for the tokens of a group.

    `bound` has the indices of the sums around, with their value where a sum is written out.
    """

    def __init__(
        self,
        source: str,
        tokens: Iterable[Token],
        shared: Shared,
        bound: Mapping[str, int | None] | None = None,
        depth: int = 0,
    ) -> None:
        self.source, self.tokens, self.shared = source, tuple(tokens), shared
        self.bound = dict(bound or {})
        self.place, self.depth = 0, depth

    @property
    def vocabulary(self) -> Vocabulary:
        """The names of the page."""
        return self.shared.vocabulary

    @property
    def next(self) -> Token:
        """The token to be read next."""
        return self.tokens[self.place]

    @property
    def end(self) -> int:
        """Where the token read last ends."""
        return self.tokens[self.place - 1].end if self.place else self.next.start

    def peek(self, ahead: int = 1) -> Token:
        """A token further on."""
        return self.tokens[min(self.place + ahead, len(self.tokens) - 1)]

    def take(self) -> Token:
        """Read one token."""
        token = self.next
        self.place += token.kind != "end"
        return token

    def at(self, *texts: str) -> bool:
        """Whether one of these comes next."""
        return self.next.text in texts and self.next.kind != "end"

    def accept(self, *texts: str) -> Token | None:
        """Read one of these, if one comes next."""
        return self.take() if self.at(*texts) else None

    def expect(self, text: str) -> Token:
        """Read this, or say that it was wanted."""
        token = self.accept(text)
        if token is None and self.next.text in NOT_READ:
            raise self.unexpected()
        if token is None:
            raise self.error(f"{self.found()}, wanted {_shown(text)}")
        return token

    def since(self, start: int) -> Span:
        """From a place to the end of the token read last."""
        return start, self.end

    # ---- Groups ----

    def deeper(self) -> None:
        """Count a bracket that opens."""
        self.depth += 1
        if self.depth > DEEPEST:
            raise self.error(f"groups are nested more than {DEEPEST} deep")

    def group(self) -> tuple[Token, ...]:
        """The tokens inside {…}."""
        self.expect("{")
        first, open_ = self.place, 1
        while open_:
            token = self.take()
            if token.kind == "end":
                raise self.error("unexpected end, wanted }")
            open_ += (token.text == "{") - (token.text == "}")
        return self.tokens[first : self.place - 1]

    def inner(self, tokens: tuple[Token, ...], place: int | None = None) -> Cursor:
        """A cursor for these tokens alone."""
        self.deeper()
        self.depth -= 1
        end = tokens[-1].end if tokens else (self.end if place is None else place)
        ended = [*tokens, Token("end", "", end, end)]
        return Cursor(self.source, ended, self.shared, self.bound, self.depth + 1)

    def formula(self, tokens: tuple[Token, ...], place: int | None = None) -> Tree:
        """What these tokens say, read to the end."""
        inner = self.inner(tokens, place)
        found = self.shared.expression(inner)
        inner.finish()
        return found

    def finish(self) -> None:
        """Refuse what is left."""
        if self.next.kind != "end":
            raise self.unexpected()

    def environment(self, ahead: int = 0) -> str:
        """The environment that begins here, or ""."""
        return self._word_in_braces(ahead) if self.peek(ahead).text == r"\begin" else ""

    def begin(self) -> str:
        r"""Read \begin{name}."""
        name = self.environment()
        self.take()
        self.group()
        return name

    def finish_environment(self, name: str) -> None:
        r"""Read \end{name}."""
        if self.next.kind == "end":
            raise self.error(f"unexpected end, wanted \\end{{{name}}}")
        token, closed = self.next, self._word_in_braces()
        self.expect(r"\end")
        self.group()
        if closed != name:
            raise self.error(f"\\begin{{{name}}} is ended by \\end{{{closed}}}", token)

    def _word_in_braces(self, ahead: int = 0) -> str:
        """What stands in the braces behind a token."""
        letters, ahead = "", ahead + 2
        while self.peek(ahead).text not in ("}", ""):
            letters += self.peek(ahead).text
            ahead += 1
        return letters

    # ---- What comes next ----

    def starts_operand(self) -> bool:
        """Whether a number, a name, a bracket or a command that is read comes next."""
        token = self.next
        return token.kind in ("number", "letter") or is_operand(token.text)

    def starts_symbol(self) -> bool:
        """Whether a name or a function comes next."""
        return self.next.kind == "letter" or is_symbol(self.next.text)

    # ---- Complaints ----

    def error(self, why: str, token: Token | int | None = None) -> DerivationError:
        """A complaint about a token, by default the next one."""
        place = token if isinstance(token, int) else (token or self.next).start
        return DerivationError(why, self.source, place + 1)

    def unknown(self, why: str, token: Token | int) -> Unknown:
        """A complaint about a symbol that is no name."""
        place = token if isinstance(token, int) else token.start
        return Unknown(why, self.source, place + 1)

    def found(self) -> str:
        """What comes next, in words."""
        token = self.next
        if token.kind == "end":
            return "unexpected end"
        return f"found {self.source[token.start : token.end].strip() or _shown(token.text)}"

    def unexpected(self) -> DerivationError:
        """A complaint about a token with which nothing can go on."""
        token = self.next
        if token.text in NOT_READ:
            return self.error(NOT_READ[token.text])
        if token.text == r"\rvert":
            return self.error("this | was never opened; a value at a point is not read here")
        if closes(token.text):
            return self.error(f"this {_shown(token.text)} was never opened")
        known = token.text in PRODUCTS or token.text in RELATIONS or self.starts_operand()
        if token.kind == "command" and not known:
            return self.error(f"unknown command {token.text}")
        if token.text == ",":
            return self.error("a comma: give one formula at a time, and 0.5 with a point")
        return self.error(f"{self.found()}, wanted an operator or the end")


def _shown(text: str) -> str:
    return {r"\lvert": "|", r"\rvert": "|", r"\lVert": r"\|", r"\rVert": r"\|"}.get(text, text)
