"""The tokens of a statement, read one after the other, and complaints about them."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable

from ..trees.tree import Tree
from .tokens import DerivationError, Token, tokens

Known = Callable[[str], bool]


class Stream:
    """A place in the tokens of one statement."""

    def __init__(self, source: str) -> None:
        self.source, self.place = source, 0
        self.tokens = tokens(source)

    @property
    def next(self) -> Token:
        """The token to be read next."""
        return self.tokens[self.place]

    @property
    def last(self) -> Token:
        """The token that was read last; the first one where none was."""
        return self.tokens[max(0, self.place - 1)]

    def peek(self, ahead: int) -> Token:
        """A token further on."""
        return self.tokens[min(self.place + ahead, len(self.tokens) - 1)]

    def take(self) -> Token:
        """Read one token."""
        token = self.tokens[self.place]
        self.place += token.kind != "end"
        return token

    def accept(self, *signs: str) -> Token | None:
        """Read one of these signs, if one comes next."""
        token = self.tokens[self.place]
        if token.kind == "sign" and token.text in signs:
            self.place += 1
            return token
        return None

    def expect(self, sign: str, wanted: str = "") -> Token:
        """Read this sign or say what was wanted."""
        token = self.accept(sign)
        if token is None:
            raise self.error(f"wanted {wanted or repr(sign)}, found {self.found()}")
        return token

    def close(self, opening: Token, sign: str) -> None:
        """Read the sign that closes `opening`."""
        if self.next.kind == "end":
            raise self.error(f"this {opening.text!r} is never closed", opening)
        self.expect(sign)

    def error(self, why: str, token: Token | None = None) -> DerivationError:
        """A complaint about a token, by default the next one."""
        token = token or self.next
        return DerivationError(why, self.source, token.start + 1, stop=token.end)

    def found(self) -> str:
        """The next token in words."""
        return repr(self.next.text) if self.next.text else "the end of the line"

    def end(self) -> int:
        """Where the token that was read last ends."""
        return self.tokens[self.place - 1].end


class Formulas(Stream, ABC):
    """What reads formulas, as the modules see it that read a part of one; `Reader` says how.

    `is_declared(name)` tells a name of its own from a differential (`dL`), `is_known(name)` says
    whether the name occurs anywhere, and `is_function(name)` tells a call from a product whose
    sign was left out.
    """

    def __init__(
        self, source: str, is_declared: Known, is_function: Known, is_known: Known
    ) -> None:
        super().__init__(source)
        self.is_declared, self.is_function, self.is_known = is_declared, is_function, is_known

    @abstractmethod
    def expression(self, floor: int = 0) -> Tree:
        """A formula without a comparison."""

    @abstractmethod
    def postfix(self) -> Tree:
        """A name, a number or something in brackets, with indices."""

    @abstractmethod
    def until(self, closing: str) -> tuple[Tree, ...]:
        """Formulas, commas between them, up to a closing sign."""
