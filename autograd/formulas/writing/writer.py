"""`formula(y)`: from a recorded graph to LaTeX, without recursion and without repetition."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ...engine.backward import gradients
from ...engine.labels import labels_of
from ...engine.node import Node
from ...engine.structural import Structural
from ...engine.walks import ancestors
from .lists import GOES_ON, called, listed
from .names import ATOM, SUM, Written, escape, name, number, symbol
from .templates import SLOT, fill
from .tidy import tidy

REUSED_LENGTH = 160  # a longer part that is used again becomes a line of its own
LINE_LENGTH = 600


def formula(y: Node, wrt: Node | None = None) -> str:
    r"""LaTeX of the expression that `y` was computed by, or of its derivative in `wrt`.

    Parts that are long and used again stand in lines of their own, so the text grows with the
    graph and no faster. Raises `UnreachableError` when y was not computed from `wrt`.

    >>> from autograd.values.value import Value
    >>> x, w1 = Value(2.0, "x"), Value(3.0, "w1")
    >>> print(formula((w1 * x + 1.0) ** 2))
    \left(w_{1} \cdot x + 1\right)^{2}
    >>> print(formula(x * x * x, wrt=x))
    2 \cdot x \cdot x + x \cdot x
    """
    labels = labels_of(_in_order(y))
    if wrt is None:
        return _Writer(labels, _title(y, labels)).write(y)
    (slope,) = gradients(y, [wrt], record=True)
    title = rf"\frac{{\partial {_title(y, labels)}}}{{\partial {_title(wrt, labels)}}}"
    writer = _Writer(labels, title, clean=True)
    return writer.write(slope) if isinstance(slope, Node) else number(slope).text


def _in_order(y: Node) -> list[Node]:
    nodes = ancestors(y)
    return [nodes[serial] for serial in sorted(nodes)]


def _title(node: Node, labels: Mapping[int, str]) -> str:
    return name(labels[node.serial]) if node.name else "y" if node.op else "x"


class _Writer:
    """Writes a graph from its leaves up; nothing recurses, and no part is written twice if long."""

    def __init__(self, labels: Mapping[int, str], title: str, clean: bool = False) -> None:
        self.labels, self.title, self.clean = labels, title, clean
        self.lines: list[str] = []

    def write(self, y: Node) -> str:
        """The formula of `y`; long and shared parts stand in lines of their own above it."""
        order = _in_order(y)
        self.labels = labels_of(order, self.labels)
        uses = _uses(order)
        parts: dict[int, Written] = {}
        for node in order:
            part = self.part(node, parts)
            long = LINE_LENGTH if uses.get(node.serial, 0) < 2 else REUSED_LENGTH
            if len(part.text) > long and node is not y:
                part = self.define(node, part)
            parts[node.serial] = part
        return self.whole(parts[y.serial])

    def define(self, node: Node, part: Written) -> Written:
        own = symbol(self.labels[node.serial])
        self.lines.append(rf"{own.text} &= {part.text}")
        return own

    def whole(self, part: Written) -> str:
        if not self.lines:
            return part.text
        body = " \\\\\n".join([*self.lines, rf"{self.title} &= {part.text}"])
        return f"\\begin{{aligned}}\n{body}\n\\end{{aligned}}"

    def part(self, node: Node, parts: dict[int, Written]) -> Written:
        """One node, given its arguments as they are written already."""
        if node.op is None:
            return self.leaf(node)
        if isinstance(node.op, Structural):
            return moved(node, parts)
        args = [parts[a.serial] if isinstance(a, Node) else constant(a) for a in node.args]
        if self.clean:
            shorter = tidy(node.op.name, args)
            if shorter is not None:
                return shorter
        return apply(node.op, args)

    def leaf(self, node: Node) -> Written:
        if not node.name and isinstance(node.primal, float):
            return number(node.primal)
        return symbol(self.labels[node.serial])


def _uses(order: Sequence[Node]) -> dict[int, int]:
    uses: dict[int, int] = {}
    for node in order:
        for arg in node.args:
            if isinstance(arg, Node):
                uses[arg.serial] = uses.get(arg.serial, 0) + 1
    return uses


def constant(arg: Any) -> Written:
    """An argument that is no node."""
    if isinstance(arg, float):
        return number(arg)
    text = str(arg.tolist() if hasattr(arg, "tolist") else arg)
    return Written(rf"\text{{{escape(text)}}}", ATOM)


def moved(node: Node, parts: Mapping[int, Written]) -> Written:
    """A function of arrays; what else it was told, such as an axis, is an index of its name."""
    op: Any = node.op
    operands = [a for a in node.args if hasattr(a, "shape")]
    arrays = [parts[a.serial] if isinstance(a, Node) else constant(a) for a in operands]
    told = [a for a in node.args if not (a is None or isinstance(a, bool) or hasattr(a, "shape"))]
    if op.latex and len(arrays) == len(set(SLOT.findall(op.latex))):
        return fill(op.latex, arrays)
    said = escape(" ".join([op.setting, ", ".join(map(str, told))]).strip()) if told else ""
    below = rf"_{{\text{{{said}}}}}" if said else ""
    return called(rf"\operatorname{{{escape(op.title)}}}{below}", arrays)


def apply(op: Any, args: Sequence[Written]) -> Written:
    """An operation on formulas, as its template has it."""
    if GOES_ON.search(op.latex):
        return listed(op.latex, args)
    if op.latex and op.arity:
        return fill(op.latex, args)
    if op.latex and len(args) == len(set(SLOT.findall(op.latex))):
        return fill(op.latex, args)
    if op.symbol and len(args) == 2:
        return fill(rf"{{x}} {op.symbol} {{y}}", args)._replace(level=SUM)
    return called(rf"\operatorname{{{escape(op.name)}}}", args)
