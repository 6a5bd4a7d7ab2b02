"""`explore(y)`: a page that walks through the computation, forward and then backward, by steps.

One file of HTML with nothing to install and nothing to fetch: the picture, its numbers, and the
script that moves them. What it may do is written at its top (a content security policy): run this
one script and use this one style sheet, nothing else.

`page.html`, `page.css` and `page.js` beside this module are what the file is put together from.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from ...engine.node import Node
from ...formulas.escape import html
from ..build import LIMIT, graph_of, named_only
from ..files import write_whole
from ..graph.elements import Graph
from ..graph.recorded import parameters_of
from ..shapes.lines import in_lines
from .assembly import assembled, part, styles
from .pictured import LINE, drawing, legend, too_wide, with_gradients
from .story import Gradients, gradients_of, story_of
from .words import header_text

SHORT = 40
FRAME_HEIGHT = 640


class StepPage:
    """A step page: shows itself in a notebook, and saves itself as a file elsewhere."""

    def __init__(self, html: str, path: Path | None = None) -> None:
        self.html = html
        self.path = path

    def save(self, path: str | os.PathLike[str]) -> Path:
        """Write the page to `path`, whole or not at all; raises `OutputError` if it cannot be."""
        self.path = write_whole(path, self.html.encode())
        return self.path

    def _repr_html_(self) -> str:
        # The frame may run the page's script; it shares nothing with the notebook around it.
        return (
            f'<iframe sandbox="allow-scripts" title="Step through the computation" width="100%" '
            f'height="{FRAME_HEIGHT}" style="border:0" srcdoc="{_attribute(self.html)}"></iframe>'
        )

    def __repr__(self) -> str:
        size = f"{len(self.html.encode()) / 1000:.0f} kB"
        if self.path is None:
            return f"<step page, {size}; .save('graph.html')>"
        return f"<step page, {size}: open {os.fspath(self.path)!r} in a browser>"


def _attribute(text: str) -> str:
    return text.replace("&", "&amp;").replace('"', "&quot;")


def explore(
    root: Node,
    path: str | os.PathLike[str] | None = None,
    *,
    title: str = "",
    parameters: Iterable[Node] | Any = (),
    limit: int | None = LIMIT,
    depth: int | None = None,
    fold: bool = True,
) -> StepPage:
    """A page that steps through the computation of `root` and back through its gradients.

    In a notebook the result shows the page; with `path` it is also written there. Raises
    `OperandError` unless `root` is a single number, `OutputError` for a path that cannot be
    written.

    >>> from autograd.values.value import Value
    >>> x = Value(3.0, "x")
    >>> page = explore(x * x)
    >>> "∂" in page.html
    True
    """
    view: Any = {"parameters": parameters, "limit": limit, "depth": depth, "fold": fold}
    page = StepPage(to_page(root, title=title, **view))
    if path is not None:
        page.save(path)
    return page


def to_page(
    root: Node,
    *,
    title: str = "",
    parameters: Iterable[Node] | Any = (),
    limit: int | None = LIMIT,
    depth: int | None = None,
    fold: bool = True,
) -> str:
    """The step page of the graph under `root`, one number, as the text of an HTML file.

    `title` is its heading. `parameters` (nodes, or a module) are tinted as learnt. Where the
    picture would be too wide and at least three operations have names, it shows those and folds the
    others into its arrows. Above `limit` cards it folds in any case; `limit=None` shows every node.
    `depth` and `fold` are those of `draw`. Equal graphs give equal pages.
    """
    gradients = gradients_of(root)
    parameters = parameters_of(parameters)
    graph = graph_of(root, parameters=parameters, limit=limit, depth=depth, fold=fold)
    if limit is not None and depth is None:
        graph = _named_if_wide(graph, root, parameters, limit)
    graph = with_gradients(graph, gradients)
    formula = header_text(graph) if graph.total <= SHORT else ""
    return page_of(graph, gradients, title or _default_title(graph), formula)


def _named_if_wide(graph: Graph, root: Node, parameters: Iterable[Node] | Any, limit: int) -> Graph:
    if not too_wide(graph):
        return graph
    by_name = named_only(root, parameters)
    return by_name if len(by_name.cards) <= limit else graph


def _default_title(graph: Graph) -> str:
    root = next(card for card in graph.cards if card.root)
    return f"How {root.label} = {root.value} came about"


def page_of(graph: Graph, gradients: Gradients, title: str, formula: str = "") -> str:
    """A picture with its gradients as a page."""
    graph = in_lines(graph, LINE)
    arrays = any(card.node is not None and card.node.on_arrays for card in graph.cards)
    more = ["arrays"] if arrays else []
    page, _ = assembled(
        {
            "title": html(title, 120),
            "header": f'<h1>{html(title, 120)}</h1>\n<p class="formula">{html(formula, 120)}</p>',
            "legend": legend(graph),
            "kind": "story",
            "data": {"picture": drawing(graph), **story_of(graph, gradients)},
        },
        style="".join([styles(bool(graph.frames)), *(part(f"{name}.css") for name in more)]),
        script="\n".join(part(f"{name}.js") for name in [*more, "page"]),
    )
    return page
