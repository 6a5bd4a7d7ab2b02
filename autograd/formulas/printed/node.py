r"""What a printed formula is made of.

>>> print(Node("scripted", parts=(Node("symbol", "W"), NOTHING, Node("symbol", "T"))))
scripted(symbol W, nothing, symbol T)
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

Span = tuple[int, int]


@dataclass(frozen=True)
class Node:
    """A part of a printed formula.

    | kind | text | parts |
    |---|---|---|
    | number, symbol, words, dots | what stands there | |
    | scripted | its primes | base, subscript, superscript (or `NOTHING`) |
    | bracket | what opens it | what is inside |
    | list | | what commas separate |
    | neg + - +- | | one or two terms |
    | product | the signs between, separated by bars | factors |
    | quotient | "/" or "frac" | numerator, denominator |
    | root | | body, index or `NOTHING` |
    | slope | d or partial | what is differentiated or `NOTHING`, then in what |
    | nabla | | what it is of or `NOTHING`, in what or `NOTHING` |
    | large | sum, prod, int, lim, … | body, below, above |
    | call | the function | its argument, what is above it, what is below it |
    | cases | | value, condition, value, condition, … |
    | matrix | | rows, each a list |
    | at | | body, the point |
    | column | "ones" or "basis" | its length or, of e_i, its index; or none |
    | relation | its sign | left, right |
    """

    kind: str
    text: str = ""
    parts: tuple[Node, ...] = ()
    span: Span = field(default=(0, 0), compare=False)
    accent: str = ""
    font: str = field(default="", compare=False)

    def __str__(self) -> str:
        inside = f"({', '.join(map(str, self.parts))})" if self.parts else ""
        word = f" {self.accent}{self.text}" if self.text or self.accent else ""
        return f"{self.kind}{word}{inside}"

    @property
    def signs(self) -> list[str]:
        """The signs between the factors of a product."""
        return self.text.split("|")


NOTHING = Node("nothing")
TURN = "transpose"  # the font of \\top, which is printed like no letter


def as_printed(column: Node) -> Node:
    """A column of ones, or of the unit matrix, as a symbol with its index."""
    base = Node("number", "1") if column.text == "ones" else Node("symbol", "e", font="bold")
    return Node("scripted", "", (base, *column.parts, NOTHING)) if column.parts else base


def walk(node: Node) -> Iterator[Node]:
    """The node and everything in it, from the outside in."""
    waiting = [node]
    while waiting:
        found = waiting.pop()
        yield found
        waiting.extend(reversed(found.parts))


def mapped(node: Node, change: Callable[[Node], Node | None]) -> Node:
    """The node with each part replaced for which `change` gives another."""
    other = change(node)
    if other is not None:
        return other
    parts = tuple(mapped(part, change) for part in node.parts)
    return node if parts == node.parts else replace(node, parts=parts)


def product(factors: list[Node], signs: list[str], span: Span) -> Node:
    """Factors as a product; a single one as itself."""
    if len(factors) == 1:
        return factors[0]
    return Node("product", "|".join(signs), tuple(factors), span)
