"""See a computation: pictures, indented text, and why a gradient is the number it is.

    draw(y, "graph.svg")     a picture with every value, gradient and local derivative
    show(y)                  the same here and now, in a notebook or on a terminal
    tree(y)                  indented text
    explore(y)               a page that steps forward and backward through it
    explain(y, x)            every path from x to y, as a product of local derivatives
    formula(y), formula(y, wrt=x)    LaTeX of the expression, and of a derivative

`graph_of(y)` is what all of them read: the graph as cards and arrows.

The modules, each importing only from those above it:

    files     a file is written whole or not at all
    layout    where boxes and links go
    signs     numbers, formulas and names as they are written
    graph     what is drawn, as data
    shapes    cards, frames and arrows: their sizes, places and looks
    build     the graph of a result, folded until it can be read
    svg       the picture as one text, light and dark
    telling   the same in text: an outline, and every path explained
    stepping  the page that steps through it
    dot       the picture for Graphviz
    picture   a picture that shows and saves itself
    notebook  how a node shows itself
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ..formulas.writing import formula as formula
    from .build import graph_of as graph_of
    from .graph.elements import Card as Card
    from .graph.elements import Edge as Edge
    from .graph.elements import Graph as Graph
    from .notebook import repr_html as repr_html
    from .notebook import repr_svg as repr_svg
    from .notebook import show as show
    from .picture import Picture as Picture
    from .picture import draw as draw
    from .stepping.page import StepPage as StepPage
    from .stepping.page import explore as explore
    from .stepping.page import to_page as to_page
    from .svg import to_svg as to_svg
    from .telling.explanation import Explanation as Explanation
    from .telling.explanation import explain as explain
    from .telling.outline import tree as tree

# The first cell of a notebook that ends in a node waits for its drawing, not for the step page.
_LATER = {
    "..formulas.writing": ("formula",),
    ".build": ("graph_of",),
    ".telling.explanation": ("Explanation", "explain"),
    ".graph.elements": ("Card", "Edge", "Graph"),
    ".notebook": ("repr_html", "repr_svg", "show"),
    ".telling.outline": ("tree",),
    ".stepping.page": ("StepPage", "explore", "to_page"),
    ".picture": ("Picture", "draw"),
    ".svg": ("to_svg",),
}
_HOME = {name: module for module, names in _LATER.items() for name in names}


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"autograd.drawing has no {name!r}")
    found = getattr(import_module(_HOME[name], __name__), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return sorted({*(name for name in globals() if not name.startswith("_")), *_HOME})
