"""The tokens of a statement, read one after the other, and complaints about them."""

from __future__ import annotations

from .tokens import DerivationError, Token, tokens


class Stream:
    """A place in the tokens of one statement."""

    def __init__(self, source: str) -> None:
        self.source, self.place = source, 0
        self.tokens = tokens(source)

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
            raise self.error(f"wanted {wanted or repr(sign)}, found {self.found()}")
        return token

    def close(self, opening: Token, sign: str) -> None:
        """Read the sign that closes `opening`."""
        if self.next.kind == "end":
            raise self.error(f"this {opening.text!r} is never closed", opening)
        self.expect(sign)

    def error(self, why: str, token: Token | None = None) -> DerivationError:
        """A complaint about a token, by default the next one."""
        return DerivationError(why, self.source, (token or self.next).start + 1)

    def found(self) -> str:
        """The next token in words."""
        return repr(self.next.text) if self.next.text else "the end of the line"

    def end(self) -> int:
        """Where the token that was read last ends."""
        return self.tokens[self.place - 1].end
