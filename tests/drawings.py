"""Graphs to draw, and a reader for what was drawn: shared by the tests of the pictures."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any
from xml.etree import ElementTree

from hypothesis import strategies as st

import autograd
import nn
from autograd import Value

SVG = "{http://www.w3.org/2000/svg}"
UNARY = [autograd.tanh, autograd.sin, autograd.sigmoid, lambda x: -x, lambda x: x * 0.5]
BINARY = [
    lambda a, b: a + b,
    lambda a, b: a - b,
    lambda a, b: a * b,
    lambda a, b: autograd.dot([a, b], [b, a]),
    lambda a, b: autograd.sum([a, b, a]),
]

# Names that do something where they are not written as text.
HOSTILE = [
    "a<b",
    "a|b",
    "{x}",
    r"\N",
    r"\G",
    r"\l\r\n",
    "<b>hi</b>",
    '"',
    "'",
    'x" onload="alert(1)',
    "trailing\\",
    "javascript:alert(1)",
    "<script>alert(1)</script>",
    "</svg>",
    "</text></g></svg>",
    "]]>",
    "<!--",
    "-->",
    "&amp;",
    "&#60;",
    "two\nlines",
    "tab\there",
    "nul\0byte",
    "\x1b[31mred\x1b[0m",
    "\u202etxet",
    "\u2066isolate\u2069",
    "e" + "\u0301" * 500,
    "\ud800",
    "\ufffe",
    "👩‍👩‍👧",
    "数学",
    "%d %s",
    "$x$ \\input{/etc/passwd}",
    "<TABLE>",
    "x" * 1_000_000,
]


@st.composite
def graphs(draw: st.DrawFn, most: int = 25) -> Value:
    """The root of a random graph: shared nodes, doubled edges, constants, named and unnamed."""
    pool = [Value(draw(st.floats(-2.0, 2.0)), name) for name in ("x", "y", "", "w1")]
    for _ in range(draw(st.integers(1, most))):
        a = pool[draw(st.integers(0, len(pool) - 1))]
        b = pool[draw(st.integers(max(0, len(pool) - 6), len(pool) - 1))]
        which = draw(st.integers(0, len(UNARY) + len(BINARY) - 1))
        node = UNARY[which](b) if which < len(UNARY) else BINARY[which - len(UNARY)](a, b)
        node.name = draw(st.sampled_from(["", "", "", "h", "v1"]))
        pool.append(node)
    return pool[-1]


def network() -> tuple[Value, list[Value]]:
    """The 2-2-2 network with sigmoid units and half the squared error, and its parameters."""
    x1, x2 = autograd.variables("x1 x2", 0.05, 0.10)
    data = (0.15, 0.20, 0.25, 0.30, 0.40, 0.45, 0.50, 0.55)
    w1, w2, w3, w4, w5, w6, w7, w8 = w = autograd.variables(
        " ".join(f"w{i}" for i in range(1, 9)), *data
    )
    k1, k2 = autograd.variables("k1 k2", 0.35, 0.60)
    h1, h2 = (w1 * x1 + w2 * x2 + k1).sigmoid(), (w3 * x1 + w4 * x2 + k1).sigmoid()
    o1, o2 = (w5 * h1 + w6 * h2 + k2).sigmoid(), (w7 * h1 + w8 * h2 + k2).sigmoid()
    error = 0.5 * ((0.01 - o1) ** 2 + (0.99 - o2) ** 2)
    for node, name in ((h1, "h1"), (h2, "h2"), (o1, "O1"), (o2, "O2"), (error, "E")):
        node.name = name
    return error, [*w, k1, k2]


def chain(length: int) -> Value:
    """x, times 0.999 plus 0.1, again and again."""
    y = Value(1.5, "x")
    for _ in range(length // 2):
        y = y * 0.999 + 0.1
    return y


@dataclass(frozen=True)
class Box:
    """A rectangle of a drawing."""

    x: float
    y: float
    width: float
    height: float

    def overlaps(self, other: Box) -> bool:
        apart_x = self.x + self.width <= other.x or other.x + other.width <= self.x
        apart_y = self.y + self.height <= other.y or other.y + other.height <= self.y
        return not (apart_x or apart_y)

    def holds(self, other: Box) -> bool:
        return (
            self.x <= other.x
            and self.y <= other.y
            and self.x + self.width >= other.x + other.width
            and self.y + self.height >= other.y + other.height
        )


def read(svg: str) -> ElementTree.Element:
    """The drawing as an XML parser sees it."""
    return ElementTree.fromstring(svg)


def groups(drawing: ElementTree.Element, kind: str) -> list[ElementTree.Element]:
    """The groups of a drawing that have a class."""
    found = drawing.iter(f"{SVG}g")
    return [group for group in found if kind in group.get("class", "").split()]


def texts(group: ElementTree.Element) -> list[str]:
    """The texts shown in a group."""
    return [text.text or "" for text in group.iter(f"{SVG}text")]


def boxes(drawing: ElementTree.Element) -> list[Box]:
    """Where the cards of a drawing are."""
    found = []
    for card in groups(drawing, "node"):
        (x, y) = shift(card)
        rect = card.findall(f"{SVG}rect")[-1]
        found.append(Box(x, y, float(rect.get("width", 0)), float(rect.get("height", 0))))
    return found


def shift(group: ElementTree.Element) -> tuple[float, float]:
    """How far a group is moved."""
    x, y = re.findall(r"-?[\d.]+", group.get("transform", "0 0"))
    return float(x), float(y)


class Cell(nn.Module):
    def __init__(self, width: int) -> None:
        self.layer = nn.Layer(width + 1, width, activation=autograd.tanh, seed=width)

    def forward(self, x: Any, h: list[Any]) -> list[Any]:
        out = self.layer([x, *h])
        return out if isinstance(out, list) else [out]


class RNN(nn.Module):
    def __init__(self, width: int) -> None:
        self.cell = Cell(width)
        self.out = nn.Neuron(width, nonlin=False, seed=1)

    def forward(self, xs: list[Any]) -> Any:
        h: list[Any] = [0.0] * len(self.out.weights)
        for x in xs:
            h = self.cell(x, h)
        return self.out(h)


def unrolled() -> Value:
    xs = autograd.variables("x1 x2 x3 x4 x5 x6", *[0.1, 0.2, 0.3, 0.4, 0.5, 0.6])
    y = RNN(3)(list(xs))
    assert isinstance(y, Value)
    return y


def luminance(colour: str) -> float:
    """The relative luminance of a colour, as WCAG has it."""
    channels = [int(colour[i : i + 2], 16) / 255.0 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
