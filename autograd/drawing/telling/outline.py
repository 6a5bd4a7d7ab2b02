"""`tree(y)`: the graph as text, for a terminal, a screen reader, a bug report.

One line a node: the local derivative on the way up, the name, the value, the gradient, the
operation. A node that is used again is written out once and named afterwards.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from ...engine.node import Node
from ...engine.walks import ancestors
from ...formulas.escape import terminal
from ...support.consoles import Text
from ..graph.names import labels_in
from ..graph.recorded import local_partials, made_by, partial_text, roots_of
from ..signs.figures import NOT_RUN, data_text, grad_text

LINES = 200
DEEPEST = 24


class _Branch(NamedTuple):
    node: Node
    indent: str  # of the lines below this one
    stem: str  # what stands before the name on this one
    depth: int


def tree(roots: Any, *, lines: int = LINES) -> str:
    """The graph under `roots` as indented text of at most `lines` lines, results first.

    `∂ 3` before a node is the derivative of the line above it with respect to that node.

    >>> from autograd.values.value import Value
    >>> x = Value(3.0, "x")
    >>> y = x * x + 1.0
    >>> y.backward()
    >>> print(tree(y))
    v2 = 10  grad 1  (+ 1)
    └─ ∂ 1  v1 = 9  grad 1  (×)
       ├─ ∂ 3  x = 3  grad 6
       └─ ∂ 3  x (above)
    """
    found: dict[int, Node] = {}
    tops = roots_of(roots)
    for root in tops:
        found.update(ancestors(root))
    labels = labels_in({serial: found[serial] for serial in sorted(found)})
    written: list[str] = []
    for line in _lines(tops, labels):
        if len(written) == lines:
            written.append(f"… and more: {len(found)} nodes in all; draw() folds them")
            break
        written.append(line)
    return Text("\n".join(written))


def _lines(tops: list[Node], labels: dict[int, str]) -> Iterator[str]:
    waiting = [_Branch(root, "", "", 0) for root in reversed(tops)]
    seen: set[int] = set()
    while waiting:
        branch = waiting.pop()
        serial = branch.node.serial
        name = branch.stem + terminal(labels[serial])
        if serial in seen:
            yield f"{name} (above)"
        elif branch.depth >= DEEPEST and branch.node.op:
            yield f"{name}{_value(branch.node)}  … goes on below"
        else:
            seen.add(serial)
            yield name + _facts(branch.node)
            waiting += reversed(_branches(branch, labels))


def _facts(node: Node) -> str:
    grad = grad_text(node)
    slope = f"  grad {grad if grad != NOT_RUN else f'({NOT_RUN})'}" if _value(node) else ""
    by = f"  ({made_by(node)})" if node.op else ""
    return f"{_value(node)}{slope}{by}"


def _value(node: Node) -> str:
    return "" if node.primal is None else f" = {data_text(node)}"


def _branches(branch: _Branch, labels: dict[int, str]) -> list[_Branch]:
    node = branch.node
    pairs = [
        (arg, d)
        for arg, d in zip(node.args, local_partials(node, labels), strict=True)
        if isinstance(arg, Node)
    ]
    branches = []
    for place, (arg, d) in enumerate(pairs, start=1):
        fork, rail = ("└─ ", "   ") if place == len(pairs) else ("├─ ", "│  ")
        text = partial_text(d)
        slope = f"∂ {text}  " if text else ""
        stem = f"{branch.indent}{fork}{slope}"
        branches.append(_Branch(arg, branch.indent + rail, stem, branch.depth + 1))
    return branches
