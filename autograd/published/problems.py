"""Why a formula is not read."""

from __future__ import annotations


class Unread(Exception):
    """A formula that cannot be read, with the reason, for a reader of the page."""

    def __init__(self, why: str) -> None:
        self.why = why
        super().__init__(why)


class Misfit(Unread):
    """Kinds of operands that do not fit."""


HIDDEN = {  # by the kinds of parts that say too little
    "dots": "dots hide a pattern that cannot be checked",
    "words": "words stand in the formula",
    "nothing": "something is left out here",
    "unknown call": "a name stands before brackets, and nothing says that it is a function",
}
