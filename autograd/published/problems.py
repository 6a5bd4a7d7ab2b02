"""Why a formula is not read."""

from __future__ import annotations


class Unread(Exception):
    """A formula that cannot be read, with the reason, for a reader of the page."""

    def __init__(self, why: str) -> None:
        self.why = why
        super().__init__(why)


class Misfit(Unread):
    """Kinds of operands that do not fit."""
