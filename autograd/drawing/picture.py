"""`draw(y)`: the picture of a computation, to look at, to save, to put into a page."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from ..engine.node import Node
from ..errors import OperandError
from ..support.consoles import printed
from .build import LIMIT, graph_of
from .files import write_whole
from .graph.elements import Graph
from .graph.recorded import parameters_of, roots_of
from .svg import svg_of

SHOWN = 400  # cards that a notebook draws unasked


class Picture:
    """A drawn graph: shows itself in a notebook, saves itself as svg, png, pdf, dot or html."""

    def __init__(self, graph: Graph, page: Callable[[], str]) -> None:
        self.graph = graph
        self._page = page
        self._svg: str | None = None

    @property
    def svg(self) -> str:
        """The drawing as a self-contained SVG document."""
        if self._svg is None:
            self._svg = svg_of(self.graph)
        return self._svg

    @property
    def dot(self) -> Any:
        """The drawing as a `graphviz.Digraph`: `.source`, `.pipe("png")`, `.render("file")`."""
        from .dot.digraph import digraph

        return digraph(self.graph)

    @property
    def page(self) -> str:
        """The computation step by step, as one self-contained HTML file: see `explore`.

        Raises `OperandError` where the drawing starts from several nodes or from an array.
        """
        return self._page()

    def save(self, path: str | os.PathLike[str], format: str | None = None) -> Path:
        """Write the picture to `path`, in the format its ending names unless one is given.

        The file is replaced whole or not at all. Raises `OutputError` for a path that cannot be
        written, `OperandError` for a format there is not, and `MissingDependency` where a png or
        pdf is wanted and nothing can make one.
        """
        return write_whole(path, FORMATS[format_of(path, format)](self))

    def _repr_svg_(self) -> str | None:
        if self._svg is None and len(self.graph.cards) > SHOWN:
            return None  # a notebook that would wait for seconds shows the text below
        return self.svg

    def __repr__(self) -> str:
        size = f"{len(self.graph.cards)} cards for {self.graph.total} nodes"
        said = f"<picture of {self.graph.results[:80]}: {size}; .save('graph.svg') or .svg>"
        return printed(said)


# What a picture is saved as, by the ending of the file.
FORMATS: dict[str, Callable[[Picture], bytes]] = {
    "svg": lambda picture: picture.svg.encode(),
    "png": lambda picture: bytes(picture.dot.pipe("png")),
    "pdf": lambda picture: bytes(picture.dot.pipe("pdf")),
    "dot": lambda picture: str(picture.dot.source).encode(),
    "html": lambda picture: picture.page.encode(),
}


def format_of(path: str | os.PathLike[str], format: str | None = None) -> str:
    """The format asked for, else the one that the ending of `path` names.

    >>> format_of("graph.svg")
    'svg'
    """
    kind = (format or Path(path).suffix).lower().removeprefix(".")
    if kind not in FORMATS:
        asked = f"got {kind!r}" if kind else f"{str(path)[:200]!r} has no ending to tell by"
        raise OperandError(f"a picture is saved as {', '.join(FORMATS)}; {asked}")
    return kind


def _page(roots: Any, **view: Any) -> str:
    """The step page of the one node that a drawing starts from; it refuses several, in words."""
    from .stepping.page import to_page  # only when it is asked for, as `dot` is

    found = roots_of(roots)
    return to_page(found[0] if len(found) == 1 else roots, **view)


def draw(
    roots: Any,
    path: str | os.PathLike[str] | None = None,
    format: str | None = None,
    *,
    parameters: Iterable[Node] | Any = (),
    limit: int | None = LIMIT,
    depth: int | None = None,
    fold: bool = True,
) -> Picture:
    """The computation graph of a Value or Tensor (or several), and with `path` a file of it.

    `format` is svg, png, pdf, dot, or html for a page that steps through the computation of one
    number; by default what the path ends in. `parameters` (nodes, or a module) are tinted apart
    from inputs. Above `limit` cards the picture is folded and says so; `limit=None` draws every
    node. A call of a module, or a `group`, is folded into one card: `depth=0` folds what was called
    from outside, `depth=1` what that called, and so on. By default it is the greatest depth that
    leaves at most `limit` cards; `fold=False` folds no calls.

    >>> from autograd.values.value import Value
    >>> x = Value(3.0, "x")
    >>> draw(x * x + 1.0)
    <picture of v2 = 10: 3 cards for 3 nodes; .save('graph.svg') or .svg>
    """
    parameters = parameters_of(parameters)  # read once, also where it is a generator
    view: Any = {"parameters": parameters, "limit": limit, "depth": depth, "fold": fold}
    picture = Picture(graph_of(roots, **view), lambda: _page(roots, **view))
    if path is not None:
        picture.save(path, format)
    elif format is not None:
        format_of("", format)
    return picture
