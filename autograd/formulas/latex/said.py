"""What a LaTeX formula says, before it is a tree: every sign that was read, and nothing else.

>>> str(Said("mul", (Said("name", text="x"), Said("name", text="y"))))
'mul(x,y)'
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from ..trees.tree import NOWHERE, Span


@dataclass(frozen=True)
class Said:
    """A part of a formula: a head ("mul", "call", "d" …), its parts, and its own text."""

    head: str
    args: tuple[Said, ...] = ()
    text: str = ""
    graph: str = ""  # the name of the graph that a "name" stands for
    primes: int = 0
    # "bare": a call or operator without brackets; "bracketed"; "slash": a derivative on one line
    how: str = field(default="", compare=False)
    span: Span = field(default=NOWHERE, compare=False)

    def __str__(self) -> str:
        parts = list(map(str, self.args))
        match self.head:
            case "name" | "number" | "word":
                return self.text
            case "call":
                return f"call({','.join([self.text + chr(39) * self.primes, *parts])})"
            case "sum" | "prod":
                return f"{self.head}({','.join([self._index(), *parts[len(parts) > 1 :]])})"
            case "rel":
                return f"rel({self.text},{parts[0]})"
            case "row":
                return f"[{','.join(parts)}]"
            case "chain":
                return f"chain({','.join(map(_side, self.args))})"
        return f"{self.head}({','.join(parts)})"

    def _index(self) -> str:
        """j(1) for a sum from 1, j for one over all, j!=i for one over the others."""
        return f"{self.text}({self.args[0]})" if len(self.args) == 3 else self.text

    def parts(self) -> Iterator[Said]:
        """All parts, this one first."""
        waiting = [self]
        while waiting:
            part = waiting.pop()
            yield part
            waiting.extend(part.args)


def _side(part: Said) -> str:
    return str(part.args[0]) if part.head == "rel" else str(part)


def is_numeric(said: Said) -> bool:
    """Whether a part is a number or a fraction of numbers."""
    return said.head == "number" or (said.head == "div" and all(map(is_numeric, said.args)))
