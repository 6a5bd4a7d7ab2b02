r"""What a notation of LaTeX is: one entry of a table, with an example that says what it means.

>>> from autograd.formulas.latex.signs import ACCENTS
>>> ACCENTS[r"\widehat"]
'hat'
>>> hat = ACCENTS.notations[0]
>>> hat.means, list(hat.examples())
('xhat - 1', ['\\hat{x} - 1', '\\widehat{x} - 1'])
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, TypeVar

Value = TypeVar("Value")
Reads = Callable[..., Any]
Reader = TypeVar("Reader", bound=Reads)

# In the examples other letters are numbers.
EXAMPLE_ARRAYS = {"W": 2, "A": 2, "u": 1, "v": 1}
EXAMPLE_FUNCTIONS = ["f"]

KINDS: list[Kind[Any]] = []
ARGUMENTS: dict[str, int] = {}  # how many in braces follow a command


@dataclass(frozen=True)
class Notation:
    """Spellings of one thing, an example with the first of them, and the example as plain text."""

    spellings: tuple[str, ...]
    example: str
    means: str  # of what is refused: why
    is_read: bool = True

    def examples(self) -> Iterator[str]:
        """The example in each of the spellings."""
        for spelling in self.spellings:
            yield self.example.replace(self.spellings[0], spelling)


class Kind(dict[str, Value]):
    """Notations of one kind: what each spelling stands for.

    `takes` is how many arguments in braces follow; `is_read` is False for what is refused. Of a
    kind whose notations are `alike`, the documentation shows the first.
    """

    def __init__(
        self, title: str, takes: int = 0, *, is_read: bool = True, alike: bool = False
    ) -> None:
        super().__init__()
        self.title, self.takes, self.is_read, self.alike = title, takes, is_read, alike
        self.notations: list[Notation] = []
        KINDS.append(self)

    def add(
        self, spellings: str, value: Value, example: str, means: str, takes: int | None = None
    ) -> None:
        """Enter a notation, whose spellings have spaces between them."""
        found = tuple(spellings.split())
        if not means.strip() or found[0] not in example:
            raise ValueError(f"{spellings}: an example with {found[0]} in it, and what it means")
        if twice := self.keys() & set(found):
            raise ValueError(f"{', '.join(sorted(twice))}: there are two entries for this")
        self.notations.append(Notation(found, example, means, self.is_read))
        self.update(dict.fromkeys(found, value))
        if count := self.takes if takes is None else takes:
            ARGUMENTS.update(dict.fromkeys(found, count))

    def reads(
        self: Kind[Any], spellings: str, example: str, means: str, takes: int | None = None
    ) -> Callable[[Reader], Reader]:
        """Enter a notation that the decorated function reads."""

        def entered(reader: Reader) -> Reader:
            self.add(spellings, reader, example, means, takes)
            return reader

        return entered
