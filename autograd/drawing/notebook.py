"""How a node shows itself: in a notebook, on a terminal, on request.

A representation never raises and never takes long: what is too large to be drawn at a glance falls
back to the text that every node has.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from typing import Any

from ..node import Node
from .build import graph_of
from .escape import html
from .figures import data_text, grad_text
from .graph import made_by
from .outline import tree
from .picture import Picture, draw
from .svg import svg_of

GLANCE = 40


def small(node: Node, most: int = GLANCE) -> bool:
    """Whether the graph has at most `most` nodes, found out by looking at no more than that."""
    seen = {node.serial}
    waiting = [node]
    for one in waiting:
        if len(one.args) > most:
            return False
        for arg in one.args:
            if isinstance(arg, Node) and arg.serial not in seen:
                seen.add(arg.serial)
                waiting.append(arg)
        if len(seen) > most:
            return False
    return True


def repr_svg(node: Node) -> str | None:
    """The drawing of a graph of at most 40 cards; None for larger ones and for broken ones."""
    try:
        if node.op is None or not small(node):
            return None
        graph = graph_of(node)
        return svg_of(graph) if len(graph.cards) <= GLANCE else None
    except Exception:  # noqa: BLE001  # a notebook shows the text instead; nothing is lost
        return None


def repr_html(node: Node) -> str | None:
    """A node in one line of HTML: its name, operation, value and gradient."""
    try:
        name = f"<b>{html(node.name)}</b> = " if node.name else ""
        made = f" <small>{html(made_by(node))}</small>" if node.op else ""
        return f"<div>{name}{html(data_text(node))}{made} · grad {html(grad_text(node))}</div>"
    except Exception:  # noqa: BLE001  # a notebook shows the text instead; nothing is lost
        return None


def show(roots: Any, *, parameters: Iterable[Node] | Any = ()) -> Picture | None:
    """Show the graph here and now: a drawing in a notebook, indented text on a terminal.

    Returns the picture in a notebook, which displays it; on a terminal prints and returns None.
    """
    if in_notebook():
        return draw(roots, parameters=parameters)
    print(tree(roots))
    return None


def in_notebook() -> bool:
    """Whether output goes to a notebook, which can show a drawing."""
    shell = sys.modules.get("IPython")
    current = shell.get_ipython() if shell is not None else None
    return current is not None and getattr(current, "kernel", None) is not None
