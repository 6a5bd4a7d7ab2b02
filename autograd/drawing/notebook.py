"""How a node shows itself: in a notebook, on a terminal, on request.

A representation never raises and never takes long. A graph of at most 40 cards is a drawing; a
larger one is a line of text with its size and what to call; what cannot be shown is left to the
text that every node has.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from itertools import islice
from typing import TYPE_CHECKING, Any

from ..engine.custom import Custom
from ..engine.labels import labels_of
from ..engine.node import Node
from ..formulas.escape import html
from ..support.deadlines import spent
from .build import LIMIT, graph_of
from .graph.recorded import local_partials, made_by
from .signs.figures import data_text, grad_text
from .svg import svg_of

if TYPE_CHECKING:
    from .picture import Picture

GLANCE = 40  # cards
ELEMENTS = 100_000  # of all arrays together: each is read for its range, and in its slopes
SECONDS = 0.02  # for the rules of operations that users defined
COUNTED = 10_000


def nodes_within(node: Node, most: int) -> list[Node]:
    """The nodes of a graph; of a larger one than `most`, as many and one more.

    Of an operation on more arguments than that, only so many are looked at.
    """
    seen = {node.serial}
    found = [node]
    for one in found:
        for arg in islice(one.args, most + 1):
            if len(found) > most:
                return found
            if isinstance(arg, Node) and arg.serial not in seen:
                seen.add(arg.serial)
                found.append(arg)
    return found


def at_a_glance(nodes: list[Node]) -> bool:
    """Whether a graph of these nodes is drawn in no time: few, small, and with quick rules."""
    if len(nodes) > GLANCE or sum(map(_size, nodes)) > ELEMENTS:
        return False
    labels = labels_of(nodes)
    end = spent() + SECONDS
    for node in nodes:
        if isinstance(node.op, Custom):
            local_partials(node, labels)
            if spent() > end:
                return False
    return True


def _size(node: Node) -> int:
    """How many numbers a node holds and was made from."""
    if len(node.args) > GLANCE:
        return len(node.args) * ELEMENTS
    return sum(getattr(x, "size", 1) for x in (node.primal, *node.args))


def repr_svg(node: Node) -> str | None:
    """The drawing of a graph of at most 40 cards; None for larger ones and for broken ones."""
    try:
        if node.op is None or not at_a_glance(nodes_within(node, GLANCE)):
            return None
        graph = graph_of(node)
        return svg_of(graph) if len(graph.cards) <= GLANCE else None
    except Exception:  # noqa: BLE001  # a notebook shows the text instead; nothing is lost
        return None


def repr_html(node: Node) -> str | None:
    """A node that is not drawn at a glance in a line of HTML, and how to see its graph.

    None for a node that is drawn, because a notebook would rather show this, and for a leaf.
    """
    try:
        if node.op is None or repr_svg(node) is not None:
            return None
        return f"<div>{_line(node)}<br><small>{_advice(node)}</small></div>"
    except Exception:  # noqa: BLE001  # a notebook shows the text instead; nothing is lost
        return None


def _line(node: Node) -> str:
    assert node.op is not None
    wide = len(node.args) > COUNTED  # reading a million constants would take too long
    made = f" <small>{html(node.op.title if wide else made_by(node))}</small>"
    name = f"<b>{html(node.name)}</b>" if node.name else ""
    if node.primal is None:
        return f"{name or type(node).__name__}{made}"
    value = f"{name} = {html(data_text(node))}" if name else html(data_text(node))
    return f"{value}{made} · grad {html(grad_text(node))}"


def _advice(node: Node) -> str:
    return (
        f"{_extent(nodes_within(node, COUNTED))}: <code>.show()</code> draws it, folded; "
        "<code>.explore()</code> steps through it"
    )


def _extent(nodes: list[Node]) -> str:
    """How large a graph is, as far as that was found out."""
    widest = max(len(node.args) for node in nodes)
    if widest > COUNTED:
        return f"an operation on {_spaced(widest)} arguments"
    more, count = ("more than ", COUNTED) if len(nodes) > COUNTED else ("", len(nodes))
    return f"a graph of {more}{_spaced(count)} nodes"


def _spaced(count: int) -> str:
    return f"{count:,}".replace(",", "\u202f")


def show(
    roots: Any,
    *,
    parameters: Iterable[Node] | Any = (),
    limit: int | None = LIMIT,
    depth: int | None = None,
    fold: bool = True,
) -> Picture | None:
    """Show the graph here and now: a drawing in a notebook, indented text on a terminal.

    The options are those of `draw`; text is not folded.

    Returns the picture in a notebook, which displays it; on a terminal prints and returns None.
    """
    # What saves files or writes text is no part of the first drawing, which a cell waits for.
    from .picture import draw
    from .telling.outline import tree

    if in_notebook():
        return draw(roots, parameters=parameters, limit=limit, depth=depth, fold=fold)
    print(tree(roots))
    return None


def in_notebook() -> bool:
    """Whether output goes to a notebook, which can show a drawing."""
    shell = sys.modules.get("IPython")
    current = shell.get_ipython() if shell is not None else None
    return current is not None and getattr(current, "kernel", None) is not None
