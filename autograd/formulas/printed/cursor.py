"""A place in the tokens of a printed formula."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ..latex.signs import SAME, closes
from ..text.tokens import DerivationError, Token
from .node import NOTHING, Node, Span

DEEPEST = 60


class Cursor:
    """Reads tokens one by one. `side` is the reader of a whole side, for what stands in groups."""

    def __init__(self, tokens: Sequence[Token], side: Callable[[Cursor], Node]) -> None:
        self.tokens, self.side = list(tokens), side
        self.place, self.depth, self.bars = 0, 0, 0

    @property
    def next(self) -> Token:
        """The token that is read next; the last has the kind "end"."""
        return self.tokens[min(self.place, len(self.tokens) - 1)]

    def peek(self, ahead: int = 1) -> Token:
        """A later token."""
        return self.tokens[min(self.place + ahead, len(self.tokens) - 1)]

    def at(self, *texts: str) -> bool:
        """Whether the next token is one of these."""
        return self.next.kind != "end" and self.next.text in texts

    def take(self) -> Token:
        """The next token, which is then read."""
        found = self.next
        self.place += 1
        return found

    def accept(self, *texts: str) -> Token | None:
        """The next token if it is one of these."""
        return self.take() if self.at(*texts) else None

    def expect(self, text: str) -> Token:
        """The next token, which has to be this."""
        if not self.at(text):
            raise self.error(f"wanted {text}, got {self.next.text or 'the end of the formula'}")
        return self.take()

    def error(self, why: str, token: Token | None = None) -> DerivationError:
        """What is said where reading ends."""
        return DerivationError(why, column=(token or self.next).start + 1)

    def since(self, start: int) -> Span:
        """From a place in the source to the end of what was read last."""
        return start, self.tokens[max(0, self.place - 1)].end

    def deeper(self) -> None:
        """Count how deep a side stands in others."""
        self.depth += 1
        if self.depth > DEEPEST:
            raise self.error(f"brackets are nested more than {DEEPEST} deep")

    # ---- Groups ----

    def group(self) -> list[Token]:
        """The tokens of what a command takes: those in braces, or one by itself."""
        while self.next.kind == "skip":
            self.take()
        if not self.accept("{"):
            if self.next.kind == "end":
                raise self.error("the formula ends where something in braces is wanted")
            return self._single()
        found: list[Token] = []
        depth = 1
        while True:
            token = self.take()
            if token.kind == "end":
                raise self.error("a brace { is not closed")
            depth += (token.text == "{") - (token.text == "}")
            if not depth:
                return found
            found.append(token)

    def _single(self) -> list[Token]:
        r"""One token as an argument: a digit of 12, a letter, or a font with its letter."""
        token = self.take()
        if token.kind == "number" and len(token.text) > 1:
            cut = token.start + 1
            self.place -= 1
            self.tokens[self.place] = Token("number", token.text[1:], cut, token.end)
            return [Token("number", token.text[0], token.start, cut)]
        if token.kind == "command" and self.at("{") and token.text in TAKE_GROUPS:
            return [token, *self._braced()]
        return [token]

    def _braced(self) -> list[Token]:
        start = self.place
        self.group()
        return self.tokens[start : self.place]

    def inner(self, tokens: Sequence[Token]) -> Cursor:
        """A cursor for the tokens of a group."""
        place = tokens[-1].end if tokens else self.next.start
        found = Cursor([*tokens, Token("end", "", place, place)], self.side)
        found.depth = self.depth
        found.deeper()
        return found

    def read_group(self) -> Node:
        """What stands in the braces that come next, as a side, or several with commas."""
        return self.inner(self.group()).read_list()

    def read_list(self) -> Node:
        """All that is left: one side, or sides with commas or semicolons between them."""
        if self.next.kind == "end":
            return NOTHING
        start = self.next.start
        found = [self.side(self)]
        while self.accept(",", ";"):
            if self.next.kind == "end":
                break
            found.append(self.side(self))
        if self.next.kind != "end":
            raise self.error(f"{self.next.text} is not understood here")
        return found[0] if len(found) == 1 else Node("list", "", tuple(found), self.since(start))


TAKE_GROUPS = frozenset(
    {r"\mathrm", r"\mathbf", r"\boldsymbol", r"\bm", r"\text", r"\operatorname", r"\mathcal"}
) | frozenset({r"\hat", r"\bar", r"\tilde", r"\dot", r"\ddot", r"\vec", r"\mathbb", r"\mathsf"})

__all__ = ["SAME", "Cursor", "closes"]
